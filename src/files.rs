//! stub
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::ladder::Ladder;
use crate::source::SourceTree;
/// stub
#[must_use]
pub fn check(_: &SourceTree, _: &Config) -> Vec<Diagnostic> {
    Vec::new()
}
/// stub
#[must_use]
pub fn check_linked(_: &SourceTree, _: &Ladder) -> Vec<Diagnostic> {
    Vec::new()
}
/// stub
#[must_use]
pub fn is_publishable(_: &str) -> bool {
    true
}
