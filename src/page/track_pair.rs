//! Two tracks, rung by rung.

use std::cmp::Ordering;

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{chart, levels, radar};
use crate::ladder::expected::{Difference, Wording};
use crate::ladder::track::LevelId;
use crate::ladder::{Subject, TrackId};
use crate::words::key;

/// Two tracks, rung by rung.
#[derive(Clone, Debug, Serialize)]
pub struct TrackPair {
    /// The first track.
    pub left: levels::TrackHead,
    /// The second track.
    pub right: levels::TrackHead,
    /// Rungs in a row that only one of them has, lowest first.
    pub alone: Vec<RungsAlone>,
    /// The rungs that both have, lowest first.
    pub rungs: Vec<Rung>,
}

/// Rungs in a row that only one track has.
#[derive(Clone, Debug, Serialize)]
pub struct RungsAlone {
    /// Which rungs, in words.
    pub rungs: String,
    /// The track that has them.
    pub track: Link,
    /// Its levels there.
    pub levels: Vec<Link>,
}

/// Two levels on one rung.
#[derive(Clone, Debug, Serialize)]
pub struct Rung {
    /// Counted from 1.
    pub number: usize,
    /// The first track's level.
    pub left: Link,
    /// The second track's level.
    pub right: Link,
    /// Both positions; none where there are too few axes for a chart.
    pub radar: Option<chart::Radar>,
    /// The axes on which the two stand on different steps.
    pub differs: Vec<AxisDifference>,
    /// The axes on which they stand on the same one.
    pub same: Vec<SameStep>,
    /// What only the first one's levels say beside their steps, new on this rung.
    pub left_expects: Vec<Html>,
    /// The same of the second one.
    pub right_expects: Vec<Html>,
}

/// An axis on which two levels stand on different steps.
#[derive(Clone, Debug, Serialize)]
pub struct AxisDifference {
    /// The axis.
    pub axis: Link,
    /// The first one's step; none where its track does not have the axis.
    pub left: Option<levels::Step>,
    /// The second one's step.
    pub right: Option<levels::Step>,
    /// Who stands higher: `left`, `right`; `neither` where only one track has the axis.
    pub ahead: &'static str,
}

/// An axis on which two levels stand on the same step.
#[derive(Clone, Debug, Serialize)]
pub struct SameStep {
    /// The axis.
    pub axis: Link,
    /// The step's name.
    pub step: String,
}

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

pub(crate) fn view(desk: &Desk<'_>, left: TrackId, right: TrackId) -> TrackPair {
    let level = |track, place: usize| LevelId { track, place };
    let mut rungs = Vec::new();
    let mut alone: Vec<Alone> = Vec::new();
    for (number, one, other) in desk.ladder.rungs(left, right) {
        let only = match (one, other) {
            (Some(one), Some(other)) => {
                rungs.push(rung(desk, number, level(left, one), level(right, other)));
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
    TrackPair {
        left: levels::head(desk, left),
        right: levels::head(desk, right),
        alone: alone
            .iter()
            .filter_map(|alone| rungs_alone(desk, alone))
            .collect(),
        rungs,
    }
}

fn rungs_alone(desk: &Desk<'_>, alone: &Alone) -> Option<RungsAlone> {
    let track = alone.levels.first()?.track;
    let (first, last) = (alone.first, alone.first + alone.levels.len() - 1);
    let (first, last) = (first.to_string(), last.to_string());
    let rungs = if first == last {
        desk.words.fill(key!("rung_number"), &[("rung", &first)])
    } else {
        let both = [("first", &*first), ("last", &*last)];
        desk.words.fill(key!("rungs_from_to"), &both)
    };
    let levels = alone.levels.iter();
    Some(RungsAlone {
        rungs,
        track: desk.link_to(Subject::Track(track)),
        levels: levels.map(|level| levels::link(desk, *level)).collect(),
    })
}

fn rung(desk: &Desk<'_>, number: usize, left: LevelId, right: LevelId) -> Rung {
    let (same, differs): (Vec<Difference>, Vec<Difference>) = desk
        .ladder
        .difference(left, right)
        .into_iter()
        .partition(|axis| axis.order() == Some(Ordering::Equal));
    let expects = |level: LevelId| desk.ladder.new_at(level).expects;
    let (left_expects, right_expects) = (expects(left), expects(right));
    let only = |own: &[Wording<'_>], others: &[Wording<'_>]| {
        let is_own = |wording: &&Wording<'_>| {
            let same = |other: &Wording<'_>| other.text.span == wording.text.span;
            !others.iter().any(same)
        };
        let own: Vec<Wording<'_>> = own.iter().filter(is_own).copied().collect();
        levels::wordings(desk, &own)
    };
    Rung {
        number,
        left: levels::link(desk, left),
        right: levels::link(desk, right),
        radar: radar::of_pair(desk, number, left, right),
        differs: differs
            .iter()
            .map(|axis| axis_difference(desk, *axis))
            .collect(),
        same: same
            .iter()
            .map(|axis| SameStep {
                axis: desk.link_to(Subject::Axis(axis.axis)),
                step: levels::step_title(desk, axis.axis, axis.left),
            })
            .collect(),
        left_expects: only(&left_expects, &right_expects),
        right_expects: only(&right_expects, &left_expects),
    }
}

fn axis_difference(desk: &Desk<'_>, difference: Difference) -> AxisDifference {
    let Difference { axis, left, right } = difference;
    AxisDifference {
        axis: desk.link_to(Subject::Axis(axis)),
        left: left.map(|place| levels::step(desk, axis, place)),
        right: right.map(|place| levels::step(desk, axis, place)),
        ahead: match difference.order() {
            Some(Ordering::Greater) => "left",
            Some(Ordering::Less) => "right",
            _ => "neither",
        },
    }
}
