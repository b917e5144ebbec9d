//! `init`: a small but complete ladder in an empty folder, or in a repository that holds no more
//! than a forge puts into a new one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::common::Common;
use super::create::create;
use super::failure::Failure;
use super::terminal::Terminal;

macro_rules! starter {
    ($($path:literal)+) => {
        &[$(($path, include_str!(concat!("templates/init/", $path)))),+]
    };
}

/// Every file of the small ladder by its path. `gitignore` gets its dot when it is written: as a
/// dot-file it would count here, too.
const FILES: &[(&str, &str)] = starter! {
    "book.toml"
    "gitignore"
    "content/areas/delivery.md"
    "content/areas/people/growth.md"
    "content/areas/people/hiring.md"
    "content/areas/people/index.md"
    "content/areas/priorities.md"
    "content/areas/technology/index.md"
    "content/areas/technology/technical-direction.md"
    "content/comparisons/tech-lead-vs-engineering-manager.md"
    "content/glossary.md"
    "content/guides/how-to-change-this-ladder.md"
    "content/index.md"
    "content/models/index.md"
    "content/models/manager-runs-delivery.md"
    "content/models/product-runs-delivery.md"
    "content/roles/engineering-manager.md"
    "content/roles/index.md"
    "content/roles/product-manager.md"
    "content/roles/tech-lead.md"
};

/// Makes the small ladder, in the working folder or in another one.
pub(super) fn init(
    folder: Option<&Path>,
    common: &Common,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let given = folder.or(common.root.as_deref());
    let folder = given.map_or_else(|| PathBuf::from("."), Path::to_owned);
    refuse_unless_new(&folder)?;
    let ignores = fs::symlink_metadata(folder.join(GITIGNORE)).is_ok();
    let mut count = 0;
    for (path, text) in FILES {
        let path = path.replace("gitignore", GITIGNORE);
        if path == GITIGNORE && ignores {
            continue;
        }
        create(&folder.join(path), text)?;
        count += 1;
    }
    let (there, enter) = match given {
        Some(given) => (
            given.display().to_string(),
            format!("cd {}\n  ", given.display()),
        ),
        None => ("this folder".to_owned(), String::new()),
    };
    terminal.result(&format!(
        "{there} holds a small ladder of {count} files\n\
         \n\
         next:\n  {enter}ladderbook serve --open   # the site in a browser, which follows \
         while you write\n  \
         ladderbook build          # makes the site, in site/\n  \
         ladderbook who hiring\n  \
         ladderbook new role data-engineer\n"
    ))?;
    if ignores {
        terminal.say(&format!(
            "{GITIGNORE} was there already and is as it was; add `/site/` and `/.site.*` to it\n"
        ))?;
    }
    Ok(())
}

const GITIGNORE: &str = ".gitignore";

/// What a repository may hold before there is a ladder in it: its own data, and the files about it
/// that a forge offers to make.
fn is_of_a_repository(name: &str) -> bool {
    const EXACTLY: [&str; 8] = [
        ".git",
        ".github",
        ".gitlab-ci.yml",
        ".gitlab",
        GITIGNORE,
        ".gitattributes",
        ".editorconfig",
        "CODEOWNERS",
    ];
    const WITH_ANY_ENDING: [&str; 5] = ["readme", "license", "licence", "copying", "notice"];
    let stem = name.split(['.', '-']).next().unwrap_or_default();
    EXACTLY.contains(&name) || WITH_ANY_ENDING.contains(&stem.to_lowercase().as_str())
}

/// Refuses a folder that holds more than a new repository does.
fn refuse_unless_new(folder: &Path) -> Result<(), Failure> {
    let failure = |error: std::io::Error| {
        Failure::Machine(format!("cannot read {}: {error}", folder.display()))
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failure(error)),
    };
    let mut others: Vec<String> = Vec::new();
    for entry in entries {
        let name = entry.map_err(failure)?.file_name();
        let name = name.to_string_lossy().into_owned();
        if !is_of_a_repository(&name) {
            others.push(name);
        }
    }
    // The order of a folder is the file system's.
    others.sort_unstable();
    let (Some(first), more) = (others.first(), others.len().saturating_sub(1)) else {
        return Ok(());
    };
    let are = match more {
        0 => format!("{first} is in it"),
        1 => format!("{first} and 1 more are in it"),
        more => format!("{first} and {more} more are in it"),
    };
    Err(Failure::Machine(format!(
        "{} is not empty ({are}); `init` needs an empty folder or a new repository, `new` adds a \
         file to a ladder",
        folder.display(),
    )))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::FILES;

    fn files_below(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files_below(&path, root, found);
            } else {
                let below = path.strip_prefix(root).unwrap();
                found.insert(below.to_string_lossy().into_owned());
            }
        }
    }

    #[test]
    fn every_template_is_part_of_the_binary() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/templates/init");
        let mut found = BTreeSet::new();
        files_below(&root, &root, &mut found);
        let embedded: BTreeSet<String> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(embedded, found);
    }
}
