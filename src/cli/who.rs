//! `who`: who owns an area, in the terminal.

use super::build::read;
use super::terminal::Terminal;
use super::{Common, Failure, Project, reporter};
use crate::build;
use crate::diagnostic::{has_errors, nearest};
use crate::ladder::{AreaId, ModelId};
use crate::site::Site;

/// Prints who owns an area under each model, or under one.
pub(super) fn who(
    project: &Project,
    common: &Common,
    area: &str,
    model: Option<&str>,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let (tree, config, mut diagnostics) = read(project, common)?;
    let prepared = build::prepare(&tree, config);
    diagnostics.extend(prepared.diagnostics.iter().cloned());
    let diagnostics = prepared.config.apply_lints(diagnostics);
    let Some(theme) = prepared
        .theme
        .as_ref()
        .filter(|_| !has_errors(&diagnostics))
    else {
        reporter(common, project).report(diagnostics, &tree, terminal)?;
        return Err(Failure::Content);
    };
    let ladder = &prepared.ladder;
    let area = AreaId::new(find("area", area, &ladder.names.areas)?);
    let only = model
        .map(|model| find("model", model, &ladder.names.models).map(ModelId::new))
        .transpose()?;
    let (site, _) = Site::lay_out(
        ladder,
        &prepared.config,
        theme.words(),
        build::statics(theme),
        &[],
    );
    let mut text = format!("{}\n", ladder.area(area).title);
    let width = ladder
        .models
        .iter()
        .map(|model| model.title.chars().count())
        .max()
        .unwrap_or(0);
    for id in ladder
        .model_ids()
        .filter(|id| only.is_none_or(|only| only == *id))
    {
        let answer = ladder.answer(id, area);
        let (_, why) = site.reason(&answer.reason);
        let why = if why.is_empty() {
            String::new()
        } else {
            format!("  ({why})")
        };
        let title = &ladder.model(id).title;
        let pad = " ".repeat(width - title.chars().count());
        text.push_str(&format!(
            "  {title}{pad}  {}{why}\n",
            site.answer_text(&answer)
        ));
    }
    if ladder.models.is_empty() {
        text.push_str(&format!(
            "  {}\n",
            site.answer_text(&ladder.default_answer(area))
        ));
    }
    let lines: Vec<String> = text
        .lines()
        .map(|line| crate::diagnostic::shown(line).into_owned())
        .collect();
    terminal.result(&(lines.join("\n") + "\n"))?;
    Ok(())
}

fn find(what: &str, name: &str, names: &crate::ladder::names::NameTable) -> Result<usize, Failure> {
    match names.all(name).as_slice() {
        [only] => Ok(*only),
        [] => {
            let near = nearest(name, names.written());
            let hint = near
                .first()
                .map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            Err(Failure::Machine(format!("unknown {what} `{name}`{hint}")))
        }
        _ => Err(Failure::Machine(format!(
            "several {what}s are called `{name}`; say the id"
        ))),
    }
}
