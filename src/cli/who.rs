//! `who`: who owns an area, in the terminal.

use unicode_width::UnicodeWidthStr;

use super::build::read;
use super::common::Common;
use super::failure::Failure;
use super::project::{Project, reporter};
use super::terminal::Terminal;
use crate::compile;
use crate::diagnostic::{Checked, Diagnostic, Severity, nearest, shown};
use crate::ladder::names::NameTable;
use crate::ladder::{AreaId, Id, Ladder, ModelId, Outcome, TeamId};
use crate::phrase::Phrase;

/// A column is not made wider than this for the sake of one long answer.
const WIDEST: usize = 48;

/// What an answer is asked for.
#[derive(Clone, Copy)]
pub(super) enum Asked<'a> {
    /// Every model, and the role definitions.
    All,
    /// One model.
    Model(&'a str),
    /// One team.
    Team(&'a str),
}

/// Prints who owns an area under each model, under one, or in a team.
pub(super) fn who(
    project: &Project,
    common: &Common,
    area: &str,
    asked: Asked<'_>,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let tree = read(project, common)?;
    let Checked {
        value: prepared,
        diagnostics,
    } = compile::prepare(&tree, &common.compilation(), None);
    let Some(theme) = prepared
        .theme
        .as_ref()
        .filter(|_| !diagnostics.iter().any(spoils_answers))
    else {
        let outcome = "; no answer before names and tags are right";
        reporter(common, project, outcome).report(diagnostics, &tree, terminal)?;
        return Err(Failure::Content);
    };
    let ladder = &prepared.ladder;
    let area = find("area", area, &ladder.names.areas)?;
    let models: Vec<ModelId> = match asked {
        Asked::All => ladder.model_ids().collect(),
        Asked::Model(name) => vec![find("model", name, &ladder.names.models)?],
        Asked::Team(_) => Vec::new(),
    };
    let phrase = Phrase {
        ladder,
        words: theme.words(),
    };
    let mut rows: Vec<[String; 3]> = models
        .into_iter()
        .map(|id| row(&ladder.model(id).title, &ladder.answer(id, area), phrase))
        .collect();
    match asked {
        Asked::All => {
            let answer = ladder.default_answer(area);
            rows.push(row("by the role definitions", &answer, phrase));
        }
        Asked::Model(_) => {}
        Asked::Team(name) => {
            let team = find("team", name, &ladder.names.teams)?;
            rows.extend(rows_of_team(ladder, team, area, phrase));
        }
    }
    terminal.result(&format!("{}\n{}", heading(ladder, area), table(&rows)))?;
    Ok(())
}

/// Who holds the area in a team, and beside it what the team departs from.
fn rows_of_team(ladder: &Ladder, id: TeamId, area: AreaId, phrase: Phrase<'_>) -> Vec<[String; 3]> {
    let team = ladder.team(id);
    let here = ladder.team_answer(id, area);
    let departs = here.departs();
    let mut rows = vec![row(&team.title, &here, phrase)];
    if departs {
        rows.push(match team.follows {
            Some((model, _)) => row(
                &ladder.model(model).title,
                &ladder.answer(model, area),
                phrase,
            ),
            None => row(
                "by the role definitions",
                &ladder.default_answer(area),
                phrase,
            ),
        });
    }
    rows
}

/// Whether names or tags may be wrong: a broken link changes no role's area.
fn spoils_answers(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity() == Severity::Error && diagnostic.code().lint().is_none()
}

/// The area below those it belongs to, and those below it.
fn heading(ladder: &Ladder, area: AreaId) -> String {
    let mut path: Vec<&str> = ladder
        .ancestry(area)
        .map(|area| ladder.area(area).title.as_str())
        .collect();
    path.reverse();
    let mut heading = path.join(" › ");
    let below = &ladder.area(area).children;
    if !below.is_empty() {
        let titles: Vec<&str> = below
            .iter()
            .map(|area| ladder.area(*area).title.as_str())
            .collect();
        heading.push_str(&format!(" (with {})", titles.join(", ")));
    }
    shown(&heading).into_owned()
}

/// A model, who holds the area under it, and why.
fn row(model: &str, answer: &crate::ladder::Answer, phrase: Phrase<'_>) -> [String; 3] {
    let why = match answer.outcome {
        Outcome::Gap => "a gap: no model and no role definition says so".to_owned(),
        Outcome::NotSaid => "the model says only what it says".to_owned(),
        Outcome::Held(_) | Outcome::ByArea => phrase.reason(&answer.reason),
    };
    [model, &phrase.answer(answer), &why].map(|cell| shown(cell).into_owned())
}

/// The rows below each other, aligned as a terminal shows them.
fn table(rows: &[[String; 3]]) -> String {
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row[column].width());
        widths.filter(|width| *width <= WIDEST).max().unwrap_or(0)
    };
    let widths = [width(0), width(1)];
    let mut text = String::new();
    for [model, owner, why] in rows {
        let pad = |cell: &str, width: usize| " ".repeat(width.saturating_sub(cell.width()));
        let mut line = format!("  {model}{}  {owner}", pad(model, widths[0]));
        if !why.is_empty() {
            line.push_str(&format!("{}  {why}", pad(owner, widths[1])));
        }
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn find<I: Id>(what: &str, name: &str, names: &NameTable<I>) -> Result<I, Failure> {
    match names.all(name).as_slice() {
        [only] => Ok(*only),
        [] => {
            let near = nearest(name, names.written());
            let hint = near
                .first()
                .map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            Err(Failure::Machine(format!("unknown {what} `{name}`{hint}")))
        }
        several => {
            let ids: Vec<String> = several
                .iter()
                .map(|at| format!("`{}`", names.id(*at)))
                .collect();
            Err(Failure::Machine(format!(
                "several {what}s are called `{name}`: say {}",
                ids.join(" or ")
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_line_up_as_a_terminal_shows_them() {
        let rows = [
            ["Scrum", "TL", "the model says so"],
            ["日本", "Fu\u{308}hrung", "from People"],
            ["Very short", &"long ".repeat(12), "why"],
            ["X", "nobody yet", ""],
        ]
        .map(|row| row.map(str::to_owned));
        let long = "long ".repeat(12);
        assert_eq!(
            table(&rows),
            format!(
                "  Scrum       TL          the model says so\n  日本        Fu\u{308}hrung     from People\n  \
                 Very short  {long}  why\n  X           nobody yet\n"
            )
        );
    }
}
