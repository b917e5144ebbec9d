//! Makes answers, a few at a time, and sends them piece by piece.
//!
//! Who waits for a turn has cost nothing yet: a client that goes away meanwhile takes its request
//! with it, so thousands of them delay the next one by no more than what has begun.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;

use futures_util::stream;
use hyper::StatusCode;
use hyper::body::Bytes as Piece;
use sha2::{Digest, Sha256};

use super::address::content_type;
use super::body::{self, Body};
use super::held::{Made, PIECE};
use super::page;
use super::state::{Good, Hub, State};
use crate::compile::Bytes;

/// What a path leads to.
pub(super) enum Found {
    Made(Arc<Made>),
    /// A file below the project's folder.
    CopyOf(PathBuf),
    /// A folder, whose address ends with `/`.
    Folder,
    Nothing,
    /// A page that cannot be rendered, with no site before it to show.
    Broken,
}

/// Finds or makes the answer, as soon as it is this request's turn.
pub(super) async fn found(hub: &Arc<Hub>, state: &Arc<State>, path: &str) -> Found {
    if let Some(made) = hub.held.of_state(state.number, path) {
        return Found::Made(made);
    }
    let Ok(turn) = Arc::clone(&hub.turns).acquire_owned().await else {
        return Found::Broken;
    };
    // Another may have asked for the same.
    if let Some(made) = hub.held.of_state(state.number, path) {
        return Found::Made(made);
    }
    let (hub, state, path) = (Arc::clone(hub), Arc::clone(state), path.to_owned());
    // Rendering is work for a processor, and must not keep the threads from which all connections
    // live. It cannot be stopped, so the turn ends with it and not with the request.
    let work = move || {
        let found = make(&hub, state, &path);
        if let Found::Made(made) = &found
            && made.is_large()
        {
            hub.held.hold_on_to(made);
        }
        drop(turn);
        found
    };
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or(Found::Broken)
}

fn make(hub: &Hub, mut state: Arc<State>, path: &str) -> Found {
    // Every round goes on with another site, of which there are two at most unless the files change
    // meanwhile.
    loop {
        let Some(good) = &state.good else {
            return without_site(hub, &state, path);
        };
        let Some(index) = good.output.find(path) else {
            if good.output.find(&format!("{path}/index.html")).is_some() {
                return Found::Folder;
            }
            return missing(hub, &state, good, path);
        };
        match good.output.bytes(index) {
            Ok(Bytes::Made(bytes)) => {
                let hash = hash(&bytes);
                let bytes = if is_page(path) {
                    let up = page::up_from(path);
                    page::with_script(&bytes, &up, &hash, &state.words(&hub.run)).into()
                } else {
                    bytes.into_owned().into()
                };
                let tag = Some(format!("\"{hash}\""));
                return made(
                    hub,
                    &state,
                    path,
                    StatusCode::OK,
                    content_type(path),
                    tag,
                    bytes,
                );
            }
            Ok(Bytes::CopyOf(file)) => return Found::CopyOf(file),
            // The site does not count, and the one before it is shown again.
            Err(diagnostic) => hub.take_back(&state, path, *diagnostic),
        }
        let now = hub.state();
        if now.number == state.number {
            return Found::Broken;
        }
        state = now;
    }
}

/// The site's own page for what is not there, with the nearest that is.
fn missing(hub: &Hub, state: &State, good: &Good, path: &str) -> Found {
    let page = good.output.find("404.html");
    let page = page.and_then(|index| good.output.bytes(index).ok());
    let Some(Bytes::Made(bytes)) = page else {
        return Found::Nothing;
    };
    let html = page::with_nearest(&bytes, path, &good.base, good.output.paths());
    let words = state.words(&hub.run);
    let html = page::with_script(&html, &good.base, &hash(&html), &words);
    let html_type = content_type("404.html");
    made(
        hub,
        state,
        path,
        StatusCode::NOT_FOUND,
        html_type,
        None,
        html.into(),
    )
}

/// There has been no site without errors yet.
fn without_site(hub: &Hub, state: &State, path: &str) -> Found {
    let (content_type, bytes) = if is_page(path) || !path.contains('.') {
        let html = page::only_problems(state, &state.words(&hub.run));
        (content_type("index.html"), html.into())
    } else {
        let words = Piece::from_static(b"the ladder has errors\n");
        (content_type("a.txt"), words)
    };
    let status = StatusCode::SERVICE_UNAVAILABLE;
    made(hub, state, path, status, content_type, None, bytes)
}

fn made(
    hub: &Hub,
    state: &State,
    path: &str,
    status: StatusCode,
    content_type: &'static str,
    tag: Option<String>,
    bytes: Piece,
) -> Found {
    Found::Made(Arc::new(Made {
        number: state.number,
        path: path.to_owned(),
        status,
        content_type,
        tag,
        words: state.words(&hub.run),
        bytes,
    }))
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// The start of the SHA-256, in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let start = digest.iter().take(10);
    start.fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// An answer on its way to one client.
struct Sending {
    hub: Arc<Hub>,
    number: u64,
    path: String,
    at: usize,
    len: usize,
}

/// The bytes of an answer as a body that holds no more of them than a piece.
pub(super) fn sending(hub: &Arc<Hub>, made: &Made) -> Body {
    if !made.is_large() {
        return body::whole(made.bytes.clone());
    }
    let sending = Sending {
        hub: Arc::clone(hub),
        number: made.number,
        path: made.path.clone(),
        at: 0,
        len: made.bytes.len(),
    };
    let pieces = stream::unfold(Some(sending), |sending| async move {
        let mut sending = sending?;
        if sending.at == sending.len {
            return None;
        }
        let Some(piece) = sending.next_piece().await else {
            return Some((cut_short(), None));
        };
        sending.at += piece.len();
        Some((Ok(piece), Some(sending)))
    });
    body::in_pieces(pieces)
}

impl Sending {
    /// What comes next; nothing where the state is over. The browser asks for the new one anyway.
    async fn next_piece(&self) -> Option<Piece> {
        let state = self.hub.state();
        let made = match self.hub.held.of_state(self.number, &self.path) {
            None if state.number == self.number => found(&self.hub, &state, &self.path).await,
            None => return None,
            Some(made) => Found::Made(made),
        };
        let Found::Made(made) = made else {
            return None;
        };
        if made.number != self.number {
            return None;
        }
        let end = self.len.min(self.at + PIECE);
        // A part of the whole would keep all of it.
        made.bytes.get(self.at..end).map(Piece::copy_from_slice)
    }
}

fn cut_short() -> io::Result<Piece> {
    Err(ErrorKind::UnexpectedEof.into())
}
