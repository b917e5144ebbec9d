//! All integration tests, one crate so that they link once.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::type_complexity,
    clippy::large_stack_arrays,
    clippy::too_many_lines,
    clippy::format_collect,
    reason = "tests read and write the disk, say when they are skipped, list cases at length, and build texts without haste"
)]
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes every expectation with them"
)]

mod adding_up;
mod again;
mod architecture;
mod assess;
mod cases;
mod causes;
mod claims;
mod cli;
mod conditions;
mod config;
mod content;
mod english;
mod explain;
mod export;
mod faults;
mod fences;
mod fidelity;
mod figures;
mod files;
mod judge;
mod keys;
mod load;
mod locks;
mod long;
mod markdown;
mod matrix;
mod mistakes;
mod output;
mod phrase;
mod placeholders;
mod print;
mod properties;
mod references;
mod renamed;
mod repeats;
mod schema;
mod search;
mod serve;
mod slugs;
mod sources;
mod stylesheets;
mod subjects;
mod tables;
mod tags;
mod teams;
mod templates;
mod theme;
mod tracks;
mod trust;
mod whole;
