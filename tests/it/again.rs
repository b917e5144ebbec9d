//! What is made after an edit, with all that is kept from before, is what would be made of the same files from nothing.

use std::sync::Arc;

use ladderbook::compile::{self, Options, Prepared};
use ladderbook::diagnostic::Checked;
use ladderbook::source::SourceTree;

/// Pages that link to each other in every way there is.
const LADDER: &str = r#"//- book.toml
[book]
title = "Links"
//- content/roles/lead.md
---
title: Lead
abbr: TL
owns: [design]
---

See [the design](../areas/design.md#how) and [[First]].
//- content/areas/design.md
---
title: Design
---

## How

Thus. ![It](../guides/it.svg)
//- content/guides/first.md
---
title: First
---

## One

By [[TL]], after [the second](deep/second.md), [there](deep/second.md#there), and [below](#one).
//- content/guides/deep/second.md
---
title: Second
---

## There

Back to [[first#one]].
//- content/guides/it.svg
<svg xmlns="http://www.w3.org/2000/svg"/>
"#;

fn prepared(tree: &SourceTree, before: Option<&Prepared>) -> Checked<Prepared> {
    compile::prepare(&Arc::new(tree.clone()), &Options::default(), before)
}

/// Goes through edits, each on top of those before; a text of `None` removes the file.
fn check(edits: &[(&str, &str, Option<&str>)]) {
    let mut tree = SourceTree::fixture(LADDER);
    let mut before = prepared(&tree, None);
    assert_eq!(before.diagnostics.len(), 0, "{:?}", before.diagnostics);
    for (name, path, text) in edits {
        match text {
            Some(text) => {
                tree.insert_text(path, text);
            }
            None => tree.remove(path),
        }
        let (again, anew) = (prepared(&tree, Some(&before.value)), prepared(&tree, None));
        assert_eq!(again.diagnostics, anew.diagnostics, "{name}");
        let ladders = (&again.value.ladder, &anew.value.ladder);
        assert_eq!(ladders.0.links, ladders.1.links, "{name}");
        assert_eq!(ladders.0.mentions, ladders.1.mentions, "{name}");
        before = again;
    }
}

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";
const SECOND: &str = "content/guides/deep/second.md";
const FIRST: &str = "content/guides/first.md";

#[test]
fn links_are_right_after_every_kind_of_edit() {
    let second =
        |title: &str, heading: &str| format!("---\ntitle: {title}\n---\n\n## {heading}\n\nText.\n");
    let (same, other_heading, other_title, taken) = (
        second("Second", "There"),
        second("Second", "Elsewhere"),
        second("Other", "There"),
        second("TL", "There"),
    );
    check(&[
        ("a text", SECOND, Some(&same)),
        ("a heading that is linked", SECOND, Some(&other_heading)),
        ("the heading again", SECOND, Some(&same)),
        ("a title", SECOND, Some(&other_title)),
        ("a name that is taken", SECOND, Some(&taken)),
        ("a page that is linked is gone", SECOND, None),
        ("it is back", SECOND, Some(&same)),
        (
            "a page comes before all others",
            "content/guides/a.md",
            Some(&second("A", "There")),
        ),
        ("and goes", "content/guides/a.md", None),
        (
            "a draft",
            SECOND,
            Some("---\ntitle: Second\ndraft: true\n---\n\n## There\n"),
        ),
        ("no draft", SECOND, Some(&same)),
        (
            "a file beside the pages is gone",
            "content/guides/it.svg",
            None,
        ),
        ("and back", "content/guides/it.svg", Some(PICTURE)),
        (
            "a link to nothing",
            FIRST,
            Some("---\ntitle: First\n---\n\n## One\n\n[Nothing](none.md)\n"),
        ),
        ("elsewhere, while that is wrong", SECOND, Some(&same)),
        (
            "what it needs",
            "content/guides/none.md",
            Some(&second("None", "There")),
        ),
        (
            "a role is called otherwise",
            "content/roles/lead.md",
            Some("---\ntitle: Boss\n---\n"),
        ),
        (
            "a second role comes before it",
            "content/roles/a.md",
            Some("---\ntitle: A\n---\n\n[[boss]]\n"),
        ),
    ]);
}
