//! Diagnostics about print.
