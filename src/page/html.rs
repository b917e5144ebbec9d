//! Markup in views.

use serde::{Serialize, Serializer};

use crate::markdown;

/// Markup that the Markdown renderer has made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

/// To a template it is marked as markup, so that it is printed as it stands and no template has a reason to say `| safe`; to any other
/// format it is a text.
impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

impl Html {
    /// A text that is no markup.
    #[must_use]
    pub fn escaped(text: &str) -> Html {
        Html(markdown::escaped(text))
    }
}
