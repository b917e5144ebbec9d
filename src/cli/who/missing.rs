//! What an answer lacks because files have errors: no answer that may be wrong is given.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity, shown};
use crate::ladder::{Answer, DocumentId, Ladder, ModelId, Reason, Team};
use crate::source::SourceTree;
use crate::span::FileId;

/// The files with errors that may change an answer, each with the place of the first one.
pub(super) struct Missing(BTreeMap<FileId, String>);

impl Missing {
    pub(super) fn new(diagnostics: &[Diagnostic], tree: &SourceTree) -> Missing {
        let mut missing = BTreeMap::new();
        for diagnostic in diagnostics.iter().filter(|one| spoils_answers(one)) {
            let id = diagnostic.at().file();
            let Some(file) = tree.file(id) else { continue };
            let line = file.position(diagnostic.at().start()).line;
            let place = format!("{}:{line}", shown(file.path()));
            missing.entry(id).or_insert(place);
        }
        Missing(missing)
    }

    /// What is missing, for those who ask: nothing where no file has errors.
    pub(super) fn in_short(&self) -> Option<String> {
        const NAMED: usize = 5;
        let mut places: Vec<&str> = self.0.values().map(String::as_str).collect();
        let more = places.len().saturating_sub(NAMED);
        places.truncate(NAMED);
        let (have, more) = match (self.0.len(), more) {
            (0, _) => return None,
            (1, _) => ("a file has errors", String::new()),
            (_, 0) => ("files have errors", String::new()),
            (_, more) => ("files have errors", format!(" and {more} more")),
        };
        Some(format!(
            "note: {have}, and what they say is missing: {}{more}; `ladderbook check` shows them\n",
            places.join(", ")
        ))
    }

    /// Where the first error of a model's file is.
    pub(super) fn in_model(&self, ladder: &Ladder, model: ModelId) -> Option<&str> {
        self.place_in(ladder, ladder.model(model).document)
    }

    /// Where the first error of the files is that say what a team does in its own way.
    pub(super) fn in_team(&self, ladder: &Ladder, team: &Team) -> Option<&str> {
        let above = team.above.iter().map(|above| ladder.team(*above).document);
        let mut own = [team.document].into_iter().chain(above);
        own.find_map(|document| self.place_in(ladder, document))
    }

    /// Where the first error of a file is that the answer under a model rests on.
    pub(super) fn under_model(
        &self,
        ladder: &Ladder,
        model: ModelId,
        answer: &Answer,
    ) -> Option<&str> {
        self.in_model(ladder, model)
            .or_else(|| self.behind_roles(ladder, &answer.reason))
    }

    /// The same of an answer in a team.
    pub(super) fn within_team(
        &self,
        ladder: &Ladder,
        team: &Team,
        answer: &Answer,
    ) -> Option<&str> {
        let model = team.follows.filter(|_| !answer.departs());
        let model = model.and_then(|(model, _)| self.in_model(ladder, model));
        self.in_team(ladder, team)
            .or(model)
            .or_else(|| self.behind_roles(ladder, &answer.reason))
    }

    /// Where a role's file has an error, if it is the role definitions that answer, or nothing does.
    pub(super) fn behind_roles(&self, ladder: &Ladder, reason: &Reason) -> Option<&str> {
        let reason = match reason.unconditional() {
            Reason::Followed(_, why) => why,
            reason => reason,
        };
        let rests_on_roles = matches!(reason, Reason::Definitions { .. } | Reason::Nothing);
        let mut roles = ladder.roles.iter().filter(|_| rests_on_roles);
        roles.find_map(|role| self.place_in(ladder, role.document))
    }

    fn place_in(&self, ladder: &Ladder, document: DocumentId) -> Option<&str> {
        let file = ladder.document(document).file;
        self.0.get(&file).map(String::as_str)
    }
}

/// Whether names or tags may be wrong: a broken link changes no role's area.
fn spoils_answers(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity() == Severity::Error && diagnostic.code().lint().is_none()
}
