//! Requests that nobody should send, and what they get.

use std::fs;
use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use super::program::{Answer, Folder, LADDER, PATIENCE, Preview, until};

const NOTHING: &str = "not found\n";

fn started() -> (Folder, Preview) {
    let folder = Folder::new(LADDER);
    let preview = Preview::start(&folder);
    (folder, preview)
}

#[test]
fn an_address_is_a_key_and_never_a_path() {
    let (folder, preview) = started();
    folder.write("secret.md", "secret");
    fs::write(folder.root().with_extension("txt"), "secret").expect("a file beside the project");
    let name = folder.root().file_name().expect("a name").to_string_lossy();
    let above = format!("/../{name}.txt");
    let plain = [
        "/../book.toml",
        "/content/../../secret.md",
        "/./index.html",
        "/roles/../index.html",
        "/roles/./manager.html",
        "/%2e%2e/book.toml",
        "/%2E%2e%2fbook.toml",
        "/..%2fbook.toml",
        "/..%5cbook.toml",
        "/..\\book.toml",
        "/roles%2fmanager.html",
        "/roles/manager.html%00",
        "/roles/manager.html%00.css",
        "/%00",
        "//roles/manager.html",
        "//etc/passwd",
        "/roles//manager.html",
        "///",
        "/%",
        "/%zz",
        "/%ff%fe",
        above.as_str(),
    ];
    for path in plain {
        let answer = preview.get(path);
        let refused = answer.status == 400 && answer.body.is_empty();
        assert!(
            refused || (answer.status, &*answer.body) == (404, NOTHING),
            "{path}: {answer:?}"
        );
    }
    // Names that no file of the site has: those of files on disk, those that other servers read in their own way.
    for path in [
        "/book.toml",
        "/content/index.md",
        "/secret.md",
        "/themes/default/templates/base.html",
        "/etc/passwd",
        "/%252e%252e/book.toml",
        "/roles/manager.html::$DATA",
        "/roles/manager.HTML",
        "/@fs/etc/passwd",
        "/~root",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            !answer.body.contains("secret") && !answer.body.contains("root:"),
            "{path}"
        );
    }
    // A query changes nothing: there is no second way to read a file.
    let page = preview.get("/roles/manager.html").body;
    for query in ["?raw", "?raw??", "?import&raw", "?url", "?inline", "?v=1#x"] {
        assert_eq!(
            preview.get(&format!("/roles/manager.html{query}")).body,
            page,
            "{query}"
        );
    }
    let absolute = format!(
        "GET http://{}/index.html HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        preview.socket, preview.socket
    );
    let answer = preview.ask(&absolute);
    assert_eq!((answer.status, &*answer.body), (404, NOTHING));
    let long = preview.get(&format!("/{}", "a".repeat(100_000)));
    assert!(
        (400..500).contains(&long.status) && !long.body.contains("aaaa"),
        "{long:?}"
    );
    let long = preview.get(&format!("/{}", "a".repeat(5_000)));
    assert_eq!((long.status, &*long.body), (404, NOTHING));
    let _ = fs::remove_file(folder.root().with_extension("txt"));
}

#[test]
fn a_foreign_host_reads_nothing() {
    let (_folder, preview) = started();
    let port = preview.socket.port();
    for host in [
        format!("localhost:{port}"),
        format!("127.0.0.1:{port}"),
        format!("ladder.localhost:{port}"),
        format!("[::1]:{port}"),
    ] {
        let answer = preview.get_with("/", &format!("Host: {host}\r\n"));
        assert_eq!(answer.status, 200, "{host}");
    }
    for path in [
        "/",
        "/index.html",
        "/nothing.html",
        "/__ladderbook/events",
        "/__ladderbook/problems",
    ] {
        for host in [
            "evil.test",
            "localhost.evil",
            "127.0.0.1.evil",
            "0.0.0.0",
            "10.0.0.1",
            "[::]",
            "a b",
            "localhost@evil.test",
        ] {
            let answer = preview.get_with(path, &format!("Host: {host}:{port}\r\n"));
            let refused = answer.status == 400 && answer.body.is_empty();
            assert!(
                refused || (answer.status, &*answer.body) == (403, "forbidden\n"),
                "{host}{path}: {answer:?}"
            );
        }
    }
    let without = preview.get_with("/", "");
    assert!(matches!(without.status, 400 | 403), "{without:?}");
    let two = preview.get_with(
        "/",
        &format!("Host: localhost:{port}\r\nHost: evil.test\r\n"),
    );
    assert!(matches!(two.status, 400 | 403), "{two:?}");
    let broken =
        preview.ask_bytes(b"GET / HTTP/1.1\r\nHost: \xff\xfe\x01\r\nConnection: close\r\n\r\n");
    assert!(matches!(broken.status, 400 | 403), "{broken:?}");
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_name_can_be_allowed_by_option_and_by_setting() {
    let folder = Folder::new(LADDER);
    folder.edit("book.toml", "url =", "# url =");
    let preview = Preview::with(&folder, &["--port", "0", "--allowed-host", "Ladder.Test"]);
    let ask = |host: &str| preview.get_with("/", &format!("Host: {host}\r\n")).status;
    assert_eq!((ask("ladder.test:1"), ask("other.test")), (200, 403));
    let text = folder.read("book.toml");
    folder.write(
        "book.toml",
        format!("{text}\n[serve]\nallowed-hosts = [\"other.test\"]\n"),
    );
    until("the setting counts", || ask("other.test") == 200);
}

#[test]
fn other_sites_may_link_here_and_do_nothing_else() {
    let (_folder, preview) = started();
    let host = preview.socket;
    let ask = |path: &str, more: &str| {
        let answer = preview.get_with(path, &format!("Host: {host}\r\n{more}"));
        // No answer ever lets another origin in.
        assert_eq!(answer.header("access-control-allow-origin"), None);
        answer.status
    };
    let fetch = |site: &str, mode: &str, dest: &str| {
        format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {dest}\r\n")
    };
    for site in ["cross-site", "same-site"] {
        assert_eq!(
            ask("/index.html", &fetch(site, "navigate", "document")),
            200
        );
        for (mode, dest) in [
            ("cors", "empty"),
            ("no-cors", "empty"),
            ("no-cors", "script"),
            ("no-cors", "image"),
            ("no-cors", "style"),
            ("navigate", "iframe"),
            ("navigate", "object"),
            ("websocket", "websocket"),
        ] {
            for path in [
                "/index.html",
                "/search-index.js",
                "/__ladderbook/events",
                "/none",
            ] {
                assert_eq!(
                    ask(path, &fetch(site, mode, dest)),
                    403,
                    "{site} {mode} {dest} {path}"
                );
            }
        }
        // A reload connection is no document.
        assert_eq!(
            ask(
                "/__ladderbook/problems",
                &fetch(site, "navigate", "document")
            ),
            403
        );
        let ahead = format!(
            "{}Sec-Purpose: prefetch\r\n",
            fetch(site, "navigate", "document")
        );
        assert_eq!(ask("/index.html", &ahead), 403);
    }
    assert_eq!(
        ask("/site.js", &fetch("same-origin", "no-cors", "script")),
        200
    );
}

#[test]
fn news_are_for_our_own_pages() {
    let (_folder, preview) = started();
    let port = preview.socket.port();
    let head = |host: &str, origin: &str| {
        let mut stream = preview.connect();
        let request =
            format!("GET /__ladderbook/events HTTP/1.1\r\nHost: {host}:{port}\r\n{origin}\r\n");
        stream.write_all(request.as_bytes()).expect("it listens");
        let mut buffer = [0; 2048];
        let mut text = String::new();
        // The first event follows the head, maybe in a packet of its own.
        while !(text.contains("data: ") || text.contains("forbidden")) {
            match stream.read(&mut buffer) {
                Ok(count) if count > 0 => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
                _ => break,
            }
        }
        text
    };
    let own = head("127.0.0.1", &format!("Origin: http://127.0.0.1:{port}\r\n"));
    assert!(own.starts_with("HTTP/1.1 200"), "{own}");
    // The name of a build and nothing else.
    let data: Vec<&str> = own
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .collect();
    let plain = |c: char| c.is_ascii_hexdigit() || c == '-';
    assert!(data.len() == 1 && data[0].chars().all(plain), "{data:?}");
    for origin in [
        "null".to_owned(),
        "http://evil.test".to_owned(),
        format!("http://localhost:{port}"),
        format!("http://127.0.0.1:{}", port ^ 1),
        format!("https://127.0.0.1:{port}"),
        "http://127.0.0.1".to_owned(),
    ] {
        let answer = head("127.0.0.1", &format!("Origin: {origin}\r\n"));
        assert!(answer.starts_with("HTTP/1.1 403"), "{origin}: {answer}");
    }
    let rebound = head("evil.test", &format!("Origin: http://evil.test:{port}\r\n"));
    assert!(rebound.starts_with("HTTP/1.1 403"), "{rebound}");
}

#[test]
fn every_answer_keeps_others_out() {
    let (_folder, preview) = started();
    let forbidden = preview.get_with("/", "Host: evil.test\r\n");
    let method = preview.ask(&format!(
        "POST / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        preview.socket
    ));
    let answers = [
        preview.get("/"),
        preview.get("/style.css"),
        preview.get("/none"),
        preview.get("/roles"),
        preview.get("//"),
        preview.get("/__ladderbook/reload.js"),
        forbidden,
        method,
    ];
    for answer in answers {
        for (name, value) in [
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{answer:?}");
        }
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';"),
            "{answer:?}"
        );
        assert!(policy.contains("frame-ancestors 'none'"), "{answer:?}");
    }
}

#[test]
fn only_get_and_head_are_answered_and_no_body_is_read() {
    let (_folder, preview) = started();
    let host = preview.socket;
    for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "BREW"] {
        // A body of 1 GiB is announced, and none of it has to be sent before the answer comes.
        let request = format!(
            "{method} / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1073741824\r\n\r\nstart"
        );
        let answer = preview.ask(&request);
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"), "{method}");
        assert_eq!(answer.header("connection"), Some("close"), "{method}");
    }
    let connect = preview.ask(&format!(
        "CONNECT evil.test:443 HTTP/1.1\r\nHost: {host}\r\n\r\n"
    ));
    assert!(matches!(connect.status, 400 | 405), "{connect:?}");
    let (whole, head) = (
        preview.get("/"),
        preview.ask(&format!(
            "HEAD / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )),
    );
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(
        head.header("content-length"),
        whole.header("content-length")
    );
}

#[test]
fn malformed_requests_are_refused_and_others_are_served() {
    let (_folder, mut preview) = started();
    let host = preview.socket;
    let large = format!(
        "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n",
        "a".repeat(64 * 1024)
    );
    assert_eq!(preview.ask(&large).status, 431);
    let many: String = (0..1_000)
        .map(|number| format!("X-{number}: a\r\n"))
        .collect();
    assert_eq!(
        preview
            .ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n{many}\r\n"))
            .status,
        431
    );
    for request in [
        "GET /\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\x16\x03\x01\x02",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "\r\n\r\n\r\nnonsense\r\n\r\n",
    ] {
        let answer = preview.ask(request);
        assert!(matches!(answer.status, 0 | 400), "{request:?}: {answer:?}");
    }
    // Bad chunks stand in a body that nobody reads.
    let chunks = format!(
        "GET / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nnonsense"
    );
    assert!(matches!(preview.ask(&chunks).status, 200 | 400));
    let two = format!(
        "GET / HTTP/1.1\r\nHost: {host}\r\n\r\nGET /none HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    );
    let both = preview.ask(&two);
    assert_eq!(
        (both.status, both.body.matches("HTTP/1.1 404").count()),
        (200, 1)
    );
    assert_eq!(preview.get("/").status, 200);
    assert!(preview.is_running());
}

#[test]
fn slow_and_silent_clients_are_sent_away_and_delay_nobody() {
    let (_folder, preview) = started();
    let started = Instant::now();
    let slow: Vec<_> = (0..500)
        .map(|number| {
            let mut stream = preview.connect();
            let whole = format!("GET /none HTTP/1.1\r\nHost: {}\r\n\r\n", preview.socket);
            // They say nothing at all, begin a request and never end it, end one and say nothing more, or end without listening.
            let _ = match number % 4 {
                0 => Ok(()),
                1 => stream.write_all(b"GET / HTTP/1.1\r\nHost: loc"),
                2 => stream.write_all(whole.as_bytes()),
                _ => stream.shutdown(std::net::Shutdown::Write),
            };
            stream
        })
        .collect();
    let mut longest = Duration::ZERO;
    for _ in 0..20 {
        let start = Instant::now();
        assert_eq!(preview.get("/").status, 200);
        longest = longest.max(start.elapsed());
    }
    assert!(longest < Duration::from_secs(2), "a page took {longest:?}");
    // Then all of them have been closed from the other side.
    for mut stream in slow {
        let mut rest = Vec::new();
        stream
            .read_to_end(&mut rest)
            .expect("it is closed, and in time");
    }
    let took = started.elapsed();
    assert!(
        took >= Duration::from_secs(8) && took < PATIENCE,
        "closed after {took:?}"
    );
}

/// A ladder with a few guides of a megabyte each.
fn with_large_pages(pages: usize) -> (Folder, Preview) {
    let folder = Folder::new(LADDER);
    for page in 0..pages {
        let words = format!("{}\n\n", "word ".repeat(20)).repeat(10_000);
        let text = format!("---\ntitle: Large {page}\n---\n{words}");
        folder.write(&format!("content/guides/large-{page}.md"), text);
    }
    let preview = Preview::start(&folder);
    (folder, preview)
}

/// A request for one of them.
fn request_large(preview: &Preview, page: usize) -> String {
    let host = preview.socket;
    format!("GET /guides/large-{page}.html HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
}

#[test]
fn requests_of_clients_that_are_gone_delay_nobody() {
    const PAGES: usize = 10;
    let (_folder, preview) = with_large_pages(PAGES);
    let start = Instant::now();
    assert_eq!(preview.get("/guides/large-0.html").status, 200);
    let one = start.elapsed();
    for number in 0..1_000 {
        let mut stream = preview.connect();
        let request = request_large(&preview, number % PAGES);
        stream.write_all(request.as_bytes()).expect("it listens");
        let linger = Some(Duration::ZERO);
        rustix::net::sockopt::set_socket_linger(&stream, linger).expect("closed by a reset");
    }
    let start = Instant::now();
    assert_eq!(preview.get("/").status, 200);
    let took = start.elapsed();
    assert!(
        took < 20 * one + Duration::from_millis(500),
        "a small page took {took:?} after 1,000 requests, and a large one {one:?} before"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn clients_that_do_not_read_have_no_copy_of_what_they_asked_for() {
    const PAGES: usize = 30;
    let (_folder, preview) = with_large_pages(PAGES);
    let memory = || {
        let status = fs::read_to_string(format!("/proc/{}/status", preview.id()));
        let status = status.expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        kib.expect("a number") / 1024
    };
    for page in 0..PAGES {
        preview.get(&format!("/guides/large-{page}.html"));
    }
    let before = memory();
    let mut silent: Vec<_> = (0..300)
        .map(|number| {
            let mut stream = preview.connect();
            let request = request_large(&preview, number % PAGES);
            stream.write_all(request.as_bytes()).expect("it listens");
            stream
        })
        .collect();
    // Each has been answered as far as it has taken anything in.
    for stream in &mut silent {
        stream.read_exact(&mut [0; 9]).expect("the start");
    }
    thread::sleep(Duration::from_millis(500));
    let after = memory();
    assert!(
        after < before + 60,
        "{before} MiB before, {after} MiB with 300 clients of {PAGES} pages of a megabyte"
    );
    // Who reads on gets the rest, which was let go meanwhile.
    let mut first = b"HTTP/1.1 ".to_vec();
    silent[0].read_to_end(&mut first).expect("all of it");
    let whole = preview.get("/guides/large-0.html");
    assert!(Answer::new(&first).bytes == whole.bytes);
}

#[test]
fn hostile_names_and_texts_are_shown_as_text() {
    let (folder, preview) = started();
    folder.write(
        "content/guides/<img src=x onerror=alert(1)>.md",
        "---\ntitle: <script>alert(2)</script>\nbad-key: x\n---\nText.\n",
    );
    folder.write(
        "content/roles/bad.md",
        "---\ntitle: A\nowns: [\"<script>alert(3)</script>\"]\n---\n",
    );
    let mut problems = String::new();
    until("the errors are there", || {
        problems = preview.get("/__ladderbook/problems").body;
        problems.contains("alert(3)")
    });
    assert!(
        !problems.contains("<script") && !problems.contains("<img"),
        "{problems}"
    );
    assert!(problems.contains("&lt;script&gt;alert(3)"), "{problems}");
    // What was asked for is not said again, in no form.
    let answer = preview.get("/zzz%3Cscript%3Ealert(4)%3C/script%3E.html");
    assert_eq!(answer.status, 404);
    assert!(
        !answer.body.contains("alert(4)") && !answer.body.contains("zzz"),
        "{}",
        answer.body
    );
}

#[test]
fn the_page_for_nothing_names_the_nearest_pages() {
    let (_folder, preview) = started();
    let answer = preview.get("/guides/manager.html");
    assert_eq!(answer.status, 404);
    assert!(
        answer
            .body
            .contains("<a href=\"/roles/manager.html\">roles/manager.html</a>"),
        "{}",
        answer.body
    );
    assert!(
        !answer.body.contains("guides/manager.html"),
        "{}",
        answer.body
    );
}

#[test]
fn all_addresses_are_served_only_with_a_warning_and_to_known_names() {
    let folder = Folder::new(LADDER);
    let preview = Preview::with(&folder, &["--port", "0", "--host", "0.0.0.0"]);
    until("the warning is there", || {
        preview.said().contains("everybody in the network")
    });
    assert_eq!(preview.get_with("/", "Host: evil.test\r\n").status, 403);
    assert_eq!(preview.get_with("/", "Host: 192.168.0.1\r\n").status, 403);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_taken_port_is_passed_over_unless_it_was_asked_for() {
    let folder = Folder::new(LADDER);
    let first = Preview::start(&folder);
    let port = first.socket.port();
    let text = folder.read("book.toml");
    folder.write("book.toml", format!("{text}\n[serve]\nport = {port}\n"));
    let second = Preview::with(&folder, &[]);
    assert!(second.socket.port() > port, "{}", second.address);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_ladderbook"))
        .args(["serve", "--port", &port.to_string(), "--root"])
        .arg(folder.root())
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(
        said,
        format!("error: port {port} of 127.0.0.1 is taken; `--port 0` takes a free one\n")
    );
}

#[test]
fn it_ends_at_once_when_it_is_told_to() {
    let (_folder, mut preview) = started();
    // Somebody waits for news meanwhile.
    let mut stream = preview.connect();
    let request = format!(
        "GET /__ladderbook/events HTTP/1.1\r\nHost: {}\r\n\r\n",
        preview.socket
    );
    stream.write_all(request.as_bytes()).expect("it listens");
    thread::sleep(Duration::from_millis(100));
    let start = Instant::now();
    let process =
        rustix::process::Pid::from_raw(i32::try_from(preview.id()).expect("a small number"));
    // Not SIGINT, which a shell that runs the tests in the background has told them all to ignore.
    rustix::process::kill_process(process.expect("not 0"), rustix::process::Signal::TERM)
        .expect("it runs");
    until("it has ended", || !preview.is_running());
    assert!(start.elapsed() < Duration::from_secs(5));
}
