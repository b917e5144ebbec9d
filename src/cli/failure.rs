//! Why a command ends early.

/// Why a command ends early. Its message is one sentence for the person at the keyboard.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The content has errors; they have been printed.
    Content,
    /// The call or the machine.
    Machine(String),
    /// Standard output or error cannot be written to.
    Output,
    /// A signal.
    Signal(u8),
}

impl From<std::io::Error> for Failure {
    fn from(_: std::io::Error) -> Failure {
        Failure::Output
    }
}
