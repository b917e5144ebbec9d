//! Stopping a publish on the way: asked for between two steps, never in one.

use std::sync::atomic::{AtomicBool, Ordering};

use super::error::PublishError;

#[derive(Clone, Copy)]
pub(super) struct Stop<'a>(pub(super) &'a AtomicBool);

impl Stop<'_> {
    pub(super) fn check<E>(self) -> Result<(), PublishError<E>> {
        if self.0.load(Ordering::Relaxed) {
            Err(PublishError::Stopped)
        } else {
            Ok(())
        }
    }
}
