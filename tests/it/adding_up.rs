//! Numbers that stand in two places are the same there, for every ladder at hand: the shipped one, the one that `init` makes, one of odd
//! cases, and any number of generated ones.

use std::collections::BTreeMap;
use std::path::Path;

use ladderbook::source::SourceTree;
use proptest::prelude::*;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::content::facts::shipped;
use crate::tables::records;
use crate::whole::{output, text};

/// The ladder that `init` makes.
fn starter() -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/templates/init");
    let mut tree = SourceTree::default();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the templates") {
            let path = entry.expect("a template").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).expect("a text");
                let path = path.strip_prefix(&root).expect("below it");
                tree.insert_text(&path.to_string_lossy().replace('\\', "/"), &text);
            }
        }
    }
    tree
}

const ROLES: [&str; 4] = ["EM", "TL", "PM", "IC"];

const AREAS: [&str; 7] = [
    "people",
    "people/growth",
    "people/growth/talks",
    "people/staffing",
    "technology",
    "technology/design",
    "delivery",
];

/// A ladder whose roles and models say this of the areas.
fn ladder(owned: &[Option<usize>], models: &[(bool, Vec<String>)]) -> SourceTree {
    let mut tree = SourceTree::default();
    tree.insert_text(
        "book.toml",
        "[book]\ntitle = \"Ladder\"\nurl = \"https://example.org\"\n",
    );
    for (at, role) in ROLES.iter().enumerate() {
        let owned = std::iter::zip(AREAS, owned).filter(|(_, owner)| **owner == Some(at));
        let owned: Vec<&str> = owned.map(|(area, _)| last(area)).collect();
        let text = format!("---\ntitle: {role}\nowns: [{}]\n---\n", owned.join(", "));
        tree.insert_text(&format!("content/roles/{}.md", role.to_lowercase()), &text);
    }
    for area in AREAS {
        let is_parent = AREAS
            .iter()
            .any(|other| other.starts_with(&format!("{area}/")));
        let file = if is_parent { "/index" } else { "" };
        let text = format!("---\ntitle: {}\n---\n", last(area));
        tree.insert_text(&format!("content/areas/{area}{file}.md"), &text);
    }
    for (at, (inherit, tags)) in models.iter().enumerate() {
        let said: String = std::iter::zip(AREAS, tags)
            .filter(|(_, tag)| !tag.is_empty())
            .map(|(area, tag)| format!("  {}: {tag}\n", last(area)))
            .collect();
        let owns = if said.is_empty() {
            String::new()
        } else {
            format!("owners:\n{said}")
        };
        let text = format!(
            "---\ntitle: Model {at}\nroles: [EM, TL, PM, IC]\ninherit: {inherit}\n{owns}---\n"
        );
        tree.insert_text(&format!("content/models/m{at}.md"), &text);
    }
    tree
}

fn last(area: &str) -> &str {
    area.rsplit('/').next().unwrap_or(area)
}

fn tag() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "",
        "",
        "EM",
        "TL",
        "PM",
        "EM + TL",
        "TL + PM",
        "EM or TL",
        "Shared",
        "nobody",
        "TL (poorly)",
        "EM (poorly) + TL",
        "EM (undefined)",
        "TL (accountable) + IC (does)",
        "TL; EM when the seat is empty",
        "EM + TL; PM when it is large",
        "EM; EM or PM when it is large",
    ])
    .prop_map(str::to_owned)
}

fn generated() -> impl Strategy<Value = SourceTree> {
    let model = (any::<bool>(), prop::collection::vec(tag(), AREAS.len()));
    let owned = prop::collection::vec(prop::option::of(0..ROLES.len()), AREAS.len());
    (owned, prop::collection::vec(model, 2..4)).prop_map(|(owned, models)| ladder(&owned, &models))
}

/// One model for each of the ways in which an area may be held.
fn odd() -> SourceTree {
    let all = |tag: &str| vec![tag.to_owned(); AREAS.len()];
    let models = [
        (true, all("")),
        (false, all("")),
        (false, all("EM")),
        (false, all("EM + TL")),
        (false, all("Shared")),
        (true, all("nobody")),
        (true, all("TL (poorly)")),
        (false, all("TL; EM when the seat is empty")),
    ];
    ladder(&[None, Some(0), None, None, Some(1), None, None], &models)
}

const FATES: [&str; 7] = [
    "moves",
    "shared-now",
    "alone-now",
    "first-said",
    "stays",
    "no-longer-said",
    "said-by-neither",
];

/// What a fate and a drift are on the way back.
fn mirrored(kind: &str) -> &str {
    match kind {
        "shared-now" => "alone-now",
        "alone-now" => "shared-now",
        "first-said" => "no-longer-said",
        "no-longer-said" => "first-said",
        "better" => "worse",
        "worse" => "better",
        same => same,
    }
}

/// How many elements a selector finds.
fn count(page: &Html, selector: &str) -> usize {
    let selector = Selector::parse(selector).expect(selector);
    page.select(&selector).count()
}

fn assert_tallies(tree: &SourceTree) {
    let output = output(tree);
    let json: Value = serde_json::from_str(&text(&output, "api/ladder.json")).expect("JSON");
    let areas = json["areas"].as_array().expect("areas");
    let leaves = areas
        .iter()
        .filter(|area| area["children"] == Value::Array(Vec::new()));
    let leaves = leaves.count();
    for pair in json["modelComparisons"].as_array().expect("comparisons") {
        let tallies: Vec<BTreeMap<String, usize>> =
            serde_json::from_value(pair["tallies"].clone()).expect("tallies");
        for (kind, count) in &tallies[0] {
            assert_eq!(tallies[1][mirrored(kind)], *count, "{kind} of {pair}");
        }
        for way in 0..2 {
            let path = pair["pages"][way].as_str().expect("a path");
            let tally = &tallies[way];
            let sum: usize = FATES.iter().map(|fate| tally[*fate]).sum();
            assert_eq!(sum, leaves, "{path}");
            let html = text(&output, path);
            let page = Html::parse_document(&html);
            for fate in FATES {
                let rows = count(&page, &format!("section[data-fate={fate}] tr[data-drift]"));
                assert_eq!(rows, tally[fate], "rows of {fate} of {path}");
            }
            for drift in ["better", "worse"] {
                let rows = count(&page, &format!("tr[data-drift={drift}]"));
                assert_eq!(rows, tally[drift], "rows of {drift} of {path}");
                let tags = count(&page, &format!("tr .lb-tag.lb-{drift}"));
                assert_eq!(tags, rows, "tags of {drift} of {path}");
            }
            // Each number above the table is one of these, and leads to a place that is there.
            let numbers = Selector::parse(".lb-tally [data-show]").expect("a selector");
            for number in page.select(&numbers) {
                let kind = number.value().attr("data-show").expect("a kind");
                let words: String = number.text().collect();
                assert_eq!(
                    words.split(' ').next(),
                    Some(&*tally[kind].to_string()),
                    "{path}"
                );
                assert_eq!(count(&page, &format!("#lb-{kind}")), 1, "#{kind} of {path}");
            }
            let shown = tally.values().filter(|count| **count > 0).count();
            assert_eq!(count(&page, ".lb-tally [data-show]"), shown, "{path}");
            let csv = pair["csvs"][way].as_str().expect("a path");
            assert_eq!(records(&text(&output, csv)).len(), leaves + 1, "{csv}");
        }
    }
}

#[test]
fn a_tally_is_the_rows_of_its_page_and_mirrors_that_of_the_way_back() {
    for tree in [shipped(), starter(), odd()] {
        assert_tallies(&tree);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_tally_is_the_rows_of_any_page(tree in generated()) {
        assert_tallies(&tree);
    }
}
