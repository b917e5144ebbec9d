//! Who owns an area, as data and in words.

use serde::Serialize;

use super::references::{area_id, model_id, role_id, role_ids};
use crate::document::tag::{Join, Quality, Relation};
use crate::export::rows::Percent;
use crate::ladder::{self, Answer, Held, Reason, Who};
use crate::page::Desk;
use crate::phrase::{Phrase, outcome_name, reason_kind};

/// An answer with its reason.
pub(super) fn answer<'a>(desk: &Desk<'a>, answer: &Answer) -> impl Serialize + use<'a> {
    let held = answer.held();
    let is_said = matches!(
        within(&answer.reason),
        Reason::Model | Reason::Ancestor(_) | Reason::Override(_)
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
        relation: holder.manner.relation.map(Relation::name),
        share: holder.share.as_ref().map(|(range, text)| object! {
            #[serde(flatten)]
            percent: Percent::from(*range),
            text: text.clone(),
        }),
        via: holder.via.map(|area| area_id(desk, area)),
        because: holder.because.clone(),
    }
}

fn reason<'a>(desk: &Desk<'a>, reason: &Reason) -> impl Serialize + use<'a> {
    let (area, roles) = match within(reason) {
        Reason::Ancestor(area) => (Some(*area), &[][..]),
        Reason::Override(area) => (*area, &[][..]),
        Reason::Definitions { roles, through } => (*through, roles.as_slice()),
        Reason::Model | Reason::Followed(..) | Reason::Nothing => (None, &[][..]),
    };
    object! {
        kind: reason_kind(reason),
        // The model that a team follows, where it is that model which answers.
        model: match reason {
            Reason::Followed(model, _) => Some(model_id(desk, *model)),
            _ => None,
        },
        // The area that was named in its place, or that the definitions name.
        area: area.map(|area| area_id(desk, area)),
        // The roles whose definitions answer.
        roles: role_ids(desk, roles),
        text: Phrase::reason(&desk.phrase, reason),
    }
}

/// The reason of the model that a team follows, or the reason itself.
fn within(reason: &Reason) -> &Reason {
    match reason {
        Reason::Followed(_, why) => why,
        reason => reason,
    }
}
