//! What themes and programs call an answer, a reason, a group of rows: the same in every language.

use crate::ladder::compare::GroupKind;
use crate::ladder::{Answer, Outcome, Reason};

/// What an answer is, as themes and programs know it.
pub fn outcome_name(answer: &Answer) -> &'static str {
    match &answer.outcome {
        Outcome::Held(held) if held.is_nobody() => "nobody",
        Outcome::Held(held) if held.lacks_owner() => "no-owner",
        Outcome::Held(_) => "held",
        Outcome::Gap => "gap",
        Outcome::NotSaid => "not-said",
        Outcome::ByArea => "by-area",
    }
}

/// What a reason is, as themes and programs know it.
pub fn reason_kind(reason: &Reason) -> &'static str {
    match reason {
        Reason::Model => "model",
        Reason::Ancestor(_) => "ancestor",
        Reason::Definitions { .. } => "definitions",
        Reason::Override(_) => "override",
        Reason::Above(..) => "above",
        Reason::Followed(_, why) | Reason::Met(_, _, why) => reason_kind(why),
        Reason::Nothing => "nothing",
    }
}

/// A group's kind as themes and programs know it.
pub fn group_name(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Facing => "facing",
        GroupKind::Shared => "shared",
        GroupKind::OneSide => "one-side",
        GroupKind::TakesPart => "takes-part",
        GroupKind::Hats => "hats",
        GroupKind::Attributes => "attributes",
        GroupKind::Backup => "backup",
        GroupKind::Sections => "sections",
    }
}
