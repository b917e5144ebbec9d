//! The search index: one classic script that a page loads when its reader first searches.
//!
//! A script and not JSON, because a page opened from disk may load the one but not fetch the other;
//! our own and not a library's, because it costs a build some milliseconds, needs no WebAssembly,
//! and is read from disk. `themes/default/static/search.js` reads it; the two change together.
//!
//! What is in it, smallest first: the words of the search box; names, addresses and owners of all
//! pages; their headings; and for each word of the text the pages it is on ([`terms`]), without
//! how often or where. A word that is on very many pages tells nothing, so where all of it
//! would be too large those go first, down to [`LARGEST`].

mod found;
mod pack;
mod stems;
mod terms;
mod text;
mod words;

use std::collections::HashMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::document::Document;
use crate::ladder::{AreaId, RoleId};
use crate::page::Desk;
use crate::plan::route::Page;
use crate::words::{Key, key};
use found::{Found, found};
use pack::{Packed, text_list};
use terms::Terms;

/// How large the index may be once it is compressed, in bytes; kept by an estimate.
const LARGEST: usize = 900_000;

/// What is left for words at the least.
const LEAST: usize = 200_000;

/// How long the headings of a larger site may be together, in bytes. Beyond it the lower levels are
/// left out, or all: their words are found as words of the text.
const HEADINGS: usize = 750_000;

/// Larger sites have no descriptions in their index, and a word of the text leads to its page and
/// not to its section.
const SMALL: usize = 2_000;

/// Texts that the client shows, by its own names for them.
const WORDS: &[(&str, Key)] = &[
    ("hint", key!("search_hint")),
    ("none", key!("search_none")),
    ("one", key!("search_one")),
    ("many", key!("search_many")),
    ("nearly", key!("search_nearly")),
    ("close", key!("search_close")),
    ("all", key!("search_all")),
    ("more", key!("search_more")),
    ("titles", key!("search_titles")),
    ("also", key!("search_also")),
    ("keys", key!("search_keys")),
    ("dropped", key!("search_dropped")),
    ("asking", key!("search_asking")),
    ("alike", key!("search_alike")),
    ("authors", key!("search_authors")),
    ("default", key!("search_answer_default")),
    ("recommended", key!("search_answer_recommended")),
];

/// What the script holds. Only lists and texts are keyed by content, never the names of an object:
/// a page may be called `__proto__`.
#[derive(Serialize)]
struct Index<'a> {
    words: Vec<(&'a str, &'a str)>,
    /// The parts of the site that have pages: what results are grouped by, in the order of ties.
    kinds: Vec<&'a str>,
    roles: Vec<&'a str>,
    categories: Vec<&'a str>,
    /// For each page a number into `kinds`.
    kind: Packed,
    titles: Vec<String>,
    urls: Vec<String>,
    /// A page, then its other names.
    others: Vec<(usize, &'a [String])>,
    notes: Vec<&'a str>,
    /// For each page numbers into `roles`; a space between pages.
    about_roles: Packed,
    about_categories: Packed,
    /// The pages that list the pages of a part.
    listings: Vec<usize>,
    /// Pages that set two things side by side and that no author wrote.
    pairs: Vec<usize>,
    /// Pages of areas, each with who holds it by default, who does under the recommended model, where one is, and what it is.
    answers: Vec<(usize, String, String, String)>,
    /// The page whose other names are the words that it explains.
    glossary: Option<usize>,
    /// Pages for those who write the ladder, and not for those who read it.
    for_authors: Vec<usize>,
    /// Endings of words and what they come to: [`stems`].
    stems: String,
    /// Different texts of headings, in the order they come up.
    headings: Vec<&'a str>,
    /// For each page numbers into `headings`.
    outline: Packed,
    /// Ids that do not follow from the text: a number that counts headings of all pages, and the
    /// id.
    anchors: Vec<(usize, &'a str)>,
    /// Whether the numbers after words are those of sections, and not of pages.
    by_section: bool,
    terms: String,
    /// For each term the distances between the places it is in; nothing for a word that is
    /// nearly everywhere.
    places: Packed,
}

pub fn index(desk: &Desk<'_>) -> String {
    let pages: Vec<Page> = desk.plan.searched().collect();
    let found: Vec<Found> = pages.par_iter().map(|page| found(desk, *page)).collect();
    let by_section = found.len() <= SMALL;
    let document = |page: &Found| page.document.map(|id| desk.ladder.document(id));
    let outline = Outline::within(&found, &document, by_section);
    let mut index = Index {
        words: WORDS
            .iter()
            .map(|(name, key)| (*name, desk.words.get(*key)))
            .collect(),
        kinds: Vec::new(),
        roles: desk.ladder.roles.iter().map(|role| &*role.title).collect(),
        categories: Vec::new(),
        kind: Packed::default(),
        titles: text_list(found.iter().map(|page| &*page.title)),
        urls: text_list(found.iter().map(|page| page.url.as_str())),
        others: Vec::new(),
        notes: found.iter().map(|page| note(page, by_section)).collect(),
        about_roles: Packed::default(),
        about_categories: Packed::default(),
        listings: Vec::new(),
        pairs: Vec::new(),
        answers: Vec::new(),
        glossary: found.iter().position(|page| page.is_glossary),
        for_authors: Vec::new(),
        stems: String::new(),
        headings: outline.texts,
        outline: outline.numbers,
        anchors: outline.anchors,
        by_section,
        terms: String::new(),
        places: Packed::default(),
    };
    let mut parts: Vec<_> = found.iter().map(|page| page.part).collect();
    parts.sort_unstable();
    parts.dedup();
    index.kinds = parts
        .iter()
        .map(|part| desk.words.get(part.nav_key()))
        .collect();
    let categories: Vec<AreaId> = desk.ladder.categories().collect();
    index.categories = categories
        .iter()
        .map(|id| &*desk.ladder.area(*id).title)
        .collect();
    for (at, page) in found.iter().enumerate() {
        index
            .kind
            .number(parts.binary_search(&page.part).unwrap_or(0));
        index
            .about_roles
            .list(page.roles.iter().copied().map(RoleId::index));
        let places = page
            .categories
            .iter()
            .filter_map(|id| categories.binary_search(id).ok());
        index.about_categories.list(places);
        if page.is_listing {
            index.listings.push(at);
        }
        if page.is_for_authors(document(page)) {
            index.for_authors.push(at);
        }
        if page.is_generated_pair() {
            index.pairs.push(at);
        }
        if by_section && let Some([default, recommended, said]) = page.answers(desk) {
            index.answers.push((at, default, recommended, said));
        }
        if !page.others.is_empty() {
            index.others.push((at, &page.others));
        }
    }
    let texts: Vec<text::Text<'_>> = found
        .iter()
        .map(|page| text::Text::of(page, desk.ladder))
        .collect();
    let terms = Terms::gather(&texts, by_section);
    let with_forms = words_with_forms(&found, &index.headings, &terms);
    index.stems = stems::table(
        with_forms.iter().map(String::as_str),
        &desk.config.book.language,
    );
    // A text shrinks to about two fifths.
    let others = serde_json::to_string(&index).map_or(0, |text| text.len()) * 2 / 5;
    let packed = terms.pack(LARGEST.saturating_sub(others).max(LEAST));
    index.terms = packed.words;
    index.places = packed.places;
    pack::script(&index)
}

/// The words of names and headings, and those of the text.
fn words_with_forms(found: &[Found], headings: &[&str], terms: &Terms) -> Vec<String> {
    let names = found
        .iter()
        .flat_map(|page| page.others.iter().chain([&page.title]));
    let mut all: Vec<String> = terms.known().map(str::to_owned).collect();
    for text in names.map(String::as_str).chain(headings.iter().copied()) {
        words::words_of(text, &mut |word| all.push(word.text()));
    }
    all
}

/// An owner is worth its bytes on any site.
fn note(page: &Found, is_small: bool) -> &str {
    let is_area = matches!(page.page, Page::Subject(crate::ladder::Subject::Area(_)));
    let note = page.note.as_deref().filter(|_| is_small || is_area);
    note.unwrap_or_default()
}

#[derive(Default)]
struct Outline<'a> {
    texts: Vec<&'a str>,
    numbers: Packed,
    anchors: Vec<(usize, &'a str)>,
}

impl<'a> Outline<'a> {
    /// As many levels as fit; all where sections count.
    fn within(
        found: &'a [Found],
        document: &impl Fn(&Found) -> Option<&'a Document>,
        is_small: bool,
    ) -> Outline<'a> {
        for lowest in [6, 3, 2] {
            let outline = Outline::new(found, document, lowest);
            let size: usize = outline.texts.iter().map(|text| text.len()).sum();
            if is_small || size <= HEADINGS {
                return outline;
            }
        }
        Outline::new(found, document, 0)
    }

    fn new(
        found: &'a [Found],
        document: &impl Fn(&Found) -> Option<&'a Document>,
        lowest: u8,
    ) -> Outline<'a> {
        let mut outline = Outline::default();
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut count = 0;
        for page in found {
            let headings = match document(page) {
                Some(document) if page.has_headings => &document.outline.headings[..],
                _ => &[],
            };
            let headings = headings.iter().filter(|heading| heading.level <= lowest);
            let headings = headings.map(|heading| (&*heading.text, &*heading.id));
            let made = page.made_headings.iter().map(|(text, id)| (&**text, &**id));
            let headings: Vec<(&str, &str)> = headings.chain(made).collect();
            outline.numbers.list(headings.iter().map(|(text, _)| {
                *known.entry(text).or_insert_with(|| {
                    outline.texts.push(text);
                    outline.texts.len() - 1
                })
            }));
            for (text, id) in headings {
                if anchor_of(text) != id {
                    outline.anchors.push((count, id));
                }
                count += 1;
            }
        }
        outline
    }
}

/// The id that the client makes of a heading where the index has none: the plain case of
/// [`crate::document::markdown::slug`].
fn anchor_of(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        'a'..='z' | '0'..='9' | '-' | '_' => Some(c),
        ' ' => Some('-'),
        _ => None,
    });
    kept.collect()
}
