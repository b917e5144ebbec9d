//! One request, one answer.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::stream;
use hyper::body::Bytes as Piece;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use super::address::{self, Asked, content_type};
use super::asset::{self, Asset};
use super::body::{self, Body};
use super::held::Made;
use super::made::{self, Found};
use super::state::{Hub, State};
use super::{guard, page};

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
            let known = head.headers.get(header::IF_NONE_MATCH);
            file(&hub, &state, &root, &path, known).await
        }
    }
}

/// What belongs to the preview itself.
fn own(hub: &Arc<Hub>, state: &State, name: &str) -> Response<Body> {
    match name {
        "reload.js" => of_type("text/javascript; charset=utf-8", body::whole(page::SCRIPT)),
        "panel.css" => of_type("text/css; charset=utf-8", body::whole(page::STYLE)),
        "problems" => {
            let problems = state.problems.html().clone();
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
async fn file(
    hub: &Arc<Hub>,
    state: &Arc<State>,
    root: &Arc<Path>,
    path: &str,
    known: Option<&HeaderValue>,
) -> Response<Body> {
    let broken = || {
        plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "this page cannot be shown\n",
        )
    };
    match made::found(hub, state, path).await {
        Found::Made(made) => sent(hub, &made, known),
        Found::CopyOf(file) => {
            let root = Arc::clone(root);
            let opened = tokio::task::spawn_blocking(move || asset::open(&root, &file));
            match opened.await {
                Ok(Some(asset)) => copied(asset, path, known),
                Ok(None) => plain(StatusCode::NOT_FOUND, NOT_FOUND),
                Err(_) => broken(),
            }
        }
        Found::Folder => redirect(state, &format!("{path}/")),
        Found::Nothing => plain(StatusCode::NOT_FOUND, NOT_FOUND),
        Found::Broken => broken(),
    }
}

/// An answer from memory.
fn sent(hub: &Arc<Hub>, made: &Made, known: Option<&HeaderValue>) -> Response<Body> {
    let tag = made.tag.as_ref();
    let is_known = tag.is_some_and(|tag| known.is_some_and(|known| known == tag));
    let mut answer = if is_known {
        let mut answer = with_common(Response::new(body::empty()));
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
        answer
    } else {
        let mut answer = typed(made.content_type, made::sending(hub, made));
        *answer.status_mut() = made.status;
        let len = HeaderValue::from(made.bytes.len());
        answer.headers_mut().insert(header::CONTENT_LENGTH, len);
        answer
    };
    let headers = answer.headers_mut();
    if let Some(tag) = tag {
        set(headers, header::ETAG, tag);
    }
    set(headers, STATE, &made.words);
    answer
}

/// A file that is published as it lies in the content folder.
fn copied(asset: Asset, path: &str, known: Option<&HeaderValue>) -> Response<Body> {
    let tag = format!("\"{}\"", asset.version);
    let mut answer = if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        let mut answer = with_common(Response::new(body::empty()));
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
        answer
    } else {
        let len = asset.len;
        let mut answer = typed(content_type(path), asset.into_body());
        answer
            .headers_mut()
            .insert(header::CONTENT_LENGTH, HeaderValue::from(len));
        answer
    };
    set(answer.headers_mut(), header::ETAG, &tag);
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

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut answer = of_type("text/plain; charset=utf-8", body::whole(text));
    *answer.status_mut() = status;
    answer
}

fn typed(content_type: &'static str, body: Body) -> Response<Body> {
    let mut answer = of_type(content_type, body);
    if content_type == "image/svg+xml" {
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
