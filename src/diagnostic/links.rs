//! Diagnostics about links.
