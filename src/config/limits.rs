//! `[limits]`: how large one file, and the whole, may be.

use crate::diagnostic::config as say;
use crate::document::limits::Limits as FileLimits;
use crate::value::fields::Fields;
use crate::value::keys;

const KIB: u64 = 1024;
const MIB: u64 = 1024 * KIB;
const GIB: u64 = 1024 * MIB;

/// Limits on one file and on all of them. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub file: FileLimits,
    pub files: usize,
    /// How many pairs of roles get a page.
    pub pairs: usize,
    /// How many pairs of models get pages, one for each way.
    pub model_pairs: usize,
    /// How many pairs of tracks get a page.
    pub track_pairs: usize,
    /// How many models times areas a site may have.
    pub cells: usize,
    /// The size of a file that is only copied.
    pub asset: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file: FileLimits::default(),
            files: 100_000,
            pairs: 20_000,
            model_pairs: 2_000,
            track_pairs: 1_000,
            cells: 1_000_000,
            asset: GIB,
        }
    }
}

enum Unit {
    Bytes,
    Things,
}

/// Each limit has a ceiling: `book.toml` is trusted to raise it for a ladder that needs it, but
/// content must not be able to use up the stack, or offsets of 32 bits, because of a
/// number with many nines.
pub(super) fn read(root: &mut Fields<'_>) -> Limits {
    let mut limits = Limits::default();
    let file = &mut limits.file;
    let small: [(&'static str, &mut usize, Unit, u64); 17] = [
        ("front-matter", &mut file.front_matter, Unit::Bytes, GIB),
        ("yaml-depth", &mut file.yaml_depth, Unit::Things, 256),
        ("yaml-nodes", &mut file.yaml_nodes, Unit::Things, 10_000_000),
        ("title", &mut file.title, Unit::Bytes, MIB),
        ("id", &mut file.id, Unit::Bytes, 250),
        ("tag", &mut file.tag, Unit::Bytes, MIB),
        ("tag-depth", &mut file.tag_depth, Unit::Things, 256),
        ("body", &mut file.body, Unit::Bytes, GIB),
        (
            "markdown-depth",
            &mut file.markdown_depth,
            Unit::Things,
            512,
        ),
        (
            "container-depth",
            &mut file.container_depth,
            Unit::Things,
            512,
        ),
        ("html-depth", &mut file.html_depth, Unit::Things, 512),
        (
            "table-columns",
            &mut file.table_columns,
            Unit::Things,
            100_000,
        ),
        ("files", &mut limits.files, Unit::Things, 100_000_000),
        ("pairs", &mut limits.pairs, Unit::Things, 100_000_000),
        (
            "model-pairs",
            &mut limits.model_pairs,
            Unit::Things,
            100_000_000,
        ),
        (
            "track-pairs",
            &mut limits.track_pairs,
            Unit::Things,
            100_000_000,
        ),
        ("cells", &mut limits.cells, Unit::Things, 10_000_000),
    ];
    let mut table = root.table("limits", &keys::LIMITS);
    for (key, limit, unit, ceiling) in small {
        let number = limit_of(&mut table, key, &unit, ceiling);
        if let Some(number) = number.and_then(|number| usize::try_from(number).ok()) {
            *limit = number;
        }
    }
    if let Some(number) = limit_of(&mut table, "asset", &Unit::Bytes, 1024 * GIB) {
        limits.asset = number;
    }
    table.finish();
    limits
}

fn limit_of(table: &mut Fields<'_>, key: &'static str, unit: &Unit, ceiling: u64) -> Option<u64> {
    let number = match unit {
        Unit::Bytes => table.size(key)?,
        Unit::Things => table.number(key)?,
    };
    let wrong = || {
        let highest = match unit {
            Unit::Bytes => size(ceiling),
            Unit::Things => ceiling.to_string(),
        };
        say::limit_out_of_range(number.span, key, &highest)
    };
    let fits = (1..=ceiling).contains(&number.value);
    table.passes((!fits).then(wrong)).then_some(number.value)
}

/// A number of bytes as one would write it in the settings.
fn size(bytes: u64) -> String {
    for (unit, name) in [(GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")] {
        if bytes >= unit && bytes.is_multiple_of(unit) {
            return format!("{} {name}", bytes / unit);
        }
    }
    format!("{bytes} bytes")
}
