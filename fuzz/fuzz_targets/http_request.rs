//! Any bytes sent to the preview, as a client that then listens until it is told that it is over.
//!
//! The server is the real one from the connection's first byte on; the connection is a piece of memory, and the clock jumps to the next
//! thing that is waited for. A real socket and a real clock leave some hundred requests a second.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use ladderbook::load;
use ladderbook::serve::Still;
use libfuzzer_sys::fuzz_target;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio::runtime::{Builder, Runtime};
use tokio::time::Instant;

/// Stands in files that no request may read.
const SECRET: &str = "no-request-may-read-this";

/// The server gives a silent client ten seconds, and two more to part.
const PATIENCE: Duration = Duration::from_secs(13);

static PREVIEW: LazyLock<Still> = LazyLock::new(|| {
    let root = std::env::temp_dir().join(format!("ladderbook-fuzz-{}", std::process::id()));
    write_project(&root);
    let preview = Still::new(&root, load::Options { theme: None, memory: None }).expect("it was written");
    std::fs::remove_dir_all(&root).expect("it was written");
    preview
});

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime"));

fn write_project(root: &Path) {
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write("book.toml", "[book]\ntitle = \"A ladder\"\n[build]\ntheme = \"short\"\n");
    write(".env", SECRET);
    write("notes.txt", SECRET);
    write("content/.secret", SECRET);
    write("content/roles/em.md", "---\ntitle: Engineering Manager\n---\nHello\n");
    // Pages of a few lines: what stands on them is the business of other targets.
    write(
        "themes/short/templates/base.html",
        "<!doctype html><html lang=\"en\"><head><title>{{ page.title }}</title></head><body><main></main></body></html>\n",
    );
    write("themes/short/static/style.css", "html { color: black }\n");
}

fuzz_target!(|data: &[u8]| {
    // A first byte that says how the request is made: as it stands, or with a line and a host that are fine; and whether the client
    // stays when it has said everything.
    let Some((how, data)) = data.split_first() else { return };
    let (made, stays) = (how % 3, how & 0x40 == 0);
    let start: &[u8] = match made {
        1 => b"GET /roles/em.html HTTP/1.1\r\nHost: 127.0.0.1:80\r\n",
        2 => b"GET /",
        _ => b"",
    };
    let request = [start, data, b"\r\nConnection: close\r\n\r\n"].concat();

    let (client, server) = tokio::io::duplex(1 << 16);
    let (took, answer) = RUNTIME.block_on(async {
        let started = Instant::now();
        let ((), answer) = tokio::join!(PREVIEW.converse(server), ask(client, &request, stays));
        (started.elapsed(), answer)
    });
    assert!(took < PATIENCE, "it took {took:?}");
    let text = String::from_utf8_lossy(&answer);
    assert!(text.is_empty() || text.starts_with("HTTP/1."), "{text}");
    assert!(!text.contains(SECRET), "{text}");
    let head = text.split("\r\n\r\n").next().unwrap_or_default().to_ascii_lowercase();
    assert!(!head.contains("access-control-"), "{head}");
    if made != 1 && head.starts_with("http/1.1 200") {
        let hosts = String::from_utf8_lossy(&request).to_ascii_lowercase();
        assert!(
            hosts.contains("localhost") || hosts.contains("127.") || hosts.contains("::1") || hosts.contains("host"),
            "{text}"
        );
    }
});

/// Says it all, then listens until the other side has done, or until news come: these would come for ever.
async fn ask(mut connection: DuplexStream, request: &[u8], stays: bool) -> Vec<u8> {
    // The server may have said no and gone before all of it was written.
    let _ = connection.write_all(request).await;
    if !stays {
        let _ = connection.shutdown().await;
    }
    let mut answer = Vec::new();
    while let Ok(1..) = connection.read_buf(&mut answer).await {
        let tail = &answer[answer.len().saturating_sub(1 << 10)..];
        if String::from_utf8_lossy(tail).contains("\ndata: still-") {
            break;
        }
    }
    answer
}
