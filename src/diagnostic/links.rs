//! What can be wrong with links and with the files that pages show.

use super::front_matter::{listed, quoted};
use super::look_alike;
use super::nearest::{did_you_mean, did_you_mean_part, nearest};
use super::ownership::looks_like;
use super::{Code, Diagnostic};
use crate::span::Span;

/// A relative link to a page that is not there. `as_link` is how the page writes the path of
/// another.
pub fn broken_link<'a>(
    at: Span,
    path: &str,
    known: impl IntoIterator<Item = &'a str>,
    as_link: impl Fn(&str) -> String,
) -> Diagnostic {
    let help = match nearest_paths(path, known, as_link) {
        Some(near) => format!("did you mean {near}?"),
        None => "links are relative to the file that holds them and end in `.md`".to_owned(),
    };
    say!(BrokenLink, at, "no page {}", quoted(path); label "leads nowhere"; help "{help}")
}

/// A link to a folder of pages that has no first page.
pub fn folder_without_index(at: Span, path: &str) -> Diagnostic {
    say!(BrokenLink, at, "the folder {} has no first page", quoted(path);
        label "leads nowhere";
        help "write an `index.md` or `README.md` for it, or link to one of its pages")
}

/// A fragment that names no heading. Whether it is compared with all `ids` is for the caller to
/// say, who knows how often it happens.
pub fn broken_anchor<'a>(
    at: Span,
    fragment: &str,
    page: Option<&str>,
    ids: impl IntoIterator<Item = &'a str> + Clone,
    is_worth_comparing: bool,
) -> Diagnostic {
    let where_to = page.map_or_else(|| "this page".to_owned(), quoted);
    let near = if is_worth_comparing {
        nearest(fragment, ids.clone())
    } else {
        Vec::new()
    };
    let ids: Vec<&str> = ids.into_iter().take(3).collect();
    let help = if !near.is_empty() {
        format!("did you mean {}?", listed(near))
    } else if ids.is_empty() {
        "the page has no headings".to_owned()
    } else {
        format!("its first headings are {}", listed(ids))
    };
    say!(BrokenAnchor, at, "no heading `#{fragment}` in {where_to}";
        label "leads nowhere";
        help "{help}")
}

/// The path would be right in other letters. `is_page` tells a page from a picture or another file.
pub fn wrong_case(at: Span, path: &str, actual: &str, is_page: bool) -> Diagnostic {
    let code = if is_page {
        Code::BrokenLink
    } else {
        Code::MissingAsset
    };
    let actual = quoted(actual);
    say!((code), at, "{} is spelled {actual}", quoted(path);
        label "upper and lower case count";
        help "write {actual}")
}

/// A link that climbs out of the content folder, or that names a place on a machine.
pub fn outside_link(at: Span, path: &str, meant: Option<&str>) -> Diagnostic {
    let said = say!(
        OutsideLink,
        at,
        "{} leaves the content folder",
        quoted(path)
    );
    match meant {
        Some(meant) => said
            .label("links are relative to the file that holds them, with `/` between folders")
            .help(format!("write {}", quoted(meant))),
        None => said.help(
            "link to a page of the ladder by a relative path, or to a web address with `https://`",
        ),
    }
}

pub fn draft_link(at: Span, path: &str, draft: Span) -> Diagnostic {
    say!(DraftLink, at, "{} is not published", quoted(path);
        mark(draft) "a draft";
        help "remove `draft: true` there, or the link here")
}

/// A picture or file that is not there. `as_link` is how the page writes the path of another.
pub fn missing_asset<'a>(
    at: Span,
    path: &str,
    known: impl IntoIterator<Item = &'a str>,
    as_link: impl Fn(&str) -> String,
) -> Diagnostic {
    let help = match nearest_paths(path, known, as_link) {
        Some(near) => format!("did you mean {near}?"),
        None if path.starts_with("www.") => {
            let address = quoted(&format!("https://{path}"));
            format!("if it is a web address, write {address}")
        }
        None => "put the file below `content/`, or correct the path".to_owned(),
    };
    say!(MissingAsset, at, "no file {}", quoted(path); label "is not there"; help "{help}")
}

/// A file that exists and that no page may show: a dot-file, a key, an unknown type.
pub fn unpublished_asset(at: Span, path: &str) -> Diagnostic {
    say!(MissingAsset, at, "{} is of a kind that is not published", quoted(path);
        help "pictures, PDF, office and archive files can be linked; hidden files and keys cannot")
}

/// An SVG that holds more than a picture.
pub fn unsafe_svg(at: Span, what: &str) -> Diagnostic {
    say!(UnsafeSvg, at, "the picture holds {}", quoted(what);
        help "export the SVG without scripts, event handlers, `foreignObject` and references to \
            other places")
}

/// A file whose first bytes say something else than its ending.
pub fn wrong_asset_type(at: Span, path: &str, actual: &str) -> Diagnostic {
    say!(WrongAssetType, at, "{} holds {actual}", quoted(path);
        help "give the file the ending that fits its content")
}

/// `[[…]]` with a name that nothing has.
pub fn unknown_target<'a>(
    at: Span,
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    if let Some(found) = look_alike::find(name, known.clone()) {
        let letter = at.inside(name, found.at..found.at + found.found.len_utf8());
        return looks_like(letter, "nothing is called", name, &found);
    }
    let near = did_you_mean(name, known.clone()).or_else(|| did_you_mean_part(name, known));
    let help = near.unwrap_or_else(|| {
        "write the id, title or another name of a role, area, model, source or guide: \
         `[[tech-lead]]`"
            .to_owned()
    });
    say!(UnknownTarget, at, "nothing is called {}", quoted(name);
        label "leads nowhere";
        help "{help}")
}

/// `[[…]]` with a name that several things have.
pub fn ambiguous_target<'a>(
    at: Span,
    name: &str,
    forms: impl IntoIterator<Item = &'a str>,
    second: Option<Span>,
) -> Diagnostic {
    say!(AmbiguousName, at, "{} can mean several things", quoted(name);
        help "say which: {}", listed(forms))
    .follows(second)
}

/// The nearest paths: by file name without its ending first, since a wrong folder or ending is the
/// usual slip.
fn nearest_paths<'a>(
    path: &str,
    known: impl IntoIterator<Item = &'a str>,
    as_link: impl Fn(&str) -> String,
) -> Option<String> {
    const SHOWN: usize = 3;
    let wanted = stem(path);
    let known: Vec<&str> = known.into_iter().collect();
    let called = |name: &str| -> Vec<String> {
        let same = known.iter().filter(|other| stem(other) == name);
        same.take(SHOWN).map(|path| as_link(path)).collect()
    };
    let mut near = called(wanted);
    if near.is_empty() {
        let best = *nearest(wanted, known.iter().map(|other| stem(other))).first()?;
        near = called(best);
    }
    Some(listed(near))
}

/// A file's name without its ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
