//! `who`: who owns an area, or what a role holds, in the terminal.

mod area;
mod asked;
mod find;
mod missing;
mod role;
mod table;

use super::build::read;
use super::common::Common;
use super::failure::Failure;
use super::project::{Project, reporter};
use super::terminal::Terminal;
use crate::compile;
use crate::diagnostic::Checked;
use crate::phrase::Phrase;
use asked::{Answered, Asked};
use find::find;
use missing::Missing;

/// What is asked: who owns an area, or what a role holds.
#[derive(clap::Args)]
pub(super) struct Question {
    /// The area, by id, title or another name.
    #[arg(required_unless_present = "role")]
    area: Option<String>,
    /// What this role holds in each team, or in the one or under the model that is named.
    #[arg(long, conflicts_with_all = ["area", "when"])]
    role: Option<String>,
    /// Only under this model, by id, title or another name; beside a team: if the team followed it.
    #[arg(long)]
    model: Option<String>,
    /// Only in this team, by id, title or another name.
    #[arg(long)]
    team: Option<String>,
    /// Only under this condition of the answer: its words, or `no ROLE`.
    #[arg(long, value_name = "TEXT")]
    when: Option<String>,
}

/// Prints the answer.
pub(super) fn who(
    project: &Project,
    common: &Common,
    question: &Question,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let tree = read(project, common)?;
    let Checked {
        value: prepared,
        diagnostics,
    } = compile::prepare(&tree, &common.compilation(), None);
    let Some(theme) = prepared.theme.as_ref() else {
        let outcome = "; no answer without a theme";
        reporter(common, project, outcome).report(diagnostics, &tree, terminal)?;
        return Err(Failure::Content);
    };
    let missing = Missing::new(&diagnostics, &tree);
    let asked = Asked {
        ladder: &prepared.ladder,
        phrase: Phrase {
            ladder: &prepared.ladder,
            words: theme.words(),
        },
        missing: &missing,
    };
    let answered = to_question(&asked, question);
    if let Some(note) = missing.in_short() {
        terminal.say(&note)?;
    }
    let Answered { text, is_whole } = answered?;
    terminal.result(&text)?;
    if is_whole {
        Ok(())
    } else {
        Err(Failure::Content)
    }
}

fn to_question(asked: &Asked<'_>, question: &Question) -> Result<Answered, Failure> {
    let ladder = asked.ladder;
    let model = question.model.as_deref();
    let model = model.map(|name| find("model", name, &ladder.names.models, ladder));
    let team = question.team.as_deref();
    let team = team.map(|name| find("team", name, &ladder.names.teams, ladder));
    let (model, team) = (model.transpose()?, team.transpose()?);
    match (&question.area, &question.role) {
        (Some(area), _) => {
            let area = find("area", area, &ladder.names.areas, ladder)?;
            asked.owners_of(area, model, team, question.when.as_deref())
        }
        (None, Some(role)) => {
            let role = find("role", role, &ladder.names.roles, ladder)?;
            Ok(asked.what(role, model, team))
        }
        (None, None) => Err(Failure::Machine("say an area or `--role`".to_owned())),
    }
}
