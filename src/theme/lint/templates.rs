//! A look at the project's own templates: what would print text as markup, and what the pages'
//! policy keeps from working.
//!
//! A theme is trusted, so these are warnings. They find slips: text that a template prints without
//! a filter, between quotes, is escaped, and the policy stops what a slip lets through; each of
//! these takes one of the two walls away, or runs into the other.

use super::parts::{Kind, Part, Token, masked, parts, tokens};
use crate::diagnostic::{Diagnostic, theme as say};
use crate::html::{Attribute, Tag, address, tags};
use crate::source::SourceFile;
use crate::span::Span;

/// Elements that the policy leaves without an effect.
const KEPT_OUT: [&str; 5] = ["base", "embed", "frame", "iframe", "object"];

/// The one thing that is printed into a tag as it stands: what marks an entry of the sidebar as the
/// page itself.
const MARK: &str = "mark";

/// What is to be said of one template. `addresses` are the fields of the views that hold addresses.
pub(in crate::theme) fn look(file: &SourceFile, addresses: &[&str]) -> Vec<Diagnostic> {
    let Some(source) = file.text() else {
        return Vec::new();
    };
    let parts = parts(source);
    let markup = masked(source, &parts);
    let template = Template {
        file,
        source,
        parts: &parts,
        markup: &markup,
        addresses,
    };
    let mut found = template.filters();
    for tag in tags(&markup, 0) {
        found.extend(template.element(&tag));
        found.extend(template.attributes(&tag));
        found.extend(template.unquoted(&tag));
    }
    found
}

/// A template with its parts, and the markup of the same length that it makes.
struct Template<'a> {
    file: &'a SourceFile,
    source: &'a str,
    parts: &'a [Part],
    markup: &'a str,
    addresses: &'a [&'a str],
}

impl Template<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file.id(), self.source, range)
    }

    /// Every filter that takes text for markup, in all that is printed or done.
    fn filters(&self) -> Vec<Diagnostic> {
        let is_expression = |part: &&Part| matches!(part.kind, Kind::Printed | Kind::Done);
        let mut found = Vec::new();
        for part in self.parts.iter().filter(is_expression) {
            let tokens = tokens(self.source, part.inside.clone());
            let is_filter = |at: usize| match at.checked_sub(1) {
                Some(0) if tokens[0].text == "filter" => part.kind == Kind::Done,
                Some(before) => tokens[before].text == "|",
                None => false,
            };
            let safe = (0..tokens.len()).filter(|at| tokens[*at].text == "safe" && is_filter(*at));
            found.extend(safe.map(|at| say::safe_filter(self.span(tokens[at].range.clone()))));
        }
        found
    }

    /// What the policy says to an element.
    fn element(&self, tag: &Tag<'_>) -> Option<Diagnostic> {
        let name = tag.range.start..tag.range.start + 1 + tag.name.len();
        if tag.is(&["style"]) {
            return Some(say::inline_style(self.span(name)));
        }
        if tag.is(&KEPT_OUT) {
            let shown = tag.name.to_ascii_lowercase();
            return Some(say::kept_out(self.span(name), &shown));
        }
        (tag.is(&["script"]) && self.runs_inline(tag)).then(|| say::inline_script(self.span(name)))
    }

    /// Whether a script is between its tags: one that a browser would run, not data for one.
    fn runs_inline(&self, tag: &Tag<'_>) -> bool {
        let attribute = |wanted: &str| {
            let mut all = tag.attributes().filter(Attribute::has_value);
            all.find(|attribute| attribute.name.eq_ignore_ascii_case(wanted))
        };
        let kind = attribute("type").map_or("", |kind| kind.value.trim());
        let kind = kind.to_ascii_lowercase();
        let is_run = ["", "module", "importmap", "speculationrules"].contains(&&*kind)
            || kind.ends_with("javascript")
            || kind.ends_with("ecmascript");
        let rest = &self.markup[tag.range.end..];
        let content = &rest[..rest.find("</").unwrap_or(rest.len())];
        is_run && attribute("src").is_none() && !content.trim().is_empty()
    }

    /// Attributes that hold scripts, styles, or text in the place of an address.
    fn attributes(&self, tag: &Tag<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for attribute in tag.attributes().filter(Attribute::has_value) {
            let name = attribute.name.to_ascii_lowercase();
            let at = || self.span(attribute.name_at());
            if name == "style" {
                found.push(say::inline_style(at()));
            } else if name.starts_with("on") && name.len() > 2 {
                found.push(say::script_in_attribute(at(), &name));
            } else if address(&name).is_some() {
                if is_script(attribute.value) {
                    found.push(say::script_in_attribute(at(), &name));
                }
                found.extend(self.no_address(&attribute, &name));
            }
        }
        found
    }

    /// A field at the start of an address that holds none.
    fn no_address(&self, attribute: &Attribute<'_>, name: &str) -> Option<Diagnostic> {
        let value = attribute.value;
        let start = attribute.value_at.start + value.len() - value.trim_start().len();
        let first = self.parts.iter().find(|part| part.range.start == start)?;
        if first.kind != Kind::Printed {
            return None;
        }
        let tokens = tokens(self.source, first.inside.clone());
        let (field, range) = field(&tokens)?;
        let path = &self.source[range.clone()];
        (!self.addresses.contains(&field)).then(|| say::no_address(self.span(range), path, name))
    }

    /// What is printed into a tag outside of quotes.
    fn unquoted(&self, tag: &Tag<'_>) -> Vec<Diagnostic> {
        let quoted: Vec<_> = tag
            .attributes()
            .filter(Attribute::has_value)
            .filter(|attribute| {
                let before = self.markup.as_bytes()[attribute.value_at.start - 1];
                matches!(before, b'"' | b'\'')
            })
            .map(|attribute| attribute.value_at)
            .collect();
        let name_end = tag.range.start + 1 + tag.name.len();
        self.parts
            .iter()
            .filter(|part| part.kind == Kind::Printed)
            .filter(|part| name_end <= part.range.start && part.range.end <= tag.range.end)
            .filter(|part| !quoted.iter().any(|range| range.contains(&part.range.start)))
            .filter(|part| !self.makes_markup(part))
            .map(|part| say::unquoted(self.span(part.range.clone())))
            .collect()
    }

    /// Whether a part prints markup and no text: a component, or the mark of the sidebar.
    fn makes_markup(&self, part: &Part) -> bool {
        let tokens = tokens(self.source, part.inside.clone());
        let is_component = tokens.first().is_some_and(|token| token.text == "<");
        is_component || field(&tokens).is_some_and(|(field, _)| field == MARK)
    }
}

/// The last name of an expression that is a field and nothing else, filters aside, and where its
/// whole path is. What a template calls a thing of its own, without a dot, says nothing of what
/// it is.
fn field<'a>(tokens: &[Token<'a>]) -> Option<(&'a str, std::ops::Range<usize>)> {
    let end = tokens.iter().position(|token| token.text == "|");
    let path = &tokens[..end.unwrap_or(tokens.len())];
    let is_word = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let mut names = 0;
    let mut expects_name = true;
    for token in path {
        match token.text {
            "?" if !expects_name => {}
            "." if !expects_name => expects_name = true,
            text if expects_name && is_word(text) => {
                expects_name = false;
                names += 1;
            }
            _ => return None,
        }
    }
    let (first, last) = (path.first()?, path.last()?);
    (names > 1 && !expects_name).then_some((last.text, first.range.start..last.range.end))
}

fn is_script(value: &str) -> bool {
    let start = value.trim_start().get(.."javascript:".len());
    start.is_some_and(|start| start.eq_ignore_ascii_case("javascript:"))
}
