//! The `ladderbook` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ladderbook::cli::run()
}
