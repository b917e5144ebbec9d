//! The preview of files as they are at one moment, without a socket and without watching: who
//! has a connection of another kind can talk to it. The fuzzer does, since a real socket costs it
//! more than everything that follows.

use std::path::Path;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};

use super::project::Project;
use super::state::Hub;
use super::{canonical, listen};
use crate::load;

pub struct Still {
    hub: Arc<Hub>,
    root: Arc<Path>,
}

impl Still {
    /// Reads a project. The error, one sentence, is that its folder cannot be opened.
    pub fn new(root: &Path, options: load::Options) -> Result<Still, String> {
        let root = canonical(root)?;
        let first = Project::new(&root, options, Vec::new()).first();
        Ok(Still {
            hub: Arc::new(Hub::new("still".to_owned(), first.state)),
            root: Arc::from(&*root),
        })
    }

    /// Answers on one connection until it ends.
    pub async fn converse<S>(&self, stream: S)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        listen::converse(stream, Arc::clone(&self.hub), Arc::clone(&self.root)).await;
    }
}
