//! Diagnostics about markdown.
