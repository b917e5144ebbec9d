//! HTML as text: its tags, its character references, the attributes that hold addresses. Raw HTML
//! of authors, finished pages and the templates of themes are all read by these, so that one check
//! never takes for text what another takes for markup.

mod addresses;
mod entities;
mod tokens;

pub use addresses::{Address, Fetched, address, address_in_svg};
pub use entities::decoded;
pub use tokens::{Attribute, Attributes, Tag, Token, Tokens, tags};
