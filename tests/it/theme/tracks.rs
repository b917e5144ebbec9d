//! Tracks, axes and charts.

use ladderbook::page::view::{
    Axis, AxisCard, AxisDifference, AxisStep, Climb, Dot, Expected, Level, LevelRow, LevelsOfTrack,
    Radar, RadarLabel, RadarLine, Rung, RungsAlone, SameStep, Shape, Spoke, Step, StepCell, Track,
    TrackGrid, TrackHead, TrackPair, Tracks,
};

use super::{check, chip, html, link, text, url};
use ladderbook::page::view::Html;

fn head() -> TrackHead {
    TrackHead {
        link: link(),
        description: Some(text()),
        role: Some(chip()),
    }
}

fn bare_head() -> TrackHead {
    TrackHead {
        description: None,
        role: None,
        ..head()
    }
}

fn grid(track: TrackHead) -> TrackGrid {
    let cell = |is_new| StepCell {
        title: text(),
        number: 1,
        of: 2,
        percent: 50.0,
        is_new,
    };
    TrackGrid {
        track,
        levels: vec![LevelRow {
            link: link(),
            rung: 1,
            cells: vec![Some(cell(true)), Some(cell(false)), None],
        }],
    }
}

fn step(text: Option<Html>) -> Step {
    Step {
        title: super::text(),
        number: 1,
        of: 2,
        text,
    }
}

fn radar(id: &str, kinds: &[&'static str]) -> Radar {
    let dot = Dot { x: 1.5, y: 2.0 };
    let line = |kind| RadarLine {
        at: dot,
        text: text(),
        kind,
    };
    Radar {
        id: id.to_owned(),
        title: text(),
        text: text(),
        width: 10.0,
        height: 20.0,
        rings: vec!["1,2 3,4".to_owned()],
        spokes: vec![Spoke { from: dot, to: dot }],
        ticks: vec![dot],
        labels: vec![RadarLabel {
            anchor: "middle",
            lines: vec![line("axis"), line("new")],
        }],
        shapes: kinds
            .iter()
            .map(|kind| Shape {
                name: text(),
                kind,
                points: "1,2 3,4".to_owned(),
                dots: vec![dot],
            })
            .collect(),
    }
}

fn expected() -> Expected {
    Expected {
        climbs: vec![Climb {
            axis: link(),
            steps: vec![step(Some(html())), step(None)],
        }],
        expects: vec![html()],
    }
}

#[test]
fn tracks() {
    let minimal = Tracks {
        body: Html::default(),
        columns: Vec::new(),
        tracks: Vec::new(),
        more: Vec::new(),
        axes: Vec::new(),
        comparisons: Vec::new(),
        csv: url(),
    };
    let full = Tracks {
        body: html(),
        columns: vec![link(), link(), link()],
        tracks: vec![grid(head()), grid(bare_head())],
        more: vec![link()],
        axes: vec![AxisCard {
            link: link(),
            description: Some(text()),
            steps: vec![text()],
        }],
        comparisons: vec![link()],
        ..minimal.clone()
    };
    check("tracks", &full, &minimal);
}

#[test]
fn track() {
    let none = Expected {
        climbs: Vec::new(),
        expects: Vec::new(),
    };
    let first = Level {
        id: "a".to_owned(),
        title: text(),
        rung: 1,
        before: None,
        same_as: None,
        radar: None,
        fresh: none.clone(),
        all: none,
    };
    let second = Level {
        id: "b".to_owned(),
        before: Some(link()),
        same_as: Some(link()),
        radar: Some(radar("lb-chart-b", &["before", "now"])),
        fresh: expected(),
        all: expected(),
        ..first.clone()
    };
    let minimal = Track {
        role: None,
        columns: Vec::new(),
        grid: TrackGrid {
            levels: Vec::new(),
            ..grid(bare_head())
        },
        levels: Vec::new(),
        compare: Vec::new(),
        body: Html::default(),
    };
    let full = Track {
        role: Some(chip()),
        columns: vec![link(), link(), link()],
        grid: grid(head()),
        levels: vec![first, second],
        compare: vec![link()],
        body: html(),
    };
    check("track", &full, &minimal);
}

#[test]
fn axis() {
    let standing = |tracks| AxisStep {
        step: step(Some(html())),
        tracks,
    };
    let levels = LevelsOfTrack {
        track: link(),
        levels: vec![link(), link()],
    };
    let minimal = Axis {
        steps: Vec::new(),
        body: Html::default(),
    };
    let full = Axis {
        steps: vec![standing(vec![levels]), standing(Vec::new())],
        body: html(),
    };
    check("axis", &full, &minimal);
}

#[test]
fn track_pair() {
    let rung = |number| Rung {
        number,
        left: link(),
        right: link(),
        radar: None,
        differs: Vec::new(),
        same: Vec::new(),
        left_expects: Vec::new(),
        right_expects: Vec::new(),
    };
    let difference = |left, right, ahead| AxisDifference {
        axis: link(),
        left,
        right,
        ahead,
    };
    let minimal = TrackPair {
        left: bare_head(),
        right: bare_head(),
        alone: Vec::new(),
        rungs: Vec::new(),
    };
    let both = Rung {
        radar: Some(radar("lb-chart-3", &["right", "left"])),
        differs: vec![
            difference(Some(step(None)), Some(step(Some(html()))), "right"),
            difference(Some(step(None)), None, "neither"),
        ],
        same: vec![SameStep {
            axis: link(),
            step: text(),
        }],
        left_expects: vec![html()],
        right_expects: vec![html()],
        ..rung(3)
    };
    let full = TrackPair {
        left: head(),
        right: head(),
        alone: vec![RungsAlone {
            rungs: text(),
            track: link(),
            levels: vec![link(), link()],
        }],
        rungs: vec![both, rung(4)],
    };
    check("track-pair", &full, &minimal);
}
