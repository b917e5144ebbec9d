//! stub
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::ladder::Ladder;
use crate::source::SourceTree;
/// stub
pub fn check(_: &SourceTree, _: &Config) -> Vec<Diagnostic> {
    Vec::new()
}
/// stub
pub fn check_linked(_: &SourceTree, _: &Ladder) -> Vec<Diagnostic> {
    Vec::new()
}
/// stub
pub fn is_publishable(_: &str) -> bool {
    true
}
