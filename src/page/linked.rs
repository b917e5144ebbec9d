//! Files of the theme as pages link them: which ones is said in the theme's own `theme.toml`.

use serde::Serialize;

use super::desk::Desk;
use crate::plan::route::Url;
use crate::theme::Linked;

/// A stylesheet to link.
#[derive(Clone, Debug, Serialize)]
pub struct StylesheetLink {
    /// Its address.
    pub url: Url,
    /// `print`, where it is for that alone.
    pub media: Option<String>,
}

/// A script to run.
#[derive(Clone, Debug, Serialize)]
pub struct ScriptLink {
    /// Its address.
    pub url: Url,
}

/// The address of a file, with its version, so that a cached copy of an older one is not used.
pub(super) fn address(desk: &Desk<'_>, file: &Linked) -> Url {
    desk.url_of_path(&file.path).with_version(&file.version)
}

/// The stylesheets of a kind of page, in the order in which they are linked.
pub(super) fn stylesheets(desk: &Desk<'_>, kind: &str) -> Vec<StylesheetLink> {
    let link = |file: &Linked| StylesheetLink {
        url: address(desk, file),
        media: file.media.clone(),
    };
    desk.links.stylesheets(kind).map(link).collect()
}

/// The scripts of a kind of page that run before anything is painted.
pub(super) fn early_scripts(desk: &Desk<'_>, kind: &str) -> Vec<ScriptLink> {
    scripts_of(desk, desk.links.early_scripts(kind))
}

/// The scripts of a kind of page that run once it has been read.
pub(super) fn scripts(desk: &Desk<'_>, kind: &str) -> Vec<ScriptLink> {
    scripts_of(desk, desk.links.scripts(kind))
}

fn scripts_of<'a>(desk: &Desk<'_>, files: impl Iterator<Item = &'a Linked>) -> Vec<ScriptLink> {
    let link = |file| ScriptLink {
        url: address(desk, file),
    };
    files.map(link).collect()
}
