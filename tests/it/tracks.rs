//! Tracks: which step every level stands on, what is new at it, how two levels differ, texts that stand twice, and charts.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use ladderbook::diagnostic::{Code, Diagnostic};
use ladderbook::export::tracks_csv;
use ladderbook::ladder::Ladder;
use ladderbook::ladder::duplicates::near;
use ladderbook::ladder::expected::{Climb, Expected};
use ladderbook::ladder::track::LevelId;
use ladderbook::page::chart::{Axis, Position, radar, room_for};
use ladderbook::page::{Site, View};
use ladderbook::source::SourceTree;
use proptest::prelude::*;

use crate::whole::{compiled, prepared, with_site};

const AXES: &str = r#"//- book.toml
[book]
title = "A ladder"
//- content/tracks/axes/people.md
---
title: People
weight: 1
steps:
  - title: Learns
    text: Asks for feedback.
  - title: Helps
  - title: Mentors
    text: Stretches *others*.
---
//- content/tracks/axes/system.md
---
title: System
weight: 2
steps: [{title: Ships}, {title: Owns}]
---
//- content/tracks/axes/talk.md
---
title: Talk
weight: 3
steps: [{title: Listens}, {title: Speaks}]
---
//- content/tracks/developer.md
---
title: Developer
weight: 1
axes: [people, system]
levels:
  - id: d1
    title: Developer 1
    steps: {people: Learns, system: ships}
    expects: [Writes tests.]
  - id: d2
    title: Developer 2
    steps: {people: 3, system: Ships}
    expects: [Plans a month.]
---
//- content/tracks/lead.md
---
title: Lead
weight: 2
axes: [system, people]
levels:
  - id: l2
    as: developer/d2
    rung: 2
    expects: [Runs the weekly review.]
  - id: l3
    steps: {system: Owns, people: Mentors}
    expects: [Settles disputes.]
---
//- content/tracks/speaker.md
---
title: Speaker
weight: 3
axes: [talk, people]
levels:
  - {id: s1, rung: 2, steps: {talk: Listens, people: Mentors}}
---
"#;

fn ladder_of(text: &str) -> ladderbook::compile::Prepared {
    prepared(&SourceTree::fixture(text))
}

fn level(ladder: &Ladder, name: &str) -> LevelId {
    let all = ladder
        .track_ids()
        .flat_map(|track| ladder.level_ids(track).collect::<Vec<_>>());
    all.into_iter()
        .find(|id| ladder.level(*id).id == name)
        .expect("a level of the fixture")
}

fn in_words(ladder: &Ladder, expected: &Expected<'_>) -> String {
    let mut out = String::new();
    for Climb { axis, steps } in &expected.climbs {
        let axis = ladder.axis(*axis);
        let names: Vec<&str> = steps
            .clone()
            .map(|place| axis.steps[place].title.as_str())
            .collect();
        let _ = writeln!(out, "{}: {}", axis.title, names.join(", "));
    }
    for wording in &expected.expects {
        let _ = writeln!(out, "{}", wording.text.value);
    }
    out
}

#[test]
fn what_is_new_at_a_level_is_what_the_level_before_does_not_have() {
    let prepared = ladder_of(AXES);
    let ladder = &prepared.ladder;
    let mut out = String::new();
    for name in ["d1", "d2", "l2", "l3"] {
        let id = level(ladder, name);
        let fresh = in_words(ladder, &ladder.new_at(id));
        let _ = write!(out, "# {name}, rung {}\n{fresh}", ladder.level(id).rung);
    }
    let all = in_words(ladder, &ladder.expected_at(level(ladder, "l3")));
    let _ = write!(out, "# everything at l3\n{all}");
    expect![[r#"
        # d1, rung 1
        People: Learns
        System: Ships
        Writes tests.
        # d2, rung 2
        People: Helps, Mentors
        Plans a month.
        # l2, rung 2
        System: Ships
        People: Learns, Helps, Mentors
        Writes tests.
        Plans a month.
        Runs the weekly review.
        # l3, rung 3
        System: Owns
        Settles disputes.
        # everything at l3
        System: Ships, Owns
        People: Learns, Helps, Mentors
        Writes tests.
        Plans a month.
        Runs the weekly review.
        Settles disputes.
    "#]]
    .assert_eq(&out);
}

#[test]
fn two_levels_differ_axis_by_axis() {
    let prepared = ladder_of(AXES);
    let ladder = &prepared.ladder;
    let mut out = String::new();
    for (one, other) in [("d2", "l2"), ("d1", "l3"), ("l3", "s1")] {
        let _ = writeln!(out, "# {one} and {other}");
        for axis in ladder.difference(level(ladder, one), level(ladder, other)) {
            let title = &ladder.axis(axis.axis).title;
            let (left, right, order) = (axis.left, axis.right, axis.order());
            let _ = writeln!(out, "{title}: {left:?} {right:?} {order:?}");
        }
    }
    let tracks: Vec<_> = ladder.track_ids().collect();
    let _ = writeln!(out, "rungs {:?}", ladder.rungs(tracks[0], tracks[1]));
    let _ = writeln!(out, "pairs {:?}", ladder.track_pairs(2));
    expect![[r#"
        # d2 and l2
        People: Some(2) Some(2) Some(Equal)
        System: Some(0) Some(0) Some(Equal)
        # d1 and l3
        People: Some(0) Some(2) Some(Less)
        System: Some(0) Some(1) Some(Less)
        # l3 and s1
        System: Some(1) None None
        People: Some(2) Some(2) Some(Equal)
        Talk: None Some(0) None
        rungs [(1, Some(0), None), (2, Some(1), Some(0)), (3, None, Some(1))]
        pairs [(TrackId(0), TrackId(1)), (TrackId(0), TrackId(2))]
    "#]]
    .assert_eq(&out);
}

#[test]
fn levels_as_each_other_across_tracks_end() {
    let tracks = "//- book.toml\n[book]\ntitle = \"A\"\n//- content/tracks/axes/x.md\n---\ntitle: X\nsteps: [{title: One}, {title: Two}]\n---\n\
        //- content/tracks/a.md\n---\ntitle: A\nlevels:\n  - {id: a1, as: b/b2, expects: [first]}\n  - {id: a2, steps: {x: 2}, expects: [second]}\n---\n\
        //- content/tracks/b.md\n---\ntitle: B\nlevels:\n  - {id: b1, as: a/a2, expects: [third]}\n  - {id: b2, steps: {x: 2}, expects: [fourth]}\n---\n";
    let prepared = ladder_of(tracks);
    let ladder = &prepared.ladder;
    let all = in_words(ladder, &ladder.expected_at(level(ladder, "a2")));
    expect![[r#"
        X: One, Two
        third
        fourth
        first
        second
    "#]]
    .assert_eq(&all);
}

#[test]
fn rungs_that_one_track_has_are_said_in_one_line() {
    let prepared = ladder_of(
        "//- book.toml\n[book]\ntitle = \"A\"\n//- content/tracks/axes/x.md\n---\ntitle: X\nsteps: [{title: One}, {title: Two}]\n---\n\
        //- content/tracks/a.md\n---\ntitle: A\nlevels:\n  - {id: a1, steps: {x: 1}}\n  - {id: a2, steps: {x: 1}}\n  - {id: a3, steps: {x: 2}}\n---\n\
        //- content/tracks/b.md\n---\ntitle: B\nlevels:\n  - {id: b3, rung: 3, steps: {x: 2}}\n  - {id: b4, steps: {x: 2}}\n  - {id: b6, rung: 6, steps: {x: 2}}\n---\n",
    );
    let said = with_site(&prepared, |site: &Site| {
        let mut out = String::new();
        for placed in &site.plan.pages {
            let View::TrackPair(pair) =
                ladderbook::page::view(&site.desk(&placed.path), placed.page)
            else {
                continue;
            };
            for alone in pair.alone {
                let levels: Vec<&str> = alone.levels.iter().map(|level| &*level.title).collect();
                let _ = writeln!(out, "{}: {} {levels:?}", alone.rungs, alone.track.title);
            }
            for rung in pair.rungs {
                let (left, right) = (rung.left.title, rung.right.title);
                let _ = writeln!(out, "{}: {left} and {right}", rung.number);
            }
        }
        out
    });
    expect![[r#"
        Rungs 1 to 2: A ["a1", "a2"]
        Rung 4: B ["b4"]
        Rung 6: B ["b6"]
        3: a3 and b3
    "#]]
    .assert_eq(&said);
}

fn charts(fixture: &str) -> String {
    let prepared = ladder_of(fixture);
    with_site(&prepared, |site: &Site| {
        let mut out = String::new();
        for placed in &site.plan.pages {
            let charts = match ladderbook::page::view(&site.desk(&placed.path), placed.page) {
                View::Track(track) => track
                    .levels
                    .into_iter()
                    .filter_map(|level| level.radar)
                    .collect(),
                View::TrackPair(pair) => pair
                    .rungs
                    .into_iter()
                    .filter_map(|rung| rung.radar)
                    .collect(),
                _ => Vec::new(),
            };
            for chart in charts {
                let _ = writeln!(out, "{}\n  {}\n  {}", placed.path, chart.title, chart.text);
                for shape in chart.shapes {
                    let _ = writeln!(out, "  {} {}: {}", shape.kind, shape.name, shape.points);
                }
            }
        }
        out + &tracks_csv(site.desk("").phrase).replace('\r', "")
    })
}

#[test]
fn a_chart_says_in_words_what_it_shows() {
    expect![[r#"
        tracks/developer.html
          Where Developer 1 stands
          People: Learns, step 1 of 3. System: Ships, step 1 of 2.
          now Developer 1: 230,132.9 230,232.9
        tracks/developer.html
          Where Developer 2 stands, over Developer 1
          People: Mentors, step 3 of 3; before that Learns. System: Ships, step 1 of 2.
          before Developer 1: 230,132.9 230,232.9
          now Developer 2: 230,52.9 230,232.9
        tracks/lead.html
          Where l2 stands
          System: Ships, step 1 of 2. People: Mentors, step 3 of 3.
          now l2: 230,112.9 230,292.9
        tracks/lead.html
          Where l3 stands, over l2
          System: Owns, step 2 of 2; before that Ships. People: Mentors, step 3 of 3.
          before l2: 230,112.9 230,292.9
          now l3: 230,52.9 230,292.9
        tracks/speaker.html
          Where s1 stands
          Talk: Listens, step 1 of 2. People: Mentors, step 3 of 3.
          now s1: 230,112.9 230,292.9
        tracks/developer-vs-lead.html
          Developer 2 and l2
          People: both Mentors. System: both Ships.
          right l2: 230,52.9 230,232.9
          left Developer 2: 230,52.9 230,232.9
        tracks/developer-vs-speaker.html
          Developer 2 and s1
          People: both Mentors.
          right s1: 230,52.9
          left Developer 2: 230,52.9
        tracks/lead-vs-speaker.html
          l2 and s1
          People: both Mentors.
          right s1: 230,52.9
          left l2: 230,52.9
        Track,Level,Rung,People,System,Talk
        Developer,Developer 1,1,Learns,Ships,
        Developer,Developer 2,2,Mentors,Ships,
        Lead,l2,2,Mentors,Ships,
        Lead,l3,3,Mentors,Owns,
        Speaker,s1,2,Mentors,,Listens
    "#]]
    .assert_eq(&charts(AXES));
}

fn check_near(texts: &[&str], expected: &Expect) {
    let found = near(texts).into_iter().map(|near| {
        let word = if near.equal { "equals" } else { "is near" };
        format!("{} {word} {}\n", near.second, near.first)
    });
    expected.assert_eq(&found.collect::<String>());
}

#[test]
fn texts_that_say_the_same_are_found() {
    check_near(
        &[
            "Writes code that others can read and change without asking.",
            "writes code, that *others* can read and change without asking",
            "Writes tests that others can read and change without asking.",
            "Writes code that others like.",
            "",
            "Owns",
            "owns",
            "Owns it",
            "Plans the work of a team for a month.",
            "Plans the work of an office for a year.",
        ],
        &expect![[r#"
            1 equals 0
            2 is near 0
            6 equals 5
        "#]],
    );
}

#[test]
fn ten_thousand_texts_of_one_build_are_compared_in_no_time() {
    let texts: Vec<String> = (0..10_000)
        .map(|at| {
            format!("Does the work of the team with care and {at} and reviews the work of the team")
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let start = std::time::Instant::now();
    assert_eq!(near(&texts).len(), 9_999);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever the words and however many axes: nothing of a chart stands outside its picture.
    #[test]
    fn a_chart_stays_inside_its_box(
        axes in prop::collection::vec(("\\PC{1,40}", 1_usize..=10, prop::collection::vec("\\PC{0,30}", 1..3)), 1..=12),
        steps in prop::collection::vec(0_usize..12, 0..14),
    ) {
        let axes: Vec<Axis> = axes
            .into_iter()
            .map(|(title, steps, names)| Axis {
                title,
                steps,
                names: names.into_iter().map(|name| (name, "step")).collect(),
            })
            .collect();
        let position = Position { name: "x".to_owned(), kind: "now", steps };
        let chart = radar("x", (String::new(), String::new()), &axes, &[position]);
        let inside = |x: f64, y: f64| (0.0..=chart.width).contains(&x) && (0.0..=chart.height).contains(&y);
        for dot in chart.ticks.iter().chain(&chart.shapes[0].dots) {
            prop_assert!(inside(dot.x, dot.y), "{dot:?}");
        }
        for label in &chart.labels {
            for line in &label.lines {
                let room = room_for(&line.text);
                let left = match label.anchor {
                    "start" => line.at.x,
                    "end" => line.at.x - room,
                    _ => line.at.x - room / 2.0,
                };
                prop_assert!(inside(left, line.at.y) && inside(left + room, line.at.y), "{line:?}");
            }
        }
    }
}

#[test]
fn two_axes_of_one_name_are_not_axiss() {
    let axis = "---\ntitle: People\nsteps: [{title: Learns}]\n---\n";
    let fixture = format!("{AXES}//- content/tracks/axes/more.md\n{axis}");
    let diagnostics = compiled(&SourceTree::fixture(&fixture)).diagnostics;
    let taken = diagnostics.iter().find(|one| one.code() == Code::NameTaken);
    assert_eq!(
        taken.map(Diagnostic::message),
        Some("two axes claim the name `People`")
    );
}
