//! Answers in words and chips: the one place where ownership becomes something to show.

use super::Site;
use super::view;
use crate::document::range::Range;
use crate::document::tag::{Join, Quality, Relation};
use crate::ladder::{self, AreaId, Case, Held, Holder, Outcome, Reason, RoleId, Subject, Who};
use crate::route::Page;

impl Site {
    /// A role as a chip.
    pub(super) fn chip(&self, from: &str, id: RoleId) -> view::Chip {
        let role = self.ladder.role(id);
        view::Chip {
            name: role.short().to_owned(),
            title: role.title.clone(),
            url: self.url(from, Page::Subject(Subject::Role(id))),
            hue: role.color.name(),
            id: role.id.clone(),
        }
    }

    pub(super) fn chips(
        &self,
        from: &str,
        ids: impl IntoIterator<Item = RoleId>,
    ) -> Vec<view::Chip> {
        ids.into_iter().map(|id| self.chip(from, id)).collect()
    }

    pub(super) fn area_link(&self, from: &str, id: AreaId) -> view::Link {
        self.link_to(from, Subject::Area(id))
    }

    /// An answer to show.
    pub(super) fn answer(&self, from: &str, answer: &ladder::Answer) -> view::Answer {
        let held = answer.held();
        let state = match (&answer.outcome, held) {
            (Outcome::Held(_), Some(held)) if held.is_nobody() => "nobody",
            (Outcome::Held(_), _) => "held",
            (Outcome::Gap, _) => "gap",
            (Outcome::NotSaid, _) => "not-said",
            (Outcome::ByArea, _) => "by-area",
        };
        let mut roles: Vec<&str> = held
            .into_iter()
            .flat_map(Held::roles)
            .map(|role| self.ladder.role(role).id.as_str())
            .collect();
        roles.sort_unstable();
        roles.dedup();
        let (why_kind, why) = self.reason(&answer.reason);
        view::Answer {
            state,
            cases: held.map(|held| self.cases(from, held)).unwrap_or_default(),
            text: self.answer_text(answer),
            why,
            why_kind,
            roles: roles.join(" "),
            strained: held.is_some_and(|held| {
                held.has_quality(Quality::Poorly) || held.has_quality(Quality::Undefined)
            }),
        }
    }

    /// An answer in words, with every qualifier: for screen readers, CSV and the terminal.
    pub(crate) fn answer_text(&self, answer: &ladder::Answer) -> String {
        match &answer.outcome {
            Outcome::Held(held) => self.held_text(held),
            Outcome::Gap => self.words.get("answer_gap").to_owned(),
            Outcome::NotSaid => self.words.get("answer_not_said").to_owned(),
            Outcome::ByArea => self.words.get("answer_by_area").to_owned(),
        }
    }

    pub(crate) fn held_text(&self, held: &Held) -> String {
        let cases: Vec<String> = held
            .cases
            .iter()
            .map(|case| {
                let join = self.words.get(if case.join == Join::All {
                    "join_all"
                } else {
                    "join_any"
                });
                let holders: Vec<String> = case
                    .holders
                    .iter()
                    .map(|holder| self.holder_text(holder))
                    .collect();
                let who = holders.join(join);
                match &case.when {
                    Some(when) => {
                        format!("{who} {}", self.words.fill("when", &[("condition", when)]))
                    }
                    None => who,
                }
            })
            .collect();
        cases.join("; ")
    }

    fn holder_text(&self, holder: &Holder) -> String {
        let mut text = match holder.who {
            Who::Role(role) => self.ladder.role(role).short().to_owned(),
            Who::Shared => self.words.get("answer_shared").to_owned(),
            Who::Nobody => self.words.get("answer_nobody").to_owned(),
        };
        if let Some(via) = holder.via {
            text.push(' ');
            text.push_str(
                &self
                    .words
                    .fill("via", &[("area", &self.ladder.area(via).title)]),
            );
        }
        let quality = holder.quality.map(|quality| self.quality_word(quality));
        let relation = holder.relation.map(|relation| self.relation_word(relation));
        let share = holder.share.as_ref().map(|(_, text)| text.clone());
        let items: Vec<String> = quality
            .into_iter()
            .chain(relation)
            .chain(share)
            .chain(holder.because.iter().cloned())
            .collect();
        if !items.is_empty() {
            text.push_str(&format!(" ({})", items.join(", ")));
        }
        text
    }

    fn cases(&self, from: &str, held: &Held) -> Vec<view::Case> {
        held.cases
            .iter()
            .map(|case| self.case(from, case))
            .collect()
    }

    fn case(&self, from: &str, case: &Case) -> view::Case {
        let (mut holders, mut partners) = (Vec::new(), Vec::new());
        for holder in &case.holders {
            let shown = self.holder(from, holder);
            if holder.answers_for_it() {
                holders.push(shown);
            } else {
                partners.push(shown);
            }
        }
        // Partners alone: somebody has to stand in front.
        if holders.is_empty() {
            std::mem::swap(&mut holders, &mut partners);
        }
        let join = match case.join {
            _ if holders.len() == 1 => "one",
            Join::All => "all",
            Join::Any => "any",
        };
        view::Case {
            join,
            holders,
            partners,
            when: case.when.as_deref().map(|when| self.when(when)),
        }
    }

    /// A condition as a phrase.
    pub(super) fn when(&self, condition: &str) -> String {
        self.words.fill("when", &[("condition", condition)])
    }

    fn holder(&self, from: &str, holder: &Holder) -> view::Holder {
        let (chip, who, word) = match holder.who {
            Who::Role(role) => (Some(self.chip(from, role)), "role", String::new()),
            Who::Shared => (None, "shared", self.words.get("answer_shared").to_owned()),
            Who::Nobody => (None, "nobody", self.words.get("answer_nobody").to_owned()),
        };
        view::Holder {
            chip,
            who,
            word,
            quality: holder.quality.map(Quality::name),
            quality_word: holder.quality.map(|quality| self.quality_word(quality)),
            relation: holder.relation.map(Relation::name),
            relation_word: holder.relation.map(|relation| self.relation_word(relation)),
            share: holder.share.as_ref().map(|(_, text)| text.clone()),
            via: holder.via.map(|area| self.area_link(from, area)),
            because: holder.because.clone(),
            people: Vec::new(),
        }
    }

    /// The kind of a reason, and the reason in words.
    pub(crate) fn reason(&self, reason: &Reason) -> (&'static str, String) {
        match reason {
            Reason::Model => ("model", self.words.get("why_model").to_owned()),
            Reason::Ancestor(area) => (
                "ancestor",
                self.words
                    .fill("why_ancestor", &[("area", &self.ladder.area(*area).title)]),
            ),
            Reason::Definitions { roles, through } => {
                let names: Vec<&str> = roles
                    .iter()
                    .map(|role| self.ladder.role(*role).short())
                    .collect();
                let names = names.join(self.words.get("join_all"));
                let why = match through {
                    None => self.words.fill("why_definitions", &[("roles", &names)]),
                    Some(area) => {
                        let area = &self.ladder.area(*area).title;
                        self.words
                            .fill("why_definitions_of", &[("roles", &names), ("area", area)])
                    }
                };
                ("definitions", why)
            }
            Reason::Override(None) => ("override", self.words.get("why_override").to_owned()),
            Reason::Override(Some(area)) => (
                "override",
                self.words.fill(
                    "why_override_of",
                    &[("area", &self.ladder.area(*area).title)],
                ),
            ),
            Reason::Followed(model, why) => {
                let model = &self.ladder.model(*model).title;
                let (kind, why) = self.reason(why);
                let text = match kind {
                    "model" => self.words.fill("why_followed", &[("model", model)]),
                    "nothing" => why,
                    _ => self
                        .words
                        .fill("why_followed_as", &[("model", model), ("why", &why)]),
                };
                (kind, text)
            }
            Reason::Nothing => ("nothing", String::new()),
        }
    }

    pub(super) fn quality_word(&self, quality: Quality) -> String {
        self.words
            .get(&format!("quality_{}", quality.name()))
            .to_owned()
    }

    pub(crate) fn relation_word(&self, relation: Relation) -> String {
        self.words
            .get(&format!("relation_{}", relation.name()))
            .to_owned()
    }

    pub(super) fn attribute(&self, attribute: &ladder::Attribute) -> view::Attribute {
        view::Attribute {
            label: attribute.label.clone(),
            text: attribute.text.clone(),
            bar: attribute.range.map(|range| self.bar(range)),
        }
    }

    pub(super) fn bar(&self, range: Range) -> view::Bar {
        /// A single value is drawn as a mark this wide.
        const LEAST: f64 = 1.5;
        let percent = |tenths: u16| f64::from(tenths) / 10.0;
        let (low, high) = (percent(range.low), percent(range.high));
        let text = self.words.fill(
            "range",
            &[("low", &low.to_string()), ("high", &high.to_string())],
        );
        let width = (high - low).max(LEAST);
        view::Bar {
            low: low.min(100.0 - width),
            width,
            text,
        }
    }

    /// One example of every form that the matrix of this site shows.
    pub(super) fn legend(&self, from: &str) -> Vec<view::LegendEntry> {
        let mut roles = self.ladder.role_ids();
        let (Some(one), other) = (roles.next(), roles.next()) else {
            return Vec::new();
        };
        let other = other.unwrap_or(one);
        let holder = |role: RoleId, quality: Option<Quality>| view::Holder {
            chip: Some(self.chip(from, role)),
            quality: quality.map(Quality::name),
            quality_word: quality.map(|quality| self.quality_word(quality)),
            ..self.holder(from, &Holder::simple(role))
        };
        let held = |join: &'static str, holders: Vec<view::Holder>| view::Answer {
            state: "held",
            cases: vec![view::Case {
                join,
                holders,
                partners: Vec::new(),
                when: None,
            }],
            text: String::new(),
            why: String::new(),
            why_kind: "nothing",
            roles: String::new(),
            strained: false,
        };
        let bare = |state: &'static str, key: &str| view::Answer {
            state,
            cases: Vec::new(),
            text: self.words.get(key).to_owned(),
            why: String::new(),
            why_kind: "nothing",
            roles: String::new(),
            strained: false,
        };
        let nobody = view::Holder {
            chip: None,
            who: "nobody",
            word: self.words.get("answer_nobody").to_owned(),
            ..self.holder(from, &Holder::simple(one))
        };
        let entries = [
            ("legend_held", held("one", vec![holder(one, None)])),
            (
                "legend_poorly",
                held("one", vec![holder(one, Some(Quality::Poorly))]),
            ),
            (
                "legend_undefined",
                held("one", vec![holder(one, Some(Quality::Undefined))]),
            ),
            (
                "legend_all",
                held("all", vec![holder(one, None), holder(other, None)]),
            ),
            (
                "legend_any",
                held("any", vec![holder(one, None), holder(other, None)]),
            ),
            (
                "legend_nobody",
                view::Answer {
                    state: "nobody",
                    ..held("one", vec![nobody])
                },
            ),
            ("legend_gap", bare("gap", "answer_gap")),
            ("legend_not_said", bare("not-said", "answer_not_said")),
            ("legend_by_area", bare("by-area", "answer_by_area")),
        ];
        entries
            .into_iter()
            .map(|(key, answer)| view::LegendEntry {
                answer,
                meaning: self.words.get(key).to_owned(),
            })
            .collect()
    }
}
