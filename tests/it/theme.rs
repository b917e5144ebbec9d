//! The default theme against the views: every template renders with views that hold everything and with views that hold as little as
//! they may, and what comes out keeps the promises of the content security policy and of the palette.

mod tracks;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ladderbook::document::front_matter::Color;
#[allow(
    clippy::wildcard_imports,
    reason = "every view there is; a list of a hundred names would say no more"
)]
use ladderbook::page::view::*;
use ladderbook::plan::route::Url;
use serde::Serialize;
use tera::{Context, Tera, Value};

const THEME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");

/// A text that would show if it were ever printed unescaped.
const HOSTILE: &str = "<b onclick=\"x\">'&";

/// The files below a folder of the default theme, by their paths in it.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(THEME).join(folder);
    let mut files = Vec::new();
    let mut todo = vec![root.clone()];
    while let Some(next) = todo.pop() {
        for path in fs::read_dir(next)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy();
                files.push((name.into_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn words() -> BTreeMap<String, String> {
    let text = fs::read_to_string(Path::new(THEME).join("words/en.toml")).unwrap();
    toml::from_str(&text).unwrap()
}

fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.add_raw_templates(files("templates", "html"))
        .unwrap_or_else(|error| panic!("{error}"));
    tera
}

fn render(kind: &'static str, shell: Shell, view: &impl Serialize) -> String {
    let mut context = Context::new();
    context.insert("page", &Shell { kind, ..shell });
    context.insert_value("view", Value::from_serializable(view));
    context.insert("t", &words());
    engine()
        .render(&format!("{kind}.html"), &context)
        .unwrap_or_else(|error| panic!("{kind}: {error}"))
}

/// Renders with all there is and with next to nothing.
fn check(kind: &'static str, full: &impl Serialize, minimal: &impl Serialize) {
    for html in [
        render(kind, full_shell(), full),
        render(kind, minimal_shell(), minimal),
    ] {
        check_page(kind, &html);
    }
}

fn check_page(kind: &str, html: &str) {
    let headings = ["<h1>", "<h1 id="].map(|tag| html.matches(tag).count());
    assert_eq!(headings.iter().sum::<usize>(), 1, "{kind}: one heading");
    assert_eq!(html.matches("<main ").count(), 1, "{kind}: one main part");
    for forbidden in [
        " style=",
        "<style",
        "javascript:",
        "<b onclick",
        "lb-hue-\"",
        "href=\"\"",
    ] {
        assert!(!html.contains(forbidden), "{kind}: {forbidden}");
    }
    for (at, _) in html.match_indices("<script") {
        let tag = &html[at..at + html[at..].find("</script>").unwrap()];
        assert!(
            tag.starts_with("<script src=\"") && tag.ends_with('>'),
            "{kind}: {tag}"
        );
    }
    let mut ids: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .map(|rest| &rest[..rest.find('"').unwrap()])
        .collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(count, ids.len(), "{kind}: an id appears twice");
}

fn url() -> Url {
    Url::external("somewhere.html")
}

fn text() -> String {
    HOSTILE.to_owned()
}

fn html() -> Html {
    Html("<em>words</em>".to_owned())
}

fn link() -> Link {
    Link {
        title: text(),
        url: url(),
    }
}

fn chip() -> Chip {
    Chip {
        name: "TL".to_owned(),
        title: text(),
        url: url(),
        hue: "teal",
        id: "tech-lead".to_owned(),
    }
}

fn holder(who: &'static str) -> Holder {
    Holder {
        chip: (who == "role").then(chip),
        who,
        word: text(),
        quality: Some("poorly"),
        relations: vec!["helps"],
        words: vec!["helps".to_owned(), "poorly".to_owned()],
        share: Some("30–70%".to_owned()),
        via: Some(link()),
        because: vec![text(), text()],
        open: Some(text()),
        stand_ins: vec![StandIn {
            chip: chip(),
            people: vec![text()],
        }],
        people: vec![text(), text()],
    }
}

fn answer() -> Answer {
    let case = |join, when: Option<String>| Case {
        join,
        holders: vec![holder("role"), holder("shared"), holder("nobody")],
        partners: vec![holder("role")],
        when,
    };
    Answer {
        state: "held",
        cases: vec![case("all", None), case("any", Some(text()))],
        text: text(),
        why: text(),
        why_kind: "ancestor",
        roles: "tech-lead".to_owned(),
        strained: true,
    }
}

fn gap() -> Answer {
    Answer {
        state: "gap",
        cases: Vec::new(),
        text: "nobody yet".to_owned(),
        why: String::new(),
        why_kind: "nothing",
        roles: String::new(),
        strained: false,
    }
}

fn listed_links() -> Vec<ListedLink> {
    let listed = |kind| ListedLink {
        title: text(),
        url: url(),
        kind,
    };
    vec![listed(Some(text())), listed(None)]
}

fn link_groups() -> Vec<LinkGroup> {
    let group = |title| LinkGroup {
        title,
        links: listed_links(),
    };
    vec![group(None), group(Some(text()))]
}

fn stylesheets() -> Vec<StylesheetLink> {
    let link = |media| StylesheetLink { url: url(), media };
    vec![link(None), link(Some("print".to_owned()))]
}

fn scripts() -> Vec<ScriptLink> {
    vec![ScriptLink { url: url() }, ScriptLink { url: url() }]
}

fn full_shell() -> Shell {
    Shell {
        kind: "",
        title: text(),
        title_id: Some(text()),
        document_title: text(),
        description: Some(text()),
        lede: Some(html()),
        site_title: text(),
        language: "en".to_owned(),
        noindex: true,
        root: "../".to_owned(),
        path: "a/b.html".to_owned(),
        home: url(),
        search: Some(SearchLinks {
            page: url(),
            script: url(),
            style: Some(url()),
            index: url(),
        }),
        stylesheets: stylesheets(),
        early_scripts: scripts(),
        scripts: scripts(),
        favicon: Some(url()),
        authors: vec![text(), text()],
        logo: Some(url()),
        about: url(),
        print: url(),
        crumbs: vec![
            Crumb {
                title: text(),
                url: Some(url()),
            },
            Crumb {
                title: text(),
                url: None,
            },
        ],
        nav: vec![
            NavItem {
                title: text(),
                url: url(),
                current: true,
            },
            NavItem {
                title: text(),
                url: url(),
                current: false,
            },
        ],
        sidebar: Html("<nav>pages</nav>".to_owned()),
        toc: vec![TocItem {
            level: 3,
            text: text(),
            url: Url::fragment("a"),
        }],
        owner: Some(text()),
        review_by: Some("2027-05-31".to_owned()),
        review_by_text: Some("31 May 2027".to_owned()),
        updated: Some(updated()),
        sources: vec![citation(), bare_citation()],
        edit: Some(url()),
        view_source: Some(url()),
        copy: Some(url()),
        previous: Some(link()),
        next: Some(link()),
        mentions: link_groups(),
    }
}

fn updated() -> Updated {
    Updated {
        date: "2026-05-03".to_owned(),
        text: text(),
        people: text(),
    }
}

fn minimal_shell() -> Shell {
    Shell {
        description: None,
        lede: None,
        noindex: false,
        search: None,
        favicon: None,
        authors: Vec::new(),
        logo: None,
        crumbs: Vec::new(),
        nav: Vec::new(),
        sidebar: Html::default(),
        toc: Vec::new(),
        owner: None,
        review_by: None,
        review_by_text: None,
        updated: None,
        sources: Vec::new(),
        edit: None,
        view_source: None,
        copy: None,
        previous: None,
        next: None,
        mentions: Vec::new(),
        ..full_shell()
    }
}

fn role_card() -> RoleCard {
    RoleCard {
        chip: chip(),
        description: Some(text()),
        focus: Some(text()),
        area_count: 2,
    }
}

fn area_group() -> AreaGroup {
    AreaGroup {
        id: text(),
        category: link(),
        whole: true,
        with: vec![chip()],
        areas: vec![AreaLink {
            id: text(),
            link: link(),
            description: Some(text()),
            with: vec![chip()],
            partners: vec![partner()],
            depth: 1,
        }],
    }
}

fn partner() -> Partner {
    Partner {
        chip: chip(),
        relations: vec!["helps"],
        relation_words: text(),
        worn_by: vec![chip(), chip()],
        from: Some(link()),
    }
}

fn claims() -> Vec<AreaClaim> {
    let claim = |rows, model| AreaClaim {
        source: link(),
        rows,
        model,
        answer: answer(),
    };
    vec![claim(2, None), claim(0, Some(link()))]
}

fn disagreements_link(count: usize) -> DisagreementsLink {
    DisagreementsLink {
        url: url(),
        count,
        text: text(),
    }
}

fn area_row(answer: Answer) -> AreaRow {
    AreaRow {
        link: link(),
        description: Some(text()),
        depth: 1,
        answer,
    }
}

fn area_answer(answer: Answer) -> AreaAnswer {
    AreaAnswer {
        area: link(),
        depth: 0,
        answer,
    }
}

fn model_card() -> ModelCard {
    ModelCard {
        id: "scrum".to_owned(),
        link: link(),
        description: Some(text()),
        recommended: true,
        mentioned: true,
    }
}

fn matrix_model() -> MatrixModel {
    MatrixModel {
        link: link(),
        id: "scrum".to_owned(),
        recommended: true,
        mentioned: true,
        description: Some(text()),
    }
}

fn matrix_row() -> MatrixRow {
    MatrixRow {
        area: link(),
        depth: 0,
        category: "people".to_owned(),
        disputed: Some(url()),
        ownerless: true,
        repeats: Some(Repeats {
            kind: "ancestor",
            text: text(),
        }),
        answers: vec![answer().into(), gap().into()],
        cells: Some(html()),
    }
}

fn matrix() -> Matrix {
    Matrix {
        body: html(),
        models: vec![matrix_model(), matrix_model()],
        rows: vec![matrix_row()],
        legend: vec![LegendEntry {
            answer: answer(),
            meaning: text(),
        }],
        roles: vec![chip()],
        filtered: text(),
        csv: url(),
        categories_only: true,
        ways: vec![Ways {
            from: link(),
            to: vec![link()],
        }],
    }
}

fn empty_matrix() -> Matrix {
    Matrix {
        body: Html::default(),
        models: Vec::new(),
        rows: Vec::new(),
        legend: Vec::new(),
        roles: Vec::new(),
        filtered: text(),
        csv: url(),
        categories_only: false,
        ways: Vec::new(),
    }
}

#[test]
fn home() {
    let full = Home {
        body: html(),
        matrix: Some(matrix()),
        matrix_full: text(),
        roles: vec![role_card()],
        models: vec![model_card()],
        teams: vec![link()],
        comparisons: vec![link()],
        guides: vec![link()],
        categories: vec![area_group()],
        disagreements: Some(disagreements_link(2)),
        models_url: url(),
        comparisons_url: url(),
        guides_url: Some(url()),
    };
    let minimal = Home {
        body: Html::default(),
        matrix: None,
        matrix_full: String::new(),
        roles: Vec::new(),
        models: Vec::new(),
        teams: Vec::new(),
        comparisons: Vec::new(),
        guides: Vec::new(),
        categories: Vec::new(),
        disagreements: None,
        models_url: url(),
        comparisons_url: url(),
        guides_url: None,
    };
    check("home", &full, &minimal);
}

#[test]
fn roles() {
    let full = Roles {
        body: html(),
        groups: vec![
            RoleGroup {
                title: text(),
                roles: vec![role_card()],
            },
            RoleGroup {
                title: text(),
                roles: vec![RoleCard {
                    description: None,
                    focus: None,
                    area_count: 0,
                    ..role_card()
                }],
            },
        ],
        pairings: vec![pairing_group()],
    };
    let minimal = Roles {
        body: Html::default(),
        groups: Vec::new(),
        pairings: Vec::new(),
    };
    check("roles", &full, &minimal);
}

#[test]
fn role() {
    let backup = Backup {
        chip: chip(),
        when: Some(text()),
    };
    let minimal = Role {
        chip: chip(),
        abbr: None,
        also: Vec::new(),
        kind: "job",
        kind_word: "Job".to_owned(),
        focus: None,
        answers: Vec::new(),
        how_many: None,
        scope: None,
        pairs_with: Vec::new(),
        reports_to: None,
        reports: Vec::new(),
        worn_by: Vec::new(),
        wears: Vec::new(),
        subset_of: None,
        supersets: Vec::new(),
        hybrid_of: Vec::new(),
        backs_up: Vec::new(),
        backed_up_by: Vec::new(),
        owns: Vec::new(),
        takes_part: Vec::new(),
        claims: Vec::new(),
        attributes: Vec::new(),
        models: vec![RoleInModel {
            model: link(),
            areas: Vec::new(),
        }],
        teams: Vec::new(),
        csv: url(),
        tracks: Vec::new(),
        practices: Vec::new(),
        about: Vec::new(),
        compare: Vec::new(),
        lead: Html::default(),
        body: Html::default(),
    };
    let full = Role {
        practices: vec![
            Practice {
                link: link(),
                description: Some(text()),
                cadence: cadence(),
            },
            Practice {
                link: link(),
                description: None,
                cadence: Vec::new(),
            },
        ],
        about: vec![pages_about()],
        abbr: Some(text()),
        also: vec![text(), text()],
        focus: Some(text()),
        answers: vec![text(), text()],
        how_many: Some(text()),
        scope: Some(text()),
        pairs_with: vec![
            PairedWith {
                chip: chip(),
                at: Some(text()),
            },
            PairedWith {
                chip: chip(),
                at: None,
            },
        ],
        reports_to: Some(chip()),
        reports: vec![chip()],
        worn_by: vec![chip()],
        wears: vec![chip()],
        subset_of: Some(chip()),
        supersets: vec![chip()],
        hybrid_of: vec![chip(), chip()],
        backs_up: vec![backup.clone()],
        backed_up_by: vec![Backup {
            when: None,
            ..backup
        }],
        owns: vec![
            area_group(),
            AreaGroup {
                id: text(),
                areas: Vec::new(),
                ..area_group()
            },
        ],
        takes_part: vec![Part {
            area: link(),
            relations: vec!["helps"],
            relation_words: text(),
            owners: vec![chip(), chip()],
        }],
        claims: vec![RoleClaim {
            source: link(),
            text: html(),
        }],
        attributes: vec![Attribute {
            label: text(),
            text: text(),
            bar: Some(bar()),
        }],
        models: vec![RoleInModel {
            model: link(),
            areas: vec![area_answer(answer())],
        }],
        teams: vec![RoleInTeam {
            team: link(),
            people: vec![text(), text()],
            areas: vec![RoleArea {
                area: link(),
                depth: 1,
                part: "owns",
                answer: answer(),
            }],
        }],
        tracks: vec![link(), link()],
        compare: vec![link()],
        lead: html(),
        body: html(),
        ..minimal.clone()
    };
    check("role", &full, &minimal);
}

fn bar() -> Bar {
    Bar {
        low: 30.0,
        width: 40.5,
        text: text(),
    }
}

#[test]
fn areas() {
    let full = Areas {
        body: html(),
        categories: vec![
            AreaCategory {
                link: link(),
                description: Some(text()),
                answer: answer(),
                areas: vec![area_row(answer()), area_row(gap())],
            },
            AreaCategory {
                link: link(),
                description: None,
                answer: gap(),
                areas: Vec::new(),
            },
        ],
        ownerless: vec![area_row(gap())],
        ownerless_count: text(),
        csv: url(),
        disagreements: disagreements_link(2),
    };
    let minimal = Areas {
        body: Html::default(),
        categories: Vec::new(),
        ownerless: Vec::new(),
        ownerless_count: text(),
        csv: url(),
        disagreements: disagreements_link(0),
    };
    check("areas", &full, &minimal);
}

#[test]
fn area() {
    let minimal = Area {
        also: Vec::new(),
        is_category: false,
        areas: Vec::new(),
        examples: Vec::new(),
        good: Vec::new(),
        horizon: Vec::new(),
        default: gap(),
        recommended: Vec::new(),
        in_models: None,
        models: Vec::new(),
        teams: Vec::new(),
        partners: Vec::new(),
        ownerless: false,
        claims: Vec::new(),
        disagreements: None,
        counts: true,
        co_owned: false,
        only_in: Vec::new(),
        body: Html::default(),
    };
    let recommended = ModelAnswer {
        id: "scrum".to_owned(),
        model: link(),
        recommended: true,
        answer: answer(),
        sources: vec![link(), link()],
    };
    let full = Area {
        also: vec![text(), text()],
        ownerless: true,
        is_category: true,
        areas: vec![area_row(answer())],
        examples: vec![html()],
        good: vec![html()],
        horizon: vec![html()],
        default: answer(),
        recommended: vec![recommended.clone()],
        in_models: Some(text()),
        models: vec![
            recommended,
            ModelAnswer {
                id: "other".to_owned(),
                model: link(),
                recommended: false,
                answer: gap(),
                sources: Vec::new(),
            },
        ],
        teams: vec![TeamAnswer {
            team: link(),
            answer: answer(),
        }],
        partners: vec![partner()],
        claims: claims(),
        disagreements: Some(url()),
        counts: false,
        co_owned: true,
        only_in: vec![link(), link()],
        body: html(),
    };
    check("area", &full, &minimal);
}

#[test]
fn disagreements() {
    let disputed = |category, description| DisputedArea {
        id: if category { "staffing" } else { "people" }.to_owned(),
        area: link(),
        category: category.then(link),
        description,
        claims: claims(),
    };
    let full = Disagreements {
        body: html(),
        areas: vec![disputed(false, Some(text())), disputed(true, None)],
        left_out: Some(text()),
        has_claims: true,
        csv: url(),
        sources: url(),
    };
    let minimal = Disagreements {
        body: Html::default(),
        areas: Vec::new(),
        left_out: None,
        has_claims: false,
        csv: url(),
        sources: url(),
    };
    check("disagreements", &full, &minimal);
}

#[test]
fn matrix_of_models() {
    check("matrix", &matrix(), &empty_matrix());
}

#[test]
fn model() {
    let load = |count, areas| Load {
        chip: chip(),
        count,
        percent: 66.5,
        areas,
        maybe_percent: 20.0,
        maybe: if count == 0 {
            vec![MayHold {
                when: text(),
                areas: vec![link(), link()],
            }]
        } else {
            Vec::new()
        },
    };
    let minimal = Model {
        also: Vec::new(),
        recommended: false,
        recommended_by: None,
        mentioned: false,
        inherit: false,
        load: Vec::new(),
        load_sum: text(),
        rows: Vec::new(),
        legend: Vec::new(),
        gaps: Vec::new(),
        strained: Vec::new(),
        fits: Vec::new(),
        strains: Vec::new(),
        seen_at: Vec::new(),
        leave_when: Vec::new(),
        variants: Vec::new(),
        teams: Vec::new(),
        about: Vec::new(),
        switch: Vec::new(),
        body: Html::default(),
    };
    let full = Model {
        also: vec![text()],
        recommended: true,
        recommended_by: Some(link()),
        mentioned: true,
        inherit: true,
        load: vec![load(2, vec![link(), link()]), load(0, Vec::new())],
        load_sum: text(),
        rows: vec![area_answer(answer()), area_answer(gap())],
        legend: matrix().legend,
        gaps: vec![link()],
        strained: vec![area_answer(answer())],
        fits: vec![html()],
        strains: vec![html()],
        seen_at: vec![html()],
        leave_when: vec![html()],
        variants: vec![html()],
        teams: vec![team_row(), bare_team_row()],
        about: vec![pages_about()],
        switch: vec![link()],
        body: html(),
    };
    check("model", &full, &minimal);
}

#[test]
fn model_pair() {
    let change = |drift| Change {
        area: link(),
        depth: 1,
        before: answer().into(),
        after: gap().into(),
        counts: drift != "same",
        cells: (drift == "better").then(html),
        drift,
        id: (drift == "better").then_some(drift),
        repeats: drift == "same",
    };
    let number = |kind, count| Number {
        kind,
        count,
        text: text(),
    };
    let group = |kind, drift| ChangeGroup {
        kind,
        count: 1,
        title: text(),
        rows: vec![change(drift)],
    };
    let minimal = ModelPair {
        before: MatrixModel {
            description: None,
            recommended: false,
            mentioned: false,
            ..matrix_model()
        },
        after: matrix_model(),
        counted: text(),
        tally: vec![number("moves", 0)],
        drifts: Vec::new(),
        groups: Vec::new(),
        others: Vec::new(),
        others_after: Vec::new(),
        swap: link(),
        csv: url(),
    };
    let full = ModelPair {
        before: matrix_model(),
        tally: vec![number("moves", 2)],
        drifts: vec![number("better", 1)],
        groups: vec![
            group("moves", "better"),
            group("shared-now", "worse"),
            group("stays", "same"),
        ],
        others: vec![link()],
        others_after: vec![link()],
        ..minimal.clone()
    };
    check("model-pair", &full, &minimal);
}

#[test]
fn role_pair() {
    let side = PairSide {
        chip: chip(),
        description: None,
        focus: None,
        answers: Vec::new(),
        reports_to: None,
        owns: 0,
        shares: 0,
        compare: text(),
    };
    let full_side = PairSide {
        description: Some(text()),
        focus: Some(text()),
        answers: vec![text(), text()],
        reports_to: Some(chip()),
        ..side.clone()
    };
    let cell = |state| PairCell {
        state,
        ..PairCell::default()
    };
    let row = |form, label: Option<String>, left, right| PairRow {
        form,
        id: label.as_ref().map(|_| format!("lb-of-{form}")),
        label,
        left,
        right,
    };
    let empty = PairCell {
        why: Some(text()),
        ..cell("empty")
    };
    let group = |kind, rows| PairGroup {
        kind,
        title: text(),
        rows,
    };
    let groups = vec![
        group(
            "facing",
            vec![row(
                "sides",
                None,
                PairCell {
                    html: html(),
                    tag: Some(text()),
                    ..cell("owns")
                },
                empty.clone(),
            )],
        ),
        group(
            "shared",
            vec![row(
                "both",
                None,
                PairCell {
                    area: Some(link()),
                    ..cell("owns")
                },
                PairCell::default(),
            )],
        ),
        group(
            "attributes",
            vec![row(
                "sides",
                Some(text()),
                PairCell {
                    html: html(),
                    bar: Some(bar()),
                    ..cell("plain")
                },
                empty,
            )],
        ),
        group(
            "sections",
            vec![
                row(
                    "both",
                    Some(text()),
                    PairCell {
                        html: html(),
                        ..cell("intro")
                    },
                    PairCell::default(),
                ),
                row("sides", None, cell("plain"), cell("plain")),
            ],
        ),
        group(
            "backup",
            vec![row(
                "sides",
                None,
                PairCell {
                    chips: vec![chip(), chip()],
                    disputed: Some(url()),
                    ..cell("owns")
                },
                cell("takes-part"),
            )],
        ),
    ];
    let by_model = PairMatrix {
        categories_only: true,
        models: vec![matrix_model(), matrix_model()],
        rows: vec![matrix_row()],
    };
    let full = RolePair {
        left: full_side.clone(),
        right: full_side,
        pairing: text(),
        groups,
        by_model,
        body: html(),
        csv: url(),
        others: vec![link()],
        others_right: vec![link()],
    };
    let minimal = RolePair {
        left: side.clone(),
        right: side,
        pairing: String::new(),
        groups: Vec::new(),
        by_model: PairMatrix {
            categories_only: false,
            models: Vec::new(),
            rows: Vec::new(),
        },
        body: Html::default(),
        csv: url(),
        others: Vec::new(),
        others_right: Vec::new(),
    };
    check("role-pair", &full, &minimal);
}

fn pairing() -> Pairing {
    Pairing {
        first: chip(),
        second: chip(),
        compare: Some(link()),
    }
}

fn pairing_group() -> PairingGroup {
    let bare = Pairing {
        compare: None,
        ..pairing()
    };
    PairingGroup {
        title: text(),
        pairings: vec![pairing(), bare],
    }
}

fn team_row() -> TeamRow {
    TeamRow {
        link: link(),
        description: Some(text()),
        depth: 7,
        scope: Some(text()),
        model: Some(link()),
        model_from: Some(link()),
        departures: 2,
    }
}

fn bare_team_row() -> TeamRow {
    TeamRow {
        link: link(),
        description: None,
        depth: 0,
        scope: None,
        model: None,
        model_from: None,
        departures: 0,
    }
}

#[test]
fn teams() {
    let full = Teams {
        body: html(),
        teams: vec![team_row(), bare_team_row()],
        departures: vec![team_departure(2, true), team_departure(0, false)],
        more: true,
        csv: url(),
        pairings: vec![pairing_group()],
    };
    let minimal = Teams {
        body: Html::default(),
        teams: vec![bare_team_row()],
        departures: Vec::new(),
        more: false,
        csv: url(),
        pairings: Vec::new(),
    };
    check("teams", &full, &minimal);
}

fn team_departure(rows: usize, moves: bool) -> TeamDeparture {
    TeamDeparture {
        team: link(),
        rows,
        departure: Departure {
            area: link(),
            is_category: moves,
            here: answer(),
            model: answer(),
            moves,
        },
    }
}

#[test]
fn team() {
    let departure = |is_category, moves| Departure {
        area: link(),
        is_category,
        here: answer(),
        model: gap(),
        moves,
    };
    let minimal = Team {
        also: Vec::new(),
        scope: None,
        parent: None,
        model: None,
        model_from: None,
        expectations_by: None,
        departures: Vec::new(),
        rows: Vec::new(),
        legend: Vec::new(),
        people: Vec::new(),
        pairings: Vec::new(),
        attributes: Vec::new(),
        teams: Vec::new(),
        csv: url(),
        body: Html::default(),
    };
    let full = Team {
        also: vec![text(), text()],
        scope: Some(text()),
        parent: Some(link()),
        model: Some(link()),
        model_from: Some(link()),
        expectations_by: Some(chip()),
        departures: vec![departure(true, true), departure(false, false)],
        rows: vec![
            TeamAreaRow {
                id: text(),
                area: link(),
                depth: 1,
                answer: answer(),
                departs: true,
                repeats: true,
            },
            TeamAreaRow {
                id: format!("{}-2", text()),
                area: link(),
                depth: 0,
                answer: gap(),
                departs: false,
                repeats: false,
            },
        ],
        legend: matrix().legend,
        people: vec![PeopleOfRole {
            chip: chip(),
            names: vec![text(), text()],
            open: Some(text()),
        }],
        pairings: vec![TeamPairing {
            pairing: pairing(),
            first: vec![text(), text()],
            second: Vec::new(),
        }],
        attributes: vec![Attribute {
            label: text(),
            text: text(),
            bar: Some(bar()),
        }],
        teams: vec![team_row()],
        body: html(),
        ..minimal.clone()
    };
    check("team", &full, &minimal);
    let without_model = Team {
        model: None,
        model_from: None,
        ..full
    };
    check("team", &without_model, &minimal);
}

#[test]
fn comparisons() {
    let full = Comparisons {
        body: html(),
        tuned: vec![link()],
        roles: vec![ComparedRole {
            chip: chip(),
            others: vec![ComparedWith {
                chip: chip(),
                url: url(),
            }],
        }],
        left_out: 3,
    };
    let minimal = Comparisons {
        body: Html::default(),
        tuned: Vec::new(),
        roles: Vec::new(),
        left_out: 0,
    };
    check("comparisons", &full, &minimal);
}

fn day() -> Day {
    Day {
        date: "2024-03-01".to_owned(),
        text: text(),
    }
}

fn citation() -> Citation {
    Citation {
        link: link(),
        authors: vec![text(), text()],
        year: Some("2024".to_owned()),
        address: Some(url()),
    }
}

fn bare_citation() -> Citation {
    Citation {
        link: link(),
        authors: Vec::new(),
        year: None,
        address: None,
    }
}

#[test]
fn sources() {
    let card = SourceCard {
        link: link(),
        description: Some(text()),
        authors: vec![text(), text()],
        date: Some(day()),
    };
    let bare = SourceCard {
        description: None,
        authors: Vec::new(),
        date: None,
        ..card.clone()
    };
    let full = Sources {
        body: html(),
        sources: vec![card, bare],
    };
    let minimal = Sources {
        body: Html::default(),
        sources: Vec::new(),
    };
    check("sources", &full, &minimal);
}

#[test]
fn source() {
    let minimal = Source {
        authors: Vec::new(),
        url: None,
        date: None,
        saved: None,
        publisher: None,
        language: None,
        used_by: Vec::new(),
        body: Html::default(),
    };
    let full = Source {
        authors: vec![text(), text()],
        url: Some(url()),
        date: Some(day()),
        saved: Some(day()),
        publisher: Some(text()),
        language: Some("en".to_owned()),
        used_by: link_groups(),
        body: html(),
    };
    check("source", &full, &minimal);
}

fn cadence() -> Vec<Cadence> {
    let row = |what| Cadence {
        what,
        how_often: text(),
    };
    vec![row(Some(html())), row(None)]
}

fn pages_about() -> PagesAbout {
    PagesAbout {
        id: "assessments",
        title: text(),
        items: vec![listing_item()],
    }
}

fn listing_item() -> ListingItem {
    ListingItem {
        link: link(),
        description: Some(text()),
    }
}

#[test]
fn all_assessments() {
    let card = AssessmentCard {
        link: link(),
        description: Some(text()),
        size: text(),
        roles: vec![chip()],
        models: vec![link(), link()],
    };
    let bare = AssessmentCard {
        description: None,
        roles: Vec::new(),
        models: Vec::new(),
        ..card.clone()
    };
    let full = Assessments {
        body: html(),
        assessments: vec![card, bare],
    };
    let minimal = Assessments {
        body: Html::default(),
        assessments: Vec::new(),
    };
    check("assessments", &full, &minimal);
}

#[test]
fn assessment() {
    let question = Question {
        about: Some(text()),
        ask: html(),
        window: Some(text()),
        help: vec![html(), html()],
        points: vec![0, 1, 2],
        low: text(),
        high: text(),
    };
    let bare = Question {
        about: None,
        window: None,
        help: Vec::new(),
        ..question.clone()
    };
    let outcome = |least, up_to| Outcome {
        range: text(),
        least,
        up_to,
        means: html(),
    };
    let minimal = Assessment {
        form: "checklist",
        size: text(),
        how: text(),
        roles: Vec::new(),
        models: Vec::new(),
        items: vec![html(), html()],
        questions: Vec::new(),
        results: vec![outcome(Some(1), None), outcome(Some(0), None)],
        says: Says {
            ticked: text(),
            answered: text(),
            sum: text(),
            answer: text(),
        },
        body: Html::default(),
    };
    let full = Assessment {
        form: "questions",
        roles: vec![chip()],
        models: vec![link()],
        items: Vec::new(),
        questions: vec![question, bare],
        results: vec![outcome(None, Some(250)), outcome(None, Some(500))],
        body: html(),
        ..minimal.clone()
    };
    check("assessment", &full, &minimal);
    let sheet = render("assessment", minimal_shell(), &minimal);
    for (part, count) in [
        ("data-least=\"1\"", 1),
        ("data-least=\"0\"", 1),
        ("type=\"checkbox\"", 2),
        ("<form", 0),
    ] {
        assert_eq!(sheet.matches(part).count(), count, "{part}");
    }
}

#[test]
fn prose_and_lists() {
    check(
        "prose",
        &Prose {
            practice_of: vec![chip(), chip()],
            cadence: cadence(),
            body: html(),
        },
        &Prose::default(),
    );
    let item = |description| ListingItem {
        link: link(),
        description,
    };
    let full = Listing {
        body: html(),
        groups: vec![
            ListingGroup {
                title: Some(text()),
                items: vec![item(Some(text()))],
            },
            ListingGroup {
                title: None,
                items: vec![item(None)],
            },
        ],
    };
    let minimal = Listing {
        body: Html::default(),
        groups: Vec::new(),
    };
    check("listing", &full, &minimal);
    check(
        "not-found",
        &NotFound {
            links: vec![link()],
        },
        &NotFound { links: Vec::new() },
    );
    check(
        "search",
        &Search {
            letters: vec![SearchLetter {
                letter: text(),
                links: listed_links(),
            }],
            shortened: true,
            parts: vec![link()],
        },
        &Search {
            letters: Vec::new(),
            shortened: false,
            parts: Vec::new(),
        },
    );
}

#[test]
fn about_and_print() {
    let full = About {
        body: html(),
        description: Some(text()),
        authors: vec![text(), text()],
        license: Some(text()),
        version: "1.2.3",
        commit: Some(text()),
        updated: Some(updated()),
        counts: vec![Count {
            link: link(),
            count: 3,
        }],
        files: vec![MachineFile {
            path: text(),
            url: url(),
            description: text(),
        }],
    };
    let minimal = About {
        body: Html::default(),
        description: None,
        authors: Vec::new(),
        license: None,
        version: "1.2.3",
        commit: None,
        updated: None,
        counts: Vec::new(),
        files: Vec::new(),
    };
    check("about", &full, &minimal);
    let full = Print {
        body: html(),
        description: Some(text()),
        authors: vec![text(), text()],
        license: Some(text()),
        updated: Some(updated()),
        parts: vec![PrintPart {
            title: text(),
            id: "lb-part-roles".to_owned(),
            url: Url::fragment("lb-part-roles"),
            items: vec![link()],
            pages: Html("<section id=\"roles/a\"></section>".to_owned()),
        }],
        left_out: Some(text()),
    };
    let minimal = Print {
        body: Html::default(),
        description: None,
        authors: Vec::new(),
        license: None,
        updated: None,
        parts: Vec::new(),
        left_out: None,
    };
    check("print", &full, &minimal);
}

#[test]
fn sidebar_and_redirect() {
    let item = |depth, mark: &str| SidebarItem {
        title: text(),
        url: url(),
        depth,
        mark: Html(mark.to_owned()),
    };
    let group = |title: Option<String>, address: Option<Url>, items, more| SidebarGroup {
        title,
        url: address,
        items,
        more,
    };
    let sidebar = Sidebar {
        title: text(),
        url: url(),
        groups: vec![
            group(
                Some(text()),
                Some(url()),
                vec![item(0, "aria-current=\"page\""), item(2, "")],
                3,
            ),
            group(Some(text()), None, Vec::new(), 0),
            group(None, None, vec![item(0, "")], 0),
        ],
    };
    let mut context = Context::new();
    context.insert("sidebar", &sidebar);
    context.insert("t", &words());
    let html = engine().render("sidebar.html", &context).unwrap();
    assert_eq!(
        html.matches("<a href=\"somewhere.html\" aria-current=\"page\">")
            .count(),
        1
    );
    assert_eq!(html.matches("<details").count(), 1);

    let redirect = Redirect {
        language: "en".to_owned(),
        stylesheets: stylesheets(),
        scripts: scripts(),
        target: link(),
    };
    context.insert("view", &redirect);
    let html = engine().render("redirect.html", &context).unwrap();
    check_page("redirect", &html.replace("<main id", "<main  id"));
}

#[test]
fn every_word_that_a_template_says_is_in_the_table() {
    let words = words();
    let mut said = 0;
    for (name, text) in files("templates", "html") {
        for (at, _) in text.match_indices("t.") {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            if before.is_alphanumeric() || "._-\"".contains(before) {
                continue;
            }
            let rest = &text[at + 2..];
            let end = rest
                .find(|c: char| !c.is_ascii_lowercase() && c != '_')
                .unwrap_or(rest.len());
            let key = &rest[..end];
            let word = words
                .get(key)
                .unwrap_or_else(|| panic!("{name}: no word `{key}`"));
            assert!(
                !word.contains('{'),
                "{name}: `{key}` has a placeholder, which only the engine fills"
            );
            said += 1;
        }
    }
    assert!(said > 100, "{said}");
}

#[test]
fn no_line_of_the_theme_is_wider_than_a_screen() {
    let mut wide = Vec::new();
    let sheets = files("static", "css");
    for (name, text) in files("templates", "html").into_iter().chain(sheets) {
        let lines = text.lines().zip(1..);
        let too_wide = lines.filter(|(line, _)| line.chars().count() > 140);
        wide.extend(too_wide.map(|(_, number)| format!("{name}:{number}")));
    }
    assert_eq!(wide, Vec::<String>::new());
}

#[test]
fn the_shell_of_a_page_is_small() {
    let html = render("prose", minimal_shell(), &Prose::default());
    assert!(html.len() < 3_000, "{} bytes", html.len());
}

/// The colors of a block of tokens, by name.
fn tokens(block: &str) -> BTreeMap<&str, [f64; 3]> {
    block
        .split(';')
        .filter_map(|declaration| {
            let (name, value) = declaration.trim().strip_prefix("--")?.split_once(": #")?;
            let channel = |at: usize| {
                let value = f64::from(u8::from_str_radix(&value[at..at + 2], 16).ok()?) / 255.0;
                Some(if value <= 0.04045 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                })
            };
            Some((name, [channel(0)?, channel(2)?, channel(4)?]))
        })
        .collect()
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

/// WCAG 2.2 AA, 1.4.3: 4.5 to 1 for text of any size.
#[test]
fn every_color_can_be_read_on_every_ground_it_stands_on() {
    let css = fs::read_to_string(Path::new(THEME).join("static/style.css")).unwrap();
    let blocks: Vec<&str> = css
        .split(" color-scheme: ")
        .skip(1)
        .map(|rest| &rest[..rest.find('}').unwrap()])
        .collect();
    let [light, dark, chosen_dark] = blocks[..] else {
        panic!("{} blocks of tokens", blocks.len());
    };
    let lines = |block: &str| block.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(dark), lines(chosen_dark), "the dark tokens differ");
    for block in [light, dark] {
        let tokens = tokens(block);
        let mut pairs: Vec<(String, String)> = Vec::new();
        let hues = Color::ALL.iter().map(|color| color.name());
        for hue in hues.chain(["good", "warn", "bad", "accent"]) {
            pairs.push((hue.to_owned(), format!("{hue}-tint")));
            for ground in ["paper", "raised", "sunk"] {
                pairs.push((hue.to_owned(), ground.to_owned()));
            }
            pairs.push(("muted".to_owned(), format!("{hue}-tint")));
            pairs.push(("ink".to_owned(), format!("{hue}-tint")));
        }
        for ground in ["paper", "raised", "sunk"] {
            pairs.push(("ink".to_owned(), ground.to_owned()));
            pairs.push(("muted".to_owned(), ground.to_owned()));
        }
        for (color, ground) in pairs {
            let ratio = contrast(tokens[color.as_str()], tokens[ground.as_str()]);
            assert!(ratio >= 4.5, "{color} on {ground}: {ratio:.2}");
        }
    }
}
