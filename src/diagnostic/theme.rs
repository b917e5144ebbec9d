//! What can be wrong with a theme.

use super::front_matter::{listed, quoted};
use super::nearest::did_you_mean;
use super::{Code, Diagnostic};
use crate::span::Span;

pub fn unknown_theme(at: Span, name: &str) -> Diagnostic {
    say!(Template, at, "no theme {}", quoted(name);
        label "there is no file in `themes/{name}/`";
        help "put its files there, below `templates/`, `static/` or `words/`, or choose `default`")
}

/// A template of the project that cannot be compiled or rendered.
pub fn template(at: Span, message: &str) -> Diagnostic {
    say!(Template, at, "{}", one_line(message);
        help "the page of themes in the guides lists what a template is given")
}

/// A template of the binary that fails, because a template of the project changed what it builds
/// on.
pub fn own_template(at: Span, template: &str, message: &str) -> Diagnostic {
    say!(Template, at, "the template {}: {}", quoted(template), one_line(message);
        help "it is part of the default theme; a template of your theme does not fit it")
}

/// A table of words that cannot be read.
pub fn words(at: Span, message: &str) -> Diagnostic {
    say!(Template, at, "the words cannot be read: {}", one_line(message);
        help "write one `key = \"text\"` a line")
}

/// A key in a table of words that no page asks for.
pub fn unknown_word<'a>(
    at: Span,
    key: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let near = did_you_mean(key, known);
    let help =
        near.unwrap_or_else(|| "the page of themes in the guides says which there are".to_owned());
    say!(ThemeWords, at, "no word of the site is called {}", quoted(key);
        label "never shown";
        help "{help}")
}

/// Words that a language lacks.
pub fn missing_words(at: Span, language: &str, missing: &[&str], all: usize) -> Diagnostic {
    let count = missing.len();
    let verb = if count == 1 { "is" } else { "are" };
    say!(ThemeWords, at, "{count} of the {all} words of the site {verb} not said in {}", quoted(language);
        label "they are shown in English";
        note "missing: {}", listed(missing);
        help "say them in `words/{language}.toml` of your theme, `themes/…/`")
}

pub fn manifest(at: Span, message: &str) -> Diagnostic {
    say!(Template, at, "the manifest cannot be read: {}", one_line(message);
        help "the page of themes in the guides lists what it may hold")
}

/// A kind of page in a manifest that no page is of.
pub fn unknown_page(at: Span, name: &str, known: &[&str]) -> Diagnostic {
    let near = did_you_mean(name, known.iter().copied());
    let help = near.unwrap_or_else(|| "write the name of its template, without `.html`".to_owned());
    say!(Template, at, "no kind of page is called {}", quoted(name); help "{help}")
}

/// A file in a manifest that the theme lacks.
pub fn no_static(at: Span, path: &str) -> Diagnostic {
    let said = say!(Template, at, "the theme has no file {}", quoted(path);
        help "put it into the theme's folder `static/`, or take the entry away");
    if path.ends_with(".css") {
        return said.note(
            "a theme with a `style.css` of its own has no other stylesheet of the default's",
        );
    }
    said
}

/// A page that makes the reader's browser ask another host for something.
pub fn other_host(at: Span, template: &str, address: &str) -> Diagnostic {
    say!(OtherHost, at, "pages of {} would load {} from another host",
        quoted(template), quoted(address);
        note "a site asks no other host: who reads what stays between the reader and the site";
        help "put the file into the theme's folder `static/` and link it from there")
}

pub fn safe_filter(at: Span) -> Diagnostic {
    say!(UnescapedText, at, "`safe` prints text as markup";
        note "markup from the views is printed as it is and needs no filter";
        help "take the filter away")
}

/// Something printed into a tag, where no quotes hold it together.
pub fn unquoted(at: Span) -> Diagnostic {
    say!(UnescapedText, at, "this is printed into a tag without quotes around it";
        note "the first space in it begins another attribute";
        help "write `name=\"{{{{ … }}}}\"`")
}

/// A field that holds no address where an address belongs.
pub fn no_address(at: Span, field: &str, attribute: &str) -> Diagnostic {
    say!(UnescapedText, at, "{} is a text, not an address, and is used in {}",
        quoted(field), quoted(attribute);
        note "addresses of the views are checked and encoded; of a text a browser may read a \
            scheme";
        help "print a field that holds an address, such as `url`")
}

pub fn inline_script(at: Span) -> Diagnostic {
    against_policy(at, "a script between its tags is not run")
        .help("put it into a file in the theme's folder `static/`, and link that by `src`")
}

/// A handler in an attribute, or an address that is a script.
pub fn script_in_attribute(at: Span, name: &str) -> Diagnostic {
    against_policy(at, &format!("a script in {} is not run", quoted(name)))
        .help("listen from a script in the theme's folder `static/`")
}

/// A style between its tags or in an attribute.
pub fn inline_style(at: Span) -> Diagnostic {
    against_policy(at, "a style outside of a file is not applied")
        .help("give it a class, and put its rules into a file in the theme's folder `static/`")
}

/// An element that shows or sets what the policy keeps out.
pub fn kept_out(at: Span, name: &str) -> Diagnostic {
    against_policy(at, &format!("`<{name}>` is left without its effect")).help("link to it instead")
}

fn against_policy(at: Span, message: &str) -> Diagnostic {
    say!(AgainstPolicy, at, "{message}";
        note "the `Content-Security-Policy` of the pages forbids it, so that a slip in content can \
            do no harm")
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
