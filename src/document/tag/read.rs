//! Ownership tags as they are found in front matter: a line, a mapping, or a list of these.

use super::{
    Case, Holder, HolderName, Join, Manner, Quality, Relation, Relations, Share, Tag, parse,
};
use crate::diagnostic::{front_matter, ownership as say};
use crate::document::range::Range;
use crate::span::Span;
use crate::text::Text;
use crate::value::fields::{Fields, is_cut};
use crate::value::{Entry, Node, Value, keys};

/// The value of a key that maps any key to an ownership tag.
pub(in crate::document) fn map(fields: &mut Fields<'_>, key: &'static str) -> Vec<(Text, Tag)> {
    let mut entries = fields.map(key).into_iter().peekable();
    let mut tags = Vec::new();
    while let Some(Entry { key, value }) = entries.next() {
        // `{ a: TL (poorly, too many duties) }`: the comma ended the tag, and its rest became a key
        // without a value.
        let rest =
            |entry: &Entry| entry.value.value == Value::Empty && entry.key.value.contains(')');
        if let Value::Text(text) = &value.value
            && is_cut(text)
            && let Some(cut) = cut_at(text, fields.source.text)
        {
            // At a colon the parser gave up, and said so.
            if fields.source.text[cut..].starts_with('#') {
                let at = text.span.inside_file(fields.source.text, cut..cut + 1);
                fields.diagnostics.push(say::cut_by_comment(at));
            }
        } else if let Value::Text(text) = &value.value
            && is_cut(text)
            && entries.next_if(rest).is_some()
        {
            quote_it(fields, text);
        } else if value.value != Value::Empty {
            tags.extend(tag(fields, value).map(|tag| (key, tag)));
        } else if Quality::find(&key.value).is_some() || key.value.contains([')', '(']) {
            quote_it(fields, &key);
        } else if !fields.is_commented(&key) {
            let found = "nothing; write `nobody` where no role owns it";
            fields.wrong(&key.value, key.span, "an ownership tag", found);
        }
    }
    tags
}

fn quote_it(fields: &mut Fields<'_>, piece: &Text) {
    let wrong = front_matter::quote_the_tag(piece.span, &piece.value);
    fields.diagnostics.push(wrong);
}

/// Where YAML ended a text of one line before its line ends: at a comment, or at a colon that made
/// it a key.
fn cut_at(text: &Text, file: &str) -> Option<usize> {
    let rest = file.get(text.span.end()..)?;
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let at = text.span.end() + line.len() - line.trim_start().len();
    (text.exact && file[at..].starts_with(['#', ':'])).then_some(at)
}

fn tag(fields: &mut Fields<'_>, node: Node) -> Option<Tag> {
    let cases = match node.value {
        Value::Text(text) => return parse(&text, fields.source.limits, fields.diagnostics),
        Value::Map(entries) => case(fields, entries, node.span).into_iter().collect(),
        Value::List(items) => {
            let mut cases = Vec::new();
            for item in items {
                if let Value::Text(text) = &item.value
                    && is_cut(text)
                {
                    quote_it(fields, text);
                    return None;
                }
                cases.extend(tag(fields, item)?.cases);
            }
            cases
        }
        _ => Vec::new(),
    };
    let text = Text::made(String::new(), node.span);
    (!cases.is_empty())
        .then_some(Tag { cases, text })
        .map(Tag::with_canonical_text)
}

fn case(fields: &mut Fields<'_>, entries: Vec<Entry>, span: Span) -> Option<Case> {
    let mut fields = fields.nested(&keys::TAG, span, entries);
    let has_holders = fields.has("holders");
    let holders = fields.list_of("holders", &keys::HOLDER, holder);
    let join = fields.word("join", &[("all", Join::All), ("any", Join::Any)]);
    let when = fields.text("when");
    if !has_holders {
        let help = "write `holders: [{ role: EM }]`, or the tag as one line";
        fields.missing("holders", help);
    }
    fields.finish();
    (!holders.is_empty()).then_some(Case {
        holders,
        join: join.map_or(Join::All, |join| join.value),
        when,
    })
}

fn holder(fields: &mut Fields<'_>, _at: Span) -> Option<Holder> {
    let name = fields.short_text("role");
    let qualities = Quality::ALL.map(|quality| (quality.name(), quality));
    let share = fields.text("share").and_then(|text| share(fields, text));
    let via = fields.short_text("via");
    let quality = fields.word("quality", &qualities);
    let said = fields.take("relation");
    let said = said.map(|node| relations(fields, "relation", node));
    let because = fields.texts("because");
    if name.is_none() {
        fields.missing("role", "say which role holds the area");
    }
    Some(Holder {
        name: HolderName::of(name?),
        via,
        manner: Manner {
            quality: quality.map(|quality| quality.value),
            relations: said.unwrap_or_default(),
        },
        share,
        because,
    })
}

/// Relations: a word, several with commas between them, or a list.
pub(in crate::document) fn relations(fields: &mut Fields<'_>, key: &str, node: Node) -> Relations {
    let mut relations = Relations::default();
    for item in node.items() {
        let Some(text) = fields.as_item(key, item) else {
            continue;
        };
        let mut start = 0;
        for piece in text.value.split(',') {
            let word = text.part(start..start + piece.len());
            start += piece.len() + 1;
            let Some(relation) = fields.as_word(key, &word, &Relation::WORDS) else {
                continue;
            };
            if !relations.include(relation.value) {
                let twice = say::relation_twice(&word, relation.value);
                fields.diagnostics.push(twice);
            }
        }
    }
    relations
}

fn share(fields: &mut Fields<'_>, text: Text) -> Option<Share> {
    let wrong = match Range::read(&text.value) {
        Some(Ok(range)) => return Some(Share { range, text }),
        Some(Err(fault)) => say::bad_range(&text, fault),
        None => {
            let expected = "a range of percentages such as `30–70%`";
            front_matter::wrong_type(text.span, "share", expected, "another text")
        }
    };
    fields.diagnostics.push(wrong);
    None
}
