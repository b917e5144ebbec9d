//! When the documents changed last, as git has it.

use std::sync::Arc;

use crate::config::Config;
use crate::document::front_matter::Date;
use crate::document::{CONTENT, Document};
use crate::ladder::Ladder;
use crate::source::git::{Change, Facts};

/// What git knows of the documents.
#[derive(Default)]
pub(super) struct Changes {
    /// The commit that is checked out.
    pub(super) commit: Option<String>,
    /// For each document the day of its last change and how many people had a hand in it; empty where nothing is known.
    pub(super) of: Vec<Option<(Date, usize)>>,
}

impl Changes {
    /// Nothing where the settings want none of it.
    pub(super) fn new(ladder: &Ladder, config: &Config, facts: &Facts) -> Changes {
        if !config.build.git {
            return Changes::default();
        }
        let change = |document: &Arc<Document>| {
            let Change { date, people } = facts.change(&format!("{CONTENT}/{}", document.path))?;
            Some((Date::read(date)?, *people))
        };
        Changes {
            commit: facts.commit.clone(),
            of: ladder.documents.iter().map(change).collect(),
        }
    }
}
