//! Who owns an area, as data and in words.

use serde::Serialize;

use super::references::role_id;
use crate::document::tag::{Join, Quality, Relation};
use crate::export::rows::Percent;
use crate::ladder::{self, Held, Reason, Who};
use crate::page::Desk;
use crate::phrase::{outcome_name, reason_kind};

/// An answer with its reason.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    /// `held`, `nobody` (on purpose), `gap`, `not-said`, `by-area`.
    outcome: &'static str,
    /// The whole answer in words, as pages and tables say it.
    text: String,
    /// The author's words; none where no model's tag answers.
    tag: Option<String>,
    cases: Vec<Case<'a>>,
    reason: Why<'a>,
}

#[derive(Serialize)]
pub(super) struct Case<'a> {
    /// `one`, `all` (co-owned), `any` (either).
    join: &'static str,
    when: Option<String>,
    holders: Vec<Holder<'a>>,
}

#[derive(Serialize)]
struct Holder<'a> {
    /// `role`, `shared` (several that are not named), `nobody`.
    who: &'static str,
    role: Option<&'a str>,
    quality: Option<&'static str>,
    relation: Option<&'static str>,
    share: Option<Share>,
    via: Option<&'a str>,
    because: Vec<String>,
}

#[derive(Serialize)]
struct Share {
    #[serde(flatten)]
    percent: Percent,
    text: String,
}

#[derive(Serialize)]
struct Why<'a> {
    /// `model`, `ancestor`, `definitions`, `override`, `nothing`.
    kind: &'static str,
    /// The model that a team follows, where it is that model which answers.
    model: Option<&'a str>,
    /// The area that was named in its place, or that the definitions name.
    area: Option<&'a str>,
    /// The roles whose definitions answer.
    roles: Vec<&'a str>,
    /// The same in words.
    text: String,
}

impl<'a> Answer<'a> {
    pub(super) fn new(desk: &Desk<'a>, answer: &ladder::Answer) -> Answer<'a> {
        let held = answer.held();
        let is_said = matches!(
            within(&answer.reason),
            Reason::Model | Reason::Ancestor(_) | Reason::Override(_)
        );
        Answer {
            outcome: outcome_name(answer),
            text: desk.phrase.answer(answer),
            tag: held.filter(|_| is_said).map(|held| held.text.clone()),
            cases: held.map(|held| cases(desk, held)).unwrap_or_default(),
            reason: reason(desk, &answer.reason),
        }
    }
}

/// The cases of a tag.
pub(super) fn cases<'a>(desk: &Desk<'a>, held: &Held) -> Vec<Case<'a>> {
    held.cases
        .iter()
        .map(|case| Case {
            join: match case.join {
                _ if case.holders.len() == 1 => "one",
                Join::All => "all",
                Join::Any => "any",
            },
            when: case.when.clone(),
            holders: case.holders.iter().map(|one| holder(desk, one)).collect(),
        })
        .collect()
}

fn holder<'a>(desk: &Desk<'a>, holder: &ladder::Holder) -> Holder<'a> {
    Holder {
        who: match holder.who {
            Who::Role(_) => "role",
            Who::Shared => "shared",
            Who::Nobody => "nobody",
        },
        role: holder.role().map(|role| role_id(desk, role)),
        quality: holder.quality.map(Quality::name),
        relation: holder.relation.map(Relation::name),
        share: holder.share.as_ref().map(|(range, text)| Share {
            percent: Percent::from(*range),
            text: text.clone(),
        }),
        via: holder.via.map(|area| desk.ladder.area(area).id.as_str()),
        because: holder.because.clone(),
    }
}

fn reason<'a>(desk: &Desk<'a>, reason: &Reason) -> Why<'a> {
    let (area, roles) = match within(reason) {
        Reason::Ancestor(area) => (Some(*area), &[][..]),
        Reason::Override(area) => (*area, &[][..]),
        Reason::Definitions { roles, through } => (*through, roles.as_slice()),
        Reason::Model | Reason::Followed(..) | Reason::Nothing => (None, &[][..]),
    };
    Why {
        kind: reason_kind(reason),
        model: match reason {
            Reason::Followed(model, _) => Some(&desk.ladder.model(*model).id),
            _ => None,
        },
        area: area.map(|area| desk.ladder.area(area).id.as_str()),
        roles: roles.iter().map(|role| role_id(desk, *role)).collect(),
        text: desk.phrase.reason(reason),
    }
}

/// The reason of the model that a team follows, or the reason itself.
fn within(reason: &Reason) -> &Reason {
    match reason {
        Reason::Followed(_, why) => why,
        reason => reason,
    }
}
