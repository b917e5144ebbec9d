//! The site for machines: the whole ladder as JSON, tables as CSV, the sitemap.
//!
//! Pure functions from the laid-out site to text, so that an export costs the author nothing and says what the pages say: an answer in
//! words comes from the one place that pages take it from.

mod csv;
mod json;
mod llms;
mod rows;
mod sitemap;

pub use csv::{disagreements_csv, matrix_csv, model_pair_csv, role_pair_csv, team_csv, tracks_csv};
pub use json::{ladder_json, pages_json};
pub use llms::llms;
pub use sitemap::sitemap;

use crate::document::CONTENT;
use crate::ladder::DocumentId;
use crate::route::{Extra, Page};
use crate::site::Site;
use crate::source::{SourceFile, SourceTree};

/// The schema of `api/ladder.json`, a JSON Schema of 2020-12. A hand-written file: it is a promise to those who read the JSON, and a
/// generated one would follow every slip of the code.
#[must_use]
pub fn ladder_schema() -> &'static str {
    include_str!("export/ladder.schema.json")
}

/// A file of the site that is no page.
#[must_use]
pub fn render(site: &Site, tree: &SourceTree, extra: &Extra) -> String {
    match extra {
        Extra::LadderJson => ladder_json(site),
        Extra::LadderSchema => ladder_schema().to_owned(),
        Extra::PagesJson => pages_json(site),
        Extra::MatrixCsv => matrix_csv(site),
        Extra::TracksCsv => tracks_csv(site),
        Extra::DisagreementsCsv => disagreements_csv(site),
        Extra::RolePairCsv(first, second) => role_pair_csv(site, *first, *second),
        Extra::ModelPairCsv(first, second) => model_pair_csv(site, *first, *second),
        Extra::SearchIndex => crate::search::index(site),
        Extra::TeamCsv(id) => team_csv(site, *id),
        Extra::Sitemap => sitemap(site),
        Extra::Llms => llms(site),
        Extra::Copy(page) => written(site, tree, *page).to_owned(),
        // Its being there is all that counts.
        Extra::NoJekyll => String::new(),
    }
}

/// The Markdown of a page as its author wrote it.
fn written<'a>(site: &Site, tree: &'a SourceTree, page: Page) -> &'a str {
    let document = site.document_of(page);
    let file = document.and_then(|id| tree.file(site.ladder.document(id).file));
    file.map_or("", SourceFile::shown_text)
}

/// The path of a document below the project root.
fn file_of(site: &Site, id: DocumentId) -> String {
    format!("{CONTENT}/{}", site.ladder.document(id).path)
}
