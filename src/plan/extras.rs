//! The files that are no pages: what is made for machines, and what is copied.

use super::placed::Placed;
use super::route::Extra;
use super::shown::Shown;
use crate::config::Config;
use crate::ladder::{Ladder, ModelId};

/// The files that are no pages.
pub(super) fn extras(
    config: &Config,
    shown: &Shown,
    model_pairs: &[(ModelId, ModelId)],
    pages: &[Placed],
) -> Vec<Extra> {
    let ladder = shown.ladder();
    let mut extras = vec![
        Extra::LadderJson,
        Extra::LadderSchema,
        Extra::PagesJson,
        Extra::Llms,
        Extra::Sitemap,
        Extra::NoJekyll,
    ];
    if config.build.search {
        extras.push(Extra::SearchIndex);
    }
    if config.build.markdown_copies {
        let pages = pages.iter().map(|placed| placed.page);
        let written = pages.filter(|page| shown.document_of(*page).is_some());
        extras.extend(written.map(Extra::Copy));
    }
    if !ladder.models.is_empty() {
        extras.push(Extra::MatrixCsv);
    }
    if !ladder.tracks.is_empty() {
        extras.push(Extra::TracksCsv);
    }
    if !ladder.areas.is_empty() {
        extras.extend([Extra::DisagreementsCsv, Extra::OwnerlessCsv]);
    }
    extras.extend(
        shown
            .pairs
            .roles
            .iter()
            .map(|pair| Extra::RolePairCsv(pair.first, pair.second)),
    );
    extras.extend(model_pairs.iter().flat_map(|(one, other)| {
        [
            Extra::ModelPairCsv(*one, *other),
            Extra::ModelPairCsv(*other, *one),
        ]
    }));
    if !ladder.teams.is_empty() {
        extras.extend([Extra::DeparturesCsv, Extra::InTeamsCsv]);
    }
    extras.extend(ladder.team_ids().map(Extra::TeamCsv));
    extras
}

/// The files that pages link or show, and the pictures that the settings name.
pub(super) fn assets(ladder: &Ladder, config: &Config) -> Vec<String> {
    let pictures = [&config.book.favicon, &config.book.logo];
    let mut assets = ladder.linked_assets();
    for picture in pictures.into_iter().flatten() {
        if let Err(at) = assets.binary_search(&picture.value) {
            assets.insert(at, picture.value.clone());
        }
    }
    assets
}
