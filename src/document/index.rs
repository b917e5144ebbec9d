//! Which file is the first page of its folder: `index.md`, `_index.md` as Hugo has it, or the
//! `README.md` that forges show below a folder.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The first pages of folders. A file says of itself what it is called, but not whether another one
/// comes before it.
pub struct Indexes<'a> {
    /// By folder, best first.
    of: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Indexes<'a> {
    /// Those among these paths of Markdown files.
    pub fn among(paths: impl IntoIterator<Item = &'a str>) -> Indexes<'a> {
        let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in paths {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            if rank(name).is_some() {
                of.entry(folder).or_default().push(path);
            }
        }
        for names in of.values_mut() {
            names.sort_unstable_by_key(|path| (rank(file_name(path)), *path));
        }
        Indexes { of }
    }

    /// The path by which a file is known in the site: that of its folder's index page, if it is
    /// that one.
    pub fn place<'p>(&self, path: &'p str) -> Cow<'p, str> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let first = self.of.get(folder).and_then(|names| names.first());
        if name == "index.md" || first != Some(&path) {
            return Cow::Borrowed(path);
        }
        Cow::Owned(match folder {
            "" => "index.md".to_owned(),
            folder => format!("{folder}/index.md"),
        })
    }

    /// Files that are a page of their own because another is their folder's first page, with that
    /// one.
    pub fn seconds(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.of.values().flat_map(|names| {
            let others = names.iter().skip(1);
            others.map(|other| (*other, names[0]))
        })
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// How good a name is for a first page; less is better.
fn rank(name: &str) -> Option<usize> {
    const NAMES: [&str; 3] = ["index.md", "_index.md", "README.md"];
    let is_readme = name.ends_with(".md") && name.eq_ignore_ascii_case(NAMES[2]);
    let known = NAMES.iter().position(|known| *known == name);
    known.or(is_readme.then_some(NAMES.len()))
}

#[cfg(test)]
mod tests {
    use super::Indexes;

    #[test]
    fn the_best_name_of_a_folder_is_its_index() {
        let paths = [
            "README.md",
            "a/README.md",
            "a/x.md",
            "b/_index.md",
            "b/readme.md",
            "c/index.md",
            "c/README.md",
            "d/Readme.md",
            "e/README.MD",
            "f/readme.txt.md",
        ];
        let indexes = Indexes::among(paths);
        let places: Vec<_> = paths.iter().map(|path| indexes.place(path)).collect();
        assert_eq!(
            places,
            [
                "index.md",
                "a/index.md",
                "a/x.md",
                "b/index.md",
                "b/readme.md",
                "c/index.md",
                "c/README.md",
                "d/index.md",
                "e/README.MD",
                "f/readme.txt.md",
            ]
        );
        let seconds: Vec<_> = indexes.seconds().collect();
        assert_eq!(
            seconds,
            [
                ("b/readme.md", "b/_index.md"),
                ("c/README.md", "c/index.md")
            ]
        );
    }
}
