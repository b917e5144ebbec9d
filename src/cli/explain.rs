//! `explain` and `completions`: texts that are part of the binary.

use super::failure::Failure;
use super::terminal::Terminal;
use crate::diagnostic::{Code, nearest};

/// Prints the long form of a diagnostic.
pub(super) fn explain(code: &str, terminal: &mut Terminal) -> Result<(), Failure> {
    let name = code.trim().trim_matches(['[', ']', '`']);
    let Some(code) = Code::find(&name.to_lowercase()) else {
        let near = nearest(name, Code::ALL.iter().map(|code| code.name()));
        let hint = match near.first() {
            Some(near) => format!("; did you mean `{near}`?"),
            None => "; the page of checks on the site lists them all".to_owned(),
        };
        return Err(Failure::Machine(format!(
            "there is no diagnostic `{name}`{hint}"
        )));
    };
    terminal.text(code.explanation())?;
    Ok(())
}

/// Prints a completion script.
pub(super) fn completions(
    shell: clap_complete::Shell,
    mut command: clap::Command,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "ladderbook", &mut script);
    terminal.result(&String::from_utf8_lossy(&script))?;
    Ok(())
}
