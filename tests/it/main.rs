//! All integration tests, one crate so that they link once.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes every expectation with them"
)]

mod config;
mod explain;
mod export;
mod facts;
mod faults;
mod fidelity;
mod files;
mod load;
mod markdown;
mod output;
mod print;
mod schema;
mod serve;
mod tables;
mod whole;
