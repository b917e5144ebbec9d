//! Diagnostics about theme.
