//! The geometry of charts: where the lines, points and words of a radar chart stand.
//!
//! A picture is drawn when the site is built, as SVG without styles of its own: the template gives every part a class, and the
//! stylesheet gives the classes their colors in light, dark, print and forced colors. Two positions are told apart by line and
//! marker, not by color alone. The same is said in words beside the picture; see `page/radar.rs`.

use std::f64::consts::TAU;

use serde::Serialize;

/// From the center to the last step.
const RADIUS: f64 = 120.0;

/// Width of every picture, so that letters have one size in all of them.
const WIDTH: f64 = 460.0;

/// From the last step to the words.
const GAP: f64 = 14.0;

/// From one line of words to the next.
const LINE: f64 = 17.0;

/// Room that a letter takes, at most; wide ones take two.
const LETTER: f64 = 7.4;

/// From the edge of the picture to what is in it.
const EDGE: f64 = 4.0;

/// More spokes than these leave room for one line of words each.
const ROOMY: usize = 8;

/// An axis of a chart.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Its name.
    pub title: String,
    /// How many steps it has, at least one.
    pub steps: usize,
    /// Names of steps at its end, with their kinds.
    pub names: Vec<(String, &'static str)>,
}

/// A position in a chart.
#[derive(Clone, Debug)]
pub struct Position {
    /// Whose it is.
    pub name: String,
    /// As in [`Shape::kind`].
    pub kind: &'static str,
    /// For each axis the step, counted from 1; 0 is the center.
    pub steps: Vec<usize>,
}

/// A chart of one or two positions, one spoke for each axis. Lengths are in units of the picture, one decimal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Radar {
    /// The ids of title and description start with it.
    pub id: String,
    /// What is shown, in words.
    pub title: String,
    /// All of it in words, for those who do not see it.
    pub text: String,
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// Polygons around the center, as `points` of SVG.
    pub rings: Vec<String>,
    /// One for each axis.
    pub spokes: Vec<Spoke>,
    /// Every step of every axis.
    pub ticks: Vec<Dot>,
    /// Names around the chart.
    pub labels: Vec<RadarLabel>,
    /// One or two positions; the one on top comes last.
    pub shapes: Vec<Shape>,
}

/// A line from the center outwards.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spoke {
    /// The center.
    pub from: Dot,
    /// The outer end.
    pub to: Dot,
}

/// A point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Dot {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// Lines of text at the end of a spoke.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RadarLabel {
    /// `text-anchor` of SVG: `start`, `middle`, `end`.
    pub anchor: &'static str,
    /// The lines, from the top.
    pub lines: Vec<RadarLine>,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RadarLine {
    /// The anchor, on the base line.
    pub at: Dot,
    /// The text.
    pub text: String,
    /// `axis`; a step: `step`, `new` (higher than before), `left`, `right`.
    pub kind: &'static str,
}

/// A position.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shape {
    /// Whose it is.
    pub name: String,
    /// `now`, `before`; `left`, `right` for two tracks.
    pub kind: &'static str,
    /// The polygon, as `points` of SVG.
    pub points: String,
    /// Its corners.
    pub dots: Vec<Dot>,
}

/// The chart of some positions; `words` are its title and all of it in words.
#[must_use]
pub fn radar(id: &str, words: (String, String), axes: &[Axis], positions: &[Position]) -> Radar {
    let labels: Vec<RadarLabel> = axes
        .iter()
        .enumerate()
        .map(|(at, axis)| label(axis, at, axes.len()))
        .collect();
    // The words around the circle decide how high the picture is.
    let lines = labels.iter().flat_map(|label| &label.lines);
    let (mut top, mut bottom) = (-RADIUS, RADIUS);
    for line in lines {
        top = top.min(line.at.y - LINE * 0.8);
        bottom = bottom.max(line.at.y + LINE * 0.3);
    }
    let center = Dot {
        x: WIDTH / 2.0,
        y: EDGE - top,
    };
    let place = |dot: Dot| rounded(center.x + dot.x, center.y + dot.y);
    let on = |at: usize, step: usize| {
        let steps = axes[at].steps.max(1);
        place(on_spoke(at, axes.len(), share(step.min(steps), steps)))
    };
    let around = |step: &dyn Fn(usize) -> usize| -> Vec<Dot> {
        (0..axes.len()).map(|at| on(at, step(at))).collect()
    };
    let steps = axes.first().map_or(0, |axis| axis.steps);
    let rings: Vec<String> = if axes.iter().all(|axis| axis.steps == steps) {
        (1..=steps).map(|step| points(&around(&|_| step))).collect()
    } else {
        vec![points(&around(&|at| axes[at].steps))]
    };
    let spoke = |at: usize| Spoke {
        from: rounded(center.x, center.y),
        to: on(at, axes[at].steps),
    };
    let shape = |position: &Position| {
        let dots = around(&|at| position.steps.get(at).copied().unwrap_or(0));
        Shape {
            name: position.name.clone(),
            kind: position.kind,
            points: points(&dots),
            dots,
        }
    };
    let ticks = |(at, axis): (usize, &Axis)| (1..=axis.steps).map(move |step| (at, step));
    let (title, text) = words;
    Radar {
        id: id.to_owned(),
        title,
        text,
        width: WIDTH,
        height: (bottom - top + 2.0 * EDGE).ceil(),
        rings,
        spokes: (0..axes.len()).map(spoke).collect(),
        ticks: axes
            .iter()
            .enumerate()
            .flat_map(ticks)
            .map(|(at, step)| on(at, step))
            .collect(),
        labels: labels
            .into_iter()
            .map(|label| RadarLabel {
                lines: label
                    .lines
                    .into_iter()
                    .map(|line| RadarLine {
                        at: place(line.at),
                        ..line
                    })
                    .collect(),
                ..label
            })
            .collect(),
        shapes: positions.iter().map(shape).collect(),
    }
}

/// The point on a spoke, seen from the center; the first spoke goes straight up, the others follow clockwise.
fn on_spoke(at: usize, count: usize, length: f64) -> Dot {
    let turn = share(at, count.max(1)) * TAU;
    Dot {
        x: turn.sin() * RADIUS * length,
        y: -turn.cos() * RADIUS * length,
    }
}

/// The words at the end of a spoke, seen from the center.
fn label(axis: &Axis, at: usize, count: usize) -> RadarLabel {
    let turn = share(at, count.max(1)) * TAU;
    let end = on_spoke(at, count, 1.0 + GAP / RADIUS);
    let (anchor, room) = if turn.sin() > 0.2 {
        ("start", WIDTH / 2.0 - end.x)
    } else if turn.sin() < -0.2 {
        ("end", WIDTH / 2.0 + end.x)
    } else {
        ("middle", WIDTH / 2.0)
    };
    let most = if count > ROOMY { 1 } else { 2 };
    let mut lines: Vec<(String, &'static str)> = wrapped(&axis.title, room - EDGE, most)
        .into_iter()
        .map(|line| (line, "axis"))
        .collect();
    for (name, kind) in &axis.names {
        let most = if axis.names.len() > 1 { 1 } else { most };
        let name = wrapped(name, room - EDGE, most).into_iter();
        lines.extend(name.map(|line| (line, *kind)));
    }
    let height = LINE * whole(lines.len());
    let first = match anchor {
        "middle" if turn.cos() > 0.0 => end.y - height,
        "middle" => end.y,
        _ => end.y - height / 2.0,
    };
    let lines = lines.into_iter().enumerate();
    RadarLabel {
        anchor,
        lines: lines
            .map(|(number, (text, kind))| RadarLine {
                at: Dot {
                    x: end.x,
                    y: first + LINE * (whole(number) + 0.75),
                },
                text,
                kind,
            })
            .collect(),
    }
}

/// A text in at most so many lines of some width, cut with `…` where it is longer.
fn wrapped(text: &str, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if room_for(line) + LETTER + room_for(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    let last = lines.len().saturating_sub(1);
    lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| cut(&line, width, is_cut && at == last))
        .collect()
}

/// A line that fits, with `…` where something is missing.
fn cut(line: &str, width: f64, is_cut: bool) -> String {
    if !is_cut && room_for(line) <= width {
        return line.to_owned();
    }
    let mut room = LETTER;
    let fits = |letter: &char| {
        room += room_of(*letter);
        room <= width
    };
    let kept: String = line.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// The room that a text takes at most.
#[must_use]
pub fn room_for(text: &str) -> f64 {
    text.chars().map(room_of).sum()
}

/// Letters of the scripts of East Asia are twice as wide; so are pictures.
fn room_of(letter: char) -> f64 {
    if letter >= '\u{1100}' && !('\u{2000}'..'\u{2e80}').contains(&letter) {
        2.0 * LETTER
    } else if letter.is_uppercase() || matches!(letter, 'm' | 'w') {
        1.3 * LETTER
    } else {
        LETTER
    }
}

fn points(dots: &[Dot]) -> String {
    let dots: Vec<String> = dots
        .iter()
        .map(|dot| format!("{},{}", dot.x, dot.y))
        .collect();
    dots.join(" ")
}

fn rounded(x: f64, y: f64) -> Dot {
    let round = |length: f64| (length * 10.0).round() / 10.0;
    Dot {
        x: round(x),
        y: round(y),
    }
}

fn share(part: usize, whole_count: usize) -> f64 {
    whole(part) / whole(whole_count)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "steps and lines are counted on fingers"
)]
fn whole(count: usize) -> f64 {
    count as f64
}
