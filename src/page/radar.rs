//! The charts of levels, with all they show in words.

use super::desk::Desk;
use super::levels::before;
use super::{chart, levels};
use crate::ladder::AxisId;
use crate::ladder::track::LevelId;
use crate::words::key;

/// Where a level stands, over the level before it.
pub(crate) fn of_level(desk: &Desk<'_>, id: LevelId) -> Option<chart::Radar> {
    let track = desk.ladder.track(id.track);
    let level = desk.ladder.level(id);
    let before = before(id).map(|before| desk.ladder.level(before));
    let mut axes = Vec::new();
    let mut said = Vec::new();
    for (at, axis) in track.axes.iter().enumerate() {
        let place = level.steps[at];
        let lower = before
            .map(|before| before.steps[at])
            .filter(|before| *before < place);
        let kind = if lower.is_some() { "new" } else { "step" };
        axes.push(chart_axis(
            desk,
            *axis,
            vec![(levels::step_title(desk, *axis, Some(place)), kind)],
        ));
        said.push(step_in_words(desk, *axis, place, lower));
    }
    let position = |level: &crate::ladder::track::Level, kind| chart::Position {
        name: level.title.clone(),
        kind,
        steps: level.steps.iter().map(|place| place + 1).collect(),
    };
    let title = match before {
        Some(before) => desk.words.fill(
            key!("chart_level_over"),
            &[("level", &level.title), ("before", &before.title)],
        ),
        None => desk
            .words
            .fill(key!("chart_level"), &[("level", &level.title)]),
    };
    let positions: Vec<chart::Position> = before
        .map(|before| position(before, "before"))
        .into_iter()
        .chain([position(level, "now")])
        .collect();
    let id = format!("lb-chart-{}", level.id);
    (!axes.is_empty()).then(|| chart::radar(&id, (title, said.join(" ")), &axes, &positions))
}

/// Two levels of two tracks, on the axes that both have.
pub(crate) fn of_pair(
    desk: &Desk<'_>,
    rung: usize,
    left: LevelId,
    right: LevelId,
) -> Option<chart::Radar> {
    let shared: Vec<(AxisId, usize, usize)> = desk
        .ladder
        .difference(left, right)
        .into_iter()
        .filter_map(|axis| Some((axis.axis, axis.left?, axis.right?)))
        .collect();
    let names = [left, right].map(|level| desk.ladder.level(level).title.as_str());
    let mut axes = Vec::new();
    let mut said = Vec::new();
    for (axis, one, other) in &shared {
        let [left_step, right_step] =
            [one, other].map(|place| levels::step_title(desk, *axis, Some(*place)));
        let title = &desk.ladder.axis(*axis).title;
        if one == other {
            let parts = [("axis", title.as_str()), ("step", &left_step)];
            said.push(desk.words.fill(key!("chart_both"), &parts));
            axes.push(chart_axis(desk, *axis, vec![(left_step, "step")]));
        } else {
            let parts = [
                ("axis", title.as_str()),
                ("left", names[0]),
                ("right", names[1]),
                ("left_step", &left_step),
                ("right_step", &right_step),
            ];
            said.push(desk.words.fill(key!("chart_sides"), &parts));
            // The markers of the two lines, so that a name is told apart without its color.
            let names = vec![
                (format!("● {left_step}"), "left"),
                (format!("□ {right_step}"), "right"),
            ];
            axes.push(chart_axis(desk, *axis, names));
        }
    }
    let position = |name: &str, kind, steps: Vec<usize>| chart::Position {
        name: name.to_owned(),
        kind,
        steps,
    };
    let one = shared.iter().map(|(_, one, _)| one + 1).collect();
    let other = shared.iter().map(|(_, _, other)| other + 1).collect();
    let positions = [
        position(names[1], "right", other),
        position(names[0], "left", one),
    ];
    let parts = [("left", names[0]), ("right", names[1])];
    let title = desk.words.fill(key!("chart_pair"), &parts);
    let id = format!("lb-chart-{rung}");
    (!axes.is_empty()).then(|| chart::radar(&id, (title, said.join(" ")), &axes, &positions))
}

fn chart_axis(desk: &Desk<'_>, axis: AxisId, names: Vec<(String, &'static str)>) -> chart::Axis {
    let axis = desk.ladder.axis(axis);
    chart::Axis {
        title: axis.title.clone(),
        steps: axis.steps.len(),
        names,
    }
}

/// A sentence for a spoke of a level's chart.
fn step_in_words(desk: &Desk<'_>, axis: AxisId, place: usize, before: Option<usize>) -> String {
    let data = desk.ladder.axis(axis);
    let (number, of) = ((place + 1).to_string(), data.steps.len().to_string());
    let (step, lower) = (
        levels::step_title(desk, axis, Some(place)),
        levels::step_title(desk, axis, before),
    );
    let key = if before.is_some() {
        key!("chart_step_after")
    } else {
        key!("chart_step")
    };
    desk.words.fill(
        key,
        &[
            ("axis", &data.title),
            ("step", &step),
            ("number", &number),
            ("of", &of),
            ("before", &lower),
        ],
    )
}
