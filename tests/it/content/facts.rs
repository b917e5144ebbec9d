//! The shipped ladder holds what its sources say: each fact in the resolved ladder, in the JSON and in the CSV.
//!
//! The tables here were written by hand from the sources. Wording is the ladder's own; who holds what, and how, is not.

mod table;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use ladderbook::config::Config;
use ladderbook::document::front_matter::Question;
use ladderbook::document::tag::{Join, Manner, Quality, Relation, Relations};
use ladderbook::export::{ladder_json, ladder_schema, matrix_csv, role_pair_csv};
use ladderbook::ladder::compare::{Cell, GroupKind, Row, Standing};
use ladderbook::ladder::names::NameTable;
use ladderbook::ladder::{
    AreaId, Case, Holder, Id, Ladder, ModelId, Reason, RoleId, SourceId, Who,
};
use ladderbook::source::SourceTree;
use serde_json::{Value, json};

use crate::schema::violations;
use crate::tables::records;
use crate::whole::{prepared, with_site};

/// The shipped ladder with what is exported of it.
struct Shipped {
    config: Arc<Config>,
    ladder: Arc<Ladder>,
    json: Value,
    matrix: Vec<Vec<String>>,
    tl_vs_em: Vec<Vec<String>>,
}

static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    let prepared = prepared(&shipped());
    let names = &prepared.ladder.names.roles;
    let (em, tl) = (only(names, "EM"), only(names, "TL"));
    let (json, matrix, tl_vs_em) = with_site(&prepared, |site| {
        (
            ladder_json(&site.desk("")),
            matrix_csv(site.desk("").phrase),
            role_pair_csv(&site.desk(""), em, tl),
        )
    });
    Shipped {
        json: serde_json::from_str(&json).expect("the ladder is JSON"),
        matrix: records(&matrix),
        tl_vs_em: records(&tl_vs_em),
        config: prepared.config,
        ladder: prepared.ladder,
    }
});

/// The settings and the content of this repository.
#[expect(
    clippy::disallowed_methods,
    reason = "the shipped ladder is files on a disk"
)]
pub(crate) fn shipped() -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tree = SourceTree::default();
    let entries = walkdir::WalkDir::new(root.join("content"))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.path().extension() == Some("md".as_ref()));
    let paths = entries.map(walkdir::DirEntry::into_path);
    for path in paths.chain([root.join("book.toml")]) {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let below = path.strip_prefix(root).expect("a path below the root");
        let parts: Vec<&str> = below.iter().filter_map(std::ffi::OsStr::to_str).collect();
        tree.insert_text(&parts.join("/"), &text);
    }
    tree
}

/// The one thing of a name.
fn only<I: Id>(names: &NameTable<I>, name: &str) -> I {
    match names.all(name).as_slice() {
        [only] => *only,
        other => panic!("{} things are called {name}", other.len()),
    }
}

impl Shipped {
    fn role(&self, name: &str) -> RoleId {
        only(&self.ladder.names.roles, name)
    }

    fn area(&self, name: &str) -> AreaId {
        only(&self.ladder.names.areas, name)
    }

    fn model(&self, name: &str) -> ModelId {
        only(&self.ladder.names.models, name)
    }

    fn source(&self, name: &str) -> SourceId {
        only(&self.ladder.names.sources, name)
    }

    fn cases(&self, model: &str, area: &str) -> Vec<Case> {
        let answer = self.ladder.answer(self.model(model), self.area(area));
        let held = answer.held().expect("somebody holds it");
        held.cases.clone()
    }

    /// The entry of a list in the JSON.
    fn entry(&self, list: &str, id: &str) -> &Value {
        let entries = self.json[list].as_array().expect("a list");
        let mut found = entries.iter().filter(|entry| entry["id"] == id);
        let entry = found.next().expect("an entry of this id");
        assert_eq!(found.next(), None);
        entry
    }

    fn role_entry(&self, name: &str) -> &Value {
        self.entry("roles", &self.ladder.role(self.role(name)).id)
    }

    fn area_entry(&self, name: &str) -> &Value {
        self.entry("areas", &self.ladder.area(self.area(name)).id)
    }

    fn model_entry(&self, name: &str) -> &Value {
        self.entry("models", &self.ladder.model(self.model(name)).id)
    }

    /// The answer for an area under a model in the JSON.
    fn answer_entry(&self, model: &str, area: &str) -> &Value {
        let area = &self.ladder.area(self.area(area)).id;
        let answers = self.model_entry(model)["answers"].as_array();
        let mut answers = answers.into_iter().flatten();
        answers
            .find(|answer| answer["area"] == **area)
            .expect("an answer for every area")
    }

    /// The cell of the matrix in CSV.
    fn cell(&self, model: &str, area: &str) -> &str {
        let model = &self.ladder.model(self.model(model)).title;
        let area = &self.ladder.area(self.area(area)).title;
        let column = self.matrix[0].iter().position(|title| title == model);
        let row = self.matrix.iter().find(|row| row[1] == *area);
        &row.expect("a row for every area")[column.expect("a column for every model")]
    }

    /// A holder of which only the quality is said, its reasons left out.
    fn said_of(&self, who: &str, quality: Option<Quality>) -> Holder {
        Holder {
            who: match who {
                "Shared" => Who::Shared,
                role => Who::Role(self.role(role)),
            },
            via: None,
            manner: Manner {
                quality,
                relations: Relations::default(),
            },
            share: None,
            because: Vec::new(),
            open: None,
        }
    }
}

/// The models of the matrix in its order: a name each, and where they stand in the list of all.
const MODELS: [&str; 5] = [
    "EM does projects",
    "PM does projects",
    "Tech lead model",
    "STO model",
    "Scrum model",
];

/// For each area what its source says under each model, and the cell in words. `~` is poorly.
const ASSIGNMENTS: [(&str, [(&str, &str); 5]); 6] = [
    (
        "People",
        [
            ("EM", "EM"),
            ("EM", "EM"),
            ("TL ~", "TL (poorly, too many duties)"),
            ("STO", "STO"),
            ("Manager ~", "Manager (poorly)"),
        ],
    ),
    (
        "Process",
        [
            ("EM", "EM"),
            ("EM", "EM"),
            ("TL ~", "TL (poorly, too many duties)"),
            ("STO", "STO"),
            ("Scrummaster ~", "SM (poorly, leans on process too much)"),
        ],
    ),
    (
        "Projects",
        [
            ("EM", "EM (keeps the coach close to the work)"),
            ("PM", "PM (gives the team context every day)"),
            ("TL ~", "TL (poorly)"),
            ("STO or project manager", "STO or PjM"),
            ("Shared ~", "several roles together (poorly)"),
        ],
    ),
    (
        "Technical leadership",
        [
            ("TL", "TL"),
            (
                "EM ~",
                "EM (poorly, authority silences dissent and time is short)",
            ),
            ("TL", "TL"),
            ("STO or TL", "STO or TL"),
            ("Team, undefined", "Team (undefined)"),
        ],
    ),
    (
        "Product",
        [
            ("PM", "PM"),
            ("PM", "PM"),
            ("PM", "PM"),
            ("STO or PM", "STO or PM"),
            ("Product owner ~", "PO (poorly)"),
        ],
    ),
    (
        "Talk with customers",
        [
            ("PM", "PM"),
            ("PM ~", "PM (poorly, the projects take the time)"),
            ("PM", "PM"),
            ("STO or PM", "STO or PM"),
            ("Product owner ~", "PO (poorly)"),
        ],
    ),
];

/// Every assignment: area, model, what the source says, the cell in words.
fn assignments() -> impl Iterator<Item = (&'static str, &'static str, &'static str, &'static str)> {
    ASSIGNMENTS.iter().flat_map(|(area, cells)| {
        let models = MODELS.iter().zip(cells);
        models.map(move |(model, (said, words))| (*area, *model, *said, *words))
    })
}

/// The case that a cell of the source's table means.
fn case(shipped: &Shipped, said: &str) -> Case {
    let holder = |name: &str| match (name.strip_suffix(" ~"), name.strip_suffix(", undefined")) {
        (Some(name), _) => shipped.said_of(name, Some(Quality::Poorly)),
        (_, Some(name)) => shipped.said_of(name, Some(Quality::Undefined)),
        _ => shipped.said_of(name, None),
    };
    let holders: Vec<Holder> = said.split(" or ").map(holder).collect();
    Case {
        join: if holders.len() > 1 {
            Join::Any
        } else {
            Join::All
        },
        holders,
        when: None,
        condition: None,
    }
}

#[test]
fn the_shipped_json_is_as_its_schema_says() {
    let schema: Value = serde_json::from_str(ladder_schema()).expect("the schema is JSON");
    assert_eq!(violations(&schema, &SHIPPED.json), Vec::<String>::new());
    assert_eq!(SHIPPED.json["leftOut"], json!([]));
}

#[test]
fn the_thirty_assignments_resolve() {
    for (area, model, said, _) in assignments() {
        let mut cases = SHIPPED.cases(model, area);
        for holder in cases.iter_mut().flat_map(|case| &mut case.holders) {
            holder.because.clear();
        }
        assert_eq!(cases, [case(&SHIPPED, said)], "{area} under {model}");
        let answer = SHIPPED
            .ladder
            .answer(SHIPPED.model(model), SHIPPED.area(area));
        assert_eq!(answer.reason, Reason::Model, "{area} under {model}");
    }
}

#[test]
fn the_thirty_assignments_stand_in_the_csv() {
    for (area, model, _, words) in assignments() {
        assert_eq!(SHIPPED.cell(model, area), words, "{area} under {model}");
    }
}

#[test]
fn the_thirty_assignments_stand_in_the_json() {
    for (area, model, said, words) in assignments() {
        let answer = SHIPPED.answer_entry(model, area);
        assert_eq!(answer["text"], words, "{area} under {model}");
        assert_eq!(answer["outcome"], "held", "{area} under {model}");
        assert_eq!(answer["reason"]["kind"], "model", "{area} under {model}");
        let expected = case(&SHIPPED, said);
        let holders: Vec<Value> = expected
            .holders
            .iter()
            .map(|holder| match holder.who {
                Who::Role(role) => json!([
                    "role",
                    SHIPPED.ladder.role(role).id,
                    holder.manner.quality.map(Quality::name)
                ]),
                _ => json!(["shared", null, holder.manner.quality.map(Quality::name)]),
            })
            .collect();
        let [case] = answer["cases"].as_array().expect("a list").as_slice() else {
            panic!("{area} under {model} has one case");
        };
        let found: Vec<Value> = case["holders"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|holder| json!([holder["who"], holder["role"], holder["quality"]]))
            .collect();
        assert_eq!(found, holders, "{area} under {model}");
        let join = if holders.len() > 1 { "any" } else { "one" };
        assert_eq!(case["join"], join, "{area} under {model}");
    }
}

#[test]
fn the_qualifiers_are_as_many_as_in_the_source() {
    let count = |of: &dyn Fn(&Case) -> bool| {
        assignments()
            .flat_map(|(area, model, ..)| SHIPPED.cases(model, area))
            .filter(|case| of(case))
            .count()
    };
    let quality = |wanted| {
        move |case: &Case| {
            case.holders
                .iter()
                .any(|holder| holder.manner.quality == Some(wanted))
        }
    };
    assert_eq!(assignments().count(), 30);
    assert_eq!(count(&quality(Quality::Poorly)), 10);
    assert_eq!(count(&quality(Quality::Undefined)), 1);
    assert_eq!(count(&|case| case.join == Join::Any), 4);
    assert_eq!(count(&|case| case.holders[0].who == Who::Shared), 1);
}

#[test]
fn the_models_stand_in_the_order_of_the_source() {
    let titles = [
        "Engineering manager runs projects",
        "Product manager runs projects",
        "Tech lead",
        "Single-threaded owner",
        "Scrum",
    ];
    let places: Vec<usize> = MODELS
        .iter()
        .map(|name| SHIPPED.model(name).index())
        .collect();
    assert_eq!(places, [0, 1, 2, 3, 4]);
    assert_eq!(SHIPPED.matrix[0][..2], ["Category", "Area"]);
    assert_eq!(SHIPPED.matrix[0][2..7], titles);
    let in_json: Vec<&Value> = SHIPPED.json["models"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|model| &model["title"])
        .collect();
    assert_eq!(in_json[..5], titles);
}

#[test]
fn models_go_by_every_name_of_the_source() {
    let names = [
        ("Engineering manager runs projects", "em-runs-projects"),
        ("Engineering Manager does projects", "em-runs-projects"),
        ("Product manager runs projects", "pm-runs-projects"),
        ("Product Manager does projects", "pm-runs-projects"),
        ("Tech lead", "tech-lead"),
        (
            "Single threaded owner runs everything",
            "single-threaded-owner",
        ),
        ("Scrum", "scrum"),
    ];
    for (name, id) in names {
        assert_eq!(SHIPPED.ladder.model(SHIPPED.model(name)).id, id);
    }
}

#[test]
fn one_model_is_recommended_and_one_only_mentioned() {
    let source = SHIPPED.source("rubick-em-vs-tl");
    let recommended: Vec<(&str, Option<SourceId>)> = SHIPPED
        .ladder
        .models
        .iter()
        .filter(|model| model.recommended)
        .map(|model| (model.id.as_str(), model.recommended_by))
        .collect();
    assert_eq!(recommended, [("em-runs-projects", Some(source))]);
    let mentioned: Vec<&Value> = SHIPPED.json["models"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|model| model["status"] == "mentioned")
        .map(|model| &model["id"])
        .collect();
    assert_eq!(mentioned, ["em-with-project-manager"]);
    let model = "EM with a project manager";
    for area in ["People", "Process", "Technical leadership"] {
        assert_eq!(SHIPPED.cell(model, area), "EM");
    }
    assert_eq!(
        SHIPPED.cell(model, "Projects"),
        "PjM (implied rather than stated)"
    );
    assert_eq!(SHIPPED.cell(model, "Product"), "not said");
}

#[test]
fn a_product_owner_is_a_part_of_a_product_manager() {
    let owner = SHIPPED.ladder.role(SHIPPED.role("Product owner"));
    assert_eq!(owner.subset_of, Some(SHIPPED.role("PM")));
    assert_eq!(
        SHIPPED.role_entry("Product owner")["subsetOf"],
        "product-manager"
    );
}

/// The sixteen rows of the two-column list, in the ladder's words: left, right; or one text for both.
const ROWS: [(GroupKind, &str, &str); 16] = [
    (
        GroupKind::Facing,
        "Technical excellence and innovation",
        "Careers, promotions and coaching",
    ),
    (
        GroupKind::Facing,
        "Architecture and the joining of systems",
        "Headcount planning and hiring",
    ),
    (
        GroupKind::Facing,
        "Mentoring in technology, its adoption and alignment",
        "Team planning and delivery",
    ),
    (
        GroupKind::Facing,
        "Technical spikes and experiments",
        "Objectives, performance and feedback",
    ),
    (
        GroupKind::Facing,
        "Code reviews and the feedback in them",
        "One-on-ones",
    ),
    (
        GroupKind::Facing,
        "Presenting system designs",
        "Taking part in technical decisions",
    ),
    (
        GroupKind::Facing,
        "Planning technical capacity",
        "Passing news on, from above to the team",
    ),
    (
        GroupKind::Facing,
        "The escalation point for production issues",
        "Team building and team culture",
    ),
    (
        GroupKind::Facing,
        "Service levels, metrics and monitoring of the system",
        "Protection of the team and its happiness",
    ),
    (
        GroupKind::Facing,
        "Direction of the platform, its patterns and practices",
        "Productivity of the team and its metrics",
    ),
    (
        GroupKind::Facing,
        "Alignment with other tech leads",
        "Alignment with other dev managers",
    ),
    (GroupKind::Attributes, "30–70%", "0–30%"),
    (GroupKind::Shared, "System roadmap", "System roadmap"),
    (
        GroupKind::Shared,
        "Development process",
        "Development process",
    ),
    (
        GroupKind::Shared,
        "Team visibility and recognition",
        "Team visibility and recognition",
    ),
    (
        GroupKind::Backup,
        "stands in for EM when the manager is away or the role is vacant",
        "stands in for TL when the tech lead is away or the role is vacant",
    ),
];

#[test]
fn the_sixteen_rows_stand_in_the_csv_in_order() {
    let (header, rows) = SHIPPED.tl_vs_em.split_first().expect("a header");
    assert_eq!(header[2..], ["Tech Lead", "Engineering Manager"]);
    let group = |kind| match kind {
        GroupKind::Facing => "Facing each other",
        GroupKind::Attributes => "In practice",
        GroupKind::Shared => "Shared",
        GroupKind::Backup => "Standing in for each other",
        _ => unreachable!("no row of the source is of another kind"),
    };
    let expected: Vec<[&str; 3]> = ROWS
        .iter()
        .map(|(kind, left, right)| [group(*kind), left, right])
        .collect();
    let found: Vec<[&str; 3]> = rows
        .iter()
        .take(16)
        .map(|row| [row[0].as_str(), &row[2], &row[3]])
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_sixteen_rows_stand_in_the_json_in_order() {
    let comparisons = SHIPPED.json["comparisons"].as_array().expect("a list");
    let comparison = comparisons
        .iter()
        .find(|one| one["left"] == "tech-lead" && one["right"] == "engineering-manager")
        .expect("the comparison of tech lead and manager, on these sides");
    assert_eq!(comparison["title"], "Tech Lead vs Engineering Manager");
    assert_eq!(
        comparison["sources"],
        json!(["engineering-ladders"]),
        "the source of the list"
    );
    let rows = &comparison["rows"].as_array().expect("a list")[..16];
    for (row, (kind, left, right)) in rows.iter().zip(ROWS) {
        let both = kind == GroupKind::Shared;
        assert_eq!(row["both"], both, "{left}");
        assert_eq!(row["left"]["text"], left);
        let found = if both {
            &row["left"]["text"]
        } else {
            &row["right"]["text"]
        };
        assert_eq!(found, right);
    }
    assert_eq!(rows[11]["label"], "Hands-on coding");
    let range = |side: &str| {
        let range = &rows[11][side]["range"];
        [&range["low"], &range["high"]].map(Value::as_u64)
    };
    assert_eq!(range("left"), [Some(30), Some(70)]);
    assert_eq!(range("right"), [Some(0), Some(30)]);
}

#[test]
fn the_list_has_eleven_facing_rows_three_shared_a_range_and_a_backup() {
    let ladder = &SHIPPED.ladder;
    let (tl, em) = (SHIPPED.role("TL"), SHIPPED.role("EM"));
    let file = ladder
        .comparisons
        .iter()
        .position(|one| (one.left, one.right) == (tl, em))
        .map(ladderbook::ladder::ComparisonId::new);
    assert!(file.is_some());
    let comparison = ladder.compare(tl, em, file);
    let groups: Vec<(GroupKind, usize)> = comparison
        .groups
        .iter()
        .take(4)
        .map(|group| (group.kind, group.rows.len()))
        .collect();
    assert_eq!(
        groups,
        [
            (GroupKind::Facing, 11),
            (GroupKind::Attributes, 1),
            (GroupKind::Shared, 3),
            (GroupKind::Backup, 1)
        ]
    );
    let Row::Attribute { left, right, .. } = &comparison.groups[1].rows[0] else {
        panic!("the range is an attribute");
    };
    let range = |attribute: &Option<ladderbook::ladder::Attribute>| {
        let range = attribute.as_ref().and_then(|attribute| attribute.range);
        range.map(|range| (range.low, range.high))
    };
    assert_eq!(range(left), Some((300, 700)));
    assert_eq!(range(right), Some((0, 300)));
    let Row::Backup { left, right } = &comparison.groups[3].rows[0] else {
        panic!("the last row is the backup");
    };
    assert!(matches!(
        (left, right),
        (Standing::When(_), Standing::When(_))
    ));
    // What the file's rows say is not said again by the data.
    let shared_again = comparison.groups[4..]
        .iter()
        .filter(|group| group.kind == GroupKind::Shared)
        .flat_map(|group| &group.rows);
    let again: Vec<&Row> = shared_again.collect();
    assert_eq!(again, Vec::<&Row>::new());
    // Nor do the rows of a side name an area that a cell of the file is.
    let one_side = comparison
        .groups
        .iter()
        .filter(|group| group.kind == GroupKind::OneSide)
        .flat_map(|group| &group.rows);
    let process = SHIPPED.area("Development process");
    let names_process =
        |row: &&Row| matches!(row, Row::Sides { right: Cell::Owns(area), .. } if *area == process);
    assert_eq!(one_side.filter(names_process).count(), 0);
}

#[test]
fn roles_go_by_every_name_of_the_sources() {
    let names = [
        ("Technical Lead", "TL"),
        ("Eng Manager", "EM"),
        ("Dev Manager", "EM"),
        ("Scrummaster", "Scrum Master"),
        ("Product owner", "PO"),
        ("project manager", "PjM"),
        ("the Team", "Team"),
        ("Single Threaded Owner", "STO"),
        ("Staff Engineering Manager", "TLM"),
        ("Eng Lead", "Engineering Lead"),
    ];
    for (name, same) in names {
        assert_eq!(SHIPPED.role(name), SHIPPED.role(same), "{name}");
    }
}

#[test]
fn roles_look_at_what_the_sources_say() {
    let focus = |name: &str| SHIPPED.role_entry(name)["focus"].clone();
    assert_eq!(focus("TL"), "System");
    assert_eq!(focus("EM"), "People");
    let answers = |name: &str| SHIPPED.ladder.role(SHIPPED.role(name)).answers.clone();
    assert_eq!(answers("EM"), [Question::Who, Question::When]);
    assert_eq!(answers("TL"), [Question::What, Question::How]);
    assert_eq!(answers("PM"), [Question::Why]);
    assert_eq!(SHIPPED.role_entry("EM")["answers"], json!(["who", "when"]));
    assert_eq!(SHIPPED.role_entry("TL")["answers"], json!(["what", "how"]));
    assert_eq!(SHIPPED.role_entry("PM")["answers"], json!(["why"]));
}

#[test]
fn a_tech_lead_reports_to_the_manager_and_a_manager_without_one_is_both() {
    let (tl, em, tlm) = (SHIPPED.role("TL"), SHIPPED.role("EM"), SHIPPED.role("TLM"));
    assert_eq!(SHIPPED.ladder.role(tl).reports_to, Some(em));
    assert_eq!(SHIPPED.ladder.role(tlm).hybrid_of, [em, tl]);
    assert_eq!(SHIPPED.role_entry("EM")["howMany"], "exactly one per team");
    let cases = SHIPPED.cases("Default division", "Technical leadership");
    let found: Vec<(RoleId, Option<&str>)> = cases
        .iter()
        .filter_map(|case| Some((case.holders[0].role()?, case.when.as_deref())))
        .collect();
    assert_eq!(
        found,
        [
            (tl, None),
            (tl, Some("a large system has been handed over")),
            (tlm, Some("there is no separate TL")),
        ]
    );
    assert_eq!(
        SHIPPED.cell("Default division", "Technical leadership"),
        "TL; TL (accountable) and AoR holder (does the work) when a large system has been handed over; TLM when there is no separate TL"
    );
}

/// The nine areas: category, and who owns it by the role definitions.
const AREAS: [(&str, &str, &str); 9] = [
    ("Staffing", "People management", "EM"),
    ("Coaching & Growth", "People management", "EM"),
    ("Organizational Risk", "Organizational strategy", "EM"),
    ("Operational efficiency", "Organizational strategy", "EM"),
    ("Team Charter & Outcomes", "Organizational strategy", "EM"),
    ("Technical Execution", "Technical leadership", "TL"),
    ("Technical Strategy", "Technical leadership", "TL"),
    ("Technical Culture", "Technical leadership", "TL"),
    (
        "Roadmap Feasibility & Execution",
        "Technical leadership",
        "TL",
    ),
];

#[test]
fn the_nine_areas_have_their_category_and_owner() {
    for (name, category, owner) in AREAS {
        let (area, category, owner) = (
            SHIPPED.area(name),
            SHIPPED.area(category),
            SHIPPED.role(owner),
        );
        let data = SHIPPED.ladder.area(area);
        assert_eq!(data.parent, Some(category), "{name}");
        assert_eq!(SHIPPED.ladder.owners(area), [owner], "{name}");
        let answer = SHIPPED.ladder.default_answer(area);
        let held = answer.held().expect("somebody owns it");
        assert_eq!(held.roles().collect::<Vec<_>>(), [owner], "{name}");

        let entry = SHIPPED.area_entry(name);
        assert_eq!(entry["parent"], *SHIPPED.ladder.area(category).id);
        assert_eq!(entry["default"]["text"], SHIPPED.ladder.role(owner).short());
        assert_eq!(entry["default"]["reason"]["kind"], "definitions");
        assert!(entry["description"].is_string(), "{name}");
        let examples = entry["examples"].as_array().expect("a list").len();
        assert!(examples >= 2, "{name} has {examples} examples");

        let row = SHIPPED.matrix.iter().find(|row| row[1] == data.title);
        assert_eq!(row.expect("a row")[0], SHIPPED.ladder.area(category).title);
    }
    let risk = SHIPPED.area_entry("Organizational Risk");
    assert_eq!(risk["horizon"].as_array().map(Vec::len), Some(3));
}

#[test]
fn each_category_has_one_owner_under_the_default_division() {
    let model = "Default division";
    for (area, owner) in [("People", "EM"), ("Org strategy", "EM")] {
        assert_eq!(SHIPPED.cell(model, area), owner);
    }
    // Technical leadership has its condition; see the combined role.
    assert_eq!(
        SHIPPED.cases(model, "Technical leadership")[0].holders,
        [Holder::simple(SHIPPED.role("TL"))]
    );
}

#[test]
fn delivery_belongs_to_both_through_areas_of_their_own() {
    let cases = SHIPPED.cases("Default division", "Project delivery");
    let [case] = cases.as_slice() else {
        panic!("one case");
    };
    let via = |role: &str, area: &str| Holder {
        via: Some(SHIPPED.area(area)),
        ..Holder::simple(SHIPPED.role(role))
    };
    assert_eq!(case.join, Join::All);
    assert_eq!(
        case.holders,
        [
            via("EM", "Operational efficiency"),
            via("TL", "Technical execution")
        ]
    );
    assert_eq!(
        SHIPPED.cell("Default division", "Project delivery"),
        "EM through Operational efficiency and TL through Technical execution"
    );
    let entry = SHIPPED.answer_entry("Default division", "Project delivery");
    assert_eq!(
        entry["tag"],
        "EM via operational-efficiency + TL via technical-execution"
    );
    let vias: Vec<&Value> = entry["cases"][0]["holders"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|holder| &holder["via"])
        .collect();
    assert_eq!(vias, ["operational-efficiency", "technical-execution"]);
}

#[test]
fn running_a_process_and_answering_for_it_are_two_things() {
    let cases = SHIPPED.cases("Default division", "Process");
    let [_, sprint] = cases.as_slice() else {
        panic!("two cases");
    };
    assert_eq!(sprint.when.as_deref(), Some("the TL runs the sprint"));
    let found: Vec<(Option<RoleId>, Vec<&str>)> = sprint
        .holders
        .iter()
        .map(|holder| (holder.role(), holder.manner.relations.names().collect()))
        .collect();
    assert_eq!(
        found,
        [
            (Some(SHIPPED.role("EM")), vec!["accountable"]),
            (Some(SHIPPED.role("TL")), vec!["does"])
        ]
    );
}

#[test]
fn partners_take_part_where_the_source_says() {
    let partners = [
        ("Staffing", "Talent Acquisition"),
        ("Charter", "PM"),
        ("Charter", "TL"),
        ("Technical strategy", "PM"),
        ("Technical strategy", "Cross-functional partners"),
    ];
    for (area, role) in partners {
        let id = SHIPPED.role(role);
        let found = SHIPPED.ladder.partners(SHIPPED.area(area)).into_iter();
        let count = found.filter(|one| one.role == id).count();
        assert_eq!(count, 1, "{role} in {area}");
    }
}

#[test]
fn the_why_belongs_to_the_tech_lead_in_platform_teams() {
    let model = "Duo model";
    let cases = SHIPPED.cases(model, "Product");
    let found: Vec<(Option<RoleId>, Option<&str>)> = cases
        .iter()
        .map(|case| (case.holders[0].role(), case.when.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            (Some(SHIPPED.role("PM")), None),
            (Some(SHIPPED.role("TL")), Some("it is a platform team"))
        ]
    );
    assert_eq!(
        SHIPPED.cell(model, "Product"),
        "PM (the why); TL when it is a platform team"
    );
    let entry = SHIPPED.answer_entry(model, "Product");
    assert_eq!(entry["cases"][1]["when"], "it is a platform team");
}

#[test]
fn the_duo_overlaps_on_purpose_and_watches_over_recognition_together() {
    let model = "Duo model";
    for area in ["Priorities and impact", "Development process"] {
        assert_eq!(SHIPPED.cell(model, area), "EM and TL", "{area}");
        assert_eq!(
            SHIPPED.answer_entry(model, area)["cases"][0]["join"],
            "all",
            "{area}"
        );
    }
    let cases = SHIPPED.cases(model, "Team visibility");
    let relations: Vec<Relations> = cases[0]
        .holders
        .iter()
        .map(|holder| holder.manner.relations)
        .collect();
    assert_eq!(relations, [Relation::Custodial.into(); 2]);
    assert_eq!(
        SHIPPED.cell(model, "Technical leadership"),
        "TL (the what and the how) and EM (helps, spreads the word)"
    );
}

#[test]
fn the_combined_role_has_eight_habits_and_five_sources() {
    let entry = SHIPPED.role_entry("TLM");
    assert_eq!(
        entry["sources"],
        json!([
            "asana-em-tl",
            "engineering-ladders",
            "em-tl-duo",
            "mastering-tlm",
            "rubick-em-vs-tl"
        ])
    );
    let habits = SHIPPED.json["guides"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|guide| guide["id"].as_str())
        .filter(|id| id.starts_with("guides/tlm-") && *id != "guides/tlm-practices");
    assert_eq!(habits.count(), 8);
}

#[test]
fn sources_disagree_about_process_and_the_ladder_shows_each() {
    let answers = [
        ("EM does projects", "EM"),
        ("System and people split", "EM and TL"),
        ("Duo model", "EM and TL"),
        ("Scrum model", "SM (poorly, leans on process too much)"),
    ];
    for (model, words) in answers {
        assert_eq!(SHIPPED.cell(model, "Process"), words, "{model}");
    }
}

#[test]
fn sources_are_known_with_author_address_and_date() {
    let source = |id: &str| {
        let entry = SHIPPED.entry("sources", id);
        ["authors", "url", "date", "saved", "language"].map(|key| entry[key].clone())
    };
    assert_eq!(
        source("engineering-ladders"),
        [
            json!(["jorgef"]),
            json!("http://www.engineeringladders.com/TechLead-EngineeringManager.html"),
            json!(null),
            json!("2022-12-18"),
            json!("en")
        ]
    );
    assert_eq!(source("asana-em-tl")[2], "2022-06-14");
    assert_eq!(source("em-tl-duo")[2], "2024-01-24");
    assert_eq!(SHIPPED.ladder.sources.len(), 5);
}

#[test]
fn the_layers_of_the_organization_are_in_order() {
    let scopes: Vec<&str> = SHIPPED
        .config
        .scopes
        .order
        .iter()
        .map(|scope| scope.value.as_str())
        .collect();
    assert_eq!(scopes, ["team", "area", "pillar"]);
}

#[test]
fn roles_lead_together_layer_by_layer_and_are_close_in_seniority() {
    let pairings: Vec<String> = SHIPPED.json["pairings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap_or("-");
            format!("{}: {} + {}", text("scope"), text("first"), text("second"))
        })
        .collect();
    assert_eq!(
        pairings,
        [
            "team: tech-lead + engineering-manager",
            "area: tech-lead + engineering-lead",
            "area: staff-engineer + senior-em",
            "pillar: tech-lead + engineering-lead",
            "pillar: principal-engineer + director",
            "pillar: principal-engineer + vp",
            "-: vp + cto",
            "-: svp + cto",
        ]
    );
    let seniority = |role: &str| SHIPPED.entry("roles", role)["seniority"].as_u64();
    let apart = |one: &str, other: &str| Some(seniority(one)?.abs_diff(seniority(other)?));
    assert!(apart("principal-engineer", "director") <= Some(1));
    assert!(apart("principal-engineer", "engineering-manager") > Some(1));
    assert_eq!(SHIPPED.config.scopes.parity, 1);
}

#[test]
fn teams_depart_from_their_model_and_say_why() {
    let answer = |team: &str, area: &str| {
        let answers = &SHIPPED.entry("teams", team)["answers"];
        let mut answers = answers.as_array().expect("a list").iter();
        let found = answers.find(|answer| answer["area"] == area);
        found.expect("an answer")["text"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    assert_eq!(
        answer("payments", "technical-execution"),
        "EM (leans in until the new ledger is live) and TL (helps)"
    );
    assert_eq!(
        answer("orders", "operational-efficiency"),
        "EM (accountable, looks for what slows the sprint down) and TL (does the work, runs the sprint day by day)"
    );
    assert_eq!(
        answer("search", "technical-strategy"),
        "TL (accountable, one voice for the whole) and AoR holder (does the work, each leads one part of the system)"
    );
    assert_eq!(
        answer("mobile", "staffing"),
        "TLM (comes first in the week)"
    );
    assert_eq!(
        SHIPPED.entry("teams", "mobile")["attributes"][0]["text"],
        "3 engineers"
    );
}

/// D-03: six signs, half or more of them.
#[test]
fn the_combined_role_has_a_checklist_of_six_with_half_as_its_threshold() {
    let fit = SHIPPED.entry("assessments", "is-the-tlm-role-for-you");
    assert_eq!(fit["roles"], json!(["tech-lead-manager"]));
    assert_eq!(fit["checklist"]["items"].as_array().map(Vec::len), Some(6));
    assert_eq!(fit["checklist"]["threshold"], 3);
    let takes_over = fit["checklist"]["items"][3].as_str().expect("a text");
    assert!(takes_over.contains("within one or two years"));
}

/// C-13, C-14: six questions, one of them about a window of time; one is answered from 1 to 5, of which the ends alone are described.
#[test]
fn a_pair_has_six_questions_on_a_scale_with_described_ends() {
    let pair = SHIPPED.entry("assessments", "how-well-does-your-pair-work");
    assert_eq!(pair["sources"], json!(["em-tl-duo"]));
    let questions = pair["questions"].as_array().expect("a list");
    let windows: Vec<&str> = questions
        .iter()
        .filter_map(|question| question["window"].as_str())
        .collect();
    assert_eq!((questions.len(), windows), (6, vec!["the last 6 months"]));
    let scale = &pair["scale"];
    assert_eq!(
        (&scale["from"], &scale["to"], &scale["better"]),
        (&json!(1), &json!(5), &json!("high"))
    );
    assert_ne!(questions[5]["low"], scale["low"]);
    assert_ne!(questions[5]["high"], scale["high"]);
}

/// D-06, D-07, D-09: eight practices, with how often each is done, and people in the first half of the week.
#[test]
fn the_combined_role_has_eight_practices_with_their_cadences() {
    let tlm = SHIPPED.role("TLM");
    let practices = SHIPPED.ladder.practices_of(tlm);
    let said: Vec<String> = practices
        .flat_map(|practice| {
            let id = &SHIPPED.ladder.document(practice.document).id;
            let guide = SHIPPED.entry("guides", id);
            let rows = guide["cadence"].as_array().expect("a list");
            let row = |row: &Value| {
                let what = row["what"].as_str().unwrap_or("it");
                let how_often = row["howOften"].as_str().expect("a text");
                format!("{}: {what}: {how_often}", guide["title"])
            };
            rows.iter().map(row).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        said,
        [
            "\"People first\": People, in the first half of the week: every week",
            "\"People first\": Technical work, in the second half of the week: every week",
            "\"Set direction\": A note to the team: every two or three weeks",
            "\"Delegate\": it: with each new project",
            "\"Skip one-on-ones, on purpose\": One-on-ones: at least weekly",
            "\"Skip one-on-ones, on purpose\": Cancel all of them: every five to six weeks",
            "\"Stay off the critical path\": it: with each commitment",
            "\"Don't press your reports\": it: with each review request",
            "\"Manage up\": Tell your manager where the balance lies: every performance cycle",
            "\"Give it a year\": Stay before you judge: at least one year",
        ]
    );
}
