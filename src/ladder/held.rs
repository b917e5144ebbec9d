//! Ownership tags with every name resolved.

use super::{AreaId, RoleId};
use crate::document::range::Range;
use crate::document::tag::{Join, Manner, Quality};

/// An ownership tag with every name resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// What holds first, and what holds under conditions; at least one.
    pub cases: Vec<Case>,
    /// The tag as the author wrote it.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// At least one.
    pub holders: Vec<Holder>,
    pub join: Join,
    /// The condition, in the author's words.
    pub when: Option<String>,
    /// What the words say, where that is something that the people of a team decide.
    pub condition: Option<Condition>,
}

/// A condition that a team's people decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// There is no such role in the team.
    No(RoleId),
}

/// One holder with everything that is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    pub who: Who,
    /// Through which other area.
    pub via: Option<AreaId>,
    /// How: well or poorly, in which relations.
    pub manner: Manner,
    /// How much: the numbers and the text.
    pub share: Option<(Range, String)>,
    /// Why, in the author's words.
    pub because: Vec<String>,
    /// In a team that has no one in this role: why, and who answers instead.
    pub open: Option<OpenSeat>,
}

/// A role without a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenSeat {
    /// The seat exists; these answer until it is filled.
    Vacant(Vec<RoleId>),
    /// There is no such seat any more.
    Former,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Role(RoleId),
    /// Several roles that are not named.
    Shared,
    /// No role, on purpose: `nobody`.
    Nobody,
}

impl Held {
    /// Whether it says `nobody`.
    pub fn is_nobody(&self) -> bool {
        self.cases
            .iter()
            .all(|case| case.holders.iter().all(|holder| holder.who == Who::Nobody))
    }

    /// Whether it names holders, and in no case one that answers for it.
    pub fn lacks_owner(&self) -> bool {
        self.cases.iter().all(Case::is_ownerless)
    }

    /// The roles that answer for it, under any condition.
    pub fn accountable_roles(&self) -> impl Iterator<Item = RoleId> {
        let holders = self.cases.iter().flat_map(|case| &case.holders);
        holders
            .filter(|holder| holder.answers_for_it())
            .filter_map(Holder::role)
    }

    pub fn roles(&self) -> impl Iterator<Item = RoleId> {
        self.cases.iter().flat_map(Case::roles)
    }

    /// Whether any holder has this quality.
    pub fn has_quality(&self, quality: Quality) -> bool {
        self.cases
            .iter()
            .flat_map(|case| &case.holders)
            .any(|holder| holder.manner.quality == Some(quality))
    }
}

impl Case {
    /// Whether all its holders only take part. `nobody` is an answer, and leaves no question open.
    pub fn is_ownerless(&self) -> bool {
        let holds = |holder: &Holder| holder.answers_for_it() || holder.who == Who::Nobody;
        !self.holders.iter().any(holds)
    }

    fn roles(&self) -> impl Iterator<Item = RoleId> {
        self.holders.iter().filter_map(Holder::role)
    }
}

impl Holder {
    /// A role of which nothing else is said.
    pub fn simple(role: RoleId) -> Holder {
        Holder {
            who: Who::Role(role),
            via: None,
            manner: Manner::default(),
            share: None,
            because: Vec::new(),
            open: None,
        }
    }

    pub fn role(&self) -> Option<RoleId> {
        match self.who {
            Who::Role(role) => Some(role),
            Who::Shared | Who::Nobody => None,
        }
    }

    /// The roles that answer while its own seat is vacant.
    pub fn stand_ins(&self) -> &[RoleId] {
        match &self.open {
            Some(OpenSeat::Vacant(roles)) => roles,
            Some(OpenSeat::Former) | None => &[],
        }
    }

    /// Whether it answers for the area, and does not only help, advise or the like.
    pub fn answers_for_it(&self) -> bool {
        self.manner.relations.make_an_owner()
    }
}

/// Where the name of the missing role begins in a text such as `no TL` or `there is no separate
/// TL`; the second one is the place after an article.
pub fn missing_role(text: &str) -> impl Iterator<Item = usize> {
    let name = after_no(text);
    let article = name.and_then(|name| skipped(text, name, &["a", "an", "the"]));
    let places = name.into_iter().chain(article);
    places.filter(|at| !text[*at..].trim().is_empty())
}

fn after_no(text: &str) -> Option<usize> {
    let begun = match skipped(text, 0, &["there"]) {
        Some(there) => skipped(text, there, &["is", "are"])?,
        None => skipped(text, 0, &["there's", "there’s"]).unwrap_or(0),
    };
    let no = skipped(text, begun, &["no"])?;
    Some(skipped(text, no, &["separate"]).unwrap_or(no))
}

/// The place after the next word, if it is one of these.
fn skipped(text: &str, from: usize, words: &[&str]) -> Option<usize> {
    let rest = text[from..].trim_start();
    let word = rest.split(char::is_whitespace).next()?;
    let is_one = words.iter().any(|known| known.eq_ignore_ascii_case(word));
    is_one.then(|| text.len() - rest.len() + word.len())
}
