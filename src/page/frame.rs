//! What stands around pages, and the pages about the site itself.

pub(crate) mod about;
mod book;
pub(crate) mod nav;
pub(crate) mod print;
pub(crate) mod redirect;
pub(crate) mod search;
pub mod shell;
pub mod sidebar;
