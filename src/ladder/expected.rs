//! What is expected at a level: the steps it is on, what is new at it, and how two tracks
//! differ.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;

use super::{AxisId, DocumentId, Ladder, LevelId, TrackId};
use crate::text::Text;

/// What is expected on an axis beyond some step below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Climb {
    pub axis: AxisId,
    /// The places of the steps.
    pub steps: Range<usize>,
}

/// An author's text with the document it is in.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'l> {
    pub document: DocumentId,
    pub text: &'l Text,
}

/// What is expected, or what is new: steps, and what levels say beside them.
#[derive(Clone, Debug, Default)]
pub struct Expected<'l> {
    /// Axis by axis; an axis without any is left out.
    pub climbs: Vec<Climb>,
    /// What levels say beside their steps, lowest level first.
    pub expects: Vec<Wording<'l>>,
}

/// Where two positions are on an axis; none where a track does not have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub axis: AxisId,
    /// The place of the first one's step.
    pub left: Option<usize>,
    /// The place of the second one's step.
    pub right: Option<usize>,
}

impl Difference {
    /// How the first one is to the second; none where only one track has the axis.
    pub fn order(&self) -> Option<Ordering> {
        Some(self.left?.cmp(&self.right?))
    }
}

/// Two tracks on one rung; the places of their levels.
pub type Rung = (usize, Option<usize>, Option<usize>);

impl Ladder {
    /// The axes that a track has, in the order of lists.
    pub fn axes_of_tracks(&self) -> Vec<AxisId> {
        let axes = self.tracks.iter().flat_map(|track| &track.axes);
        let mut axes: Vec<AxisId> = axes.copied().collect();
        axes.sort_unstable();
        axes.dedup();
        axes
    }

    /// Where a level is on an axis: the place of the step, unless its track does not have the
    /// axis.
    pub fn step_on(&self, level: LevelId, axis: AxisId) -> Option<usize> {
        let axes = &self.track(level.track).axes;
        let at = axes.iter().position(|own| *own == axis)?;
        self.level(level).steps.get(at).copied()
    }

    /// Everything that is expected at a level.
    pub fn expected_at(&self, level: LevelId) -> Expected<'_> {
        self.beyond(level, None)
    }

    /// What is new at a level against the level before it; everything for the lowest.
    pub fn new_at(&self, level: LevelId) -> Expected<'_> {
        let before = level
            .place
            .checked_sub(1)
            .map(|place| LevelId { place, ..level });
        self.beyond(level, before)
    }

    /// What is expected at a level and not yet at another of the same track.
    fn beyond(&self, level: LevelId, before: Option<LevelId>) -> Expected<'_> {
        let track = self.track(level.track);
        let steps = self.level(level).steps.iter().enumerate();
        let climbs = steps
            .map(|(at, step)| {
                let start = before.map_or(0, |before| self.level(before).steps[at] + 1);
                Climb {
                    axis: track.axes[at],
                    steps: start..step + 1,
                }
            })
            .filter(|climb| !climb.steps.is_empty())
            .collect();
        let known: BTreeSet<LevelId> = before
            .map(|before| self.levels_below(before).into_iter().collect())
            .unwrap_or_default();
        let expects = self
            .levels_below(level)
            .into_iter()
            .filter(|below| !known.contains(below))
            .flat_map(|below| {
                let document = self.track(below.track).document;
                let texts = &self.level(below).expects;
                texts.iter().map(move |text| Wording { document, text })
            })
            .collect();
        Expected { climbs, expects }
    }

    /// The levels whose expectations hold at a level: those before it, those they are `as`, and
    /// itself, lowest first.
    fn levels_below(&self, level: LevelId) -> Vec<LevelId> {
        /// No career has more; it bounds the work where tracks are `as` each other without
        /// end.
        const MOST: usize = 500;
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        let mut open = vec![(level, false)];
        while let Some((level, below_are_done)) = open.pop() {
            if below_are_done {
                found.push(level);
            } else if seen.len() < MOST && seen.insert(level) {
                open.push((level, true));
                open.extend(self.level(level).same_as.map(|other| (other, false)));
                let before = level.place.checked_sub(1);
                open.extend(before.map(|place| (LevelId { place, ..level }, false)));
            }
        }
        found
    }

    /// Where two levels are on every axis that one of their tracks has: the first one's axes in
    /// their order, then the others.
    pub fn difference(&self, one: LevelId, other: LevelId) -> Vec<Difference> {
        let left = &self.track(one.track).axes;
        let right = &self.track(other.track).axes;
        let only_right = right.iter().filter(|axis| !left.contains(axis));
        left.iter()
            .chain(only_right)
            .map(|axis| Difference {
                axis: *axis,
                left: self.step_on(one, *axis),
                right: self.step_on(other, *axis),
            })
            .collect()
    }

    /// The rungs that two tracks have, lowest first.
    pub fn rungs(&self, left: TrackId, right: TrackId) -> Vec<Rung> {
        let place = |track: TrackId, rung: usize| {
            let mut levels = self.track(track).levels.iter();
            levels.position(|level| level.rung == rung)
        };
        let levels = [left, right].map(|track| &self.track(track).levels);
        let rungs: BTreeSet<usize> = levels
            .into_iter()
            .flatten()
            .map(|level| level.rung)
            .collect();
        rungs
            .into_iter()
            .map(|rung| (rung, place(left, rung), place(right, rung)))
            .collect()
    }

    /// The pairs of tracks that get a page, each alphabetical by id, at most `budget`.
    pub fn track_pairs(&self, budget: usize) -> Vec<(TrackId, TrackId)> {
        let pairs = self.track_ids().flat_map(|one| {
            let others = self.track_ids().skip(one.index() + 1);
            others.map(move |other| (one, other))
        });
        pairs
            .take(budget)
            .map(|(one, other)| {
                if self.track(one).id < self.track(other).id {
                    (one, other)
                } else {
                    (other, one)
                }
            })
            .collect()
    }
}
