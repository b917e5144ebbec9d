//! The page of a model, the areas × models matrix, and model against model.

use std::collections::BTreeSet;

use super::Site;
use super::view;
use crate::document::front_matter::{ModelText, Own, Status};
use crate::ladder::compare::{self, Drift};
use crate::ladder::{Answer, AreaId, ModelId, Outcome, RoleId, Subject};
use crate::route::{Extra, Page};

/// A matrix with more cells than this shows the categories only: no browser is happy with a million chips.
const MATRIX_CELLS: usize = 20_000;

impl Site {
    pub(super) fn matrix(&self, from: &str) -> view::Matrix {
        self.matrix_of(from, self.ladder.model_ids().collect(), true)
    }

    /// The matrix of some models.
    pub(super) fn matrix_of(
        &self,
        from: &str,
        models: Vec<ModelId>,
        with_prose: bool,
    ) -> view::Matrix {
        let categories_only = self.ladder.areas.len().saturating_mul(models.len()) > MATRIX_CELLS;
        let areas: Vec<AreaId> = if categories_only {
            self.ladder.categories().collect()
        } else {
            self.ladder.area_ids().collect()
        };
        let rows: Vec<(AreaId, Vec<Answer>)> = areas
            .into_iter()
            .map(|area| {
                let answers = models.iter().map(|model| self.ladder.answer(*model, area));
                (area, answers.collect())
            })
            .collect();
        let rows = self.matrix_rows(from, &rows);
        let mut roles: Vec<RoleId> = models
            .iter()
            .flat_map(|model| self.ladder.model(*model).roles.iter().copied())
            .collect();
        roles.sort_unstable();
        roles.dedup();
        let shown = |role: &RoleId| {
            let id = &self.ladder.role(*role).id;
            rows.iter()
                .flat_map(|row| &row.answers)
                .any(|answer| answer.roles.split(' ').any(|name| name == id))
        };
        let roles = self.chips(from, roles.into_iter().filter(shown));
        view::Matrix {
            body: if with_prose {
                self.index_body(from, Page::Models)
            } else {
                view::Html::default()
            },
            models: models
                .into_iter()
                .map(|model| self.matrix_model(from, model))
                .collect(),
            rows,
            legend: self.legend(from),
            roles,
            filtered: self.words.get("filter_count").to_owned(),
            csv: self
                .routes
                .between(from, &self.routes.extra(&Extra::MatrixCsv)),
            categories_only,
            comparisons: if with_prose {
                let pairs = self.model_pairs.iter().take(MATRIX_CELLS / 100);
                pairs
                    .map(|(one, other)| self.link(from, Page::ModelPair(*one, *other)))
                    .collect()
            } else {
                Vec::new()
            },
        }
    }

    pub(super) fn matrix_model(&self, from: &str, id: ModelId) -> view::MatrixModel {
        let model = self.ladder.model(id);
        view::MatrixModel {
            link: self.link_to(from, Subject::Model(id)),
            id: model.id.clone(),
            recommended: model.recommended,
            mentioned: model.status == Status::Mentioned,
            description: self.plain_description(Subject::Model(id)),
        }
    }

    /// The rows of a matrix from the answers of their columns.
    pub(super) fn matrix_rows(
        &self,
        from: &str,
        rows: &[(AreaId, Vec<Answer>)],
    ) -> Vec<view::MatrixRow> {
        let shown: BTreeSet<AreaId> = rows.iter().map(|(area, _)| *area).collect();
        rows.iter()
            .map(|(area, answers)| self.matrix_row(from, *area, answers, &shown))
            .collect()
    }

    fn matrix_row(
        &self,
        from: &str,
        area: AreaId,
        answers: &[Answer],
        shown: &BTreeSet<AreaId>,
    ) -> view::MatrixRow {
        let category = self.ladder.ancestry(area).last().unwrap_or(area);
        view::MatrixRow {
            area: self.area_link(from, area),
            depth: self.ladder.area(area).depth,
            category: self.ladder.area(category).id.clone(),
            disputed: self.disputed(from, area),
            repeats: self.repeats(area, answers, shown),
            answers: answers
                .iter()
                .map(|answer| self.answer(from, answer))
                .collect(),
        }
    }

    /// Which answers of an area stand in other rows as well: in the one of the area above, else in those of the areas below.
    fn repeats(
        &self,
        area: AreaId,
        answers: &[Answer],
        shown: &BTreeSet<AreaId>,
    ) -> Option<view::Repeats> {
        let some_or_all = |count: usize, keys: [&'static str; 2]| match count {
            0 => None,
            all => Some(keys[usize::from(all == answers.len())]),
        };
        // An answer that comes from further up is that of the area right above, too.
        let above = self.ladder.ancestry(area).nth(1);
        if let Some(above) = above.filter(|above| shown.contains(above)) {
            let count = answers.iter().filter(|answer| answer.repeats()).count();
            if let Some(key) = some_or_all(count, ["repeats_some", "repeats_all"]) {
                let area = &self.ladder.area(above).title;
                let text = self.words.fill(key, &[("area", area)]);
                return Some(view::Repeats {
                    kind: "ancestor",
                    text,
                });
            }
        }
        let by_area = |answer: &&Answer| answer.outcome == Outcome::ByArea;
        let has_areas = self.below(area).iter().any(|below| shown.contains(below));
        let count = answers.iter().filter(by_area).count();
        let key = some_or_all(count, ["by_area_some", "by_area_all"]).filter(|_| has_areas)?;
        Some(view::Repeats {
            kind: "by-area",
            text: self.words.get(key).to_owned(),
        })
    }

    pub(super) fn model_card(&self, from: &str, id: ModelId) -> view::ModelCard {
        let view::MatrixModel {
            id,
            link,
            recommended,
            mentioned,
            description,
            ..
        } = self.matrix_model(from, id);
        view::ModelCard {
            id,
            link,
            description,
            recommended,
            mentioned,
        }
    }

    pub(super) fn model(&self, from: &str, id: ModelId) -> view::Model {
        let model = self.ladder.model(id);
        let document = self.ladder.document(model.document);
        let texts =
            |of: fn(&ModelText) -> &Vec<crate::document::yaml::Text>| match &document.front.own {
                Own::Model(own) => self.inlines(from, model.document, of(own)),
                _ => Vec::new(),
            };
        let rows: Vec<view::AreaAnswer> = self
            .ladder
            .area_ids()
            .map(|area| view::AreaAnswer {
                area: self.area_link(from, area),
                depth: self.ladder.area(area).depth,
                answer: self.answer(from, &self.ladder.answer(id, area)),
            })
            .collect();
        let strained = rows
            .iter()
            .filter(|row| row.answer.strained && row.answer.why_kind != "ancestor")
            .cloned()
            .collect();
        view::Model {
            also: model.also.clone(),
            recommended: model.recommended,
            recommended_by: model
                .recommended_by
                .map(|source| self.link_to(from, Subject::Source(source))),
            mentioned: model.status == Status::Mentioned,
            inherit: model.inherit,
            load: self.load(from, id),
            rows,
            legend: self.legend(from),
            gaps: self
                .ladder
                .gaps(id)
                .into_iter()
                .map(|area| self.area_link(from, area))
                .collect(),
            strained,
            fits: texts(|own| &own.fits),
            strains: texts(|own| &own.strains),
            seen_at: texts(|own| &own.seen_at),
            leave_when: texts(|own| &own.leave_when),
            variants: texts(|own| &own.variants),
            teams: self.teams_following(from, id),
            assessments: self.assessments_of_model(from, id),
            switch: self
                .model_pairs
                .iter()
                .filter(|(one, other)| *one == id || *other == id)
                .map(|(one, other)| view::Link {
                    // The page's own model goes without saying.
                    title: self
                        .ladder
                        .model(if *one == id { *other } else { *one })
                        .title
                        .clone(),
                    url: self.url(from, Page::ModelPair(*one, *other)),
                })
                .collect(),
            body: self.subject_body(from, Subject::Model(id)),
        }
    }

    /// What each role answers for, heaviest first; roles that answer for nothing are left out.
    fn load(&self, from: &str, id: ModelId) -> Vec<view::Load> {
        let mut loads = self.ladder.loads(id);
        loads.retain(|(_, areas)| !areas.is_empty());
        loads.sort_by_key(|(role, areas)| (std::cmp::Reverse(areas.len()), *role));
        let most = loads.first().map_or(1, |(_, areas)| areas.len());
        loads
            .into_iter()
            .map(|(role, areas)| view::Load {
                chip: self.chip(from, role),
                count: areas.len(),
                percent: percent(areas.len(), most),
                areas: areas
                    .into_iter()
                    .map(|area| self.area_link(from, area))
                    .collect(),
            })
            .collect()
    }

    pub(super) fn model_pair(
        &self,
        from: &str,
        before: ModelId,
        after: ModelId,
    ) -> view::ModelPair {
        let changes = self.ladder.changes(before, after);
        let of_leaves = |drift: Drift| {
            let leaf =
                |change: &&compare::Change| self.ladder.area(change.area).children.is_empty();
            changes
                .iter()
                .filter(leaf)
                .filter(|change| change.drift == drift)
                .count()
        };
        let shown = |wanted: &dyn Fn(&compare::Change) -> bool| -> Vec<view::Change> {
            let shown = changes.iter().filter(|change| wanted(change));
            let areas: BTreeSet<AreaId> = shown.clone().map(|change| change.area).collect();
            shown
                .map(|change| self.change(from, change, &areas))
                .collect()
        };
        view::ModelPair {
            before: self.matrix_model(from, before),
            after: self.matrix_model(from, after),
            moves: shown(&|change| change.moves),
            drifts: shown(&|change| !change.moves && change.drift != Drift::Same),
            stays: shown(&|change| !change.moves && change.drift == Drift::Same),
            better: of_leaves(Drift::Better),
            worse: of_leaves(Drift::Worse),
            others: self.other_changes(from, before, after),
            others_after: self.other_changes(from, after, before),
            csv: self.routes.between(
                from,
                &self.routes.extra(&Extra::ModelPairCsv(before, after)),
            ),
        }
    }

    /// The pages of a model against any other but one.
    fn other_changes(&self, from: &str, model: ModelId, but: ModelId) -> Vec<view::Link> {
        /// A longer list is one to search in: the page of all models has it.
        const SHOWN: usize = 500;
        let others = self.model_pairs.iter().filter(|(one, other)| {
            (*one == model && *other != but) || (*other == model && *one != but)
        });
        others
            .take(SHOWN)
            .map(|(one, other)| self.link(from, Page::ModelPair(*one, *other)))
            .collect()
    }

    fn change(
        &self,
        from: &str,
        change: &compare::Change,
        shown: &BTreeSet<AreaId>,
    ) -> view::Change {
        let above = self.ladder.ancestry(change.area).nth(1);
        view::Change {
            area: self.area_link(from, change.area),
            depth: self.ladder.area(change.area).depth,
            before: self.answer(from, &change.before),
            after: self.answer(from, &change.after),
            drift: match change.drift {
                Drift::Better => "better",
                Drift::Worse => "worse",
                Drift::Same => "same",
            },
            repeats: above.is_some_and(|above| shown.contains(&above))
                && change.before.repeats()
                && change.after.repeats(),
        }
    }
}

/// `part` of `whole` in percent, with one decimal.
#[expect(
    clippy::cast_precision_loss,
    reason = "a bar's width; counts are small"
)]
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    ((part as f64 / whole.max(1) as f64) * 1000.0).round() / 10.0
}
