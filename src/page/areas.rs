//! The page of all areas.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{area_rows, chips, claims, prose};
use crate::ladder::Subject;
use crate::plan::Part;
use crate::plan::route::{Extra, Page, Url};
use crate::words::key;

/// All areas.
#[derive(Clone, Debug, Serialize)]
pub struct Areas {
    /// The author's words on them.
    pub body: Html,
    /// By category, with what the role definitions say.
    pub categories: Vec<AreaCategory>,
    /// The areas that no role owns under any model.
    pub ownerless: Vec<area_rows::AreaRow>,
    /// How many there are, in words.
    pub ownerless_count: String,
    /// The same as CSV.
    pub csv: Url,
    /// The page of all disagreements.
    pub disagreements: claims::DisagreementsLink,
}

/// A category with its areas.
#[derive(Clone, Debug, Serialize)]
pub struct AreaCategory {
    /// The category.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// Who owns it by the role definitions.
    pub answer: chips::Answer,
    /// The areas.
    pub areas: Vec<area_rows::AreaRow>,
}

pub(crate) fn view(desk: &Desk<'_>) -> Areas {
    let categories = desk
        .ladder
        .categories()
        .map(|category| AreaCategory {
            link: desk.area_link(category),
            description: prose::description(desk, Subject::Area(category)),
            answer: chips::answer(desk, &desk.ladder.default_answer(category)),
            areas: area_rows::below(desk, category)
                .into_iter()
                .map(|area| area_rows::row(desk, area, 1))
                .collect(),
        })
        .collect();
    Areas {
        body: prose::index_body(desk, Page::Index(Part::Areas)),
        categories,
        ownerless: desk
            .plan
            .uses
            .ownerless()
            .iter()
            .map(|area| area_rows::row(desk, *area, usize::MAX))
            .collect(),
        ownerless_count: {
            let count = desk.plan.uses.ownerless().len().to_string();
            desk.words
                .fill(key!("ownerless_count"), &[("count", &count)])
        },
        csv: desk.extra_url(&Extra::OwnerlessCsv),
        disagreements: claims::disagreements_link(desk),
    }
}
