//! Numbers that stand in two places are the same there, for every ladder at hand: the shipped one, the one that `init` makes, one of odd
//! cases, and any number of generated ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ladderbook::diagnostic::{Code, Diagnostic};
use ladderbook::source::SourceTree;
use proptest::prelude::*;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::content::facts::shipped;
use crate::tables::records;
use crate::whole::{self, output, text};

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

/// The ids of a list of a load.
fn ids(load: &Value, key: &str) -> Vec<String> {
    serde_json::from_value(load[key].clone()).expect(key)
}

/// Whether an owner answers in any case: no condition, and not one of several of which any may.
fn is_sure(case: &Value) -> bool {
    case["when"].is_null() && case["join"] != "any"
}

fn assert_loads(tree: &SourceTree) {
    let output = output(tree);
    let json: Value = serde_json::from_str(&text(&output, "api/ladder.json")).expect("JSON");
    let areas = json["areas"].as_array().expect("areas");
    let leaves = areas
        .iter()
        .filter(|area| area["children"] == Value::Array(Vec::new()));
    let leaves: BTreeSet<&str> = leaves.filter_map(|area| area["id"].as_str()).collect();
    for model in json["models"].as_array().expect("models") {
        let loads = model["loads"].as_array().expect("loads");
        let mut holders: BTreeMap<String, usize> = BTreeMap::new();
        for load in loads {
            for area in ids(load, "areas") {
                *holders.entry(area).or_default() += 1;
            }
        }
        // What the answers say, counted anew.
        let held = model["answers"]
            .as_array()
            .expect("answers")
            .iter()
            .filter(|answer| {
                let cases = answer["cases"].as_array().expect("cases").iter();
                let sure = cases.filter(|case| is_sure(case));
                let mut holders =
                    sure.flat_map(|case| case["holders"].as_array().expect("holders"));
                let owns = |holder: &Value| {
                    holder["relation"].is_null() || holder["relation"] == "accountable"
                };
                let is_leaf = answer["area"]
                    .as_str()
                    .is_some_and(|area| leaves.contains(area));
                is_leaf && holders.any(|holder| holder["who"] == "role" && owns(holder))
            });
        assert_eq!(holders.len(), held.count(), "{}", model["id"]);
        let total: usize = loads.iter().map(|load| ids(load, "areas").len()).sum();
        let again: usize = holders.values().map(|count| count - 1).sum();
        assert_eq!(total - again, holders.len(), "{}", model["id"]);
        for load in loads {
            let areas = ids(load, "areas");
            let shared = areas.iter().filter(|area| holders[*area] > 1);
            assert_eq!(ids(load, "shared"), shared.cloned().collect::<Vec<_>>());
            let maybe = load["maybe"].as_array().expect("maybe").iter();
            let mut maybe = maybe.filter_map(|one| one["area"].as_str());
            assert!(maybe.all(|area| !areas.iter().any(|sure| sure == area)));
        }
        // The bars of the page are these loads.
        let page = Html::parse_document(&text(&output, model["page"].as_str().expect("a path")));
        let selector = Selector::parse(".lb-load-count b").expect("a selector");
        let shown = page
            .select(&selector)
            .map(|one| one.text().collect::<String>());
        let mut shown: Vec<usize> = shown
            .map(|count| count.parse().expect("a number"))
            .collect();
        let mut wanted: Vec<usize> = loads
            .iter()
            .filter(|load| {
                !(load["areas"] == Value::Array(Vec::new()) && load["maybe"] == load["areas"])
            })
            .map(|load| ids(load, "areas").len())
            .collect();
        shown.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(shown, wanted, "{}", model["id"]);
    }
}

#[test]
fn loads_add_up_to_the_areas_that_are_held() {
    for tree in [shipped(), starter(), odd()] {
        assert_loads(&tree);
    }
}

#[test]
fn who_shares_all_of_a_category_is_named_beside_it() {
    let page = text(&output(&starter()), "roles/tech-lead.html");
    let page = Html::parse_document(&page);
    let selector = Selector::parse(".lb-owns section").expect("a selector");
    let groups = page.select(&selector).map(|group| {
        let text = group.text().collect::<Vec<_>>().join(" ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let delivery: Vec<String> = groups
        .filter(|group| group.starts_with("Delivery"))
        .collect();
    assert_eq!(delivery, ["Delivery All of it. with EM"]);
}

/// Every row of an area says how deep it is, and the deeper ones are indented.
#[test]
fn each_row_of_an_area_has_its_depth() {
    for tree in [shipped(), odd()] {
        let output = output(&tree);
        let rows = Selector::parse("table tbody tr").expect("a selector");
        let link = Selector::parse("th[scope=row] > a").expect("a selector");
        for (path, html) in whole::pages(&output) {
            let kind = path.split('/').next().unwrap_or_default();
            if kind != "models" && path != "areas/index.html" {
                continue;
            }
            let page = Html::parse_document(&html);
            for row in page.select(&rows) {
                let Some(link) = row.select(&link).next() else {
                    continue;
                };
                let leads = link.value().attr("href").unwrap_or_default();
                if leads.contains("areas/") || kind == "areas" {
                    let class = row.value().attr("class").unwrap_or_default();
                    assert!(class.starts_with("lb-depth-"), "{path}: {}", row.html());
                }
            }
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
    fn numbers_of_any_ladder_add_up(tree in generated()) {
        assert_tallies(&tree);
        assert_loads(&tree);
    }
}

/// An area is in one row of a comparison, and the numbers of the two cards are those of the rows.
fn assert_comparisons(tree: &SourceTree) {
    let output = output(tree);
    let json: Value = serde_json::from_str(&text(&output, "api/ladder.json")).expect("JSON");
    for pair in json["comparisons"].as_array().expect("comparisons") {
        let path = pair["page"].as_str().expect("a path");
        let (mut seen, mut counts) = (BTreeSet::new(), [0; 3]);
        for row in pair["rows"].as_array().expect("rows") {
            for (side, cell) in [&row["left"], &row["right"]].into_iter().enumerate() {
                let Some(area) = cell["area"].as_str() else {
                    continue;
                };
                let relations = cell["relations"].as_array();
                let answers = relations.is_some_and(|all| all.contains(&"accountable".into()));
                if cell["kind"] != "takes-part" || answers {
                    counts[if row["both"] == true { 2 } else { side }] += 1;
                }
                // Both sides of one row may speak of one area.
                seen.insert((area.to_owned(), row.to_string()));
            }
        }
        let areas: BTreeSet<&String> = seen.iter().map(|(area, _)| area).collect();
        assert_eq!(areas.len(), seen.len(), "an area in two rows of {path}");
        let page = Html::parse_document(&text(&output, path));
        let numbers = Selector::parse(".lb-duo dd").expect("a selector");
        let numbers = page
            .select(&numbers)
            .map(|one| one.text().collect::<String>());
        let numbers: Vec<usize> = numbers.filter_map(|text| text.parse().ok()).collect();
        let of = |owns: usize| {
            if owns + counts[2] > 0 {
                vec![owns, counts[2]]
            } else {
                Vec::new()
            }
        };
        assert_eq!(numbers, [of(counts[0]), of(counts[1])].concat(), "{path}");
    }
}

/// A comparison that contradicts the definitions in every way.
fn fixture() -> String {
    let fault = include_str!("../faults/27-comparisons-against-definitions/input.txt");
    format!("//- book.toml\n[book]\ntitle = \"T\"\nurl = \"https://example.org\"\n{fault}")
}

#[test]
fn a_comparison_says_of_each_area_once_who_holds_it() {
    let fault = fixture();
    for tree in [shipped(), starter(), odd(), SourceTree::fixture(&fault)] {
        assert_comparisons(&tree);
    }
}

#[test]
fn a_row_that_differs_from_the_definitions_shows_both() {
    let fault = fixture();
    let page = text(
        &output(&SourceTree::fixture(&fault)),
        "compare/em-vs-tl.html",
    );
    for said in [
        "by role definition: EM owns it, TL does the work",
        "by role definition: EM owns it</span>",
        "by role definition: TL and EM share it",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let file = fault.replace("between: [TL, EM]", "between: [TL, EM]\nsource: book")
        + "//- content/sources/book.md\n---\ntitle: Book\n---\n";
    let compiled = whole::compiled(&SourceTree::fixture(&file));
    let mut codes = compiled.diagnostics.iter().map(Diagnostic::code);
    assert!(
        !codes.any(|code| code == Code::AgainstDefinition),
        "a source is retold"
    );
}
