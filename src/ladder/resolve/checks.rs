//! What can only be seen of all together: areas owned twice or by no role, overrides without an
//! effect, people who are far apart.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, comparison, has_errors, ownership as say, team as team_say};
use crate::document::Document;
use crate::document::front_matter::{
    AxisText, ComparisonText, ModelText, OfKind, RoleText, TeamText, TrackText,
};
use crate::ladder::team::Person;
use crate::ladder::{
    AreaId, DocumentId, Held, Ladder, RoleId, Scopes, Subject, TeamId, duplicates,
};
use crate::span::Span;
use crate::text::Text;

/// All of it. Of the documents `unsure` something could not be found.
pub(super) fn whole(
    ladder: &Ladder,
    unsure: &BTreeSet<DocumentId>,
    scopes: &Scopes,
) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    sharing(ladder, &mut wrong);
    gaps(ladder, unsure, &mut wrong);
    empty_overrides(ladder, &mut wrong);
    said_elsewhere(ladder, &mut wrong);
    people_apart(ladder, scopes, &mut wrong);
    twice_compared(ladder, &mut wrong);
    against_definitions(ladder, unsure, &mut wrong);
    let texts: Vec<&Text> = ladder.documents.iter().flat_map(|it| growing(it)).collect();
    duplicates::check(&texts, &mut wrong);
    wrong
}

/// What the front matter of a document says that only its kind has.
fn own<T: OfKind>(ladder: &Ladder, id: DocumentId) -> Option<&T> {
    T::of(&ladder.document(id).front.own)
}

/// Whether this name in front matter means a subject.
fn means(ladder: &Ladder, name: &Text, subject: impl Into<Subject>) -> bool {
    ladder.named.at(name.span) == Some(subject.into())
}

/// Warns of areas that several roles own without saying so, and of shares that no other role
/// returns.
fn sharing(ladder: &Ladder, wrong: &mut Vec<Diagnostic>) {
    // Each is searched for every area whose other holder is not found.
    const MOST: usize = 20;
    let documents = ladder
        .roles
        .iter()
        .map(|role| ladder.document(role.document));
    let damaged = documents.filter(|it| it.damage().is_some()).take(MOST);
    let damaged: Vec<&Document> = damaged.collect();
    for (id, area) in ladder.areas.pairs() {
        let place = |role: RoleId| place_of(ladder, role, id);
        let short = |role: RoleId| ladder.role(role).short();
        // Of two files the second one is to blame.
        let mut owners = ladder.owners(id).to_vec();
        owners.sort_by_key(|role| ladder.role(*role).document);
        if let [first, rest @ ..] = owners.as_slice() {
            for second in rest {
                wrong.push(say::unshared_area(
                    place(*second),
                    place(*first),
                    &area.title,
                    &area.id,
                    [short(*first), short(*second)],
                ));
            }
        }
        let sharers = ladder.sharers(id);
        for sharer in sharers {
            let mut shares = ladder.role(*sharer).shares.iter();
            // One that another role names as the other holder says nothing itself.
            let Some((_, other)) = shares.find(|(shared, _)| *shared == id) else {
                continue;
            };
            if let Some(owner) = ladder.owners(id).iter().find(|owner| *owner != sharer) {
                wrong.push(say::share_of_owned(
                    place(*sharer),
                    place(*owner),
                    &area.title,
                    &area.id,
                    short(*owner),
                ));
            } else if other.is_none() && sharers.len() == 1 {
                let (title, area) = (&area.title, &area.id);
                let said = |it: &&&Document| it.may_have_said(area) || it.may_have_said(title);
                let cause = damaged.iter().find(said).and_then(|it| it.damage());
                let sharer = (place(*sharer), short(*sharer));
                let unreturned = say::unreturned_share(sharer.0, title, area, sharer.1);
                wrong.push(unreturned.follows(cause));
            }
        }
    }
}

/// Where a role's file names an area among those it owns or shares.
fn place_of(ladder: &Ladder, role: RoleId, area: AreaId) -> Span {
    let document = ladder.role(role).document;
    let written = own::<RoleText>(ladder, document);
    let named = written.into_iter().flat_map(|own| {
        let shares = own.shares.iter().map(|(area, _)| area);
        own.owns.iter().chain(shares)
    });
    let at = named.into_iter().find(|name| means(ladder, name, area));
    at.map_or_else(|| ladder.document(document).head(), |name| name.span)
}

/// One warning for each model that leaves areas to no role. Where something of the model, or of a
/// role that takes part in it, could not be read or found, no one can tell whether an area has an
/// owner: the mistake comes first.
fn gaps(ladder: &Ladder, unsure: &BTreeSet<DocumentId>, wrong: &mut Vec<Diagnostic>) {
    let unsure =
        |id: DocumentId| unsure.contains(&id) || has_errors(&ladder.document(id).diagnostics);
    let unsure_roles: Vec<bool> = ladder.roles.iter().map(|it| unsure(it.document)).collect();
    // A site with more is refused, and must be so in time.
    const CELLS: usize = 10_000_000;
    let looked_at = CELLS / ladder.areas.len().max(1);
    for (id, model) in ladder.models.pairs().take(looked_at) {
        let mut roles = model.roles.iter();
        if unsure(model.document) || roles.any(|role| unsure_roles[role.index()]) {
            continue;
        }
        let gaps = ladder.gaps(id);
        if let Some(first) = gaps.first() {
            let names = gaps.iter().map(|area| ladder.area(*area).title.as_str());
            let names: Vec<&str> = names.collect();
            let at = ladder.document(model.document).head();
            let first = &ladder.area(*first).id;
            wrong.push(say::gaps(at, &model.title, &names, first));
        }
    }
}

/// Warns of what models say of areas whose own files leave these models out.
fn said_elsewhere(ladder: &Ladder, wrong: &mut Vec<Diagnostic>) {
    for (id, model) in ladder.models.pairs() {
        let Some(own) = own::<ModelText>(ladder, model.document) else {
            continue;
        };
        for (name, _) in &own.owners {
            if let Some(Subject::Area(area)) = ladder.named.at(name.span)
                && !ladder.area(area).is_in(id)
            {
                wrong.push(say::said_elsewhere(name.span, &name.value, &model.id));
            }
        }
    }
}

/// Warns of overrides that say no more than the model that the team follows.
fn empty_overrides(ladder: &Ladder, wrong: &mut Vec<Diagnostic>) {
    for team in &ladder.teams {
        let (Some((model, _)), Some(own)) = (team.follows, own::<TeamText>(ladder, team.document))
        else {
            continue;
        };
        for (name, _) in &own.overrides {
            let Some(Subject::Area(area)) = ladder.named.at(name.span) else {
                continue;
            };
            let followed = ladder.answer(model, area);
            let same = |held: &Arc<Held>| {
                followed
                    .held()
                    .is_some_and(|model| model.cases == held.cases)
            };
            if team.says(area).is_some_and(same) {
                let model = &ladder.model(model).title;
                wrong.push(team_say::empty_override(name.span, &name.value, model));
            }
        }
    }
}

/// Warns of people who lead a team together and are far apart in seniority. Where both have only
/// what their roles say, the roles' own pairing has been reported.
fn people_apart(ladder: &Ladder, scopes: &Scopes, wrong: &mut Vec<Diagnostic>) {
    let level = |person: &Person| person.seniority.or(ladder.role(person.role).seniority);
    for (id, team) in ladder.teams.pairs() {
        let pairings = ladder.pairings_in(id);
        let pairs = pairings.iter().flat_map(|pairing| {
            let firsts = team.people_with(pairing.first);
            firsts.flat_map(|first| {
                let seconds = team.people_with(pairing.second);
                seconds.map(move |second| (first, second))
            })
        });
        for (first, second) in pairs {
            let (Some(one), Some(other)) = (level(first), level(second)) else {
                continue;
            };
            let by_roles = first.seniority.is_none() && second.seniority.is_none();
            if one.abs_diff(other) > scopes.parity && !by_roles {
                wrong.push(team_say::people_apart(
                    place_of_person(ladder, id, second),
                    place_of_person(ladder, id, first),
                    [(&second.name, other), (&first.name, one)],
                    scopes.parity,
                ));
            }
        }
    }
}

/// Where a team's file names a person.
fn place_of_person(ladder: &Ladder, team: TeamId, person: &Person) -> Span {
    let document = ladder.team(team).document;
    let people = own::<TeamText>(ladder, document).map(|own| &own.people);
    let written = people.into_iter().flatten().find(|written| {
        written.name.value == person.name && means(ladder, &written.role, person.role)
    });
    written.map_or_else(
        || ladder.document(document).head(),
        |written| written.name.span,
    )
}

/// Two files for one pair of roles.
fn twice_compared(ladder: &Ladder, wrong: &mut Vec<Diagnostic>) {
    let place = |id: DocumentId| {
        let between = own::<ComparisonText>(ladder, id).and_then(|own| own.between.as_ref());
        let head = || ladder.document(id).head();
        between.map_or_else(head, |(left, right)| left.span.to(right.span))
    };
    let mut seen: BTreeMap<(RoleId, RoleId), DocumentId> = BTreeMap::new();
    for comparison in &ladder.comparisons {
        let (left, right) = (comparison.left, comparison.right);
        match seen.entry((left.min(right), left.max(right))) {
            Entry::Vacant(pair) => {
                pair.insert(comparison.document);
            }
            Entry::Occupied(first) => {
                let names = [ladder.role(left).short(), ladder.role(right).short()];
                wrong.push(comparison::compared_twice(
                    place(comparison.document),
                    place(*first.get()),
                    names,
                ));
            }
        }
    }
}

/// Warns of rows of comparisons that give an area to others of the two than the definitions do. A file that names its
/// source retells it: that may differ, and the page shows both.
fn against_definitions(
    ladder: &Ladder,
    unsure: &BTreeSet<DocumentId>,
    wrong: &mut Vec<Diagnostic>,
) {
    for comparison in &ladder.comparisons {
        let pair = [comparison.left, comparison.right];
        if !ladder
            .document(comparison.document)
            .front
            .common
            .sources
            .is_empty()
        {
            continue;
        }
        // Of a role that can't be read in full nothing is known.
        if pair
            .iter()
            .any(|role| unsure.contains(&ladder.role(*role).document))
        {
            continue;
        }
        let Some((left, right)) =
            own::<ComparisonText>(ladder, comparison.document).and_then(|own| own.between.as_ref())
        else {
            continue;
        };
        let says = |holds: [bool; 2]| match holds {
            [true, true] => format!("{} and {} share", left.value, right.value),
            [true, false] => format!("{} owns", left.value),
            [false, true] => format!("{} owns", right.value),
            [false, false] => "neither owns".to_owned(),
        };
        for row in &comparison.rows {
            for (text, area, given) in ladder.named_in(comparison.document, row) {
                let defined = ladder.defined(area, pair, given);
                if !defined.agrees {
                    let definitions = says([defined.left.holds(), defined.right.holds()]);
                    let title = &ladder.area(area).title;
                    wrong.push(comparison::against_definition(
                        text.span,
                        title,
                        &says(given),
                        &format!("{definitions} it"),
                    ));
                }
            }
        }
    }
}

/// The texts of steps and levels, which say what people do.
fn growing(document: &Document) -> Vec<&Text> {
    let own = &document.front.own;
    let steps = AxisText::of(own).map(|axis| &axis.steps);
    let levels = TrackText::of(own).map(|track| &track.levels);
    let texts = steps
        .into_iter()
        .flatten()
        .filter_map(|step| step.text.as_ref());
    texts
        .chain(
            levels
                .into_iter()
                .flatten()
                .flat_map(|level| &level.expects),
        )
        .collect()
}
