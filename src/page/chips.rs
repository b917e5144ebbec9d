//! Who holds what: chips, holders, answers, as every page shows them.
//!
//! The one place where an answer becomes something to show, so that it can be drawn once.

pub(super) use super::answer::{Answer, Case, Chip, Holder, Partner, StandIn};

use super::desk::Desk;
use crate::document::tag::{Join, Manner, Quality};
use crate::ladder;
use crate::ladder::{AreaId, Held, OpenSeat, Reason, RoleId, Subject, Who};
use crate::phrase::{outcome_name, reason_kind};
use crate::plan::route::Page;
use crate::words::key;

/// A role as a chip.
pub(crate) fn chip(desk: &Desk<'_>, id: RoleId) -> Chip {
    let role = desk.ladder.role(id);
    Chip {
        name: role.short().to_owned(),
        title: role.title.clone(),
        url: desk.url(Page::Subject(Subject::Role(id))),
        hue: role.color.name(),
        id: role.id.clone(),
    }
}

pub(crate) fn chips(desk: &Desk<'_>, ids: impl IntoIterator<Item = RoleId>) -> Vec<Chip> {
    ids.into_iter().map(|id| chip(desk, id)).collect()
}

/// An answer to show.
pub(crate) fn answer(desk: &Desk<'_>, answer: &ladder::Answer) -> Answer {
    let held = answer.held();
    let state = outcome_name(answer);
    let mut roles: Vec<&str> = held
        .into_iter()
        .flat_map(Held::roles)
        .map(|role| desk.ladder.role(role).id.as_str())
        .collect();
    roles.sort_unstable();
    roles.dedup();
    Answer {
        state,
        cases: held.map(|held| cases(desk, held)).unwrap_or_default(),
        text: desk.phrase.answer(answer),
        why: desk.phrase.reason(&answer.reason),
        why_kind: match &answer.reason {
            Reason::Met(..) => "condition",
            reason => reason_kind(reason),
        },
        roles: roles.join(" "),
        strained: held.is_some_and(|held| {
            held.has_quality(Quality::Poorly) || held.has_quality(Quality::Undefined)
        }),
    }
}

fn cases(desk: &Desk<'_>, held: &Held) -> Vec<Case> {
    held.cases.iter().map(|one| case(desk, one)).collect()
}

fn case(desk: &Desk<'_>, case: &ladder::Case) -> Case {
    let (mut holders, mut partners) = (Vec::new(), Vec::new());
    for one in &case.holders {
        let shown = holder(desk, one);
        if one.answers_for_it() {
            holders.push(shown);
        } else {
            partners.push(shown);
        }
    }
    let join = match case.join {
        _ if holders.len() < 2 => "one",
        Join::All => "all",
        Join::Any => "any",
    };
    Case {
        join,
        holders,
        partners,
        when: case.when.as_deref().map(|when| desk.phrase.when(when)),
    }
}

pub(crate) fn holder(desk: &Desk<'_>, holder: &ladder::Holder) -> Holder {
    let (chip, who, word) = match holder.who {
        Who::Role(role) => (Some(chip(desk, role)), "role", String::new()),
        Who::Shared => (
            None,
            "shared",
            desk.words.get(key!("answer_shared")).to_owned(),
        ),
        Who::Nobody => (
            None,
            "nobody",
            desk.words.get(key!("answer_nobody")).to_owned(),
        ),
    };
    // Beside a name the relation says more than how well it goes.
    let Manner { quality, relations } = holder.manner;
    let relation = (!relations.is_empty()).then(|| desk.phrase.relations(relations));
    let quality_word = quality.map(|quality| desk.phrase.quality(quality));
    Holder {
        chip,
        who,
        word,
        quality: quality.map(Quality::name),
        relations: relations.names().collect(),
        words: relation.into_iter().chain(quality_word).collect(),
        share: holder.share.as_ref().map(|(_, text)| text.clone()),
        via: holder.via.map(|area| desk.area_link(area)),
        because: holder.because.clone(),
        open: holder.open.as_ref().map(|open| {
            let key = match open {
                OpenSeat::Vacant(_) => key!("seat_vacant"),
                OpenSeat::Former => key!("seat_former"),
            };
            desk.words.get(key).to_owned()
        }),
        stand_ins: holder
            .stand_ins()
            .iter()
            .map(|role| StandIn {
                chip: self::chip(desk, *role),
                people: Vec::new(),
            })
            .collect(),
        people: Vec::new(),
    }
}

/// Who takes part in an area by the role definitions.
pub(crate) fn partners(desk: &Desk<'_>, id: AreaId) -> Vec<Partner> {
    let partners = desk.ladder.partners(id).into_iter();
    partners
        .map(|partner| Partner {
            chip: chip(desk, partner.role),
            relations: partner.relations.names().collect(),
            relation_words: desk.phrase.relations(partner.relations),
            worn_by: chips(desk, desk.ladder.role(partner.role).worn_by.iter().copied()),
            from: partner.from.map(|area| desk.area_link(area)),
        })
        .collect()
}

/// Who owns or shares an area by the role definitions, without the role that the list is about.
pub(crate) fn owners(desk: &Desk<'_>, area: AreaId, but: Option<RoleId>) -> Vec<Chip> {
    let answer = desk.ladder.default_answer(area);
    let owners = answer.held().into_iter().flat_map(Held::accountable_roles);
    let owners = owners.filter(|role| Some(*role) != but);
    chips(desk, owners)
}
