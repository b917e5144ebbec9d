//! The pages of tracks and axes: grids, levels with what is new at each, two tracks rung by rung, and their charts.

use std::cmp::Ordering;

use super::Site;
use super::chart;
use super::view;
use crate::ladder::track::{Climb, Difference, Expected, LevelId, Wording};
use crate::ladder::{AxisId, RoleId, Subject, TrackId};
use crate::route::{Extra, Page};

/// More cells than this and the page of all tracks lists the other tracks without their levels.
const GRID_CELLS: usize = 20_000;

/// Levels in a row on rungs that the other track does not have.
struct Alone {
    /// The rung of the first of them.
    first: usize,
    levels: Vec<LevelId>,
}

impl Alone {
    fn is_followed_by(&self, rung: usize, level: LevelId) -> bool {
        let is_same_track = self.levels.iter().all(|own| own.track == level.track);
        is_same_track && self.first + self.levels.len() == rung
    }
}

impl Site {
    pub(super) fn tracks(&self, from: &str) -> view::Tracks {
        let columns = self.grid_axes();
        let (mut cells, mut shown) = (0_usize, Vec::new());
        for id in self.ladder.track_ids() {
            cells += (self.ladder.track(id).levels.len() + 1) * (columns.len() + 1);
            if cells <= GRID_CELLS {
                shown.push(self.track_grid(from, id, &columns));
            }
        }
        let more = self.ladder.track_ids().skip(shown.len());
        view::Tracks {
            body: self.index_body(from, Page::Tracks),
            columns: self.axis_links(from, &columns),
            more: more
                .map(|id| self.link_to(from, Subject::Track(id)))
                .collect(),
            tracks: shown,
            axes: self
                .ladder
                .axis_ids()
                .map(|id| self.axis_card(from, id))
                .collect(),
            comparisons: self
                .track_pairs
                .iter()
                .take(GRID_CELLS / 100)
                .map(|(one, other)| self.link(from, Page::TrackPair(*one, *other)))
                .collect(),
            csv: self.url_of_extra(from, &Extra::TracksCsv),
        }
    }

    /// The axes that a track has, in the order of lists.
    pub(crate) fn grid_axes(&self) -> Vec<AxisId> {
        let mut axes: Vec<AxisId> = self
            .ladder
            .tracks
            .iter()
            .flat_map(|track| track.axes.iter().copied())
            .collect();
        axes.sort_unstable();
        axes.dedup();
        axes
    }

    fn axis_links(&self, from: &str, axes: &[AxisId]) -> Vec<view::Link> {
        let axes = axes.iter().map(|id| Subject::Axis(*id));
        axes.map(|axis| self.link_to(from, axis)).collect()
    }

    fn axis_card(&self, from: &str, id: AxisId) -> view::AxisCard {
        let steps = self.ladder.axis(id).steps.iter();
        view::AxisCard {
            link: self.link_to(from, Subject::Axis(id)),
            description: self.plain_description(Subject::Axis(id)),
            steps: steps.map(|step| step.title.clone()).collect(),
        }
    }

    fn track_head(&self, from: &str, id: TrackId) -> view::TrackHead {
        view::TrackHead {
            link: self.link_to(from, Subject::Track(id)),
            description: self.plain_description(Subject::Track(id)),
            role: self.ladder.track(id).role.map(|role| self.chip(from, role)),
        }
    }

    fn track_grid(&self, from: &str, id: TrackId, columns: &[AxisId]) -> view::TrackGrid {
        let row = |level: LevelId| view::LevelRow {
            link: self.level_link(from, level),
            rung: self.ladder.level(level).rung,
            cells: columns
                .iter()
                .map(|axis| self.step_cell(level, *axis))
                .collect(),
        };
        view::TrackGrid {
            track: self.track_head(from, id),
            levels: self.ladder.level_ids(id).map(row).collect(),
        }
    }

    fn step_cell(&self, level: LevelId, axis: AxisId) -> Option<view::StepCell> {
        let place = self.ladder.step_on(level, axis)?;
        let steps = &self.ladder.axis(axis).steps;
        let before = before(level).and_then(|before| self.ladder.step_on(before, axis));
        Some(view::StepCell {
            title: steps[place].title.clone(),
            number: place + 1,
            of: steps.len(),
            percent: super::models::percent(place + 1, steps.len()),
            is_new: before.is_some_and(|before| before < place),
        })
    }

    /// A level's place on its track's page.
    fn level_link(&self, from: &str, level: LevelId) -> view::Link {
        let page = Page::Subject(Subject::Track(level.track));
        let data = self.ladder.level(level);
        view::Link {
            title: data.title.clone(),
            url: self
                .url(from, page)
                .with_fragment(&format!("lb-level-{}", data.id)),
        }
    }

    pub(super) fn track(&self, from: &str, id: TrackId) -> view::Track {
        let track = self.ladder.track(id);
        let pairs = self.track_pairs.iter();
        view::Track {
            role: track.role.map(|role| self.chip(from, role)),
            columns: self.axis_links(from, &track.axes),
            grid: self.track_grid(from, id, &track.axes),
            levels: self
                .ladder
                .level_ids(id)
                .map(|level| self.level(from, level))
                .collect(),
            compare: pairs
                .filter(|(one, other)| *one == id || *other == id)
                .map(|(one, other)| self.link(from, Page::TrackPair(*one, *other)))
                .collect(),
            body: self.subject_body(from, Subject::Track(id)),
        }
    }

    /// The tracks of a role.
    pub(super) fn tracks_of(&self, from: &str, role: RoleId) -> Vec<view::Link> {
        let tracks = self.ladder.track_ids();
        tracks
            .filter(|id| self.ladder.track(*id).role == Some(role))
            .map(|id| self.link_to(from, Subject::Track(id)))
            .collect()
    }

    fn level(&self, from: &str, id: LevelId) -> view::Level {
        let level = self.ladder.level(id);
        view::Level {
            id: level.id.clone(),
            title: level.title.clone(),
            rung: level.rung,
            before: before(id).map(|before| self.level_link(from, before)),
            same_as: level.same_as.map(|other| self.level_link(from, other)),
            radar: self.level_radar(id),
            fresh: self.expected(from, &self.ladder.new_at(id)),
            all: self.expected(from, &self.ladder.expected_at(id)),
        }
    }

    fn expected(&self, from: &str, expected: &Expected<'_>) -> view::Expected {
        view::Expected {
            climbs: expected
                .climbs
                .iter()
                .map(|climb| self.climb(from, climb))
                .collect(),
            expects: self.wordings(from, &expected.expects),
        }
    }

    fn wordings(&self, from: &str, wordings: &[Wording<'_>]) -> Vec<view::Html> {
        let wordings = wordings.iter();
        wordings
            .map(|wording| self.inline(from, wording.document, wording.text))
            .collect()
    }

    fn climb(&self, from: &str, climb: &Climb) -> view::Climb {
        view::Climb {
            axis: self.link_to(from, Subject::Axis(climb.axis)),
            steps: climb
                .steps
                .clone()
                .map(|place| self.step(from, climb.axis, place))
                .collect(),
        }
    }

    fn step(&self, from: &str, axis: AxisId, place: usize) -> view::Step {
        let axis = self.ladder.axis(axis);
        let step = &axis.steps[place];
        let text = step.text.as_ref();
        view::Step {
            title: step.title.clone(),
            number: place + 1,
            of: axis.steps.len(),
            text: text.map(|text| self.inline(from, axis.document, text)),
        }
    }

    pub(super) fn axis(&self, from: &str, id: AxisId) -> view::Axis {
        let places = 0..self.ladder.axis(id).steps.len();
        view::Axis {
            steps: places
                .map(|place| view::AxisStep {
                    step: self.step(from, id, place),
                    tracks: self.levels_on(from, id, place),
                })
                .collect(),
            body: self.subject_body(from, Subject::Axis(id)),
        }
    }

    /// The levels that stand on a step.
    fn levels_on(&self, from: &str, axis: AxisId, place: usize) -> Vec<view::LevelsOfTrack> {
        let tracks = self.ladder.track_ids().map(|track| {
            let levels = self.ladder.level_ids(track);
            let levels = levels.filter(|level| self.ladder.step_on(*level, axis) == Some(place));
            view::LevelsOfTrack {
                track: self.link_to(from, Subject::Track(track)),
                levels: levels.map(|level| self.level_link(from, level)).collect(),
            }
        });
        tracks.filter(|track| !track.levels.is_empty()).collect()
    }

    pub(super) fn track_pair(&self, from: &str, left: TrackId, right: TrackId) -> view::TrackPair {
        let level = |track, place: usize| LevelId { track, place };
        let mut rungs = Vec::new();
        let mut alone: Vec<Alone> = Vec::new();
        for (number, one, other) in self.ladder.rungs(left, right) {
            let only = match (one, other) {
                (Some(one), Some(other)) => {
                    rungs.push(self.rung(from, number, level(left, one), level(right, other)));
                    continue;
                }
                (Some(one), None) => level(left, one),
                (None, Some(other)) => level(right, other),
                (None, None) => continue,
            };
            match alone.last_mut() {
                Some(before) if before.is_followed_by(number, only) => before.levels.push(only),
                _ => alone.push(Alone {
                    first: number,
                    levels: vec![only],
                }),
            }
        }
        view::TrackPair {
            left: self.track_head(from, left),
            right: self.track_head(from, right),
            alone: alone
                .iter()
                .filter_map(|alone| self.rungs_alone(from, alone))
                .collect(),
            rungs,
        }
    }

    fn rungs_alone(&self, from: &str, alone: &Alone) -> Option<view::RungsAlone> {
        let track = alone.levels.first()?.track;
        let (first, last) = (alone.first, alone.first + alone.levels.len() - 1);
        let (first, last) = (first.to_string(), last.to_string());
        let rungs = if first == last {
            self.words.fill("rung_number", &[("rung", &first)])
        } else {
            let both = [("first", &*first), ("last", &*last)];
            self.words.fill("rungs_from_to", &both)
        };
        let levels = alone.levels.iter();
        Some(view::RungsAlone {
            rungs,
            track: self.link_to(from, Subject::Track(track)),
            levels: levels.map(|level| self.level_link(from, *level)).collect(),
        })
    }

    fn rung(&self, from: &str, number: usize, left: LevelId, right: LevelId) -> view::Rung {
        let (same, differs): (Vec<Difference>, Vec<Difference>) = self
            .ladder
            .difference(left, right)
            .into_iter()
            .partition(|axis| axis.order() == Some(Ordering::Equal));
        let expects = |level: LevelId| self.ladder.new_at(level).expects;
        let (left_expects, right_expects) = (expects(left), expects(right));
        let only = |own: &[Wording<'_>], others: &[Wording<'_>]| {
            let is_own = |wording: &&Wording<'_>| {
                let same = |other: &Wording<'_>| other.text.span == wording.text.span;
                !others.iter().any(same)
            };
            let own: Vec<Wording<'_>> = own.iter().filter(is_own).copied().collect();
            self.wordings(from, &own)
        };
        view::Rung {
            number,
            left: self.level_link(from, left),
            right: self.level_link(from, right),
            radar: self.pair_radar(number, left, right),
            differs: differs
                .iter()
                .map(|axis| self.axis_difference(from, *axis))
                .collect(),
            same: same
                .iter()
                .map(|axis| view::SameStep {
                    axis: self.link_to(from, Subject::Axis(axis.axis)),
                    step: self.step_title(axis.axis, axis.left),
                })
                .collect(),
            left_expects: only(&left_expects, &right_expects),
            right_expects: only(&right_expects, &left_expects),
        }
    }

    fn axis_difference(&self, from: &str, difference: Difference) -> view::AxisDifference {
        let Difference { axis, left, right } = difference;
        view::AxisDifference {
            axis: self.link_to(from, Subject::Axis(axis)),
            left: left.map(|place| self.step(from, axis, place)),
            right: right.map(|place| self.step(from, axis, place)),
            ahead: match difference.order() {
                Some(Ordering::Greater) => "left",
                Some(Ordering::Less) => "right",
                _ => "neither",
            },
        }
    }

    fn step_title(&self, axis: AxisId, place: Option<usize>) -> String {
        let steps = &self.ladder.axis(axis).steps;
        let step = place.and_then(|place| steps.get(place));
        step.map_or_else(String::new, |step| step.title.clone())
    }

    /// Where a level stands, over the level before it.
    fn level_radar(&self, id: LevelId) -> Option<view::Radar> {
        let track = self.ladder.track(id.track);
        let level = self.ladder.level(id);
        let before = before(id).map(|before| self.ladder.level(before));
        let mut axes = Vec::new();
        let mut said = Vec::new();
        for (at, axis) in track.axes.iter().enumerate() {
            let place = level.steps[at];
            let lower = before
                .map(|before| before.steps[at])
                .filter(|before| *before < place);
            let kind = if lower.is_some() { "new" } else { "step" };
            axes.push(self.chart_axis(*axis, vec![(self.step_title(*axis, Some(place)), kind)]));
            said.push(self.step_in_words(*axis, place, lower));
        }
        let position = |level: &crate::ladder::track::Level, kind| chart::Position {
            name: level.title.clone(),
            kind,
            steps: level.steps.iter().map(|place| place + 1).collect(),
        };
        let title = match before {
            Some(before) => self.words.fill(
                "chart_level_over",
                &[("level", &level.title), ("before", &before.title)],
            ),
            None => self.words.fill("chart_level", &[("level", &level.title)]),
        };
        let positions: Vec<chart::Position> = before
            .map(|before| position(before, "before"))
            .into_iter()
            .chain([position(level, "now")])
            .collect();
        let id = format!("lb-chart-{}", level.id);
        (!axes.is_empty()).then(|| chart::radar(&id, (title, said.join(" ")), &axes, &positions))
    }

    fn chart_axis(&self, axis: AxisId, names: Vec<(String, &'static str)>) -> chart::Axis {
        let axis = self.ladder.axis(axis);
        chart::Axis {
            title: axis.title.clone(),
            steps: axis.steps.len(),
            names,
        }
    }

    /// A sentence for a spoke of a level's chart.
    fn step_in_words(&self, axis: AxisId, place: usize, before: Option<usize>) -> String {
        let data = self.ladder.axis(axis);
        let (number, of) = ((place + 1).to_string(), data.steps.len().to_string());
        let (step, lower) = (
            self.step_title(axis, Some(place)),
            self.step_title(axis, before),
        );
        let key = if before.is_some() {
            "chart_step_after"
        } else {
            "chart_step"
        };
        self.words.fill(
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

    /// Two levels of two tracks, on the axes that both have.
    fn pair_radar(&self, rung: usize, left: LevelId, right: LevelId) -> Option<view::Radar> {
        let shared: Vec<(AxisId, usize, usize)> = self
            .ladder
            .difference(left, right)
            .into_iter()
            .filter_map(|axis| Some((axis.axis, axis.left?, axis.right?)))
            .collect();
        let names = [left, right].map(|level| self.ladder.level(level).title.as_str());
        let mut axes = Vec::new();
        let mut said = Vec::new();
        for (axis, one, other) in &shared {
            let [left_step, right_step] =
                [one, other].map(|place| self.step_title(*axis, Some(*place)));
            let title = &self.ladder.axis(*axis).title;
            if one == other {
                let parts = [("axis", title.as_str()), ("step", &left_step)];
                said.push(self.words.fill("chart_both", &parts));
                axes.push(self.chart_axis(*axis, vec![(left_step, "step")]));
            } else {
                let parts = [
                    ("axis", title.as_str()),
                    ("left", names[0]),
                    ("right", names[1]),
                    ("left_step", &left_step),
                    ("right_step", &right_step),
                ];
                said.push(self.words.fill("chart_sides", &parts));
                // The markers of the two lines, so that a name is told apart without its color.
                let names = vec![
                    (format!("● {left_step}"), "left"),
                    (format!("□ {right_step}"), "right"),
                ];
                axes.push(self.chart_axis(*axis, names));
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
        let title = self.words.fill("chart_pair", &parts);
        let id = format!("lb-chart-{rung}");
        (!axes.is_empty()).then(|| chart::radar(&id, (title, said.join(" ")), &axes, &positions))
    }
}

fn before(level: LevelId) -> Option<LevelId> {
    let place = level.place.checked_sub(1)?;
    Some(LevelId { place, ..level })
}
