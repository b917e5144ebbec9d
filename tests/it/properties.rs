//! What holds for any ladder at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ladderbook::compile::{self, Bytes, Options};
use ladderbook::diagnostic::{self, Diagnostic};
use ladderbook::document::limits::Limits;
use ladderbook::document::tag::{self, Tag};
use ladderbook::source::SourceTree;
use ladderbook::span::Span;
use ladderbook::text::Text;
use proptest::prelude::*;
use scraper::Html;

use crate::judge::elements;
use crate::whole;

// --- A tag that is printed and read again is the same tag ---

fn holder() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "EM",
        "tech lead",
        "Shared",
        "Team",
        "STO",
        "ÄM",
        "R&D",
        "nobody-else",
    ]);
    let via = prop::option::of(prop::sample::select(vec!["people", "system-roadmap"]));
    let item = prop::sample::select(vec![
        "poorly",
        "Undefined",
        "backup",
        "custodial",
        "Informed",
        "responsible",
        "Accountable, does",
        "informed, support",
        "\"informed, but (late); see\"",
        "\"they say \"soon\"\"",
        "\"backup\"",
        "30–70%",
        "up to 30%",
        "~20-25%",
        "30% to 70%",
        "too many duties",
        "\"so\" they say",
        "50/50",
        "a (nested) reason",
        "=1+1",
        "<b>",
        "when it rains, or not",
        "ünï",
    ]);
    (name, via, prop::collection::vec(item, 0..4)).prop_map(|(name, via, items)| {
        let via = via.map_or(String::new(), |area| format!(" via {area}"));
        let items = if items.is_empty() {
            String::new()
        } else {
            format!(" ({})", items.join(", "))
        };
        format!("{name}{via}{items}")
    })
}

fn case() -> impl Strategy<Value = String> {
    let joined = (prop::collection::vec(holder(), 1..4), any::<bool>())
        .prop_map(|(holders, all)| holders.join(if all { " + " } else { " OR " }));
    let when = prop::option::of(prop::sample::select(vec![
        "it is a platform team",
        "2 > 1",
        "asked (twice)",
        "WHEN",
    ]));
    (joined, when).prop_map(|(set, when)| match when {
        Some(when) => format!("{set} when {when}"),
        None => set,
    })
}

/// Letters of tags, in any order: most are wrong, and those that are not must come back too.
fn soup() -> impl Strategy<Value = String> {
    let bit = prop::sample::select(vec![
        "EM", " ", " + ", " or ", "; ", ",", "(", ")", "poorly", "backup", "30%", "-", "–",
        " via ", " when ", "nobody", "shared", "a", "ü", "%", "if", "“", "’", "\"", "informed",
        "hel",
    ]);
    prop::collection::vec(bit, 1..9).prop_map(|bits| bits.concat().trim().to_owned())
}

/// Parentheses full of quotes, commas and parentheses: where an item begins and ends is asked in two places, which must agree.
fn quotes() -> impl Strategy<Value = String> {
    let bit = prop::sample::select(vec!["\"", "\"", ",", "(", ")", " ", "a", "informed", ";"]);
    prop::collection::vec(bit, 1..14).prop_map(|bits| format!("EM ({})", bits.concat()))
}

fn read_tag(written: &str) -> (Option<Tag>, Vec<Diagnostic>) {
    let file = SourceTree::default().insert_text("tag.md", written);
    let mut wrong = Vec::new();
    let text = Text::exact(written, Span::new(file, written, 0..written.len()));
    let tag = tag::parse(&text, &Limits::default(), &mut wrong);
    (tag, wrong)
}

/// What a word processor's quotes mark is a name by itself, and nothing as soon as more is said: the same for what is printed of it.
#[test]
fn odd_quotes_are_refused_however_the_rest_is_written() {
    for written in ["“EM” (poorly)", "“EM”, poorly", "‘EM,poorly"] {
        let (tag, wrong) = read_tag(written);
        assert!(tag.is_none(), "{written}");
        let said: Vec<&str> = wrong.iter().map(Diagnostic::message).collect();
        assert_eq!(said.len(), 1, "{said:?}");
    }
    assert!(read_tag("“EM”").0.is_some());
}

/// A quote opens a reason only where an item of the holder begins, not after a comma within a reason's own parentheses.
#[test]
fn quotes_within_a_reasons_parentheses_are_part_of_it() {
    let written = "EM (a (b, \"c) d)";
    let (tag, wrong) = read_tag(written);
    assert!(wrong.is_empty(), "{}", wrong[0].message());
    assert_eq!(
        tag.expect("it can be read").cases[0].holders[0].because[0].value,
        "a (b, \"c) d"
    );
}

/// Everything a tag says, without its places.
fn said(tag: &Tag) -> Vec<String> {
    let case = |case: &tag::Case| {
        let holders = case.holders.iter().map(|holder| {
            format!(
                "{} {:?} {:?} {:?} {:?} {:?}",
                holder.name.text().value,
                holder.via.as_ref().map(|via| &via.value),
                holder.manner.quality,
                holder.manner.relations,
                holder
                    .share
                    .as_ref()
                    .map(|share| (&share.range, &share.text.value)),
                holder
                    .because
                    .iter()
                    .map(|because| &because.value)
                    .collect::<Vec<_>>(),
            )
        });
        let when = case.when.as_ref().map(|when| &when.value);
        format!(
            "{:?} {:?} {when:?}",
            holders.collect::<Vec<_>>(),
            (case.holders.len() > 1).then_some(&case.join)
        )
    };
    tag.cases.iter().map(case).collect()
}

fn assert_comes_back(written: &str) -> Result<bool, TestCaseError> {
    let (tag, wrong) = read_tag(written);
    let Some(tag) = tag.filter(|_| wrong.is_empty()) else {
        return Ok(false);
    };
    let printed = tag.to_string();
    let (again, wrong) = read_tag(&printed);
    prop_assert!(
        wrong.is_empty(),
        "{written:?} is printed as {printed:?}: {}",
        wrong[0].message()
    );
    let again = again.expect("what is printed can be read");
    prop_assert_eq!(
        said(&again),
        said(&tag),
        "{:?} is printed as {:?}",
        written,
        &printed
    );
    prop_assert_eq!(again.to_string(), printed);
    Ok(true)
}

// --- Ladders ---

/// Files of a ladder that has a bit of everything.
const LADDER: &[(&str, &str)] = &[
    (
        "book.toml",
        "[book]\ntitle = \"A ladder\"\nurl = \"https://ladder.example\"\n",
    ),
    (
        "content/index.md",
        "---\ntitle: Welcome\n---\n\nSee [[em]] and [hiring](areas/people/hiring.md#how).\n",
    ),
    (
        "content/roles/em.md",
        "---\ntitle: Engineering Manager\nabbr: EM\nowns: [hiring]\nreports-to: Director\n---\n\n## What\n\nText.\n",
    ),
    (
        "content/roles/tl.md",
        "---\ntitle: Tech Lead\nabbr: TL\nshares: [roadmap]\nbacks-up: [EM]\nattributes:\n  Coding: 30–70%\n---\n",
    ),
    (
        "content/roles/pm.md",
        "---\ntitle: Product Manager\nabbr: PM\nshares: [roadmap]\ntakes-part: [hiring]\n---\n",
    ),
    (
        "content/roles/director.md",
        "---\ntitle: Director\nmodels: all\n---\n",
    ),
    ("content/areas/people/index.md", "---\ntitle: People\n---\n"),
    (
        "content/areas/people/hiring.md",
        "---\ntitle: Hiring\nalso: [recruiting]\n---\n\n## How\n\nWith care.\n",
    ),
    ("content/areas/roadmap.md", "---\ntitle: Roadmap\n---\n"),
    ("content/areas/delivery.md", "---\ntitle: Delivery\n---\n"),
    (
        "content/models/one.md",
        "---\ntitle: One\nowners:\n  people: EM (poorly, too busy)\n  delivery: PM; TL when it is technical\n---\n",
    ),
    (
        "content/models/two.md",
        "---\ntitle: Two\ninherit: false\nowners:\n  delivery: EM + TL\n  roadmap: nobody (not yet)\n---\n",
    ),
    (
        "content/comparisons/tl-em.md",
        "---\nbetween: [TL, EM]\nrows:\n  - left: Code\n    right: People\n  - both: \"[[roadmap]]\"\n---\n",
    ),
    ("content/teams/search.md", "---\ntitle: Search\n---\n"),
    (
        "content/glossary.md",
        "---\ntitle: Glossary\n---\n\nOwner\n: Who answers for it.\n",
    ),
    (
        "content/guides/a.md",
        "---\ntitle: A\naliases: [/old-a]\n---\n\nTo [b](b/c.md), to [itself](#here).\n\n## Here\n\nA note[^1].\n\n[^1]: Small.\n",
    ),
    (
        "content/guides/b/c.md",
        "---\ntitle: C\n---\n\nTo [[hiring#how]], [a](../a.md#here).\n\n<details id=\"own\"><summary>More</summary>\n\nText\n\n</details>\n",
    ),
];

fn tree_of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> SourceTree {
    let mut tree = SourceTree::default();
    for (path, text) in files {
        for (slash, _) in path.match_indices('/') {
            tree.insert_folder(&path[..slash]);
        }
        tree.insert_text(path, text);
    }
    tree
}

/// What a build says, as places and words, and every file that it would write.
fn built(tree: &SourceTree) -> (Vec<Diagnostic>, BTreeMap<String, Vec<u8>>) {
    let compiled = whole::compiled(tree);
    let mut files = BTreeMap::new();
    if let Some(output) = compiled.value.output {
        for (at, path) in output.paths().iter().enumerate() {
            if let Ok(Bytes::Made(bytes)) = output.bytes(at) {
                files.insert(path.clone(), bytes.into_owned());
            }
        }
    }
    (compiled.diagnostics, files)
}

fn lines(found: &[Diagnostic], tree: &SourceTree) -> String {
    diagnostic::print::json(found, tree, "")
}

fn is_error(found: &[Diagnostic]) -> bool {
    diagnostic::has_errors(found)
}

#[test]
fn the_ladder_of_these_tests_has_no_error() {
    let tree = tree_of(LADDER.iter().copied());
    let (found, files) = built(&tree);
    assert!(!is_error(&found), "{}", lines(&found, &tree));
    assert!(files.len() > 30);
}

/// A file's text with something put into it, taken out, or doubled, at any place.
#[derive(Clone, Debug)]
struct Damage {
    file: usize,
    at: prop::sample::Index,
    len: usize,
    put: String,
}

fn damage() -> impl Strategy<Value = Damage> {
    let put = prop_oneof![
        any::<char>().prop_map(String::from),
        prop::sample::select(vec![
            "\n",
            "\r\n",
            "\r",
            "---\n",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "#",
            "@",
            "&a",
            "*a",
            "|\n",
            ">-\n",
            "\t",
            "\0",
            "\u{feff}",
            "\u{202e}",
            "\u{200b}",
            "Е",
            "é",
            "e\u{301}",
            "🙃",
            "EM",
            "hiring",
            "[[",
            "]]",
            "(",
            ")",
            ";",
            "+",
            " or ",
            "%",
            "title: x\n",
            ":::tip\n",
            "<b ",
            "</script>",
            "{#em}",
            "[a](b.md#c)",
            "../",
            "javascript:",
            "\\u2028",
            "!!str ",
            "? ",
            "true",
            "1.10",
            "2020-01-01",
            "draft: true\n",
        ])
        .prop_map(str::to_owned),
    ];
    (
        0..LADDER.len(),
        any::<prop::sample::Index>(),
        0_usize..12,
        put,
    )
        .prop_map(|(file, at, len, put)| Damage { file, at, len, put })
}

fn damaged(damages: &[Damage]) -> Vec<(&'static str, String)> {
    let mut files: Vec<(&str, String)> = LADDER
        .iter()
        .map(|(path, text)| (*path, (*text).to_owned()))
        .collect();
    for damage in damages {
        let text = &mut files[damage.file].1;
        let boundary = |text: &str, at: usize| {
            (0..=at.min(text.len()))
                .rev()
                .find(|at| text.is_char_boundary(*at))
                .unwrap_or(0)
        };
        let start = boundary(text, damage.at.index(text.len() + 1));
        let end = boundary(text, start + damage.len).max(start);
        text.replace_range(start..end, &damage.put);
    }
    files
}

fn shuffled(
    files: &[(&'static str, String)],
    order: &[prop::sample::Index],
) -> Vec<(&'static str, String)> {
    let mut rest = files.to_vec();
    let mut out = Vec::new();
    for index in order {
        if !rest.is_empty() {
            out.push(rest.remove(index.index(rest.len())));
        }
    }
    out.extend(rest);
    out
}

fn as_tree(files: &[(&'static str, String)]) -> SourceTree {
    tree_of(files.iter().map(|(path, text)| (*path, text.as_str())))
}

fn assert_span(span: Span, tree: &SourceTree, message: &str) -> Result<(), TestCaseError> {
    let file = tree.file(span.file());
    prop_assert!(file.is_some(), "{message}");
    let text = file.map_or("", |file| file.shown_text());
    prop_assert!(
        text.is_empty() || text.get(span.range()).is_some(),
        "{span:?}: {message}"
    );
    Ok(())
}

/// Every link of every page that leads into the site, with the fragment where it has one.
fn assert_links(files: &BTreeMap<String, Vec<u8>>) -> Result<(), TestCaseError> {
    let pages: BTreeMap<&str, Html> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| {
            (
                path.as_str(),
                Html::parse_document(&String::from_utf8_lossy(bytes)),
            )
        })
        .collect();
    let ids: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|(path, page)| {
            (
                *path,
                elements(page)
                    .filter_map(|one| one.value().attr("id").map(str::to_owned))
                    .collect(),
            )
        })
        .collect();
    for (path, page) in &pages {
        // Read from anywhere, so its links start at the root.
        if *path == "404.html" {
            continue;
        }
        for element in elements(page) {
            let to = ["href", "src"]
                .into_iter()
                .find_map(|name| element.value().attr(name));
            let Some(to) = to.filter(|to| !to.contains(':')) else {
                continue;
            };
            let (file, fragment) = to
                .split_once('#')
                .map_or((to, None), |(file, fragment)| (file, Some(fragment)));
            let file = file.split('?').next().unwrap_or_default();
            let target = if file.is_empty() {
                (*path).to_owned()
            } else {
                resolved(path, file)
            };
            prop_assert!(
                files.contains_key(&target),
                "{path}: {to} leads to {target}, which is not there"
            );
            if let (Some(fragment), Some(ids)) =
                (fragment.filter(|one| !one.is_empty()), ids.get(&*target))
            {
                prop_assert!(
                    ids.contains(&decoded(fragment)),
                    "{path}: {to} has no such part"
                );
            }
        }
    }
    Ok(())
}

fn resolved(from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    decoded(&parts.join("/"))
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_tag_comes_back_as_it_was(cases in prop::collection::vec(case(), 1..4)) {
        assert_comes_back(&cases.join("; "))?;
    }

    #[test]
    fn any_tag_that_can_be_read_comes_back(written in prop_oneof![soup(), quotes()]) {
        assert_comes_back(&written)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_place_lies_between_characters(damages in prop::collection::vec(damage(), 1..8)) {
        let tree = as_tree(&damaged(&damages));
        let prepared = compile::prepare(&Arc::new(tree.clone()), &Options::default(), None);
        for one in &prepared.diagnostics {
            assert_span(one.at(), &tree, one.message())?;
            for mark in one.marks() {
                assert_span(mark.span, &tree, one.message())?;
            }
        }
        prop_assert_eq!(crate::references::wrong(&prepared.value.ladder), Vec::<String>::new());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// The order in which files were met must not show: not in what is said, nor in a byte of the site.
    #[test]
    fn the_order_of_files_does_not_matter(
        damages in prop::collection::vec(damage(), 0..3),
        order in prop::collection::vec(any::<prop::sample::Index>(), LADDER.len()),
    ) {
        let files = damaged(&damages);
        let (tree, other) = (as_tree(&files), as_tree(&shuffled(&files, &order)));
        let ((found, site), (found_there, site_there)) = (built(&tree), built(&other));
        prop_assert_eq!(lines(&found, &tree), lines(&found_there, &other));
        prop_assert!(site == site_there);
    }

    #[test]
    fn every_link_of_a_ladder_without_errors_leads_somewhere(damages in prop::collection::vec(damage(), 0..2)) {
        let (found, files) = built(&as_tree(&damaged(&damages)));
        if !is_error(&found) {
            assert_links(&files)?;
        }
    }

    /// Any text in any field that holds a text is that text on the page.
    #[test]
    fn any_text_of_a_field_is_on_its_page(text in "[^\\pC\\s][^\\pC\\s\\pZ]{0,16}[<>\"'&`][^\\pC\\s\\pZ]{0,8}[a-z]") {
        let quoted = serde_json::Value::from(text.as_str()).to_string();
        let cell: String = text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect();
        let cell = serde_json::Value::from(cell).to_string();
        let role = format!(
            "---\ntitle: Engineering Manager\nabbr: EM\nowner: {quoted}\ntags: [{quoted}]\nfocus: {quoted}\nattributes:\n  Coding: {quoted}\n---\n"
        );
        let area = format!("---\ntitle: Hiring\ndescription: {cell}\nexamples: [{cell}]\n---\n");
        let model = format!("---\ntitle: Plain\nroles: [EM]\nfits: [{cell}]\nstrains: [{cell}]\nowners:\n  hiring:\n    holders: [{{role: EM, because: {quoted}}}]\n---\n");
        let tree = tree_of([
            ("book.toml", "[book]\ntitle = \"A\"\n"),
            ("content/roles/em.md", role.as_str()),
            ("content/areas/hiring.md", area.as_str()),
            ("content/models/plain.md", model.as_str()),
            ("content/guides/g.md", &format!("---\ntitle: {quoted}\n---\n\nText.\n")),
        ]);
        let (found, files) = built(&tree);
        prop_assume!(!is_error(&found));
        for (path, least) in [("roles/em.html", 2), ("areas/hiring.html", 2), ("models/plain.html", 3), ("guides/g.html", 2)] {
            let page = String::from_utf8_lossy(files.get(path).map_or(&[][..], Vec::as_slice));
            let page = Html::parse_document(&page);
            let shown: String = page.root_element().text().collect();
            prop_assert!(shown.matches(&text).count() >= least, "{path} shows {text:?} {} times", shown.matches(&text).count());
        }
    }
}
