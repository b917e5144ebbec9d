//! Diagnostics about ownership.
