//! Mistakes that a person makes who is new here: each once passed in silence, or with words that did
//! not help.

use expect_test::{Expect, expect};
use ladderbook::source::{SourceTree, position};

use crate::whole;

const ROLES: &str = "\
//- content/areas/hiring.md
---
title: Hiring
---
x
//- content/roles/em.md
---
title: Engineering Manager
abbr: EM
owns: [hiring]
---
x
//- content/roles/tl.md
---
title: Tech Lead
abbr: TL
---
x
";

/// What is said of a project with these roles and files: severity, code, place, message, helps.
fn said(settings: &str, files: &str) -> String {
    let book = "//- book.toml\n[book]\ntitle = \"T\"\nurl = \"https://example.org/\"\n";
    let tree = SourceTree::fixture(&format!("{book}{settings}{ROLES}{files}"));
    let mut out = String::new();
    for one in whole::compiled(&tree).diagnostics {
        let file = tree.file(one.at().file()).expect("it is there");
        let at = position(file.shown_text(), one.at().start());
        out += &format!(
            "{} {} {}:{}:{} {}\n",
            one.severity().name(),
            one.code().name(),
            file.path(),
            at.line,
            at.column,
            without_counts(one.message())
        );
        let label = Some(one.caret_label()).filter(|label| !label.is_empty());
        if let Some(label) = label {
            out += &format!("  ^ {label}\n");
        }
        // How many words there are is another's matter.
        let notes = one
            .notes()
            .iter()
            .filter(|note| !note.starts_with("missing: "));
        for text in notes.chain(one.helps()) {
            out += &format!("  = {text}\n");
        }
    }
    out
}

/// `519 of the 520 words` as `… of the … words`.
fn without_counts(message: &str) -> String {
    let Some((count, rest)) = message.split_once(" of the ") else {
        return message.to_owned();
    };
    let (all, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    if [count, all].iter().any(|one| one.parse::<usize>().is_err()) {
        return message.to_owned();
    }
    format!("… of the … {rest}")
}

fn check(files: &str, expected: &Expect) {
    expected.assert_eq(&said("", files));
}

#[test]
fn a_title_that_is_a_heading_is_a_name_as_any_other() {
    check(
        "//- content/roles/manager.md\n# Engineering manager\n\nx\n\
         //- content/areas/hire.md\nHiring\n======\n",
        &expect![[r#"
            error name-taken content/areas/hiring.md:2:8 two areas claim the name `Hiring`
              ^ claimed again
              = names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another
            error ambiguous-name content/roles/em.md:4:8 `hiring` can mean several things
              = say which: `hire`, `hiring`
            error name-taken content/roles/manager.md:1:1 two roles claim the name `Engineering manager`
              ^ claimed again
              = names are the id, `title`, `abbr` and `also`, compared without regard to case; give one of the two another
        "#]],
    );
    // Below another heading it is one of many.
    check(
        "//- content/roles/manager.md\n# Manager\n\n## Tech Lead\n",
        &expect![[""]],
    );
}

#[test]
fn quotes_of_a_word_processor_are_told() {
    check(
        "//- content/roles/pm.md\n---\ntitle: “Product Manager”\nabbr: ‘PM’\nalso: [„Produkt“, it’s]\n\
         owns: [“Hiring”]\nreports-to: “EM”\n---\nx\n",
        &expect![[r#"
            warning odd-quotes content/roles/pm.md:2:8 the quotes are part of this `title`
              ^ typographic quotes
              = write `Product Manager`; only `"` and `'` are quotes to YAML
            warning odd-quotes content/roles/pm.md:3:7 the quotes are part of this `abbr`
              ^ typographic quotes
              = write `PM`; only `"` and `'` are quotes to YAML
            warning odd-quotes content/roles/pm.md:4:8 the quotes are part of this `also`
              ^ typographic quotes
              = write `Produkt`; only `"` and `'` are quotes to YAML
            error unknown-area content/roles/pm.md:5:8 unknown area `“Hiring”`
              ^ no area has this name
              = did you mean `Hiring`? typographic quotes are part of a name; only `"` and `'` around the whole value are quotes to YAML
              = known areas: `hiring`
            error unknown-role content/roles/pm.md:6:13 unknown role `“EM”`
              ^ no role has this name
              = did you mean `EM`? typographic quotes are part of a name; only `"` and `'` around the whole value are quotes to YAML
              = known roles: `EM`, `TL`, `‘PM’`
        "#]],
    );
}

#[test]
fn a_person_is_no_role() {
    check(
        "//- content/models/m.md\n---\ntitle: M\nowners:\n  hiring: Ada Lovelace\n---\nx\n",
        &expect![[r#"
            error unknown-role content/models/m.md:4:11 unknown role `Ada Lovelace`
              ^ no role has this name
              = people go under `people:` of a team; an owner is a role
              = known roles: `EM`, `TL`
        "#]],
    );
    check(
        "//- content/models/m.md\n---\ntitle: M\nowners:\n  hiring: the Tech Lead\n---\nx\n",
        &expect![[r#"
            error unknown-role content/models/m.md:4:11 unknown role `the Tech Lead`
              ^ no role has this name
              = did you mean `Tech Lead`?
              = known roles: `EM`, `TL`
        "#]],
    );
}

#[test]
fn a_step_is_called_by_its_name_or_number() {
    check(
        "//- content/tracks/axes/craft.md\n---\ntitle: Craft\nsteps: [{title: Learns}, {title: Knows}]\n---\nx\n\
         //- content/tracks/tl.md\n---\ntitle: Track\nlevels:\n  - id: t1\n    title: One\n    steps: {craft: 3}\n---\nx\n",
        &expect![[r#"
            error unknown-name content/tracks/tl.md:6:20 unknown step `3`
              ^ no step has this name
              = the steps of `Craft` are `Learns`, `Knows`
              = by number, say 1 to 2
        "#]],
    );
}

#[test]
fn a_value_that_needs_quotes_is_shown_with_them() {
    check(
        "//- content/guides/a.md\n---\ntitle: Ownership: who \"decides\"?\n---\nx\n\
         //- content/guides/b.md\n---\ntitle: @channel\n---\nx\n\
         //- content/guides/c.md\n---\ntitle: `code`\n---\nx\n",
        &expect![[r#"
            error quote-it content/guides/a.md:2:17 a text with `: ` in it must be quoted
              ^ quote the whole value
              = quote it: `"Ownership: who \"decides\"?"`
            error quote-it content/guides/b.md:2:8 a text cannot start with `@` unless it is quoted
              ^ quote the whole value
              = quote it: `"@channel"`
            error quote-it content/guides/c.md:2:8 a text cannot start with a backtick unless it is quoted
              ^ quote the whole value
              = quote it: `"`code`"`
        "#]],
    );
}

#[test]
fn a_name_within_what_was_written_is_suggested() {
    check(
        "//- content/guides/a.md\nAsk the [[Tech lead role]] or [[an EM]].\n",
        &expect![[r#"
        error unknown-target content/guides/a.md:1:11 nothing is called `Tech lead role`
          ^ leads nowhere
          = did you mean `Tech Lead`?
        error unknown-target content/guides/a.md:1:33 nothing is called `an EM`
          ^ leads nowhere
          = did you mean `em`?
    "#]],
    );
}

#[test]
fn the_second_file_of_a_pair_is_told_where_it_names_the_pair() {
    check(
        "//- content/comparisons/a.md\n---\ntitle: A\nbetween: [TL, EM]\n---\nx\n\
         //- content/comparisons/b.md\n---\ntitle: B\nbetween: [EM, TL]\n---\nx\n",
        &expect![[r#"
            error path-taken content/comparisons/b.md:3:11 `EM` and `TL` are compared in another file already
              = merge the two files
        "#]],
    );
}

#[test]
fn a_file_that_no_tag_can_name_is_told_a_better_name() {
    check(
        "//- content/roles/Product Manager (v3 FINAL).md\n---\ntitle: Product Manager\n---\nx\n\
         //- content/roles/A+B.md\n---\ntitle: Both\n---\nx\n",
        &expect![[r#"
            error reserved-name content/roles/A+B.md:1:1 `A+B` cannot be used in an ownership tag
              ^ a role is known by the name of its file
              = rename the file to `a-b.md`
            error reserved-name content/roles/Product Manager (v3 FINAL).md:1:1 `Product Manager (v3 FINAL)` cannot be used in an ownership tag
              ^ a role is known by the name of its file
              = rename the file to `product-manager.md`
        "#]],
    );
}

#[test]
fn a_comment_that_ends_a_text_is_told() {
    check(
        "//- content/guides/a.md\n---\ntitle: C # and F\ndescription: See #12 # for more\nweight: 3 # later\n\
         owner: \"EM # x\" # y\ntags: [a] # b\n---\nx\n",
        &expect![[r#"
            warning cut-text content/guides/a.md:2:10 the value of `title` ends before this `#`
              ^ ` #` starts a comment in YAML
              = if it belongs to the text, quote all of it: `"C # and F"`; if it is a comment, put two spaces before it
            warning cut-text content/guides/a.md:3:18 the value of `description` ends before this `#`
              ^ ` #` starts a comment in YAML
              = if it belongs to the text, quote all of it: `"See #12 # for more"`; if it is a comment, put two spaces before it
        "#]],
    );
}

#[test]
fn a_quoted_text_that_goes_on_at_the_margin_is_closed() {
    check(
        "//- content/guides/a.md\n---\ntitle: A\ndescription: \"A baseline that is kept\nby all teams.\"\nweight: 3\n---\nx\n\
         //- content/guides/b.md\n---\ntitle: B\ndescription: 'No end\nweight: 3\n---\nx\n",
        &expect![[r#"
            error malformed-yaml content/guides/a.md:4:1 the lines of a quoted text must be indented
              ^ this line starts at the margin
              = indent it, or write the text on one line
            error malformed-yaml content/guides/b.md:3:14 a quote that never closes
              ^ opened here
              = close it on the same line; a quote inside the text is written twice or with a `\` before it
        "#]],
    );
}

#[test]
fn words_that_a_theme_misspells_or_lacks_are_told() {
    let settings = "language = \"de\"\n[build]\ntheme = \"ours\"\n";
    expect![[r#"
        warning theme-words themes/ours/words/de.toml:1:1 … of the … words of the site are not said in `de`
          ^ they are shown in English
          = say them in `words/de.toml` of your theme, `themes/…/`
        warning theme-words themes/ours/words/de.toml:2:1 no word of the site is called `nav_rolls`
          ^ never shown
          = did you mean `nav_roles` or `nav_models`?
        warning theme-words themes/ours/words/en.toml:1:1 no word of the site is called `nav_modell`
          ^ never shown
          = did you mean `nav_models` or `any_model`?
    "#]].assert_eq(&said(
        settings,
        "//- themes/ours/words/en.toml\nnav_modell = \"Setups\"\nours = \"x\"\n\
         //- themes/ours/words/de.toml\nnav_models = \"Modelle\"\nnav_rolls = \"Rollen\"\n\
         //- themes/ours/templates/components/ours.html\n{% component ours_word() %}{{ t.ours }}{% endcomponent %}\n",
    ));
    expect![[r#"
        warning theme-words book.toml:1:1 … of the … words of the site are not said in `fr`
          ^ they are shown in English
          = say them in `words/fr.toml` of your theme, `themes/…/`
    "#]]
    .assert_eq(&said("language = \"fr\"\n", ""));
    expect![[""]].assert_eq(&said("language = \"en-GB\"\n", ""));
    let settings = "[build]\ntheme = \"ours\"\n";
    expect![[r#"
        error template book.toml:5:9 no theme `ours`
          ^ there is no file in `themes/ours/`
          = put its files there, below `templates/`, `static/` or `words/`, or choose `default`
    "#]]
    .assert_eq(&said(settings, ""));
}
