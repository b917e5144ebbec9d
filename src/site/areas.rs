//! The page of an area or category, and the page of all areas.

use super::Site;
use super::view;
use crate::document::front_matter::Own;
use crate::ladder::{AreaId, SourceId, Subject};
use crate::route::Page;

impl Site {
    pub(super) fn areas(&self, from: &str) -> view::Areas {
        let categories = self
            .ladder
            .categories()
            .map(|category| view::AreaCategory {
                link: self.area_link(from, category),
                description: self.plain_description(Subject::Area(category)),
                answer: self.answer(from, &self.ladder.default_answer(category)),
                areas: self
                    .below(category)
                    .into_iter()
                    .map(|area| self.area_row(from, area, 1))
                    .collect(),
            })
            .collect();
        view::Areas {
            body: self.index_body(from, Page::Areas),
            categories,
            disagreements: self.disagreements_link(from),
        }
    }

    fn area_row(&self, from: &str, area: AreaId, base: usize) -> view::AreaRow {
        view::AreaRow {
            link: self.area_link(from, area),
            description: self.plain_description(Subject::Area(area)),
            depth: self.ladder.area(area).depth.saturating_sub(base),
            answer: self.answer(from, &self.ladder.default_answer(area)),
        }
    }

    pub(super) fn area(&self, from: &str, id: AreaId) -> view::Area {
        let area = self.ladder.area(id);
        let document = self.ladder.document(area.document);
        let (examples, good, horizon) = match &document.front.own {
            Own::Area(own) => (&own.examples[..], &own.good[..], &own.horizon[..]),
            _ => (&[][..], &[][..], &[][..]),
        };
        let inline = |texts| self.inlines(from, area.document, texts);
        let models: Vec<view::ModelAnswer> = self
            .ladder
            .model_ids()
            .map(|model| {
                let data = self.ladder.model(model);
                view::ModelAnswer {
                    id: data.id.clone(),
                    model: self.link_to(from, Subject::Model(model)),
                    recommended: data.recommended,
                    answer: self.answer(from, &self.ladder.answer(model, id)),
                    sources: self.links_to_sources(from, &data.sources),
                }
            })
            .collect();
        let recommended = models
            .iter()
            .filter(|row| row.recommended && row.answer.state != "not-said");
        view::Area {
            also: area.also.clone(),
            is_category: !area.children.is_empty(),
            areas: self
                .below(id)
                .into_iter()
                .map(|below| self.area_row(from, below, area.depth + 1))
                .collect(),
            examples: inline(examples),
            good: inline(good),
            horizon: inline(horizon),
            default: self.answer(from, &self.ladder.default_answer(id)),
            recommended: recommended.cloned().collect(),
            in_models: self.owner_in_models(id),
            models,
            teams: self.teams_departing(from, id),
            partners: self.partners(from, id),
            claims: self.area_claims(from, id),
            disagreements: self
                .disputed(from, id)
                .map(|_| self.url(from, Page::Disagreements)),
            body: self.subject_body(from, Subject::Area(id)),
        }
    }

    /// Who takes part in an area by the role definitions.
    pub(super) fn partners(&self, from: &str, id: AreaId) -> Vec<view::Partner> {
        let partners = self.ladder.area(id).partners.iter();
        partners
            .map(|(role, relation)| view::Partner {
                chip: self.chip(from, *role),
                relation: relation.name(),
                relation_word: self.relation_word(*relation),
                worn_by: self.chips(from, self.ladder.role(*role).worn_by.iter().copied()),
            })
            .collect()
    }

    pub(super) fn links_to_sources(&self, from: &str, sources: &[SourceId]) -> Vec<view::Link> {
        sources
            .iter()
            .map(|source| self.link_to(from, Subject::Source(*source)))
            .collect()
    }
}
