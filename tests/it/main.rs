//! All integration tests, one crate so that they link once.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes every expectation with them"
)]

mod print;
mod theme;
