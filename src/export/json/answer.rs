//! Who owns an area, as data and in words.

use serde::Serialize;

use super::references::{area_id, model_id, role_id, role_ids};
use crate::document::tag::{Join, Quality};
use crate::export::rows::Percent;
use crate::ladder::{self, Answer, Condition, Held, OpenSeat, Reason, Who};
use crate::page::Desk;
use crate::phrase::{Phrase, outcome_name, reason_kind};

/// An answer with its reason.
pub(super) fn answer<'a>(desk: &Desk<'a>, answer: &Answer) -> impl Serialize + use<'a> {
    let held = answer.held();
    let is_said = matches!(
        within(&answer.reason),
        Reason::Model | Reason::Ancestor(_) | Reason::Override(_) | Reason::Above(..)
    );
    object! {
        outcome: outcome_name(answer),
        // All of it, as pages and tables say it.
        text: Phrase::answer(&desk.phrase, answer),
        // The author's words; none where no model's tag answers.
        tag: held.filter(|_| is_said).map(|held| held.text.clone()),
        cases: held.map(|held| cases(desk, held)).unwrap_or_default(),
        reason: reason(desk, &answer.reason),
    }
}

pub(super) fn cases<'a>(desk: &Desk<'a>, held: &Held) -> Vec<impl Serialize + use<'a>> {
    let of = |case: &ladder::Case| {
        object! {
            join: match case.join {
                _ if case.holders.len() == 1 => "one",
                Join::All => "all",
                Join::Any => "any",
            },
            when: case.when.clone(),
            condition: case.condition.map(|one| condition(desk, one)),
            owned: !case.is_ownerless(),
            holders: case.holders.iter().map(|one| holder(desk, one)).collect::<Vec<_>>(),
        }
    };
    held.cases.iter().map(of).collect()
}

fn holder<'a>(desk: &Desk<'a>, holder: &ladder::Holder) -> impl Serialize + use<'a> {
    object! {
        who: match holder.who {
            Who::Role(_) => "role",
            Who::Shared => "shared",
            Who::Nobody => "nobody",
        },
        role: holder.role().map(|role| role_id(desk, role)),
        quality: holder.manner.quality.map(Quality::name),
        relations: holder.manner.relations.names().collect::<Vec<_>>(),
        relation: holder.manner.relations.names().next(),
        share: holder.share.as_ref().map(|(range, text)| object! {
            #[serde(flatten)]
            percent: Percent::from(*range),
            text: text.clone(),
        }),
        via: holder.via.map(|area| area_id(desk, area)),
        because: holder.because.clone(),
        // Of a team: why no one has the role there, and who answers meanwhile.
        seat: holder.open.as_ref().map(|open| match open {
            OpenSeat::Vacant(_) => "vacant",
            OpenSeat::Former => "former",
        }),
        stand_ins: role_ids(desk, holder.stand_ins()),
    }
}

fn reason<'a>(desk: &Desk<'a>, reason: &Reason) -> impl Serialize + use<'a> {
    let (area, roles) = match within(reason) {
        Reason::Ancestor(area) => (Some(*area), &[][..]),
        Reason::Override(area) | Reason::Above(_, area) => (*area, &[][..]),
        Reason::Definitions { roles, through } => (*through, roles.as_slice()),
        Reason::Model | Reason::Followed(..) | Reason::Met(..) | Reason::Nothing => (None, &[][..]),
    };
    object! {
        kind: reason_kind(reason),
        // The model that a team follows, where it is that model which answers.
        model: match reason.unconditional() {
            Reason::Followed(model, _) => Some(model_id(desk, *model)),
            _ => None,
        },
        // The team above that says it for those below.
        team: match reason.unconditional() {
            Reason::Above(team, _) => Some(desk.ladder.team(*team).id.clone()),
            _ => None,
        },
        // The area that was named in its place, or that the definitions name.
        area: area.map(|area| area_id(desk, area)),
        // The roles whose definitions answer.
        roles: role_ids(desk, roles),
        // The condition that the team meets, and the words for it.
        when: match reason {
            Reason::Met(_, when, _) => Some(when.clone()),
            _ => None,
        },
        condition: match reason {
            Reason::Met(met, ..) => Some(condition(desk, *met)),
            _ => None,
        },
        text: Phrase::reason(&desk.phrase, reason),
    }
}

fn condition<'a>(desk: &Desk<'a>, condition: Condition) -> impl Serialize + use<'a> {
    let Condition::No(role) = condition;
    object! { no: role_id(desk, role) }
}

/// The reason of the model that a team follows, or the reason itself.
fn within(reason: &Reason) -> &Reason {
    match reason.unconditional() {
        Reason::Followed(_, why) => why,
        reason => reason,
    }
}
