//! The ownership tag as it is written: `TL (poorly)`, `STO or project manager`, `EM + TL`, `PM; TL
//! when it is a platform team`.
//!
//! ```text
//! tag    = case {";" case}
//! case   = set ["when" text]
//! set    = holder {"+" holder}  |  holder {"or" holder}
//! holder = name ["via" area] ["," quality] ["(" item {"," item} ")"]
//! item   = quality | relation | range | '"' reason '"' | anything else: the reason
//! ```
//!
//! Names are still text here: whether a role exists is the ladder's business.

mod items;
mod parse;
mod read;

use std::borrow::Cow;
use std::fmt;

use super::range::Range;
use crate::diagnostic::ownership::is_doubtful;
use crate::text::Text;
use items::{items, quote_end};

pub use crate::vocabulary::{Manner, Quality, RESERVED, Relation, Relations};
pub use parse::parse;
pub(super) use read::{map as read_map, relations as read_relations};

#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// What holds first, and what holds under conditions; at least one.
    pub cases: Vec<Case>,
    pub text: Text,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// At least one.
    pub holders: Vec<Holder>,
    pub join: Join,
    /// The condition, without its `when`.
    pub when: Option<Text>,
}

/// How several holders of one case go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Join {
    /// Together: co-owned.
    All,
    /// One of them: either.
    Any,
}

/// One holder with what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    /// The role, or one of the words for no role.
    pub name: HolderName,
    /// The area through which it holds this one.
    pub via: Option<Text>,
    /// How: well or poorly, in which relations.
    pub manner: Manner,
    /// How much of its time or of the area.
    pub share: Option<Share>,
    /// Why, in the author's words.
    pub because: Vec<Text>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum HolderName {
    Role(Text),
    /// Several roles that are not named.
    Shared(Text),
    /// No role, on purpose: `nobody`.
    Nobody(Text),
}

/// A range of percentages with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub range: Range,
    pub text: Text,
}

impl HolderName {
    pub fn text(&self) -> &Text {
        match self {
            HolderName::Role(text) | HolderName::Shared(text) | HolderName::Nobody(text) => text,
        }
    }

    /// The name as one of the three.
    pub fn of(text: Text) -> HolderName {
        if text.value.eq_ignore_ascii_case("shared") {
            HolderName::Shared(text)
        } else if text.value.eq_ignore_ascii_case("nobody") {
            HolderName::Nobody(text)
        } else {
            HolderName::Role(text)
        }
    }
}

impl Tag {
    /// The tag with its text made from its parts: for tags that were written as a mapping.
    #[must_use]
    pub fn with_canonical_text(self) -> Tag {
        let text = Text::made(self.to_string(), self.text.span);
        Tag { text, ..self }
    }
}

impl fmt::Display for Tag {
    /// The tag in its shortest form; reading it again gives an equal tag but for places.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, case) in self.cases.iter().enumerate() {
            if index > 0 {
                out.write_str("; ")?;
            }
            for (index, holder) in case.holders.iter().enumerate() {
                if index > 0 {
                    out.write_str(if case.join == Join::All {
                        " + "
                    } else {
                        " or "
                    })?;
                }
                write!(out, "{holder}")?;
            }
            if let Some(when) = &case.when {
                write!(out, " when {}", when.value)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name.text().value)?;
        if let Some(via) = &self.via {
            write!(out, " via {}", via.value)?;
        }
        let reasons = self
            .because
            .iter()
            .map(|because| quoted_if_needed(&because.value));
        let items: Vec<Cow<'_, str>> = self
            .manner
            .words()
            .map(|(_, word)| word)
            .chain(self.share.as_ref().map(|share| share.text.value.as_str()))
            .map(Cow::Borrowed)
            .chain(reasons)
            .collect();
        if !items.is_empty() {
            write!(out, " ({})", items.join(", "))?;
        }
        Ok(())
    }
}

/// A reason as an item of a tag: between quotes where it would be read as anything else without
/// them.
fn quoted_if_needed(reason: &str) -> Cow<'_, str> {
    let is_word = Manner::has_word(reason);
    let is_one_item = !reason.starts_with('"')
        && is_balanced(reason)
        && items(reason, 0, reason.len()).len() == 1;
    if is_one_item && !is_word && Range::read(reason).is_none() && !is_doubtful(reason) {
        return Cow::Borrowed(reason);
    }
    let ends_early = quote_end(&format!("\"{reason}\")"), 0) != Some(reason.len() + 2);
    let reason = if ends_early {
        reason.replace('"', "'")
    } else {
        reason.to_owned()
    };
    Cow::Owned(format!("\"{reason}\""))
}

fn is_balanced(text: &str) -> bool {
    let mut depth = 0usize;
    let closes_what_opened = text.chars().all(|c| match c {
        '(' => {
            depth += 1;
            true
        }
        ')' => depth.checked_sub(1).map(|less| depth = less).is_some(),
        _ => true,
    });
    closes_what_opened && depth == 0
}
