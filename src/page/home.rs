//! The front page.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{area_rows, claims, matrix, prose, roles};
use crate::ladder::{ModelId, Subject};
use crate::plan::Part;
use crate::plan::route::{Page, Url};
use crate::words::key;

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// The author's welcome.
    pub body: Html,
    /// Who decides, under the recommended or first model; none without areas and models.
    pub matrix: Option<matrix::Matrix>,
    /// The link from it to the matrix of all models, in words: it says so where models are left out.
    pub matrix_full: String,
    /// The roles.
    pub roles: Vec<roles::RoleCard>,
    /// The models.
    pub models: Vec<ModelCard>,
    /// The teams, for "who decides".
    pub teams: Vec<Link>,
    /// Hand-tuned comparisons, where there are any.
    pub comparisons: Vec<Link>,
    /// Guides, the first few.
    pub guides: Vec<Link>,
    /// The areas by category, for "who decides".
    pub categories: Vec<area_rows::AreaGroup>,
    /// The page of all disagreements; none without areas.
    pub disagreements: Option<claims::DisagreementsLink>,
    /// All models.
    pub models_url: Url,
    /// All comparisons.
    pub comparisons_url: Url,
    /// All guides; none without any.
    pub guides_url: Option<Url>,
}

/// A model in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ModelCard {
    /// Its id, for leading to its row on the page of an area.
    pub id: String,
    /// The model.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Whether a source only mentions it.
    pub mentioned: bool,
}

pub(crate) fn view(desk: &Desk<'_>) -> Home {
    /// A front page shows a few of each; the parts' own pages have all.
    const SHOWN: usize = 6;
    let ladder = &desk.ladder;
    let has_matrix = !ladder.models.is_empty() && !ladder.areas.is_empty();
    let models: Vec<ModelId> = ladder.model_ids().collect();
    let guides = desk
        .plan
        .guides
        .folders
        .values()
        .flatten()
        .filter(|id| !ladder.document(**id).is_index());
    Home {
        body: prose::index_body(desk, Page::Index(Part::Home)),
        matrix: has_matrix.then(|| {
            let mut matrix = matrix::of(desk, models.iter().copied().take(SHOWN).collect(), false);
            matrix.rows.retain(|row| row.depth == 0);
            matrix
        }),
        matrix_full: if models.len() > SHOWN {
            let count = models.len().to_string();
            desk.words
                .fill(key!("matrix_full_of"), &[("count", &count)])
        } else {
            desk.words.get(key!("matrix_full")).to_owned()
        },
        roles: ladder
            .role_ids()
            .take(SHOWN + 2)
            .map(|id| roles::card(desk, id))
            .collect(),
        models: models
            .iter()
            .map(|id| model_card(desk, *id))
            .take(SHOWN * 2)
            .collect(),
        teams: ladder
            .team_ids()
            .take(SHOWN * 8)
            .map(|id| desk.link_to(Subject::Team(id)))
            .collect(),
        comparisons: desk
            .plan
            .shown
            .pairs
            .roles
            .iter()
            .filter(|pair| pair.file.is_some())
            .take(SHOWN)
            .map(|pair| desk.link(Page::RolePair(pair.first, pair.second)))
            .collect(),
        guides: guides
            .take(SHOWN)
            .map(|id| desk.link_to(Subject::Page(*id)))
            .collect(),
        categories: ladder
            .categories()
            .take(SHOWN * 4)
            .map(|category| area_rows::AreaGroup {
                id: ladder.area(category).id.clone(),
                category: desk.area_link(category),
                whole: false,
                with: Vec::new(),
                areas: area_rows::below(desk, category)
                    .into_iter()
                    .take(SHOWN * 4)
                    .map(|area| area_rows::with(desk, area, None))
                    .collect(),
            })
            .collect(),
        disagreements: (!ladder.areas.is_empty()).then(|| claims::disagreements_link(desk)),
        models_url: desk.url(Page::Index(Part::Models)),
        comparisons_url: desk.url(Page::Index(Part::Compare)),
        guides_url: (!desk.plan.guides.folders.is_empty())
            .then(|| desk.url(Page::Index(Part::Guides))),
    }
}

fn model_card(desk: &Desk<'_>, id: ModelId) -> ModelCard {
    let matrix::MatrixModel {
        id,
        link,
        recommended,
        mentioned,
        description,
        ..
    } = matrix::head(desk, id);
    ModelCard {
        id,
        link,
        description,
        recommended,
        mentioned,
    }
}
