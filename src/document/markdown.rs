//! stub while the engine is written
use super::limits::Limits;
use super::outline::Outline;
use super::yaml::Text;
use crate::span::FileId;
pub struct Place<'a> {
    pub file: FileId,
    pub text: &'a str,
    pub start: usize,
}
pub fn outline(_: Place<'_>, _: &Limits) -> Outline {
    Outline::default()
}
pub fn inline_outline(_: &Text, _: &Limits) -> Outline {
    Outline::default()
}
