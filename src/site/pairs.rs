//! Two roles side by side, and the page of all comparisons.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Site;
use super::view::{self, Html};
use crate::document::outline::Heading;
use crate::document::tag::Relation;
use crate::ladder::compare::{Cell, Group, GroupKind, Row, Section, Standing, Why};
use crate::ladder::{Answer, AreaId, Attribute, DocumentId, ModelId, RoleId, Subject};
use crate::markdown::{Part, Parts};
use crate::route::{Extra, Page};

/// The body of a comparison's file, cut at its headings.
struct Cut<'a> {
    parts: Parts,
    sections: &'a [Section],
    /// The document's headings, by whose ids the parts are found.
    headings: &'a [Heading],
}

impl Site {
    /// The sides of a pair: as its file says, else the one that more roles report to on the right.
    pub(crate) fn sides(&self, first: RoleId, second: RoleId) -> (RoleId, RoleId) {
        let file = self.pairs.find(first, second).and_then(|pair| pair.file);
        file.map_or((first, second), |id| {
            let comparison = &self.ladder.comparisons[id.index()];
            (comparison.left, comparison.right)
        })
    }

    pub(super) fn role_pair(&self, from: &str, first: RoleId, second: RoleId) -> view::RolePair {
        let file = self.pairs.find(first, second).and_then(|pair| pair.file);
        let (left, right) = self.sides(first, second);
        let comparison = self.ladder.compare(left, right, file);
        let document = file.map(|id| self.ladder.comparisons[id.index()].document);
        let cut = file.map(|id| {
            let comparison = &self.ladder.comparisons[id.index()];
            Cut {
                parts: self.parts(from, comparison.document),
                sections: &comparison.sections,
                headings: &self.ladder.document(comparison.document).outline.headings,
            }
        });
        let groups = in_one_place(GroupKind::Attributes, &comparison.groups)
            .iter()
            .map(|group| view::PairGroup {
                kind: group_name(group.kind),
                title: self
                    .words
                    .get(&format!(
                        "group_{}",
                        group_name(group.kind).replace('-', "_")
                    ))
                    .to_owned(),
                rows: group
                    .rows
                    .iter()
                    .flat_map(|row| {
                        self.pair_rows(from, row, (left, right), document, cut.as_ref())
                    })
                    .collect(),
            })
            .collect();
        view::RolePair {
            left: self.pair_side(from, left),
            right: self.pair_side(from, right),
            pairing: self.pairing_phrase(left, right),
            groups,
            by_model: self.pair_matrix(from, left, right),
            body: cut.map(|cut| cut.prose()).unwrap_or_default(),
            csv: self
                .routes
                .between(from, &self.routes.extra(&Extra::RolePairCsv(first, second))),
            others: self.others(from, left, right),
            others_right: self.others(from, right, left),
        }
    }

    /// The comparisons of a role but one, each titled by the role on the other side.
    fn others(&self, from: &str, role: RoleId, but: RoleId) -> Vec<view::Link> {
        /// A longer list is one to search in: the page of all comparisons has it.
        const SHOWN: usize = 500;
        let others = self.pairs.of(role).filter(|(other, _)| *other != but);
        others
            .take(SHOWN)
            .map(|(other, pair)| view::Link {
                title: self.ladder.role(other).title.clone(),
                url: self.url(from, Page::RolePair(pair.first, pair.second)),
            })
            .collect()
    }

    fn pair_side(&self, from: &str, id: RoleId) -> view::PairSide {
        let role = self.ladder.role(id);
        view::PairSide {
            chip: self.chip(from, id),
            description: self.plain_description(Subject::Role(id)),
            focus: role.focus.clone(),
            answers: self.questions(id),
            reports_to: role.reports_to.map(|id| self.chip(from, id)),
            owns: role.owns.len(),
            shares: role.shares.len(),
            compare: self.words.fill("compare_it", &[("role", role.short())]),
        }
    }

    fn pair_rows(
        &self,
        from: &str,
        row: &Row,
        (left, right): (RoleId, RoleId),
        document: Option<DocumentId>,
        cut: Option<&Cut<'_>>,
    ) -> Vec<view::PairRow> {
        let sides =
            |label: Option<String>, left: view::PairCell, right: view::PairCell| view::PairRow {
                form: "sides",
                label,
                id: None,
                left,
                right,
            };
        if let Row::Section(index) = row {
            return cut
                .map(|cut| self.section_rows(*index, cut))
                .unwrap_or_default();
        }
        vec![match row {
            Row::Sides { left, right } => sides(
                None,
                self.pair_cell(from, left, document),
                self.pair_cell(from, right, document),
            ),
            Row::Both(cell) => {
                let mut left = self.pair_cell(from, cell, document);
                left.state = "owns";
                view::PairRow {
                    form: "both",
                    label: None,
                    id: None,
                    left,
                    right: view::PairCell::default(),
                }
            }
            Row::Attribute { label, left, right } => sides(
                Some(label.clone()),
                self.attribute_cell(left.as_ref()),
                self.attribute_cell(right.as_ref()),
            ),
            Row::Hats { left, right } => sides(
                None,
                self.hats_cell(from, left),
                self.hats_cell(from, right),
            ),
            Row::Backup {
                left: of_left,
                right: of_right,
            } => sides(
                None,
                self.backup_cell(from, of_left, right),
                self.backup_cell(from, of_right, left),
            ),
            Row::Section(_) => return Vec::new(),
        }]
    }

    fn pair_cell(&self, from: &str, cell: &Cell, document: Option<DocumentId>) -> view::PairCell {
        match cell {
            Cell::Written(text) => {
                let html = document
                    .map(|id| self.inline(from, id, text))
                    .unwrap_or_default();
                let area = document.and_then(|id| self.ladder.area_of_cell(id, text));
                view::PairCell {
                    state: "owns",
                    html,
                    disputed: area.and_then(|area| self.disputed(from, area)),
                    ..view::PairCell::default()
                }
            }
            Cell::Owns(area) => view::PairCell {
                state: "owns",
                area: Some(self.area_link(from, *area)),
                disputed: self.disputed(from, *area),
                ..view::PairCell::default()
            },
            Cell::TakesPart(area, relation) => view::PairCell {
                // Whoever is accountable answers for it, in whatever group the row stands.
                state: match relation {
                    Relation::Accountable => "owns",
                    _ => "takes-part",
                },
                area: Some(self.area_link(from, *area)),
                tag: Some(self.relation_word(*relation)),
                ..view::PairCell::default()
            },
            Cell::Empty(why) => empty_cell(&self.why_empty(*why)),
        }
    }

    pub(crate) fn why_empty(&self, why: Why) -> String {
        match why {
            Why::NotTheirs => self.words.get("why_empty_not_theirs").to_owned(),
            Why::NotGiven => self.words.get("why_empty_not_given").to_owned(),
        }
    }

    fn hats_cell(&self, from: &str, hats: &[RoleId]) -> view::PairCell {
        if hats.is_empty() {
            return empty_cell(self.words.get("why_empty_no_hat"));
        }
        view::PairCell {
            state: "plain",
            chips: self.chips(from, hats.iter().copied()),
            ..view::PairCell::default()
        }
    }

    fn attribute_cell(&self, attribute: Option<&Attribute>) -> view::PairCell {
        let Some(attribute) = attribute else {
            return empty_cell(self.words.get("why_empty_not_given"));
        };
        view::PairCell {
            state: "plain",
            html: Html::escaped(&attribute.text),
            bar: attribute.range.map(|range| self.bar(range)),
            ..view::PairCell::default()
        }
    }

    fn backup_cell(&self, from: &str, standing: &Standing, other: RoleId) -> view::PairCell {
        let text = self.standing_text(standing, other);
        match standing {
            Standing::No => empty_cell(&text),
            Standing::Yes | Standing::When(_) => view::PairCell {
                state: "plain",
                html: Html::escaped(&text),
                chips: vec![self.chip(from, other)],
                ..view::PairCell::default()
            },
        }
    }

    pub(crate) fn standing_text(&self, standing: &Standing, other: RoleId) -> String {
        let role = self.ladder.role(other).short();
        match standing {
            Standing::No => self.words.fill("backup_no", &[("role", role)]),
            Standing::Yes => self.words.fill("backup_yes", &[("role", role)]),
            Standing::When(when) => self
                .words
                .fill("backup_when", &[("role", role), ("condition", when)]),
        }
    }

    /// The rows of a section: what is said before its parts, the two sides, and below them what is written for both.
    fn section_rows(&self, index: usize, cut: &Cut<'_>) -> Vec<view::PairRow> {
        let Some(section) = cut.sections.get(index) else {
            return Vec::new();
        };
        let cell = |heading: Option<usize>| {
            let part = heading.and_then(|heading| cut.part(heading));
            part.map_or_else(
                || empty_cell(self.words.get("why_empty_not_given")),
                |part| {
                    // The heading itself is the column's; links to it lead to what stands below it.
                    let Html(id) = Html::escaped(&part.id);
                    let html = Html(format!("<div id=\"{id}\">{}</div>", part.html));
                    view::PairCell {
                        state: "plain",
                        html,
                        ..view::PairCell::default()
                    }
                },
            )
        };
        let heading = cut.part(section.heading);
        let (mut label, mut id) = (
            heading.map(|part| part.text.clone()),
            heading.map(|part| part.id.clone()),
        );
        let mut rows = Vec::new();
        let intro = heading.map_or("", |part| part.html.trim());
        if !intro.is_empty() {
            let left = view::PairCell {
                state: "intro",
                html: Html(intro.to_owned()),
                ..view::PairCell::default()
            };
            rows.push(view::PairRow {
                form: "both",
                label: label.take(),
                id: id.take(),
                left,
                right: view::PairCell::default(),
            });
        }
        if section.left.is_some() || section.right.is_some() {
            let (left, right) = (cell(section.left), cell(section.right));
            rows.push(view::PairRow {
                form: "sides",
                label: label.take(),
                id: id.take(),
                left,
                right,
            });
        }
        if section.both.is_some() {
            let left = cell(section.both);
            rows.push(view::PairRow {
                form: "both",
                label,
                id,
                left,
                right: view::PairCell::default(),
            });
        }
        rows
    }

    /// The areas that one of the two holds under a model that one of them takes part in. What only repeats the area above it is left
    /// out: it is most of the table, and says nothing of the two. Where it would still be very large, so are all but the categories;
    /// the areas' own pages have the rest.
    fn pair_matrix(&self, from: &str, left: RoleId, right: RoleId) -> view::PairMatrix {
        const CELLS: usize = 600;
        let ladder = &self.ladder;
        let takes_part =
            |model: &ModelId| ladder.model(*model).has(left) || ladder.model(*model).has(right);
        let models: Vec<ModelId> = ladder.model_ids().filter(takes_part).collect();
        let names_one = |answer: &Answer| {
            answer
                .held()
                .is_some_and(|held| held.roles().any(|role| role == left || role == right))
        };
        let says_more = |answer: &Answer| answer.held().is_some() && !answer.repeats();
        let row = |area: AreaId| {
            let answers = models.iter().map(|model| ladder.answer(*model, area));
            (area, answers.collect())
        };
        let mut rows: Vec<(AreaId, Vec<Answer>)> = ladder.area_ids().map(row).collect();
        // With what they belong to, or they would seem to belong to the row above them.
        let shown: BTreeSet<AreaId> = rows
            .iter()
            .filter(|(_, answers)| answers.iter().any(names_one) && answers.iter().any(says_more))
            .flat_map(|(area, _)| ladder.ancestry(*area))
            .collect();
        rows.retain(|(area, _)| shown.contains(area));
        let categories_only = rows.len() * models.len() > CELLS;
        if categories_only {
            rows.retain(|(area, _)| ladder.area(*area).depth == 0);
        }
        view::PairMatrix {
            categories_only,
            models: models
                .into_iter()
                .map(|model| self.matrix_model(from, model))
                .collect(),
            rows: self.matrix_rows(from, &rows),
        }
    }

    pub(super) fn comparisons(&self, from: &str) -> view::Comparisons {
        let tuned = self.pairs.roles.iter().filter(|pair| pair.file.is_some());
        let roles = self
            .ladder
            .role_ids()
            .map(|role| view::ComparedRole {
                chip: self.chip(from, role),
                others: self
                    .pairs
                    .of(role)
                    .map(|(other, pair)| view::ComparedWith {
                        chip: self.chip(from, other),
                        url: self.url(from, Page::RolePair(pair.first, pair.second)),
                    })
                    .collect(),
            })
            .filter(|role| !role.others.is_empty())
            .collect();
        view::Comparisons {
            body: self.index_body(from, Page::Comparisons),
            tuned: tuned
                .map(|pair| self.link(from, Page::RolePair(pair.first, pair.second)))
                .collect(),
            roles,
            left_out: self.pairs.left_out,
        }
    }
}

impl Cut<'_> {
    /// The part under a heading, by the heading's place in the document.
    fn part(&self, heading: usize) -> Option<&Part> {
        let id = &self.headings.get(heading)?.id;
        self.parts.parts.iter().find(|part| part.id == *id)
    }

    /// What belongs to no row: the text before the first heading, the other sections, the footnotes.
    fn prose(&self) -> Html {
        let in_row = |part: &Part| {
            let rows = self
                .sections
                .iter()
                .flat_map(|row| [Some(row.heading), row.left, row.right, row.both]);
            rows.flatten()
                .any(|heading| self.headings[heading].id == part.id)
        };
        let mut html = self.parts.lead.clone();
        for part in self.parts.parts.iter().filter(|part| !in_row(part)) {
            let _ = write!(
                html,
                "<h{0} id=\"{1}\">{2}</h{0}>\n{3}",
                part.level, part.id, part.heading, part.html
            );
        }
        html.push_str(&self.parts.footnotes);
        Html(html)
    }
}

/// Groups with all rows of a kind in the first group of that kind: what the data adds to the rows of a file would else stand under a
/// second heading of the same name. Exports keep the order of rows.
fn in_one_place(kind: GroupKind, groups: &[Group]) -> Vec<Group> {
    let (of_kind, mut rest): (Vec<Group>, Vec<Group>) =
        groups.iter().cloned().partition(|group| group.kind == kind);
    let at = groups.iter().position(|group| group.kind == kind);
    let rows = of_kind.into_iter().flat_map(|group| group.rows).collect();
    if let Some(at) = at {
        rest.insert(at, Group { kind, rows });
    }
    rest
}

/// A cell with nothing in it but why.
fn empty_cell(why: &str) -> view::PairCell {
    view::PairCell {
        state: "empty",
        why: Some(why.to_owned()),
        ..view::PairCell::default()
    }
}

/// A group's kind as themes know it.
pub(crate) fn group_name(kind: GroupKind) -> &'static str {
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
