//! stub
#![allow(missing_docs)]
use crate::route::PageStyle;
use crate::span::{FileId, Span};
pub struct Book {
    pub title: String,
    pub language: String,
    pub url: Option<String>,
}
pub struct Build {
    pub page_style: PageStyle,
    pub base_path: String,
    pub noindex: bool,
    pub theme: String,
    pub output: String,
}
pub struct Limits {
    pub pairs: usize,
    pub model_pairs: usize,
}
pub struct Edit;
impl Edit {
    pub fn url_of(&self, _: &str) -> Option<String> {
        None
    }
}
pub struct Config {
    pub file: FileId,
    pub book: Book,
    pub build: Build,
    pub limits: Limits,
    pub edit: Edit,
}
impl Config {
    pub fn head(&self) -> Span {
        Span::file_start(self.file)
    }
}
