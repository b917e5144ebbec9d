//! The `ladderbook` command.

use std::process::ExitCode;

/// Pages are built from very many small values: this allocator takes a quarter off a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ladderbook::cli::run()
}
