//! What was wrong with the structure before anything watched it: it may only become less.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The contents of `known.txt`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Files that need each other, in groups.
    pub(super) circles: Vec<BTreeSet<String>>,
    /// Types whose methods are in more than three files.
    pub(super) spread: BTreeSet<String>,
    /// Fields that are assigned outside of the file of their type.
    pub(super) assigned: BTreeSet<String>,
    /// How many of ten thousand calls could be of several types.
    pub(super) unresolved: usize,
}

impl Known {
    pub(super) fn read() -> Known {
        Known::parse(&fs::read_to_string(path()).expect("it is there"))
    }

    pub(super) fn parse(text: &str) -> Known {
        let mut known = Known::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once(' ') {
                Some(("circle", files)) => {
                    let files = files.split(' ').map(str::to_owned);
                    known.circles.push(files.collect());
                }
                Some(("spread", what)) => {
                    known.spread.insert(what.to_owned());
                }
                Some(("assigned", what)) => {
                    known.assigned.insert(what.to_owned());
                }
                Some(("unresolved", number)) => known.unresolved = number.parse().expect(line),
                _ => assert!(line.is_empty(), "{line}"),
            }
        }
        known
    }

    pub(super) fn write(&self) {
        let mut text = String::from(
            "# What was wrong with the structure before a test watched it. Nothing is ever added; what is mended is taken out, by\n\
             # `UPDATE_EXPECT=1 cargo test --test it architecture`.\n",
        );
        for circle in &self.circles {
            let files: Vec<&str> = circle.iter().map(String::as_str).collect();
            text.push_str(&format!("circle {}\n", files.join(" ")));
        }
        for what in &self.spread {
            text.push_str(&format!("spread {what}\n"));
        }
        for what in &self.assigned {
            text.push_str(&format!("assigned {what}\n"));
        }
        text.push_str(&format!("unresolved {}\n", self.unresolved));
        fs::write(path(), text).expect("it can be written");
    }

    /// How many files are in circles, and how much else is known.
    pub(super) fn size(&self) -> [usize; 4] {
        let files = self.circles.iter().map(BTreeSet::len).sum();
        let (spread, assigned) = (self.spread.len(), self.assigned.len());
        [files, spread, assigned, self.unresolved]
    }

    /// What is worse in `found`, and what of this is no longer true.
    pub(super) fn compare(&self, found: &Known, shown: &BTreeMap<String, String>) -> Vec<String> {
        let mut wrong = Vec::new();
        for circle in &found.circles {
            if !self.circles.iter().any(|known| circle.is_subset(known)) {
                let files: Vec<&str> = circle.iter().map(String::as_str).collect();
                let first = files.first().copied().unwrap_or_default();
                let way = shown.get(first).map_or("", String::as_str);
                wrong.push(format!("a new circle of {}: {way}", files.join(" ")));
            }
        }
        for gone in self.circles.iter().flatten() {
            if !found.circles.iter().any(|circle| circle.contains(gone)) {
                wrong.push(format!("{gone} is in no circle any more; take it out"));
            }
        }
        for (what, known, found) in [
            (
                "has methods in more than three files",
                &self.spread,
                &found.spread,
            ),
            (
                "is assigned outside of its type's file",
                &self.assigned,
                &found.assigned,
            ),
        ] {
            wrong.extend(found.difference(known).map(|one| format!("{one} {what}")));
            let gone = known.difference(found);
            wrong.extend(gone.map(|one| format!("{one}: no longer so; take it out")));
        }
        if found.unresolved > self.unresolved {
            wrong.push(format!(
                "{} of 10,000 calls could be of several types, {} were known: call by `Type::name`, or name methods apart",
                found.unresolved, self.unresolved
            ));
        }
        wrong
    }
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/architecture/known.txt")
}
