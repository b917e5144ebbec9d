//! Every use of a name is remembered with its place: what is meant there, and nothing but what is meant.
//!
//! What a document names is listed here once more, from what its author wrote, so that a key that is read but not remembered is missed.

#![expect(
    clippy::disallowed_methods,
    reason = "the cases are folders of the repository"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ladderbook::compile::{self, Options};
use ladderbook::document::Document;
use ladderbook::document::front_matter::{
    AreaText, AssessmentText, AxisText, ComparisonText, GuideText, Kind, LevelText, ModelText, Own,
    Participation, PersonText, RoleText, SourceText, TeamText, TrackText,
};
use ladderbook::document::outline::{Destination, Link};
use ladderbook::document::tag::{HolderName, Tag};
use ladderbook::ladder::links::Target;
use ladderbook::ladder::{Ladder, Subject};
use ladderbook::source::SourceTree;
use ladderbook::span::Span;
use ladderbook::text::Text;
use ladderbook::text::fold;

/// What a name in front matter may be a name of.
#[derive(Clone, Copy)]
enum Of {
    Role,
    Area,
    Model,
    Team,
    Track,
    Axis,
    Source,
    /// A role or a model, told apart by a folder.
    About,
}

#[derive(Default)]
struct Names(Vec<(Text, Of)>);

impl Names {
    fn add<'t>(&mut self, of: Of, names: impl IntoIterator<Item = &'t Text>) {
        self.0
            .extend(names.into_iter().map(|name| (name.clone(), of)));
    }

    fn add_tag(&mut self, tag: &Tag) {
        for holder in tag.cases.iter().flat_map(|case| &case.holders) {
            if let HolderName::Role(name) = &holder.name {
                self.add(Of::Role, [name]);
            }
            self.add(Of::Area, &holder.via);
        }
        for when in tag.cases.iter().filter_map(|case| case.when.as_ref()) {
            let ways = ["there is no separate ", "there is no ", "no "];
            let role = ways.iter().find(|way| when.value.starts_with(**way));
            let role = role.map(|way| when.part(way.len()..when.value.len()));
            self.add(Of::Role, role.as_ref());
        }
    }

    fn add_tags(&mut self, of: Of, tags: &[(Text, Tag)]) {
        for (name, tag) in tags {
            self.add(of, [name]);
            self.add_tag(tag);
        }
    }
}

/// Every name that a front matter uses. Each key is named, so that a new one cannot be forgotten.
fn names_in(document: &Document) -> Vec<(Text, Of)> {
    let mut names = Names::default();
    names.add(Of::Source, &document.front.common.sources);
    match &document.front.own {
        Own::Role(own) => {
            let RoleText {
                abbr: _,
                also: _,
                focus: _,
                answers: _,
                kind: _,
                how_many: _,
                reports_to,
                worn_by,
                scope: _,
                seniority: _,
                pairs_with,
                subset_of,
                hybrid_of,
                owns,
                shares,
                takes_part,
                backs_up,
                attributes: _,
                claims,
                models,
            } = &**own;
            names.add(Of::Role, reports_to.iter().chain(subset_of));
            names.add(Of::Role, worn_by.iter().chain(hybrid_of));
            names.add(Of::Role, pairs_with.iter().map(|(_, role)| role));
            names.add(Of::Area, owns);
            names.add(Of::Area, shares.iter().map(|(area, _)| area));
            names.add(
                Of::Role,
                shares.iter().filter_map(|(_, role)| role.as_ref()),
            );
            names.add(Of::Area, takes_part.iter().map(|(area, _)| area));
            names.add(Of::Role, backs_up.iter().map(|(role, _)| role));
            names.add(Of::Source, claims.iter().map(|(source, _)| source));
            if let Participation::Named(models) = models {
                names.add(Of::Model, models);
            }
        }
        Own::Area(own) => {
            let AreaText {
                abbr: _,
                also: _,
                parent,
                examples: _,
                good: _,
                horizon: _,
                counts: _,
                co_owned: _,
                models,
                claims,
            } = &**own;
            names.add(Of::Area, parent);
            names.add(Of::Model, models);
            names.add_tags(Of::Source, claims);
        }
        Own::Model(own) => {
            let ModelText {
                also: _,
                roles,
                inherit: _,
                owners,
                recommended: _,
                recommended_by,
                status: _,
                fits: _,
                strains: _,
                seen_at: _,
                leave_when: _,
                variants: _,
            } = &**own;
            names.add(Of::Role, roles);
            names.add_tags(Of::Area, owners);
            names.add(Of::Source, recommended_by);
        }
        Own::Comparison(own) => {
            let ComparisonText { between, rows: _ } = &**own;
            names.add(
                Of::Role,
                between.iter().flat_map(|(left, right)| [left, right]),
            );
        }
        Own::Team(own) => {
            let TeamText {
                also: _,
                scope: _,
                parent,
                model,
                overrides,
                overrides_below,
                expectations_by,
                attributes: _,
                people,
                open,
            } = &**own;
            names.add(Of::Team, parent);
            names.add(Of::Model, model);
            names.add_tags(Of::Area, overrides);
            names.add_tags(Of::Area, overrides_below);
            names.add(Of::Role, open.iter().map(|(role, _)| role));
            names.add(Of::Role, expectations_by);
            let roles = people.iter().map(|PersonText { role, .. }| role);
            names.add(Of::Role, roles);
        }
        Own::Track(own) => {
            let TrackText {
                role,
                axes,
                levels,
                levels_at: _,
            } = &**own;
            names.add(Of::Role, role);
            names.add(Of::Axis, axes);
            // What follows the limit is not read.
            for level in levels.iter().take(20) {
                let LevelText {
                    id: _,
                    title: _,
                    rung: _,
                    steps,
                    steps_at: _,
                    expects: _,
                    same_as,
                } = level;
                names.add(Of::Axis, steps.iter().map(|(axis, _)| axis));
                let slash = same_as.as_ref().and_then(|name| name.value.find('/'));
                let track = same_as
                    .iter()
                    .zip(slash)
                    .map(|(name, slash)| name.part(0..slash));
                names.add(Of::Track, &track.collect::<Vec<_>>());
            }
        }
        Own::Axis(own) => {
            let AxisText {
                steps: _,
                steps_at: _,
            } = &**own;
        }
        Own::Assessment(own) => {
            let AssessmentText {
                about,
                form: _,
                has_form: _,
            } = &**own;
            names.add(Of::About, about);
        }
        Own::Source(own) => {
            let SourceText {
                authors: _,
                url: _,
                date: _,
                saved: _,
                publisher: _,
                language: _,
            } = &**own;
        }
        Own::Guide(own) => {
            let GuideText {
                practice_of,
                cadence: _,
                only_here: _,
            } = &**own;
            names.add(Of::Role, practice_of);
        }
    }
    names.0
}

/// Where the name is, and what it means.
fn meaning(ladder: &Ladder, name: &Text, of: Of) -> (Span, Vec<Subject>) {
    fn all<I: ladderbook::ladder::Id + Into<Subject>>(
        table: &ladderbook::ladder::names::NameTable<I>,
        name: &str,
    ) -> Vec<Subject> {
        table.all(name).into_iter().map(Into::into).collect()
    }
    let (names, value) = (&ladder.names, name.value.as_str());
    let found = match of {
        Of::Role => all(&names.roles, value),
        Of::Area => all(&names.areas, value),
        Of::Model => all(&names.models, value),
        Of::Team => all(&names.teams, value),
        Of::Track => all(&names.tracks, value),
        Of::Axis => all(&names.axes, value),
        Of::Source => all(&names.sources, value),
        Of::About => {
            let below = |folder: &str| {
                let rest = value.strip_prefix(folder)?.len();
                Some(name.part(value.len() - rest..value.len()))
            };
            if let Some(role) = below("roles/") {
                return meaning(ladder, &role, Of::Role);
            }
            if let Some(model) = below("models/") {
                return meaning(ladder, &model, Of::Model);
            }
            let roles = all(&names.roles, value);
            roles.into_iter().chain(all(&names.models, value)).collect()
        }
    };
    (name.span, found)
}

/// Everything that a subject is called, folded.
fn names_of(ladder: &Ladder, subject: Subject) -> BTreeSet<String> {
    let document = ladder.document(ladder.document_of(subject));
    let (abbr, also) = document.front.own.other_names();
    let written = abbr.into_iter().chain(also).map(|name| name.value.clone());
    let last = document.id.rsplit('/').next().map(str::to_owned);
    let qualified = document.kind.folder();
    let qualified = qualified.map(|folder| format!("{folder}/{}", document.id));
    [document.id.clone(), document.title()]
        .into_iter()
        .chain(written)
        .chain(last)
        .chain(qualified)
        .map(|name| fold::name(&name))
        .collect()
}

fn links(document: &Document) -> impl Iterator<Item = &Link> {
    let cells = document
        .cells
        .iter()
        .flat_map(|(_, outline)| &outline.links);
    document.outline.links.iter().chain(cells)
}

/// The path that a relative link leads to.
fn resolved(from: &str, written: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if written.starts_with('/') {
        parts.clear();
    }
    for part in written.trim_start_matches('/').split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What is wrong with the references of a ladder, a line each.
pub(crate) fn wrong(ladder: &Ladder) -> Vec<String> {
    let mut wrong = Vec::new();
    let references = ladder.references();
    let mut left: BTreeMap<Span, Subject> = BTreeMap::new();
    for reference in references.iter() {
        // Names whose place escapes of YAML hide share that of their text.
        left.insert(reference.span, reference.subject);
    }
    if !references.iter().is_sorted() {
        wrong.push("out of order".to_owned());
    }
    let mut ids: BTreeSet<(Kind, String)> = BTreeSet::new();
    for (id, document) in ladder.documents.pairs() {
        let within = ladder.references_in(id);
        let mut complain = |what: &str, span: Span, subject: Option<Subject>| {
            let text = document.text.get(span.range()).unwrap_or_default();
            let path = &document.path;
            wrong.push(format!("{path}: `{text}` {what} ({subject:?})"));
        };
        let is_first = document.kind.folder().is_none()
            || ids.insert((document.kind, fold::name(&document.id)));
        let mut sharers: BTreeMap<Span, usize> = BTreeMap::new();
        for (name, _) in names_in(document) {
            *sharers.entry(name.span).or_default() += 1;
        }
        for (name, of) in names_in(document) {
            let of_kind = is_first || matches!(of, Of::Source) && is_cited(document, &name);
            let (span, means) = meaning(ladder, &name, of);
            let found = references.at(span);
            left.remove(&span);
            // Several names in a text that YAML folds or unescapes share the place of all of it.
            if !name.exact && sharers[&name.span] > 1 {
                continue;
            }
            match means[..] {
                [only] if of_kind => {
                    if found != Some(only) || within.at(span) != found {
                        complain("leads elsewhere", span, found);
                    }
                    let text = document.text.get(span.range()).unwrap_or_default();
                    let last = name.value.rsplit('/').next().unwrap_or_default();
                    let names = names_of(ladder, only);
                    let shown = if name.exact { text } else { &name.value };
                    if !names.contains(&fold::name(shown)) && !names.contains(&fold::name(last)) {
                        complain("is no name of it", span, found);
                    }
                }
                _ if found.is_some() => complain("means one thing all the same", span, found),
                _ => {}
            }
        }
        let links_of = &ladder.links[id];
        let targets = links_of.body.iter().chain(links_of.cells.iter().flatten());
        for (link, target) in links(document).zip(targets) {
            let Target::Page(subject, _) = target else {
                continue;
            };
            let meant = within.iter().find(|reference| {
                let (at, whole) = (reference.span.range(), link.span.range());
                at.start >= whole.start && at.end <= whole.end && reference.subject == *subject
            });
            let Some(meant) = meant else {
                complain("is a link without a reference", link.span, Some(*subject));
                continue;
            };
            left.remove(&meant.span);
            let text = document.text.get(meant.span.range()).unwrap_or_default();
            match &link.destination {
                Destination::Name { name, .. } => {
                    let names = names_of(ladder, *subject);
                    let exact = text == name.value || !document.body().contains(&name.value);
                    if !names.contains(&fold::name(&name.value)) || !exact {
                        complain("is no name of what it links", meant.span, Some(*subject));
                    }
                }
                Destination::Relative { path, .. } => {
                    let page = ladder.document(ladder.document_of(*subject));
                    let below = path.strip_prefix("/content").unwrap_or(path);
                    let paths = [path.as_str(), below].map(|path| resolved(&document.path, path));
                    let folder = |path: &String| format!("{path}/index.md") == page.path;
                    if !paths.contains(&page.path) && !paths.iter().any(folder) {
                        complain("is not its path", meant.span, Some(*subject));
                    }
                }
                _ => complain("is no link to a page", meant.span, Some(*subject)),
            }
        }
    }
    wrong.extend(left.into_iter().map(|(span, subject)| {
        let document = ladder.documents.iter().find(|it| it.file == span.file());
        let text = document.and_then(|it| it.text.get(span.range()));
        format!(
            "`{}` is named nowhere ({subject:?})",
            text.unwrap_or_default()
        )
    }));
    wrong
}

/// Whether a name is one under `source:`, which counts in every document.
fn is_cited(document: &Document, name: &Text) -> bool {
    let mut sources = document.front.common.sources.iter();
    sources.any(|source| source.span == name.span)
}

fn ladder_of(tree: &SourceTree) -> Arc<Ladder> {
    let prepared = compile::prepare(&Arc::new(tree.clone()), &Options::default(), None);
    prepared.value.ladder
}

fn check(name: &str, tree: &SourceTree) -> usize {
    let ladder = ladder_of(tree);
    assert_eq!(wrong(&ladder), Vec::<String>::new(), "{name}");
    ladder.references().iter().count()
}

#[test]
fn every_name_of_the_shipped_ladder_leads_to_what_it_means() {
    let count = check("the shipped ladder", &crate::content::facts::shipped());
    assert!(count > 500, "{count} names are few");
}

#[test]
fn every_name_in_a_faulty_ladder_leads_to_what_it_means_or_nowhere() {
    for folder in crate::faults::cases() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let input = std::fs::read_to_string(folder.join("input.txt")).expect(&name);
        check(&name, &crate::faults::project(&input));
    }
}

#[test]
fn a_name_is_found_at_its_very_place() {
    let tree = SourceTree::fixture(
        r#"//- book.toml
[book]
title = "A"
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
owns: [hiring]
---

Asks the [[tech lead|one]] about [it](../areas/hiring.md?raw#why).
//- content/roles/tl.md
---
title: Tech lead
shares:
  - people: "EM"
---
//- content/areas/hiring.md
---
title: Hiring
parent: People
---

## Why
//- content/areas/people.md
---
title: People
---
//- content/models/plain.md
---
title: Plain
owners:
  hiring: EM via people; tech  LEAD when asked
---
"#,
    );
    let ladder = ladder_of(&tree);
    let said: Vec<String> = ladder
        .references()
        .iter()
        .map(|reference| {
            let file = tree.file(reference.span.file()).expect("a file");
            let text = &file.shown_text()[reference.span.range()];
            let title = ladder.title_of(reference.subject);
            format!("{}: {text} = {title}\n", file.path())
        })
        .collect();
    expect_test::expect![[r#"
        content/roles/em.md: hiring = Hiring
        content/roles/em.md: tech lead = Tech lead
        content/roles/em.md: ../areas/hiring.md = Hiring
        content/roles/tl.md: people = People
        content/roles/tl.md: EM = Engineering Manager
        content/areas/hiring.md: People = People
        content/models/plain.md: hiring = Hiring
        content/models/plain.md: EM = Engineering Manager
        content/models/plain.md: people = People
        content/models/plain.md: tech  LEAD = Tech lead
    "#]]
    .assert_eq(&said.concat());
}
