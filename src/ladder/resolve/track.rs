//! Tracks and their axes: which step each level stands on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Resolver;
use crate::diagnostic::{front_matter, has_errors, ownership, tracks as say};
use crate::document::Document;
use crate::document::front_matter::{AxisText, LevelText, Own, TrackText};
use crate::ladder::check::cycles;
use crate::ladder::names::folded;
use crate::ladder::track::{Level, LevelId, Step};
use crate::ladder::{Axis, AxisId, DocumentId, RoleId, Track, TrackId, plain};
use crate::span::Span;
use crate::text::Text;

/// An axis of one step is no axis, and more than these nobody can tell apart.
const STEPS: (usize, usize) = (2, 10);

/// Levels of a track.
const LEVELS: (usize, usize) = (1, 20);

/// Axes of a track: more do not fit around a chart.
const AXES: usize = 12;

/// A track whose levels have not been compared with each other yet.
struct Draft {
    document: Arc<Document>,
    role: Option<RoleId>,
    axes: Vec<AxisId>,
    levels: Vec<DraftLevel>,
}

/// A level; what could not be read of it is missing.
struct DraftLevel {
    text: LevelText,
    /// For each axis of the track the place of the step, and where that is said.
    steps: Vec<Option<(usize, Span)>>,
    same_as: Option<LevelId>,
}

impl Resolver<'_> {
    pub(super) fn axis(&mut self, id: DocumentId) -> Axis {
        let document = Arc::clone(&self.documents[id.index()]);
        let steps = match &document.front.own {
            Own::Axis(own) => self.steps(&document, own),
            _ => Vec::new(),
        };
        Axis {
            id: document.id.clone(),
            document: id,
            title: document.title(),
            steps,
        }
    }

    fn steps(&mut self, document: &Document, own: &AxisText) -> Vec<Step> {
        self.check_count(
            document,
            own.steps_at,
            "an axis",
            "steps",
            own.steps.len(),
            STEPS,
        );
        self.check_twice("step", own.steps.iter().map(|step| &step.title));
        let steps = own.steps.iter().take(STEPS.1);
        steps
            .map(|step| Step {
                title: plain(&step.title),
                text: step.text.clone(),
            })
            .collect()
    }

    /// Reports too few and too many of something, unless a mistake in the file is the cause.
    fn check_count(
        &mut self,
        document: &Document,
        at: Option<Span>,
        what: &str,
        items: &str,
        found: usize,
        (least, most): (usize, usize),
    ) {
        if (least..=most).contains(&found) || found < least && has_errors(&document.diagnostics) {
            return;
        }
        let said = if let Some(at) = at {
            say::wrong_count(at, what, items, found, least, most)
        } else {
            let help = "`ladderbook new` makes a file with an example";
            front_matter::missing_key(document.head(), what, items, help)
        };
        self.diagnostics.push(said);
    }

    fn check_twice<'t>(&mut self, what: &str, names: impl Iterator<Item = &'t Text>) {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for name in names {
            let first = *seen.entry(folded(&name.value)).or_insert(name.span);
            if first != name.span {
                self.diagnostics.push(say::twice(name, first, what));
            }
        }
    }

    /// All tracks; together, because a level may equal one of another track.
    pub(super) fn tracks(&mut self, ids: &[DocumentId], axes: &[Axis]) -> Vec<Track> {
        let mut drafts: Vec<Draft> = ids.iter().map(|id| self.draft(*id, axes)).collect();
        self.find_same(&mut drafts);
        self.break_circles(&mut drafts);
        self.take_steps_over(&mut drafts, axes);
        drafts
            .into_iter()
            .zip(ids)
            .map(|(draft, id)| {
                self.check_climb(&draft, axes);
                Track {
                    id: draft.document.id.clone(),
                    document: *id,
                    title: draft.document.title(),
                    role: draft.role,
                    levels: self.levels(draft.levels),
                    axes: draft.axes,
                }
            })
            .collect()
    }

    fn draft(&mut self, id: DocumentId, axes: &[Axis]) -> Draft {
        let document = Arc::clone(&self.documents[id.index()]);
        let mut draft = Draft {
            document: Arc::clone(&document),
            role: None,
            axes: Vec::new(),
            levels: Vec::new(),
        };
        let Own::Track(own) = &document.front.own else {
            return draft;
        };
        // A track that is only begun has no levels yet.
        if own.levels_at.is_some() {
            self.check_count(
                &document,
                own.levels_at,
                "a track",
                "levels",
                own.levels.len(),
                LEVELS,
            );
        }
        self.check_twice("level", own.levels.iter().map(|level| &level.id));
        draft.role = own.role.as_ref().and_then(|role| self.role_named(role));
        let (own_axes, sure) = self.axes_of(&document, own, axes);
        draft.axes = own_axes;
        let levels = own.levels.iter().take(LEVELS.1);
        draft.levels = levels
            .map(|level| DraftLevel {
                steps: self.steps_of(level, &draft.axes, axes, sure),
                text: level.clone(),
                same_as: None,
            })
            .collect();
        draft
    }

    /// The axes of a track, and whether all that it names are known.
    fn axes_of(
        &mut self,
        document: &Document,
        own: &TrackText,
        axes: &[Axis],
    ) -> (Vec<AxisId>, bool) {
        let mut sure = true;
        let mut found: Vec<AxisId> = Vec::new();
        let mut places: BTreeMap<AxisId, Span> = BTreeMap::new();
        for name in &own.axes {
            let axis = self.axis_named(name);
            let Some(axis) = axis else {
                sure = false;
                continue;
            };
            if let Some(first) = places.get(&axis) {
                let what = format!("`{}`", axes[axis.index()].id);
                self.diagnostics
                    .push(front_matter::said_already(name.span, &what, *first));
                continue;
            }
            places.insert(axis, name.span);
            found.push(axis);
        }
        if own.axes.is_empty() {
            found = (0..axes.len()).map(AxisId::new).collect();
        }
        if found.is_empty() && sure && !own.levels.is_empty() {
            self.diagnostics.push(say::no_axes(document.head()));
        }
        if found.len() > AXES {
            let at = own.axes.first().map_or(document.head(), |axis| axis.span);
            self.diagnostics
                .push(say::too_many_axes(at, found.len(), AXES));
            found.truncate(AXES);
        }
        // An axis without steps has its own diagnostic.
        let count = found.len();
        found.retain(|axis| !axes[axis.index()].steps.is_empty());
        sure &= found.len() == count;
        (found, sure)
    }

    /// The steps that a level names; `sure` when the track's axes are all known.
    fn steps_of(
        &mut self,
        level: &LevelText,
        own_axes: &[AxisId],
        axes: &[Axis],
        sure: bool,
    ) -> Vec<Option<(usize, Span)>> {
        let mut steps = vec![None; own_axes.len()];
        let mut places: BTreeMap<AxisId, Span> = BTreeMap::new();
        let titles = |ids: &mut dyn Iterator<Item = &AxisId>| -> Vec<&str> {
            ids.map(|id| axes[id.index()].title.as_str()).collect()
        };
        let mut unknown = false;
        for (name, step) in &level.steps {
            let axis = self.axis_named(name);
            let Some(axis) = axis else {
                unknown = true;
                continue;
            };
            if let Some(first) = places.get(&axis) {
                self.diagnostics.push(say::axis_twice(name, *first));
                continue;
            }
            places.insert(axis, name.span);
            let Some(at) = own_axes.iter().position(|own| *own == axis) else {
                if sure {
                    let known = titles(&mut own_axes.iter());
                    self.diagnostics.push(say::foreign_axis(name, &known));
                }
                continue;
            };
            steps[at] = self
                .step_named(step, &axes[axis.index()])
                .map(|place| (place, step.span));
        }
        let missing: Vec<&AxisId> = own_axes
            .iter()
            .filter(|axis| !places.contains_key(axis))
            .collect();
        if level.same_as.is_none() && !missing.is_empty() && !unknown {
            let known = titles(&mut missing.into_iter());
            self.diagnostics
                .push(say::missing_step(level.id.span, &level.id.value, &known));
        }
        steps
    }

    /// A step by its title, or by its number counted from 1.
    fn step_named(&mut self, name: &Text, axis: &Axis) -> Option<usize> {
        let wanted = folded(&name.value);
        let by_title = axis
            .steps
            .iter()
            .position(|step| folded(&step.title) == wanted);
        let number = name.value.parse::<usize>().ok();
        let by_number = number.and_then(|number| number.checked_sub(1));
        let found = by_title.or(by_number.filter(|place| *place < axis.steps.len()));
        if found.is_none() {
            let known: Vec<&str> = axis.steps.iter().map(|step| step.title.as_str()).collect();
            self.diagnostics
                .push(say::unknown_step(name, &axis.title, &known));
        }
        found
    }

    /// Looks up the level that a level equals.
    fn find_same(&mut self, drafts: &mut [Draft]) {
        for at in 0..drafts.len() {
            for place in 0..drafts[at].levels.len() {
                let Some(same_as) = drafts[at].levels[place].text.same_as.clone() else {
                    continue;
                };
                drafts[at].levels[place].same_as = self.level_named(&same_as, drafts);
            }
        }
    }

    fn level_named(&mut self, name: &Text, drafts: &[Draft]) -> Option<LevelId> {
        let Some(slash) = name.value.find('/') else {
            self.diagnostics.push(say::malformed_as(name.span));
            return None;
        };
        let (track, level) = (name.part(0..slash), name.part(slash + 1..name.value.len()));
        let track = TrackId::new(self.names.tracks.find(&track, self.diagnostics)?);
        let draft = &drafts[track.index()];
        let mut levels = draft.levels.iter();
        let place = levels.position(|found| found.text.id.value == level.value);
        if place.is_none() {
            let known: Vec<&str> = draft
                .levels
                .iter()
                .map(|level| level.text.id.value.as_str())
                .collect();
            self.diagnostics
                .push(say::unknown_level(&level, &draft.document.title(), &known));
        }
        Some(LevelId {
            track,
            place: place?,
        })
    }

    /// Reports levels that equal each other in a circle, and makes them equal none.
    fn break_circles(&mut self, drafts: &mut [Draft]) {
        let all: Vec<LevelId> = all_levels(drafts);
        let number: BTreeMap<LevelId, usize> =
            all.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let next = |at: usize| {
            let same_as = draft_level(drafts, all[at]).same_as?;
            number.get(&same_as).copied()
        };
        for circle in cycles(all.len(), next) {
            let links: Vec<(Span, String)> = circle
                .iter()
                .map(|at| {
                    let LevelId { track, .. } = all[*at];
                    let text = &draft_level(drafts, all[*at]).text;
                    let at = text.same_as.as_ref().map_or(text.id.span, |same| same.span);
                    (
                        at,
                        format!("{}/{}", drafts[track.index()].document.id, text.id.value),
                    )
                })
                .collect();
            self.diagnostics.extend(ownership::cycle("as", &links));
            for at in circle {
                let LevelId { track, place } = all[at];
                drafts[track.index()].levels[place].same_as = None;
            }
        }
    }

    /// Gives every level that equals another the steps of that one. There are no circles any more.
    fn take_steps_over(&mut self, drafts: &mut [Draft], axes: &[Axis]) {
        let mut done: BTreeSet<LevelId> = BTreeSet::new();
        for level in all_levels(drafts) {
            // From the end of the chain back to this level, so that each one finds its steps there.
            let mut chain = vec![level];
            while let Some(last) = chain.last().copied().filter(|last| !done.contains(last)) {
                let Some(next) = draft_level(drafts, last).same_as else {
                    break;
                };
                chain.push(next);
            }
            for pair in chain.windows(2).rev() {
                self.take_steps(drafts, axes, pair[0], pair[1]);
            }
            done.extend(chain);
        }
    }

    fn take_steps(&mut self, drafts: &mut [Draft], axes: &[Axis], to: LevelId, from: LevelId) {
        let (source, target) = (&drafts[from.track.index()], &drafts[to.track.index()]);
        let at = draft_level(drafts, to)
            .text
            .same_as
            .as_ref()
            .map(|same| same.span);
        let place = |axis: &AxisId| source.axes.iter().position(|own| own == axis);
        let lacking: Vec<&str> = target
            .axes
            .iter()
            .filter(|axis| place(axis).is_none())
            .map(|axis| axes[axis.index()].title.as_str())
            .collect();
        if let Some(at) = at.filter(|_| !lacking.is_empty()) {
            self.diagnostics
                .push(say::as_lacks_axis(at, &source.document.title(), &lacking));
        }
        let steps = &draft_level(drafts, from).steps;
        let taken: Vec<Option<(usize, Span)>> = target
            .axes
            .iter()
            .map(|axis| {
                let (step, said) = steps[place(axis)?]?;
                Some((step, at.unwrap_or(said)))
            })
            .collect();
        drafts[to.track.index()].levels[to.place].steps = taken;
    }

    /// Warns of steps that are lower than those of the level before.
    fn check_climb(&mut self, draft: &Draft, axes: &[Axis]) {
        for pair in draft.levels.windows(2) {
            for (at, axis) in draft.axes.iter().enumerate() {
                let axis = &axes[axis.index()];
                let (Some((before, before_at)), Some((step, here))) =
                    (pair[0].steps[at], pair[1].steps[at])
                else {
                    continue;
                };
                if step < before {
                    let (step, before) = (&axis.steps[step].title, &axis.steps[before].title);
                    self.diagnostics.push(say::lower_step(
                        here,
                        &axis.title,
                        step,
                        before,
                        before_at,
                    ));
                }
            }
        }
    }

    /// Levels with all their steps. Where one could not be read, the level stands where the one before it stands.
    fn levels(&mut self, drafts: Vec<DraftLevel>) -> Vec<Level> {
        let mut levels: Vec<Level> = Vec::with_capacity(drafts.len());
        let mut rung_at = None;
        for draft in drafts {
            let before = levels.last();
            let rung_before = before.map_or(0, |level| level.rung);
            let steps = draft.steps.iter().enumerate().map(|(at, step)| {
                let before = before.map_or(0, |level| level.steps[at]);
                step.map_or(before, |(step, _)| step)
            });
            let steps: Vec<usize> = steps.collect();
            if let (Some(rung), Some(at)) = (&draft.text.rung, rung_at)
                && rung.value <= rung_before
            {
                self.diagnostics
                    .push(say::rung_not_higher(rung.span, rung.value, rung_before, at));
            }
            let rung = draft
                .text
                .rung
                .as_ref()
                .map_or(rung_before + 1, |rung| rung.value);
            rung_at = Some(
                draft
                    .text
                    .rung
                    .as_ref()
                    .map_or(draft.text.id.span, |rung| rung.span),
            );
            let LevelText {
                id, title, expects, ..
            } = draft.text;
            levels.push(Level {
                title: title.as_ref().map_or_else(|| plain(&id), plain),
                id: id.value,
                rung: rung.max(rung_before + 1),
                steps,
                expects,
                same_as: draft.same_as,
            });
        }
        levels
    }
}

fn all_levels(drafts: &[Draft]) -> Vec<LevelId> {
    let tracks = drafts.iter().enumerate();
    tracks
        .flat_map(|(track, draft)| {
            let track = TrackId::new(track);
            (0..draft.levels.len()).map(move |place| LevelId { track, place })
        })
        .collect()
}

fn draft_level(drafts: &[Draft], id: LevelId) -> &DraftLevel {
    &drafts[id.track.index()].levels[id.place]
}
