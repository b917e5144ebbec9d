//! `new`: one file with the right front matter in the right folder.

use clap::ValueEnum;

use super::create::create;
use super::failure::Failure;
use super::project::Project;
use super::terminal::Terminal;
use crate::document::CONTENT;
use crate::document::front_matter::keys_of;
use crate::document::markdown::slug::slug;
use crate::kinds as content;
use crate::value::keys::Keys;
use crate::value::yaml::write;

macro_rules! made {
    ($(
        $(#[doc = $doc:literal])+
        $kind:ident of $of:ident $template:literal $next:literal;
    )+) => {
        /// What kinds of file there are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub(super) enum Kind { $( $(#[doc = $doc])+ $kind, )+ }

        /// A kind of content that cannot be made does not compile.
        #[expect(unreachable_patterns, reason = "a category is of the kind of areas")]
        const _: fn(content::Kind) = |kind| match kind { $( content::Kind::$of => (), )+ };

        impl Kind {
            /// What kind of content it makes.
            fn of(self) -> content::Kind {
                match self { $( Kind::$kind => content::Kind::$of, )+ }
            }

            fn template(self) -> &'static str {
                match self {
                    $( Kind::$kind => include_str!(concat!("templates/new/", $template)), )+
                }
            }

            /// What to do with the file.
            fn next_step(self) -> &'static str {
                match self { $( Kind::$kind => $next, )+ }
            }
        }
    };
}

made! {
    /// A hat that holds responsibility.
    Role of Role "role.md"
        "say what it owns under `owns:`, or name it in a model; it is compared with every role it \
            meets";
    /// Something that can be owned; `people/staffing` is an area in the category `people`.
    Area of Area "area.md" "name it under `owns:` of a role, or under `owners:` of a model";
    /// A folder of areas with a page of its own.
    Category of Area "area.md"
        "make the areas in it, `ladderbook new area CATEGORY/NAME`; whoever holds the category holds \
            those for which no role is named";
    /// One way to divide the areas among roles.
    Model of Model "model.md" "say who holds what under `owners:`";
    /// Two roles side by side; takes both.
    Comparison of Comparison "comparison.md"
        "without rows it already shows what the two roles own; add those that only you know";
    /// Levels of a career.
    Track of Track "track.md" "say which step of each axis every level reaches";
    /// A direction to grow in, with its steps.
    Axis of Axis "axis.md" "name its steps, then give every level of your tracks one of them";
    /// A real team that follows a model.
    Team of Team "team.md"
        "name its `model:`, and under `overrides:` only what it holds in its own way";
    /// An ordinary page.
    Guide of Guide "guide.md" "link to it from a page";
    /// Where a claim comes from.
    Source of Source "source.md" "name it under `source:` of the files whose claims come from it";
    /// A checklist, or questions on a scale.
    Assessment of Assessment "assessment.md"
        "write its items, or questions in their place, and say under `for:` whom it is about";
    /// The words of this ladder, in `content/glossary.md`; takes no name.
    Glossary of Glossary "glossary.md"
        "write your words; each is explained where a page first uses it";
}

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Kind::Guide => "guides",
            kind => kind.of().folder().unwrap_or_default(),
        }
    }

    fn keys(self) -> &'static Keys {
        keys_of(self.of())
    }

    /// Whether names in it are in folders.
    fn nests(self) -> bool {
        matches!(self, Kind::Area | Kind::Category | Kind::Guide)
    }
}

/// Makes the file.
pub(super) fn new(
    project: &Project,
    kind: Kind,
    names: &[String],
    title: Option<&str>,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let names_given = names;
    let (id, names) = match (kind, names) {
        (Kind::Comparison, [left, right]) => {
            let id = format!("{}-vs-{}", id_of(kind, left)?, id_of(kind, right)?);
            (id, Some((left, right)))
        }
        (Kind::Comparison, _) => {
            return Err(Failure::Machine(
                "a comparison takes two roles: `ladderbook new comparison tech-lead engineering-manager`"
                    .to_owned(),
            ));
        }
        (Kind::Glossary, []) => ("glossary".to_owned(), None),
        (Kind::Glossary, _) => {
            return Err(Failure::Machine(
                "there is one glossary, and it takes no name: `ladderbook new glossary`".to_owned(),
            ));
        }
        (_, []) => {
            return Err(Failure::Machine(
                "its name is missing: `ladderbook new role data-engineer`".to_owned(),
            ));
        }
        (_, [name]) => (id_of(kind, name)?, None),
        _ => {
            return Err(Failure::Machine(
                "one name at a time; quote a name of several words".to_owned(),
            ));
        }
    };
    let title = match (title, names) {
        (Some(title), _) => title.to_owned(),
        (None, Some((left, right))) => format!("{} vs {}", title_of(left), title_of(right)),
        (None, None) => title_of(last(names_given.first().unwrap_or(&id))),
    };
    let template = kind.template();
    let mut text = template.replace("{title}", &write::scalar(&title));
    if let Some((left, right)) = names {
        text = text.replace("{between}", &write::list(&[left, right]));
    }
    let text = explained(&text, kind.keys());
    let folder = format!("{CONTENT}/{}/{id}", kind.folder());
    // A folder that is there already is waiting for the page that makes it a category.
    let is_folder = kind == Kind::Area && project.root.join(&folder).is_dir();
    let path = if kind == Kind::Glossary {
        format!("{CONTENT}/glossary.md")
    } else if kind == Kind::Category || is_folder {
        format!("{folder}/index.md")
    } else {
        format!("{folder}.md")
    };
    create(&project.root.join(&path), &text)?;
    let shown = if project.shown.is_empty() {
        path
    } else {
        format!("{}/{path}", project.shown)
    };
    terminal.result(&format!("{shown}\n"))?;
    let open = if template.contains("\n# ") {
        "open it, remove the comment signs before what you need"
    } else {
        "open it"
    };
    terminal.say(&format!("next: {open}; {}\n", kind.next_step()))?;
    Ok(())
}

/// The id that a name stands for: itself where it is one, else its words in lower case with `-` between them.
fn id_of(kind: Kind, name: &str) -> Result<String, Failure> {
    let name = name.strip_suffix(".md").unwrap_or(name);
    let parts: Vec<&str> = name.split('/').collect();
    if parts.len() > 1 && !kind.nests() {
        return Err(Failure::Machine(format!(
            "`{name}` has a `/`; only areas and guides are in folders"
        )));
    }
    let mut ids = Vec::new();
    for part in parts {
        let id = slug(part.trim());
        if id.is_empty() || id == "index" || id.starts_with('-') {
            return Err(Failure::Machine(format!(
                "`{name}` is not a name: write letters, digits and `-`"
            )));
        }
        ids.push(id);
    }
    Ok(ids.join("/"))
}

/// The last part of a name, without folders and ending.
fn last(name: &str) -> &str {
    let name = name.strip_suffix(".md").unwrap_or(name);
    name.rsplit('/').next().unwrap_or(name).trim()
}

/// A title from an id: its words, each with a capital. What has a capital or a blank is no id but a title, and stays as it was
/// typed, but for a capital at its start.
fn title_of(name: &str) -> String {
    if name.contains(char::is_uppercase) {
        return name.to_owned();
    }
    if name.contains(' ') {
        let mut chars = name.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        return first.chain(chars).collect();
    }
    let words = name
        .split(['-', '_', ' '])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut chars = word.chars();
            let first: String = chars
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            first + chars.as_str()
        });
    words.collect::<Vec<_>>().join(" ")
}

/// The text of a file in which each key before a bare `#` is explained, from the list of keys.
fn explained(text: &str, keys: &Keys) -> String {
    let explained = |line: &str| {
        let shown = line.strip_suffix(" #")?;
        let name = shown.trim_start_matches("# ").split(':').next()?;
        let key = keys.find(name)?;
        // One below the other.
        Some(format!("{shown:<34}# {}\n", key.says))
    };
    text.lines()
        .map(|line| explained(line).unwrap_or_else(|| format!("{line}\n")))
        .collect()
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::{Kind, explained, id_of, last, title_of};

    #[test]
    fn every_key_of_a_template_is_declared_and_every_mark_explained() {
        for kind in Kind::value_variants() {
            let text = explained(kind.template(), kind.keys());
            assert!(!text.contains(" #\n"), "{text}");
            let front = text.split("---\n").nth(1).expect("a front matter");
            for line in front.lines() {
                let line = line.strip_prefix("# ").unwrap_or(line);
                let name = line.split(':').next().unwrap_or_default();
                let is_nested = line.starts_with([' ', '-']);
                assert!(is_nested || kind.keys().find(name).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn names_become_ids_and_ids_become_titles() {
        assert_eq!(
            id_of(Kind::Role, "Data Engineer").ok().as_deref(),
            Some("data-engineer")
        );
        assert_eq!(
            id_of(Kind::Area, "People/Staffing.md").ok().as_deref(),
            Some("people/staffing")
        );
        for wrong in ["", "..", "../x", "/etc/passwd", "a//b", "index", "🎉", "-x"] {
            assert!(id_of(Kind::Area, wrong).is_err(), "{wrong}");
        }
        assert!(id_of(Kind::Role, "people/staffing").is_err());
        assert_eq!(title_of("data-engineer"), "Data Engineer");
        assert_eq!(title_of("TL"), "TL");
        assert_eq!(title_of("ready to lead?"), "Ready to lead?");
        assert_eq!(title_of(last("people/How we hire.md")), "How we hire");
    }
}
