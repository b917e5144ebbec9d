//! The reader of the structure on small programs: what it must find, it finds, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use expect_test::{Expect, expect};

use super::known::Known;
use super::program::Program;
use super::uses::Uses;
use super::{against, circles, look};

/// A program of `//- path` lines, each followed by that file's text.
fn program(text: &str) -> Program {
    Program::new(text.split("//- ").skip(1).map(|file| {
        let (path, text) = file.split_once('\n').expect("a path and a text");
        (path.to_owned(), text.to_owned())
    }))
}

/// All that is found, a line each.
fn check(text: &str, expected: &Expect) {
    let program = program(text);
    let uses = Uses::new(&program);
    let (found, shown) = look(&program, &uses, &BTreeSet::new());
    let mut said = String::new();
    for circle in &found.circles {
        let files: Vec<&str> = circle.iter().map(String::as_str).collect();
        said += &format!("circle {}: {}\n", files.join(" "), shown[files[0]]);
    }
    said += &found
        .spread
        .iter()
        .map(|one| format!("spread {one}\n"))
        .collect::<String>();
    said += &found
        .assigned
        .iter()
        .map(|one| format!("assigned {one}\n"))
        .collect::<String>();
    for (what, count) in &uses.unresolved {
        said += &format!("unresolved {what} {count}\n");
    }
    expected.assert_eq(&said);
}

#[test]
fn a_circle_by_method_calls_is_found_where_imports_show_none() {
    check(
        "//- site.rs
mod roles;
pub struct Site { words: usize }
//- site/roles.rs
use super::Site;
impl Site {
    fn role(&self) -> usize { self.area() }
    fn body(&self) -> usize { 1 }
}
//- site/areas.rs
use super::Site;
impl Site {
    fn area(&self) -> usize { self.body() + Self::body(self) }
}
",
        &expect![[r#"
            circle site/areas.rs site/roles.rs: site::areas -> site::roles by `Site::body()`, site::roles -> site::areas by `Site::area()`
        "#]],
    );
}

#[test]
fn a_circle_by_imports_is_found_and_a_facade_is_none() {
    check(
        "//- lib.rs
mod a;
mod b;
mod c;
//- a.rs
use crate::b::B;
pub struct A(B);
//- b.rs
pub struct B;
fn b() -> Option<crate::a::A> { None }
//- c.rs
mod one;
mod two;
pub use one::One;
//- c/one.rs
pub struct One;
//- c/two.rs
fn two(_: super::One) {}
",
        &expect![[r#"
            circle a.rs b.rs: a -> b by `B`, b -> a by `crate::a::A`
        "#]],
    );
}

#[test]
fn calls_in_macros_count() {
    check(
        "//- lib.rs
mod a;
mod b;
//- a.rs
pub struct A;
impl A {
    fn text(&self) -> String { format!(\"{}\", self.other()) }
    pub fn word(&self) -> usize { 1 }
}
//- b.rs
use crate::a::A;
impl A {
    fn other(&self) -> usize { assert!(matches!(self.word(), 1 if crate::a::is())); 0 }
}
",
        &expect![[r#"
            circle a.rs b.rs: a -> b by `A::other()`, b -> a by `A`
        "#]],
    );
}

#[test]
fn a_method_is_that_of_the_only_type_with_one_of_its_name() {
    check(
        "//- lib.rs
mod a;
mod b;
mod c;
//- a.rs
pub struct A;
impl A {
    pub fn only(&self, many: &[u8]) -> usize { many.iter().map(|one| one.shared()).sum() }
    pub fn shared(&self) -> usize { 1 }
    pub fn len(&self) -> usize { 1 }
}
//- b.rs
pub struct B { list: Vec<u8>, inner: Inner }
struct Inner;
impl Inner { pub fn shared(&self) -> usize { 1 } }
impl B {
    pub fn shared(&self) -> usize { self.inner.shared() + self.list.len() }
    pub fn found(&self) -> usize { let f = |x| x.len(); let g = |x| x.only(&[]); 1 }
}
//- c.rs
",
        &expect![[r#"
            unresolved len() 1
            unresolved shared() 1
        "#]],
    );
}

#[test]
fn a_type_with_methods_in_four_files_is_found() {
    let file = |name: &str| {
        format!("//- {name}.rs\nuse crate::a::A;\nimpl A {{ fn {name}(&self) {{}} }}\n")
    };
    let three = format!(
        "//- lib.rs\nmod a;\n//- a.rs\npub struct A;\nimpl A {{ fn a(&self) {{}} }}\n{}{}",
        file("b"),
        file("c")
    );
    check(&three, &expect![[""]]);
    // What a trait asks for is no method of the type's own.
    let of_trait = "//- t.rs\nuse crate::a::A;\nimpl Clone for A { fn clone(&self) -> A { A } }\n";
    check(&format!("{three}{of_trait}"), &expect![[""]]);
    check(
        &format!("{three}{}", file("d")),
        &expect![[r#"
            spread a::A
        "#]],
    );
}

#[test]
fn a_field_is_assigned_by_the_file_of_its_type_alone() {
    check(
        "//- lib.rs
mod a;
mod b;
//- a.rs
pub struct A { count: usize, shared: usize, list: Vec<usize> }
pub struct Other { shared: usize }
impl A { fn own(&mut self) { self.count = 1; self.shared += 1; } }
//- b.rs
use crate::a::{A, Other};
impl A { fn elsewhere(&mut self) { self.count += 1; } }
fn known(a: &mut A, other: &mut Other) { a.shared = 1; a.list[0] = 2; other.shared = 2; }
fn only() { let f = |x| x.count = 1; }
fn several() { let f = |x| x.shared = 1; }
struct Mine { count_of: usize }
fn mine(x: &mut Mine) { x.count_of = 1; }
#[cfg(test)]
mod tests { fn test(a: &mut super::A) { a.count = 3; } }
",
        &expect![[r#"
            assigned b.rs: a::A.count
            assigned b.rs: a::A.list
            assigned b.rs: a::A.shared
            assigned b.rs: a::Other.shared
            unresolved .shared = 1
        "#]],
    );
}

#[test]
fn an_import_against_the_table_is_found_however_it_is_written() {
    let program = program(
        "//- lib.rs
mod a;
mod b;
mod c;
mod d;
mod e;
//- a.rs
mod deep;
//- a/deep.rs
use super::super::b::B;
fn deep() { crate::c::c(); println!(\"{}\", crate::d::d()); }
//- b.rs
pub struct B;
//- c.rs
pub fn c() {}
//- d.rs
pub fn d() {}
//- e.rs
",
    );
    let row = |uses: &[&str]| Some(uses.iter().map(|one| (*one).to_owned()).collect());
    let allowed = BTreeMap::from(
        [
            ("a", row(&["b"])),
            ("b", row(&[])),
            ("c", row(&[])),
            ("d", row(&[])),
        ]
        .map(|(name, row)| (name.to_owned(), row)),
    );
    let wrong: Vec<String> = against(&allowed, &program, &Uses::new(&program))
        .into_iter()
        .collect();
    assert_eq!(
        wrong,
        ["`a` uses `c`", "`a` uses `d`", "`e` is not in the table"]
    );
}

#[test]
fn what_is_known_may_only_become_less() {
    let known = Known::parse(
        "# a comment\ncircle a.rs b.rs c.rs\nspread a::A\nassigned b.rs: a::A.x\nunresolved 3\n",
    );
    let compare = |found: &str| {
        known
            .compare(&Known::parse(found), &BTreeMap::new())
            .join("\n")
    };
    assert_eq!(
        compare("circle a.rs b.rs c.rs\nspread a::A\nassigned b.rs: a::A.x\nunresolved 3\n"),
        ""
    );
    expect![[r#"
        a new circle of c.rs d.rs: 
        a.rs is in no circle any more; take it out
        b.rs is in no circle any more; take it out
        b::B has methods in more than three files
        a::A: no longer so; take it out
        b.rs: a::A.x: no longer so; take it out
        4 of 10,000 calls could be of several types, 3 were known: call by `Type::name`, or name methods apart"#]]
    .assert_eq(&compare("circle c.rs d.rs\nspread b::B\nunresolved 4\n"));
}

#[test]
fn the_way_round_a_circle_is_the_shortest() {
    let edges = |list: &[(&str, &str)]| {
        let mut edges = circles::Edges::new();
        for (from, to) in list {
            let of = edges.entry((*from).to_owned()).or_default();
            of.insert((*to).to_owned(), "x".to_owned());
        }
        edges
    };
    let edges = edges(&[
        ("a", "b"),
        ("b", "c"),
        ("c", "a"),
        ("c", "b"),
        ("d", "a"),
        ("e", "f"),
        ("f", "e"),
    ]);
    let found = circles::circles(&edges);
    assert_eq!(found.len(), 2);
    assert_eq!(
        circles::shortest(&edges, &found[0]),
        "b -> c by x, c -> b by x"
    );
}
