//! Any bytes sent to the preview, as a client that then listens until it is told that it is over.
//!
//! The server is the real one, on a loopback address; each input comes from an address of its own, since one alone would run out of ports.
#![no_main]

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, OnceLock};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use ladderbook::load;
use ladderbook::serve::{Event, Options, serve};
use libfuzzer_sys::fuzz_target;
use socket2::{Domain, Socket, Type};

/// Stands in a file beside the content, which no request may read.
const SECRET: &str = "no-request-may-read-this";

static SERVER: OnceLock<SocketAddr> = OnceLock::new();

fn server() -> SocketAddr {
    *SERVER.get_or_init(|| {
        // Rust's own start-up turns this signal off; a fuzzer starts in C, and a client that is gone would end it.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGPIPE, Arc::default());
        let root = std::env::temp_dir().join(format!("ladderbook-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(root.join("content/roles")).expect("a folder");
        let write = |path: &str, text: &str| std::fs::write(root.join(path), text).expect("a file");
        write("book.toml", "[book]\ntitle = \"A ladder\"\n");
        write(".env", SECRET);
        write("notes.txt", SECRET);
        write("content/.secret", SECRET);
        write("content/roles/em.md", "---\ntitle: Engineering Manager\n---\nHello\n");
        let (told, tells) = mpsc::channel();
        std::thread::spawn(move || {
            let options = Options {
                host: "127.0.0.1".to_owned(),
                port: 0,
                exact_port: true,
                allowed_hosts: Vec::new(),
                poll: false,
                load: load::Options { theme: None, memory: None },
            };
            serve(&root, &options, &mut |event| {
                if let Event::Listening { address, .. } = event {
                    let _ = told.send(address);
                }
            })
        });
        let address = tells.recv().expect("it listens");
        let address = address.trim_start_matches("http://").trim_end_matches('/');
        address.parse().expect("an address")
    })
}

fuzz_target!(|data: &[u8]| {
    // A first byte that says how the request is made: as it stands, or with a line and a host that are fine.
    let Some((how, data)) = data.split_first() else { return };
    let address = server();
    let mut request = Vec::new();
    if how % 3 == 1 {
        request.extend_from_slice(format!("GET /roles/em.html HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", address.port()).as_bytes());
    } else if how % 3 == 2 {
        request.extend_from_slice(b"GET /");
    }
    request.extend_from_slice(data);
    // What keeps a connection open ends it here: an input must come to an end.
    request.extend_from_slice(b"\r\nConnection: close\r\n\r\n");

    static NEXT: AtomicU32 = AtomicU32::new(0);
    let started = Instant::now();
    let Some(mut stream) = connect(address, NEXT.fetch_add(1, Ordering::Relaxed)) else { return };
    let _ = stream.set_read_timeout(Some(Duration::from_millis(150)));
    // The server may have said no and gone before all of it was written.
    let _ = stream.write_all(&request);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let mut buffer = [0; 16 * 1024];
    while let Ok(read) = stream.read(&mut buffer) {
        if read == 0 || answer.len() > 1 << 22 || answer.windows(7).any(|part| part == b"retry: ") {
            break;
        }
        answer.extend_from_slice(&buffer[..read]);
    }
    assert!(started.elapsed() < Duration::from_secs(1), "it took {:?}", started.elapsed());
    let text = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || text.starts_with("HTTP/1."), "{text}");
    assert!(!text.contains(SECRET), "{text}");
    let head = text.split("\r\n\r\n").next().unwrap_or_default().to_ascii_lowercase();
    assert!(!head.contains("access-control-"), "{head}");
    if how % 3 != 1 && head.starts_with("http/1.1 200") {
        let hosts = String::from_utf8_lossy(&request).to_ascii_lowercase();
        assert!(
            hosts.contains("localhost") || hosts.contains("127.") || hosts.contains("::1") || hosts.contains("host"),
            "{text}"
        );
    }
});

/// From one of the many addresses of this machine, and without the wait that a closed connection leaves on a port.
fn connect(to: SocketAddr, number: u32) -> Option<TcpStream> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).ok()?;
    let from = Ipv4Addr::from(0x7f00_0001 + (number % 0x00ff_fff0));
    socket.bind(&SocketAddr::from((from, 0)).into()).ok()?;
    socket.set_linger(Some(Duration::ZERO)).ok()?;
    socket.connect(&to.into()).ok()?;
    Some(socket.into())
}
