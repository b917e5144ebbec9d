//! Diagnostics about config.
