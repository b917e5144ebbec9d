//! The project that a command is about.

use std::path::PathBuf;

use super::common::Common;
use super::failure::Failure;
use super::report::Reporter;
use crate::load;

/// Where the project is, and how its paths are shown.
pub(crate) struct Project {
    /// Its folder.
    pub(crate) root: PathBuf,
    /// The same as the person sees it from here, for paths in diagnostics.
    pub(crate) shown: String,
}

impl Project {
    pub(super) fn find(common: &Common) -> Result<Project, Failure> {
        let here = std::env::current_dir()
            .map_err(|error| Failure::Machine(format!("the working folder: {error}")))?;
        let start = common
            .root
            .as_ref()
            .map_or_else(|| here.clone(), |root| here.join(root));
        let root = match &common.root {
            // Whether it holds a project is seen when it is read.
            Some(_) => Some(start.clone()),
            None => load::find_root(&start),
        };
        let root = root.ok_or_else(|| {
            Failure::Machine(format!(
                "no book.toml in {} or above; `ladderbook init` makes a small ladder",
                start.display()
            ))
        })?;
        let shown = match root.strip_prefix(&here) {
            Ok(below) => below.display().to_string(),
            Err(_) => root.display().to_string(),
        };
        Ok(Project { root, shown })
    }
}

pub(super) fn reporter<'a>(
    common: &Common,
    project: &'a Project,
    outcome: &'a str,
) -> Reporter<'a> {
    Reporter {
        format: common.message_format,
        reach: common.reach(),
        deny_warnings: common.deny.is_some(),
        prefix: &project.shown,
        outcome,
    }
}
