//! The front page.

use super::Site;
use super::view;
use crate::ladder::{ModelId, Subject};
use crate::route::Page;

impl Site {
    pub(super) fn home(&self, from: &str) -> view::Home {
        /// A front page shows a few of each; the parts' own pages have all.
        const SHOWN: usize = 6;
        let ladder = &self.ladder;
        let has_matrix = !ladder.models.is_empty() && !ladder.areas.is_empty();
        let models: Vec<ModelId> = ladder.model_ids().collect();
        let guides = self
            .guide_folders
            .values()
            .flatten()
            .filter(|id| !ladder.document(**id).is_index());
        view::Home {
            body: self.index_body(from, Page::Home),
            matrix: has_matrix.then(|| {
                let mut matrix =
                    self.matrix_of(from, models.iter().copied().take(SHOWN).collect(), false);
                matrix.rows.retain(|row| row.depth == 0);
                matrix
            }),
            matrix_full: if models.len() > SHOWN {
                let count = models.len().to_string();
                self.words.fill("matrix_full_of", &[("count", &count)])
            } else {
                self.words.get("matrix_full").to_owned()
            },
            roles: ladder
                .role_ids()
                .take(SHOWN + 2)
                .map(|id| self.role_card(from, id))
                .collect(),
            models: models
                .iter()
                .map(|id| self.model_card(from, *id))
                .take(SHOWN * 2)
                .collect(),
            teams: ladder
                .team_ids()
                .take(SHOWN * 8)
                .map(|id| self.link_to(from, Subject::Team(id)))
                .collect(),
            comparisons: self
                .pairs
                .roles
                .iter()
                .filter(|pair| pair.file.is_some())
                .take(SHOWN)
                .map(|pair| self.link(from, Page::RolePair(pair.first, pair.second)))
                .collect(),
            guides: guides
                .take(SHOWN)
                .map(|id| self.link_to(from, Subject::Page(*id)))
                .collect(),
            categories: ladder
                .categories()
                .take(SHOWN * 4)
                .map(|category| view::AreaGroup {
                    id: ladder.area(category).id.clone(),
                    category: self.area_link(from, category),
                    areas: self
                        .below(category)
                        .into_iter()
                        .take(SHOWN * 4)
                        .map(|area| self.area_with(from, area, None))
                        .collect(),
                })
                .collect(),
            disagreements: (!ladder.areas.is_empty()).then(|| self.disagreements_link(from)),
            models_url: self.url(from, Page::Models),
            comparisons_url: self.url(from, Page::Comparisons),
            guides_url: (!self.guide_folders.is_empty()).then(|| self.url(from, Page::Guides)),
        }
    }
}
