//! A look at a theme: at the project's own templates, and at the pages that come out of them.

mod elsewhere;
mod parts;
mod templates;

pub(super) use elsewhere::loaded;
pub(super) use templates::look;
