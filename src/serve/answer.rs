//! One request, one answer.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::stream;
use hyper::body::Bytes as Piece;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use sha2::{Digest, Sha256};

use super::address::{self, Asked};
use super::body::{self, Body};
use super::state::{Good, Hub, State};
use super::{asset, guard, page};
use crate::compile::Bytes;
use crate::diagnostic::Diagnostic;

/// Tells the script in the browser what it shows, and whether something is wrong.
const STATE: HeaderName = HeaderName::from_static("x-ladderbook-state");

/// What the site's own pages say of themselves, and what only a header can say. The script of the
/// preview comes from the same host, so it needs no exception.
const POLICY: &str = "\
    default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; object-src 'none'; frame-src 'none'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// A picture that is opened by itself is a document, and may do nothing.
const PICTURE_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/// How often a silent reload connection is told that it still lives.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// So many connections are told at once, and the next ones this much later: a page that is asked
/// for meanwhile does not wait until thousands have been told.
const AT_ONCE: u32 = 500;
const APART: Duration = Duration::from_millis(4);

/// The answer to anything that is not there.
const NOT_FOUND: &str = "not found\n";

/// Answers a request. Its body is never read.
pub(super) async fn answer<B>(
    hub: Arc<Hub>,
    root: Arc<Path>,
    request: Request<B>,
) -> Response<Body> {
    let (head, _) = request.into_parts();
    if head.method != Method::GET && head.method != Method::HEAD {
        let mut answer = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
        let headers = answer.headers_mut();
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        return answer;
    }
    let state = hub.state();
    // An address that names a host of its own may say another one than the header does.
    let asked = if head.uri.authority().is_some() {
        Asked::Nothing
    } else {
        address::asked(head.uri.path(), &state.base)
    };
    let is_page = matches!(asked, Asked::File(_) | Asked::Root);
    if !guard::allows(&head.headers, &state.names, is_page) {
        return plain(StatusCode::FORBIDDEN, "forbidden\n");
    }
    match asked {
        Asked::Own(name) => own(&hub, &state, &name),
        Asked::Root => redirect(&state, ""),
        Asked::Nothing => plain(StatusCode::NOT_FOUND, NOT_FOUND),
        Asked::File(path) => {
            let known = head.headers.get(header::IF_NONE_MATCH).cloned();
            // Rendering is work for a processor, and must not keep the threads from which all
            // connections live.
            let work = move || file(&hub, &state, &root, &path, known.as_ref());
            match tokio::task::spawn_blocking(work).await {
                Ok(answer) => answer,
                Err(_) => plain(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "this page cannot be shown\n",
                ),
            }
        }
    }
}

/// What belongs to the preview itself.
fn own(hub: &Arc<Hub>, state: &State, name: &str) -> Response<Body> {
    match name {
        "reload.js" => of_type("text/javascript; charset=utf-8", body::whole(page::SCRIPT)),
        "panel.css" => of_type("text/css; charset=utf-8", body::whole(page::STYLE)),
        "problems" => {
            let problems = state.problems.html().to_owned();
            of_type("text/html; charset=utf-8", body::whole(problems))
        }
        "events" => events(hub),
        _ => plain(StatusCode::NOT_FOUND, NOT_FOUND),
    }
}

/// A connection that says the name of the build now, and again whenever there is another one.
fn events(hub: &Arc<Hub>) -> Response<Body> {
    let mut news = hub.subscribe();
    // The first look is news as well: something may have changed since the page was loaded.
    news.mark_changed();
    let listener = Listener::new(hub);
    let stream = stream::unfold((news, listener), |(mut news, listener)| async move {
        // Heard often enough, a browser knows that the connection lives, which a comment would not
        // tell it.
        let changed = tokio::time::timeout(HEARTBEAT, news.changed()).await;
        if matches!(changed, Ok(Err(_))) {
            return None;
        }
        let turn = APART * (listener.number / AT_ONCE);
        if !turn.is_zero() {
            tokio::time::sleep(turn).await;
        }
        let build = news.borrow_and_update().build(&listener.hub.run);
        let event = Piece::from(format!("data: {build}\n\n"));
        Some((Ok(event), (news, listener)))
    });
    of_type("text/event-stream", body::in_pieces(stream))
}

/// One who waits for news.
struct Listener {
    hub: Arc<Hub>,
    /// How many there were when this one came.
    number: u32,
}

impl Listener {
    fn new(hub: &Arc<Hub>) -> Listener {
        Listener {
            hub: Arc::clone(hub),
            number: hub.listeners.fetch_add(1, Ordering::Relaxed),
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.hub.listeners.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A file of the site, or what is said in its place.
fn file(
    hub: &Hub,
    state: &Arc<State>,
    root: &Path,
    path: &str,
    known: Option<&HeaderValue>,
) -> Response<Body> {
    let Some(good) = &state.good else {
        return without_site(hub, state, path);
    };
    if let Some(index) = good.output.find(path) {
        return match good.output.bytes(index) {
            Ok(Bytes::Made(bytes)) => made(hub, state, path, bytes.into_owned(), known),
            Ok(Bytes::CopyOf(file)) => copied(root, &file, path, known),
            Err(diagnostic) => broken(hub, state, root, path, known, *diagnostic),
        };
    }
    if good.output.find(&format!("{path}/index.html")).is_some() {
        return redirect(state, &format!("{path}/"));
    }
    missing(hub, state, good, path)
}

/// A page turned out not to be renderable: the site does not count, and the one before it is
/// shown again.
fn broken(
    hub: &Hub,
    state: &Arc<State>,
    root: &Path,
    path: &str,
    known: Option<&HeaderValue>,
    diagnostic: Diagnostic,
) -> Response<Body> {
    hub.take_back(state, path, diagnostic);
    let now = hub.state();
    if now.number == state.number {
        return plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "this page cannot be shown\n",
        );
    }
    // Every round goes on with another site, of which there are two at most unless the files change
    // meanwhile.
    file(hub, &now, root, path, known)
}

fn made(
    hub: &Hub,
    state: &State,
    path: &str,
    bytes: Vec<u8>,
    known: Option<&HeaderValue>,
) -> Response<Body> {
    let hash = hash(&bytes);
    let tag = format!("\"{hash}\"");
    let words = state.words(&hub.run);
    let mut answer = if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        with_common(Response::new(body::empty()))
    } else if is_page(path) {
        let html = page::with_script(&bytes, &page::up_from(path), &hash, &words);
        typed(path, body::whole(html))
    } else {
        typed(path, body::whole(bytes))
    };
    if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
    }
    set(answer.headers_mut(), header::ETAG, &tag);
    set(answer.headers_mut(), STATE, &words);
    answer
}

/// A file that is published as it lies in the content folder.
fn copied(root: &Path, file: &Path, path: &str, known: Option<&HeaderValue>) -> Response<Body> {
    let Some(asset) = asset::open(root, file) else {
        return plain(StatusCode::NOT_FOUND, NOT_FOUND);
    };
    let tag = format!("\"{}\"", asset.version);
    let mut answer = if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        let mut answer = with_common(Response::new(body::empty()));
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
        answer
    } else {
        let len = asset.len;
        let mut answer = typed(path, asset.into_body());
        answer
            .headers_mut()
            .insert(header::CONTENT_LENGTH, HeaderValue::from(len));
        answer
    };
    set(answer.headers_mut(), header::ETAG, &tag);
    answer
}

/// The site's own page for what is not there, with the nearest that is.
fn missing(hub: &Hub, state: &State, good: &Good, path: &str) -> Response<Body> {
    let page = good.output.find("404.html");
    let page = page.and_then(|index| good.output.bytes(index).ok());
    let Some(Bytes::Made(bytes)) = page else {
        return plain(StatusCode::NOT_FOUND, NOT_FOUND);
    };
    let html = page::with_nearest(&bytes, path, &good.base, good.output.paths());
    let words = state.words(&hub.run);
    let html = page::with_script(&html, &good.base, &hash(&html), &words);
    let mut answer = typed("404.html", body::whole(html));
    *answer.status_mut() = StatusCode::NOT_FOUND;
    set(answer.headers_mut(), STATE, &words);
    answer
}

/// There has been no site without errors yet.
fn without_site(hub: &Hub, state: &State, path: &str) -> Response<Body> {
    let mut answer = if is_page(path) || !path.contains('.') {
        typed(
            "index.html",
            body::whole(page::only_problems(state, &state.words(&hub.run))),
        )
    } else {
        plain(StatusCode::SERVICE_UNAVAILABLE, "the ladder has errors\n")
    };
    *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    set(answer.headers_mut(), STATE, &state.words(&hub.run));
    answer
}

fn redirect(state: &State, folder: &str) -> Response<Body> {
    let mut answer = plain(StatusCode::TEMPORARY_REDIRECT, "");
    set(
        answer.headers_mut(),
        header::LOCATION,
        &page::location(&state.base, folder),
    );
    answer
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut answer = of_type("text/plain; charset=utf-8", body::whole(text));
    *answer.status_mut() = status;
    answer
}

fn typed(path: &str, body: Body) -> Response<Body> {
    let mut answer = of_type(content_type(path), body);
    if content_type(path) == "image/svg+xml" {
        let policy = HeaderValue::from_static(PICTURE_POLICY);
        answer
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    answer
}

fn of_type(content_type: &'static str, body: Body) -> Response<Body> {
    let mut answer = with_common(Response::new(body));
    answer
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    answer
}

/// What every answer says, so that no other site can read, show or hold on to it. There is no
/// header that lets another site in.
fn with_common(mut answer: Response<Body>) -> Response<Body> {
    let common = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-cache"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in common {
        answer
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Sets a header to a text that we made ourselves of plain characters.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// The start of the SHA-256, in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let start = digest.iter().take(10);
    start.fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
