//! Diagnostics about front_matter.
