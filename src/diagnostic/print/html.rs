//! For the error panel of the preview: a fragment of HTML without style, script or identifiers.

use annotate_snippets::renderer::{AnsiColor, Style};
use annotate_snippets::{Group as Excerpted, Renderer};

use super::excerpt::Excerpt;
use super::place::{Place, Places};
use super::terminal::level;
use super::{Reach, SHOWN_LIMIT, brief, shown_part, summary};
use crate::diagnostic::causes::Group;
use crate::diagnostic::{Diagnostic, shown};
use crate::source::SourceTree;
use crate::text::percent;

/// Schemes that open an editor or a page that shows the file.
pub const EDITOR_SCHEMES: &[&str] = &[
    "http",
    "https",
    "vscode",
    "vscode-insiders",
    "vscodium",
    "cursor",
    "zed",
    "idea",
    "jetbrains",
    "subl",
    "txmt",
    "emacs",
];

/// How a reader's click opens the file in an editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Editor<'a> {
    /// A URL with `{path}`, `{line}` and `{column}`, like `vscode://file/{path}:{line}:{column}`.
    pub template: &'a str,
    /// What comes before a file's path in `{path}`: the project's folder. Percent-encoded together
    /// with it.
    pub root: &'a str,
    /// A template with any other scheme makes no link; usually [`EDITOR_SCHEMES`].
    pub schemes: &'a [&'a str],
}

/// The printer's colours for the parts of an excerpt, and the classes they become.
const PARTS: [(AnsiColor, &str); 3] = [
    (AnsiColor::Red, "lb-diag-caret"),
    (AnsiColor::Cyan, "lb-diag-mark"),
    (AnsiColor::Blue, "lb-diag-gutter"),
];

/// Columns of an excerpt; the panel scrolls a wider one.
const WIDTH: usize = 120;

/// The diagnostics as a `<section>`; at most [`super::SHOWN_LIMIT`] of them, and their number.
pub fn html(diagnostics: &[Diagnostic], tree: &SourceTree, editor: Option<&Editor<'_>>) -> String {
    let shown = shown_part(diagnostics, Reach::Causes);
    let places = Places::of_groups(&shown, tree, "");
    // Diagnostics are English, in whichever language the site around them is written.
    let mut out = String::from("<section class=\"lb-diags\" lang=\"en\" dir=\"ltr\">\n");
    for group in &shown {
        out.push_str(&article(group, &places, editor));
    }
    if let Some(summary) = summary(diagnostics, Reach::All) {
        out.extend(["<p class=\"lb-diag-summary\">", &summary, "</p>\n"]);
    }
    out.push_str("</section>\n");
    out
}

fn article(group: &Group<'_>, places: &Places<'_>, editor: Option<&Editor<'_>>) -> String {
    let diagnostic = group.cause;
    let severity = diagnostic.severity().name();
    let code = diagnostic.code().name();
    let message = prose(diagnostic.message());
    let place = place(&places.place(diagnostic.at()), editor);
    let more = consequences(group, places, editor);
    let excerpt = excerpt(diagnostic, places);
    let notes = diagnostic.notes().iter().map(|note| ("note", note));
    let helps = diagnostic.helps().iter().map(|help| ("help", help));
    let notes: Vec<String> = notes
        .chain(helps)
        .map(|(kind, text)| {
            let text = prose(text);
            format!("<p class=\"lb-diag-{kind}\"><b>{kind}</b>: {text}</p>\n")
        })
        .collect();
    let notes = notes.concat();
    format!(
        "<article class=\"lb-diag lb-diag-{severity}\">\n\
         <h2 class=\"lb-diag-title\"><span class=\"lb-diag-code\">{severity}[{code}]</span>: \
         {message}</h2>\n\
         <p class=\"lb-diag-place\">{place}</p>\n\
         {excerpt}{notes}{more}</article>\n"
    )
}

/// What follows from a mistake, folded, one line each.
fn consequences(group: &Group<'_>, places: &Places<'_>, editor: Option<&Editor<'_>>) -> String {
    let all = &group.consequences;
    let verb = match all.len() {
        0 => return String::new(),
        1 => "follows",
        _ => "follow",
    };
    let lines = all.iter().take(SHOWN_LIMIT).map(|one| {
        let place = place(&places.place(one.at()), editor);
        format!("<li>{place} {}</li>\n", prose(one.message()))
    });
    format!(
        "<details class=\"lb-diag-more\"><summary>{} more {verb} from this one</summary>\n\
         <ul>\n{}</ul>\n</details>\n",
        all.len(),
        lines.collect::<String>()
    )
}

fn place(place: &Place<'_>, editor: Option<&Editor<'_>>) -> String {
    let at = place.start;
    let text = escaped(&format!("{}:{}:{}", shown(&place.path), at.line, at.column));
    match editor.and_then(|editor| editor.href(place)) {
        Some(href) => format!("<a href=\"{}\">{text}</a>", escaped(&href)),
        None => text,
    }
}

impl Editor<'_> {
    fn href(&self, place: &Place<'_>) -> Option<String> {
        let (scheme, _) = self.template.split_once(':')?;
        self.schemes
            .iter()
            .find(|known| known.eq_ignore_ascii_case(scheme))?;
        let path = match self.root.trim_end_matches('/') {
            "" => percent::path(&place.path),
            root => percent::path(&format!("{root}/{}", place.path)),
        };
        // An encoded path holds no braces, so the order does not matter.
        let href = self
            .template
            .replace("{path}", &path)
            .replace("{line}", &place.start.line.to_string())
            .replace("{column}", &place.start.column.to_string());
        Some(href)
    }
}

fn excerpt(diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let excerpt = Excerpt::new(diagnostic, places);
    let elements = excerpt.elements(false);
    if elements.is_empty() {
        return String::new();
    }
    let [caret, mark, gutter] = PARTS.map(|(color, _)| color.on_default());
    let renderer = Renderer::styled()
        .error(caret)
        .warning(caret)
        .note(caret)
        .context(mark)
        .line_num(gutter)
        .emphasis(Style::new())
        .term_width(WIDTH);
    let group = Excerpted::with_level(level(diagnostic.severity())).elements(elements);
    let printed = excerpt.named(&renderer.render(&[group]));
    format!(
        "<pre class=\"lb-diag-excerpt\" tabindex=\"0\">{}</pre>\n",
        spans(&printed)
    )
}

/// The printer's colours as elements. Nothing else in its text is an escape code: the file's own
/// went through [`shown`].
fn spans(printed: &str) -> String {
    let mut parts = printed.split('\u{1b}');
    let mut out = escaped(parts.next().unwrap_or_default());
    let mut is_open = false;
    for part in parts {
        let (code, text) = part.split_once('m').unwrap_or((part, ""));
        if is_open {
            out.push_str("</span>");
            is_open = false;
        }
        let class = PARTS.iter().find(|(color, _)| {
            let style = color.on_default().render().to_string();
            style.trim_start_matches('\u{1b}').trim_end_matches('m') == code
        });
        if let Some((_, class)) = class {
            out.extend(["<span class=\"", *class, "\">"]);
            is_open = true;
        }
        out.push_str(&escaped(text));
    }
    if is_open {
        out.push_str("</span>");
    }
    out
}

/// Prose of a diagnostic, with the identifiers in its backticks as code.
fn prose(text: &str) -> String {
    let text = brief(text);
    let parts: Vec<&str> = text.split('`').collect();
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        let part = escaped(part);
        match (at % 2, at + 1 == parts.len()) {
            (0, _) => out.push_str(&part),
            (_, false) => out.extend(["<code>", &part, "</code>"]),
            (_, true) => out.extend(["`", &part]),
        }
    }
    out
}

/// Text as it may be in HTML, in attributes too.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
