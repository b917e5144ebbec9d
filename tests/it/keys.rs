//! The list of keys against the readers: each asks for all the keys that are declared for it, and for no other. They say so
//! themselves in a debug build; here every reader comes to its end.

use ladderbook::config;
use ladderbook::diagnostic::{Code, Diagnostic};
use ladderbook::document::limits::Limits;
use ladderbook::document::{self, front_matter::Kind};
use ladderbook::source::SourceTree;
use ladderbook::value::keys::{self, Keys, Takes};

/// A mapping with every key that is declared for it and one that is not, as a flow mapping of YAML or an inline table of TOML.
/// `written` counts the mappings.
fn sample(keys: &Keys, colon: &str, written: &mut usize) -> String {
    *written += 1;
    let mut mapping = |keys: &Keys| sample(keys, colon, written);
    let mut pairs = vec![format!("unheard-of{colon}1")];
    for key in keys.all() {
        let value = match key.takes {
            Takes::TextMap => format!("{{a{colon}'b'}}"),
            Takes::Tags => format!("{{a{colon}{}}}", mapping(&keys::TAG)),
            Takes::People(person) => format!("{{EM{colon}{}}}", mapping(person)),
            Takes::One(keys) => mapping(keys),
            Takes::Many(keys) => format!("[{}]", mapping(keys)),
            _ => "'a'".to_owned(),
        };
        pairs.push(format!("{}{colon}{value}", key.name));
    }
    format!("{{{}}}", pairs.join(", "))
}

/// In how many mappings the key that is not declared was met.
fn met(diagnostics: &[Diagnostic]) -> usize {
    let unknown = diagnostics
        .iter()
        .filter(|one| one.code() == Code::UnknownKey);
    unknown
        .inspect(|one| assert!(one.message().contains("`unheard-of`"), "{}", one.message()))
        .count()
}

#[test]
fn every_reader_of_front_matter_asks_for_the_keys_that_are_declared() {
    for keys in keys::files() {
        let mut written = 0;
        let text = format!("---\n{}\n---\n", sample(keys, ": ", &mut written));
        let path = match (keys.folder, keys.what) {
            (Some(folder), _) => format!("content/{folder}/a.md"),
            (None, "the glossary") => "content/glossary.md".to_owned(),
            (None, _) => "content/guides/a.md".to_owned(),
        };
        let mut tree = SourceTree::default();
        tree.insert_text(&path, &text);
        let file = tree.get(&path).expect("it was put there");
        let document = document::parse(file, &Limits::default());
        assert_eq!(document.kind.one(), keys.what, "{path}");
        assert_eq!(document.kind.folder(), keys.folder, "{path}");
        assert_eq!(met(&document.diagnostics), written, "{text}");
    }
    let with_folder = keys::files().filter(|keys| keys.folder.is_some());
    assert_eq!(with_folder.count(), Kind::WITH_FOLDER.len());
}

#[test]
fn every_reader_of_settings_asks_for_the_keys_that_are_declared() {
    let mut written = 0;
    let root = sample(&keys::BOOK_TOML, " = ", &mut written);
    let text = root[1..root.len() - 1].replace(", book = ", "\nbook = ");
    let text = keys::BOOK_TOML.all().fold(text, |text, key| {
        text.replace(
            &format!("}}, {} = ", key.name),
            &format!("}}\n{} = ", key.name),
        )
    });
    let mut tree = SourceTree::default();
    tree.insert_text("book.toml", &text);
    let config = config::parse(tree.get("book.toml").expect("it was put there"));
    assert_eq!(met(&config.diagnostics), written, "{text}");
}

/// The help of the only diagnostic about a key of a file.
fn help(path: &str, text: &str) -> String {
    let mut tree = SourceTree::default();
    tree.insert_text(path, text);
    let file = tree.get(path).expect("it was put there");
    let diagnostics = if path == "book.toml" {
        config::parse(file).diagnostics
    } else {
        document::parse(file, &Limits::default()).diagnostics
    };
    let mut unknown = diagnostics
        .iter()
        .filter(|one| one.code() == Code::UnknownKey);
    let found = unknown.next().expect("a key that is unknown");
    assert!(unknown.next().is_none());
    found.helps().concat()
}

#[test]
fn a_key_is_told_where_it_belongs_by_all_the_keys_that_there_are() {
    let in_settings = |text: &str| help("book.toml", &format!("{text}\n[book]\ntitle = 'A'\n"));
    let below = "write it below that header";
    assert_eq!(
        in_settings("search = false"),
        format!("it is a key of `[build]`: {below}")
    );
    assert_eq!(
        in_settings("table-columns = 3"),
        format!("it is a key of `[limits]`: {below}")
    );
    assert_eq!(
        in_settings("title = 'A'"),
        format!("it is a key of `[book]`: {below}")
    );
    assert_eq!(
        in_settings("host = 'a'"),
        "it is a key of `[serve]` or `[edit]`: write it below the header that is meant"
    );
    let in_file = |folder: &str, key: &str| {
        let text = format!("---\ntitle: A\n{key}: 1\n---\n\nText.\n");
        help(&format!("content/{folder}/a.md"), &text)
    };
    assert_eq!(
        in_file("models", "claims"),
        "it is a key of a role or an area"
    );
    assert_eq!(in_file("areas", "answers"), "it is a key of a role");
    assert_eq!(in_file("areas", "practice-of"), "it is a key of a guide");
    assert_eq!(in_file("tracks", "expects"), "it is a key of a level");
    assert_eq!(in_file("tracks", "steps"), "it is a key of a level");
    assert_eq!(in_file("roles", "steps"), "it is a key of an axis");
    assert_eq!(
        in_file("guides", "checklist"),
        "it is a key of an assessment; if this is one, move the file to `content/assessments/`"
    );
}
