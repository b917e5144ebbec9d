//! Which pages there are and what each one shows.
pub mod view;
