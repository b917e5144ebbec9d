//! Who owns an area, and why, in words: the one place where an answer becomes a text.

use super::Phrase;
use super::names::reason_kind;
use crate::document::tag::{Join, Relations};
use crate::ladder::defined::{Defined, Stake};
use crate::ladder::{Answer, Case, Held, Holder, OpenSeat, Outcome, Reason, RoleId, Who};
use crate::words::{Key, key};

impl Phrase<'_> {
    /// What the definitions of two roles say of an area that an author's row names: all of it where the row says something else, else
    /// who takes part besides; none where that is no one.
    pub fn defined(&self, defined: &Defined, [left, right]: [RoleId; 2]) -> Option<String> {
        let of = |role: RoleId, part| {
            let role = self.ladder.role(role).short();
            match part {
                Stake::Holds => Some(self.words.fill(key!("definition_holds"), &[("role", role)])),
                Stake::TakesPart(relations) => {
                    Some(format!("{role} {}", self.relations(relations)))
                }
                Stake::None => None,
            }
        };
        let taking_part = |part| matches!(part, Stake::TakesPart(_)).then_some(part);
        let mut parts = [(left, defined.left), (right, defined.right)];
        // Who owns it comes first.
        parts.sort_by_key(|(_, part)| *part != Stake::Holds);
        if defined.agrees {
            let parts = parts.into_iter();
            let said: Vec<String> = parts
                .filter_map(|(role, part)| of(role, taking_part(part)?))
                .collect();
            return (!said.is_empty()).then(|| said.join(", "));
        }
        let said = match (defined.left, defined.right) {
            (Stake::Holds, Stake::Holds) => {
                let [left, right] = [left, right].map(|role| self.ladder.role(role).short());
                let names = [("left", left), ("right", right)];
                self.words.fill(key!("definition_both"), &names)
            }
            (Stake::None, Stake::None) => self.words.get(key!("definition_neither")).to_owned(),
            _ => {
                let said = parts.into_iter().filter_map(|(role, part)| of(role, part));
                said.collect::<Vec<_>>().join(", ")
            }
        };
        Some(self.words.fill(key!("definition_says"), &[("what", &said)]))
    }

    /// An answer with every qualifier: for screen readers, tables and the terminal.
    pub fn answer(&self, answer: &Answer) -> String {
        match &answer.outcome {
            Outcome::Held(held) => self.held(held),
            Outcome::Gap => self.words.get(key!("answer_gap")).to_owned(),
            Outcome::NotSaid => self.words.get(key!("answer_not_said")).to_owned(),
            Outcome::ByArea => self.words.get(key!("answer_by_area")).to_owned(),
        }
    }

    /// Who holds an area, case by case.
    pub fn held(&self, held: &Held) -> String {
        let cases: Vec<String> = held.cases.iter().map(|case| self.case(case)).collect();
        cases.join("; ")
    }

    fn case(&self, case: &Case) -> String {
        let holders = case.holders.iter();
        let holders: Vec<String> = holders.map(|holder| self.holder(holder)).collect();
        let mut who = holders.join(self.join(case.join));
        if case.is_ownerless() {
            who = self.words.fill(key!("held_no_owner"), &[("holders", &who)]);
        }
        match &case.when {
            Some(when) => format!("{who} {}", self.when(when)),
            None => who,
        }
    }

    /// What is between holders.
    pub(super) fn join(&self, join: Join) -> &str {
        self.words.get(match join {
            Join::Any => key!("join_any"),
            Join::All => key!("join_all"),
        })
    }

    fn holder(&self, holder: &Holder) -> String {
        let mut text = self.who(holder.who).to_owned();
        if let Some(via) = holder.via {
            let area = &self.ladder.area(via).title;
            text.push(' ');
            text.push_str(&self.words.fill(key!("via"), &[("area", area)]));
        }
        let share = holder.share.as_ref().map(|(_, text)| text.clone());
        let items: Vec<String> = self
            .manner(holder.manner)
            .chain(share)
            .chain(holder.because.iter().cloned())
            .chain(self.open_seat(holder))
            .collect();
        if !items.is_empty() {
            text.push_str(&format!(" ({})", items.join(", ")));
        }
        text
    }

    /// Why a team has no one in the role of a holder, and who answers meanwhile.
    pub fn open_seat(&self, holder: &Holder) -> Option<String> {
        let stand_ins = holder.stand_ins().iter();
        let stand_ins: Vec<&str> = stand_ins
            .map(|role| self.ladder.role(*role).short())
            .collect();
        Some(match holder.open.as_ref()? {
            OpenSeat::Former => self.words.get(key!("seat_former")).to_owned(),
            OpenSeat::Vacant(_) if stand_ins.is_empty() => {
                self.words.get(key!("seat_vacant")).to_owned()
            }
            OpenSeat::Vacant(_) => {
                let roles = stand_ins.join(self.join(Join::Any));
                self.words.fill(key!("seat_covered"), &[("roles", &roles)])
            }
        })
    }

    /// All relations of one role in a phrase: "accountable and does the work".
    pub fn relations(&self, relations: Relations) -> String {
        let words = relations.names().map(|name| self.word("relation_", name));
        let mut words: Vec<String> = words.collect();
        let last = words.pop().unwrap_or_default();
        match words.as_slice() {
            [] => last,
            words => format!("{}{}{last}", words.join(", "), self.join(Join::All)),
        }
    }

    pub(crate) fn who(&self, who: Who) -> &str {
        match who {
            Who::Role(role) => self.ladder.role(role).short(),
            Who::Shared => self.words.get(key!("answer_shared")),
            Who::Nobody => self.words.get(key!("answer_nobody")),
        }
    }

    /// Why an answer is as it is; empty where nothing answers.
    pub fn reason(&self, reason: &Reason) -> String {
        let of_area = |key: Key, area| {
            let area = &self.ladder.area(area).title;
            self.words.fill(key, &[("area", area)])
        };
        match reason {
            Reason::Model => self.words.get(key!("why_model")).to_owned(),
            Reason::Ancestor(area) => of_area(key!("why_ancestor"), *area),
            Reason::Definitions { roles, through } => {
                let names = roles.iter().map(|role| self.ladder.role(*role).short());
                let names = names.collect::<Vec<_>>().join(self.join(Join::All));
                match through {
                    None => self
                        .words
                        .fill(key!("why_definitions"), &[("roles", &names)]),
                    Some(area) => {
                        let area = &self.ladder.area(*area).title;
                        let parts = [("roles", &*names), ("area", area)];
                        self.words.fill(key!("why_definitions_of"), &parts)
                    }
                }
            }
            Reason::Override(None) => self.words.get(key!("why_override")).to_owned(),
            Reason::Override(Some(area)) => of_area(key!("why_override_of"), *area),
            Reason::Above(team, area) => {
                let team = &self.ladder.team(*team).title;
                match area {
                    None => self.words.fill(key!("why_above"), &[("team", team)]),
                    Some(area) => {
                        let area = &self.ladder.area(*area).title;
                        let parts = [("team", team.as_str()), ("area", area)];
                        self.words.fill(key!("why_above_of"), &parts)
                    }
                }
            }
            Reason::Met(_, when, why) => {
                let when = self.when(when);
                let parts = [("why", self.reason(why)), ("when", when)];
                let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
                self.words.fill(key!("why_met"), &parts)
            }
            Reason::Followed(model, why) => {
                let model = &self.ladder.model(*model).title;
                let text = self.reason(why);
                match reason_kind(why) {
                    "model" => self.words.fill(key!("why_followed"), &[("model", model)]),
                    "nothing" => text,
                    _ => {
                        let parts = [("model", model.as_str()), ("why", &text)];
                        self.words.fill(key!("why_followed_as"), &parts)
                    }
                }
            }
            Reason::Nothing => String::new(),
        }
    }
}
