//! The site for machines: the whole ladder as JSON, tables as CSV, the sitemap.
//!
//! Pure functions to text, so that an export costs the author nothing and says what the pages say:
//! an answer in words comes from the one place that pages take it from.

mod csv;
mod json;
mod llms;
mod meta;
mod rows;
mod sitemap;

pub use csv::teams::{departures_csv, in_teams_csv, ownerless_csv, team_csv};
pub use csv::{disagreements_csv, matrix_csv, model_pair_csv, role_pair_csv, tracks_csv};
pub use json::{ladder_json, ladder_schema, pages_json};
pub use llms::llms;
pub use sitemap::sitemap;

use crate::page::Desk;
use crate::plan::route::{Extra, Page};
use crate::source::{SourceFile, SourceTree};

/// A file of the site that is no page; addresses in it are those of the desk.
pub fn render(desk: &Desk<'_>, tree: &SourceTree, extra: &Extra) -> String {
    match extra {
        Extra::LadderJson => ladder_json(desk),
        Extra::LadderSchema => ladder_schema().to_owned(),
        Extra::PagesJson => pages_json(desk),
        Extra::MatrixCsv => matrix_csv(desk.phrase),
        Extra::TracksCsv => tracks_csv(desk.phrase),
        Extra::DisagreementsCsv => disagreements_csv(desk.phrase),
        Extra::RolePairCsv(first, second) => role_pair_csv(desk, *first, *second),
        Extra::ModelPairCsv(first, second) => model_pair_csv(desk.phrase, *first, *second),
        Extra::SearchIndex => crate::search::index(desk),
        Extra::DeparturesCsv => departures_csv(desk.phrase),
        Extra::InTeamsCsv => in_teams_csv(desk),
        Extra::OwnerlessCsv => ownerless_csv(desk),
        Extra::TeamCsv(id) => team_csv(desk.phrase, *id),
        Extra::Sitemap => sitemap(desk),
        Extra::Llms => llms(desk),
        Extra::Copy(page) => written(desk, tree, *page).to_owned(),
        // Its being there is all that counts.
        Extra::NoJekyll => String::new(),
    }
}

/// The Markdown of a page as its author wrote it.
fn written<'a>(desk: &Desk<'_>, tree: &'a SourceTree, page: Page) -> &'a str {
    let document = desk.plan.document_of(page);
    let file = document.and_then(|id| tree.file(desk.ladder.document(id).file));
    file.map_or("", SourceFile::shown_text)
}
