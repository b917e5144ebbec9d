//! The preview as a black box: the program on a folder of files, asked over plain sockets.

#![expect(
    clippy::disallowed_methods,
    reason = "these tests make folders, start the program and wait"
)]

mod edits;
mod hostile;
mod program;
mod random;
