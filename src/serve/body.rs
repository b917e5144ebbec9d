//! What an answer holds: bytes, or pieces of them that are made while they are sent.

use std::io;

use futures_util::{Stream, StreamExt};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Bytes, Frame};

pub(super) type Body = UnsyncBoxBody<Bytes, io::Error>;

pub(super) fn whole(bytes: impl Into<Bytes>) -> Body {
    let body = Full::new(bytes.into());
    body.map_err(|never| match never {}).boxed_unsync()
}

pub(super) fn empty() -> Body {
    whole(Bytes::new())
}

/// An error cuts the answer off.
pub(super) fn in_pieces(pieces: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Body {
    let frames = StreamExt::map(pieces, |piece| Ok(Frame::data(piece?)));
    StreamBody::new(frames).boxed_unsync()
}
