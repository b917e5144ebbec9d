//! Keeps a mistake of the parser from ending the program: one body in a pull request must not stop
//! the build of all others, nor a preview.
//!
//! What the parser is given is not trusted, and it panics on some of it (`- [ ] \`, then `===`, in
//! pulldown-cmark 0.13.6). A body that was read is safe to be read again: the same bytes take the
//! same way.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// What `read` makes; none where it panics. Nothing of it is seen afterwards then, so that nothing
/// can be half done.
pub(super) fn unbroken<T>(read: impl FnOnce() -> T) -> Option<T> {
    let outer = READING.replace(true);
    let made = catch_unwind(AssertUnwindSafe(read));
    READING.set(outer);
    made.ok()
}

/// Whether this thread reads Markdown, and a panic will be reported as an error in it: the program
/// need not print it.
pub fn is_reading() -> bool {
    READING.get()
}
