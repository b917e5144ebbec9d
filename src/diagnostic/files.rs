//! Diagnostics about files.
