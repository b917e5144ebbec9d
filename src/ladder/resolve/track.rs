//! Tracks and their axes: which step each level is on.

use std::collections::BTreeMap;

use super::circles::without_circles;
use super::listed::{Entries, Entry};
use super::resolver::{Resolver, plain};
use crate::diagnostic::{front_matter, has_errors, tracks as say};
use crate::document::Document;
use crate::document::front_matter::{AxisText, LevelText, TrackText};
use crate::ladder::track::{Level, LevelId, Step};
use crate::ladder::{Axis, AxisId, Id, List, RoleId, Track, TrackId};
use crate::span::Span;
use crate::text::Text;
use crate::text::fold;

/// An axis of one step orders nothing, and more than these cannot be told apart.
const STEPS: (usize, usize) = (2, 10);

/// Levels of a track.
const LEVELS: (usize, usize) = (1, 20);

/// Axes of a track: more do not fit around a chart.
const AXES: usize = 12;

/// A track whose levels have not been compared with each other yet.
struct Draft<'a> {
    entry: Entry<'a, TrackText>,
    role: Option<RoleId>,
    axes: Vec<AxisId>,
    levels: Vec<DraftLevel<'a>>,
}

/// A level, and for each axis of the track the step that it names.
struct DraftLevel<'a> {
    text: &'a LevelText,
    steps: Steps,
}

/// For each axis of a track the place of the step, and where that is said; none where it could not
/// be read.
type Steps = Vec<Option<(usize, Span)>>;

/// A level by its place among those of all tracks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place(usize);

impl Id for Place {
    fn at(place: usize) -> Place {
        Place(place)
    }

    fn place(self) -> usize {
        self.0
    }
}

pub(super) fn axes(
    resolver: &mut Resolver<'_>,
    entries: &Entries<AxisId, AxisText>,
) -> List<AxisId, Axis> {
    let axes = entries.iter().map(|entry| Axis {
        id: entry.document.id.clone(),
        document: entry.at,
        title: entry.document.title(),
        steps: steps(resolver, entry.document, entry.own),
    });
    axes.collect()
}

fn steps(resolver: &mut Resolver<'_>, document: &Document, own: &AxisText) -> Vec<Step> {
    check_count(
        resolver,
        document,
        own.steps_at,
        "an axis",
        "steps",
        own.steps.len(),
        STEPS,
    );
    check_twice(resolver, "step", own.steps.iter().map(|step| &step.title));
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
    resolver: &mut Resolver<'_>,
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
    resolver.lookups.wrong.push(said);
}

fn check_twice<'t>(resolver: &mut Resolver<'_>, what: &str, names: impl Iterator<Item = &'t Text>) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for name in names {
        let first = *seen.entry(fold::name(&name.value)).or_insert(name.span);
        if first != name.span {
            resolver.lookups.wrong.push(say::twice(name, first, what));
        }
    }
}

/// All tracks; together, because a level may equal one of another track.
pub(super) fn tracks(
    resolver: &mut Resolver<'_>,
    entries: &Entries<TrackId, TrackText>,
    axes: &List<AxisId, Axis>,
) -> List<TrackId, Track> {
    let drafts: List<TrackId, Draft> = entries
        .iter()
        .map(|entry| draft(resolver, entry, axes))
        .collect();
    let ids: List<Place, LevelId> = drafts
        .pairs()
        .flat_map(|(track, draft)| {
            (0..draft.levels.len()).map(move |place| LevelId { track, place })
        })
        .collect();
    let same_as = same_as(resolver, &drafts, &ids);
    let mut steps = steps_of_all(resolver, &drafts, &ids, &same_as, axes).into_iter();
    let mut same_as = same_as.iter().map(|same| same.map(|place| ids[place]));
    drafts
        .iter()
        .map(|draft| {
            let count = draft.levels.len();
            let steps: Vec<Steps> = steps.by_ref().take(count).collect();
            check_climb(resolver, draft, &steps, axes);
            let Entry { at, document, .. } = draft.entry;
            Track {
                id: document.id.clone(),
                document: at,
                title: document.title(),
                role: draft.role,
                levels: levels(resolver, draft, &steps, same_as.by_ref()),
                axes: draft.axes.clone(),
            }
        })
        .collect()
}

fn draft<'a>(
    resolver: &mut Resolver<'_>,
    entry: &Entry<'a, TrackText>,
    axes: &List<AxisId, Axis>,
) -> Draft<'a> {
    let Entry { document, own, .. } = *entry;
    // A track that is only begun has no levels yet.
    if own.levels_at.is_some() {
        let count = own.levels.len();
        check_count(
            resolver,
            document,
            own.levels_at,
            "a track",
            "levels",
            count,
            LEVELS,
        );
    }
    check_twice(resolver, "level", own.levels.iter().map(|level| &level.id));
    let role = own.role.as_ref().and_then(|role| resolver.role_named(role));
    let (own_axes, sure) = axes_of(resolver, document, own, axes);
    let levels = own.levels.iter().take(LEVELS.1);
    let levels = levels.map(|text| DraftLevel {
        text,
        steps: steps_of(resolver, text, &own_axes, axes, sure),
    });
    Draft {
        entry: entry.reborrow(),
        role,
        levels: levels.collect(),
        axes: own_axes,
    }
}

/// The axes of a track, and whether all that it names are known.
fn axes_of(
    resolver: &mut Resolver<'_>,
    document: &Document,
    own: &TrackText,
    axes: &List<AxisId, Axis>,
) -> (Vec<AxisId>, bool) {
    let mut sure = true;
    let mut found: Vec<AxisId> = Vec::new();
    let mut places: BTreeMap<AxisId, Span> = BTreeMap::new();
    for name in &own.axes {
        let axis = resolver.names.axes.find(name, &mut resolver.lookups);
        let Some(axis) = axis else {
            sure = false;
            continue;
        };
        if let Some(first) = places.get(&axis) {
            let what = format!("`{}`", axes[axis].id);
            resolver
                .lookups
                .wrong
                .push(front_matter::said_already(name.span, &what, *first));
            continue;
        }
        places.insert(axis, name.span);
        found.push(axis);
    }
    if own.axes.is_empty() {
        found = axes.ids().collect();
    }
    if found.is_empty() && sure && !own.levels.is_empty() {
        resolver.lookups.wrong.push(say::no_axes(document.head()));
    }
    if found.len() > AXES {
        let at = own.axes.first().map_or(document.head(), |axis| axis.span);
        resolver
            .lookups
            .wrong
            .push(say::too_many_axes(at, found.len(), AXES));
        found.truncate(AXES);
    }
    // An axis without steps has its own diagnostic.
    let count = found.len();
    found.retain(|axis| !axes[*axis].steps.is_empty());
    sure &= found.len() == count;
    (found, sure)
}

/// The steps that a level names; `sure` when the track's axes are all known.
fn steps_of(
    resolver: &mut Resolver<'_>,
    level: &LevelText,
    own_axes: &[AxisId],
    axes: &List<AxisId, Axis>,
    sure: bool,
) -> Vec<Option<(usize, Span)>> {
    let mut steps = vec![None; own_axes.len()];
    let mut places: BTreeMap<AxisId, Span> = BTreeMap::new();
    let titles = |ids: &mut dyn Iterator<Item = &AxisId>| -> Vec<&str> {
        ids.map(|id| axes[*id].title.as_str()).collect()
    };
    let mut unknown = false;
    for (name, step) in &level.steps {
        let axis = resolver.names.axes.find(name, &mut resolver.lookups);
        let Some(axis) = axis else {
            unknown = true;
            continue;
        };
        if let Some(first) = places.get(&axis) {
            resolver.lookups.wrong.push(say::axis_twice(name, *first));
            continue;
        }
        places.insert(axis, name.span);
        let Some(at) = own_axes.iter().position(|own| *own == axis) else {
            if sure {
                let known = titles(&mut own_axes.iter());
                resolver.lookups.wrong.push(say::foreign_axis(name, &known));
            }
            continue;
        };
        steps[at] = step_named(resolver, step, &axes[axis]).map(|place| (place, step.span));
    }
    let missing: Vec<&AxisId> = own_axes
        .iter()
        .filter(|axis| !places.contains_key(axis))
        .collect();
    if level.same_as.is_none() && !missing.is_empty() && !unknown {
        let known = titles(&mut missing.into_iter());
        resolver
            .lookups
            .wrong
            .push(say::missing_step(level.id.span, &level.id.value, &known));
    }
    steps
}

/// A step by its title, or by its number counted from 1.
fn step_named(resolver: &mut Resolver<'_>, name: &Text, axis: &Axis) -> Option<usize> {
    let wanted = fold::name(&name.value);
    let by_title = axis
        .steps
        .iter()
        .position(|step| fold::name(&step.title) == wanted);
    let number = name.value.parse::<usize>().ok();
    let by_number = number.and_then(|number| number.checked_sub(1));
    let found = by_title.or(by_number.filter(|place| *place < axis.steps.len()));
    if found.is_none() {
        let known: Vec<&str> = axis.steps.iter().map(|step| step.title.as_str()).collect();
        resolver
            .lookups
            .wrong
            .push(say::unknown_step(name, &axis.title, &known));
    }
    found
}

/// For each level the one that it equals, without circles.
fn same_as(
    resolver: &mut Resolver<'_>,
    drafts: &List<TrackId, Draft>,
    ids: &List<Place, LevelId>,
) -> List<Place, Option<Place>> {
    let places: BTreeMap<LevelId, Place> = ids.pairs().map(|(place, id)| (*id, place)).collect();
    let text = |id: LevelId| drafts[id.track].levels[id.place].text;
    let find = |id: &LevelId| {
        let found = level_named(resolver, text(*id).same_as.as_ref()?, drafts)?;
        places.get(&found).copied()
    };
    let found = ids.iter().map(find).collect();
    let mark = |place: Place| {
        let level = text(ids[place]);
        let at = level
            .same_as
            .as_ref()
            .map_or(level.id.span, |same| same.span);
        let track = &drafts[ids[place].track].entry.document.id;
        (at, format!("{track}/{}", level.id.value))
    };
    without_circles("as", found, mark, &mut resolver.lookups.wrong)
}

fn level_named(
    resolver: &mut Resolver<'_>,
    name: &Text,
    drafts: &List<TrackId, Draft>,
) -> Option<LevelId> {
    let Some(slash) = name.value.find('/') else {
        resolver.lookups.wrong.push(say::malformed_as(name.span));
        return None;
    };
    let (track, level) = (name.part(0..slash), name.part(slash + 1..name.value.len()));
    let track = resolver.names.tracks.find(&track, &mut resolver.lookups)?;
    let draft = &drafts[track];
    let ids = || {
        draft
            .levels
            .iter()
            .map(|found| found.text.id.value.as_str())
    };
    let place = ids().position(|id| id == level.value);
    if place.is_none() {
        let known: Vec<&str> = ids().collect();
        let title = draft.entry.document.title();
        let unknown = say::unknown_level(&level, &title, &known);
        resolver.lookups.wrong.push(unknown);
    }
    Some(LevelId {
        track,
        place: place?,
    })
}

/// The steps of every level: its own, or those of the level that it equals.
fn steps_of_all(
    resolver: &mut Resolver<'_>,
    drafts: &List<TrackId, Draft>,
    ids: &List<Place, LevelId>,
    same_as: &List<Place, Option<Place>>,
    axes: &List<AxisId, Axis>,
) -> List<Place, Steps> {
    let mut known: List<Place, Option<Steps>> = List::beside(ids, |_| None);
    for place in ids.ids() {
        // From the end of the chain back to this level, so that each one finds the steps that it
        // takes.
        let chain = std::iter::successors(Some(place), |place| same_as[*place]);
        let chain: Vec<Place> = chain.take_while(|place| known[*place].is_none()).collect();
        for place in chain.into_iter().rev() {
            let id = ids[place];
            let from = same_as[place].map(|from| (ids[from].track, known[from].as_ref()));
            known[place] = Some(match from {
                Some((track, Some(steps))) => taken(
                    resolver,
                    &drafts[id.track],
                    id.place,
                    &drafts[track],
                    steps,
                    axes,
                ),
                _ => drafts[id.track].levels[id.place].steps.clone(),
            });
        }
    }
    known.into_iter().map(Option::unwrap_or_default).collect()
}

/// The steps of another track's level, for the axes of this one.
fn taken(
    resolver: &mut Resolver<'_>,
    draft: &Draft,
    level: usize,
    from: &Draft,
    steps: &Steps,
    axes: &List<AxisId, Axis>,
) -> Steps {
    let same_as = draft.levels[level].text.same_as.as_ref();
    let at = same_as.map(|same| same.span);
    let place = |axis: &AxisId| from.axes.iter().position(|own| own == axis);
    let lacking = draft.axes.iter().filter(|axis| place(axis).is_none());
    let lacking: Vec<&str> = lacking.map(|axis| axes[*axis].title.as_str()).collect();
    if let Some(at) = at.filter(|_| !lacking.is_empty()) {
        let lacks = say::as_lacks_axis(at, &from.entry.document.title(), &lacking);
        resolver.lookups.wrong.push(lacks);
    }
    let taken = draft.axes.iter().map(|axis| {
        let (step, said) = steps[place(axis)?]?;
        Some((step, at.unwrap_or(said)))
    });
    taken.collect()
}

/// Warns of steps that are lower than those of the level before.
fn check_climb(
    resolver: &mut Resolver<'_>,
    draft: &Draft,
    steps: &[Steps],
    axes: &List<AxisId, Axis>,
) {
    for pair in steps.windows(2) {
        for ((axis, before), step) in draft.axes.iter().zip(&pair[0]).zip(&pair[1]) {
            let axis = &axes[*axis];
            if let (Some((before, before_at)), Some((step, here))) = (before, step)
                && step < before
            {
                let (step, before) = (&axis.steps[*step].title, &axis.steps[*before].title);
                let lower = say::lower_step(*here, &axis.title, step, before, *before_at);
                resolver.lookups.wrong.push(lower);
            }
        }
    }
}

/// Levels with all their steps. Where one could not be read, the level is where the one before it
/// is.
fn levels(
    resolver: &mut Resolver<'_>,
    draft: &Draft,
    steps: &[Steps],
    same_as: &mut impl Iterator<Item = Option<LevelId>>,
) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::with_capacity(draft.levels.len());
    let mut rung_at = None;
    for ((DraftLevel { text, .. }, steps), same_as) in draft.levels.iter().zip(steps).zip(same_as) {
        let before = levels.last();
        let rung_before = before.map_or(0, |level| level.rung);
        let steps = steps.iter().enumerate().map(|(at, step)| {
            let before = before.map_or(0, |level| level.steps[at]);
            step.map_or(before, |(step, _)| step)
        });
        let steps: Vec<usize> = steps.collect();
        if let (Some(rung), Some(at)) = (&text.rung, rung_at)
            && rung.value <= rung_before
        {
            let lower = say::rung_not_higher(rung.span, rung.value, rung_before, at);
            resolver.lookups.wrong.push(lower);
        }
        let rung = text
            .rung
            .as_ref()
            .map_or(rung_before + 1, |rung| rung.value);
        rung_at = Some(text.rung.as_ref().map_or(text.id.span, |rung| rung.span));
        levels.push(Level {
            title: plain(text.title.as_ref().unwrap_or(&text.id)),
            id: text.id.value.clone(),
            rung: rung.max(rung_before + 1),
            steps,
            expects: text.expects.clone(),
            same_as,
        });
    }
    levels
}
