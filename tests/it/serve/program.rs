//! `ladderbook serve` on a folder of its own, and a client that sends exactly what it is told.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use ladderbook::source::SourceTree;
use serde_json::Value;

/// Longer than anything takes on a busy machine; what is tested is that it happens at all.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// A small ladder without errors or warnings.
pub(super) const LADDER: &str = r#"//- book.toml
[book]
title = "Preview"
url = "https://ladder.example"
//- content/index.md
# Preview

The front page.
//- content/roles/tech-lead.md
---
title: Tech Lead
abbr: TL
owns: [design]
---

Looks after the system.
//- content/roles/manager.md
---
title: Manager
abbr: EM
owns: [staffing]
---

Looks after people.
//- content/areas/people/index.md
---
title: People
---

Those who work here.
//- content/areas/people/staffing.md
---
title: Staffing
---

Who joins.
//- content/areas/system/index.md
---
title: System
---

What they build.
//- content/areas/system/design.md
---
title: Design
---

How it fits.
//- content/models/split.md
---
title: Split
roles: [TL, EM]
owners:
  people: EM
  design: TL
---

Two leads.
//- content/guides/first.md
---
title: First
---

One of two.
//- content/guides/second.md
---
title: Second
---

After [the first](first.md).
"#;

/// A folder of a test's own, gone when the test is.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(fixture: &str) -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("ladderbook-serve-{}-{number}", std::process::id());
        let folder = Folder(std::env::temp_dir().join(name));
        for file in SourceTree::fixture(fixture).files() {
            folder.write(file.path(), file.text().unwrap_or_default());
        }
        folder
    }

    pub(super) fn root(&self) -> &Path {
        &self.0
    }

    pub(super) fn at(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    pub(super) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.at(path);
        let parent = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(parent).expect("a folder for the file");
        fs::write(path, text).expect("a file for the test");
    }

    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).expect("a text")
    }

    /// Replaces a text in a file; one that is not there is a broken test.
    pub(super) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, text.replace(from, to));
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The program, serving; ended with the test.
pub(super) struct Preview {
    child: Child,
    pub(super) address: String,
    pub(super) socket: SocketAddr,
    lines: Arc<Mutex<Vec<Value>>>,
    said: Arc<Mutex<String>>,
}

impl Preview {
    pub(super) fn start(folder: &Folder) -> Preview {
        Preview::with(folder, &["--port", "0"])
    }

    pub(super) fn with(folder: &Folder, arguments: &[&str]) -> Preview {
        Preview::of(
            Command::new(env!("CARGO_BIN_EXE_ladderbook")),
            folder,
            arguments,
        )
    }

    /// By a command that ends in the program.
    pub(super) fn of(mut command: Command, folder: &Folder, arguments: &[&str]) -> Preview {
        let mut child = command
            .args(["serve", "--message-format", "json", "--root"])
            .arg(folder.root())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = Arc::new(Mutex::new(String::new()));
        let mut stderr = BufReader::new(child.stderr.take().expect("it is piped"));
        let kept = Arc::clone(&said);
        thread::spawn(move || {
            let mut line = String::new();
            while stderr.read_line(&mut line).is_ok_and(|count| count > 0) {
                kept.lock().expect("not poisoned").push_str(&line);
                line.clear();
            }
        });
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let first = stdout.next().and_then(Result::ok).unwrap_or_default();
        let first: Value = serde_json::from_str(&first).unwrap_or_else(|_| {
            let _ = child.wait();
            panic!("no address: {}", said.lock().expect("not poisoned"))
        });
        let address = first["address"].as_str().expect("an address").to_owned();
        let socket = address["http://".len()..].split('/').next();
        let socket = socket.and_then(|socket| socket.parse().ok());
        let lines = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&lines);
        thread::spawn(move || {
            for line in stdout.map_while(Result::ok) {
                let line = serde_json::from_str(&line).expect("every line is JSON");
                kept.lock().expect("not poisoned").push(line);
            }
        });
        Preview {
            child,
            socket: socket.expect("an address with a port"),
            address,
            lines,
            said,
        }
    }

    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The states that it has told of.
    pub(super) fn states(&self) -> Vec<Value> {
        self.lines.lock().expect("not poisoned").clone()
    }

    /// What it has said on standard error.
    pub(super) fn said(&self) -> String {
        self.said.lock().expect("not poisoned").clone()
    }

    pub(super) fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("it can be asked").is_none()
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.socket
        ))
    }

    pub(super) fn get_with(&self, path: &str, headers: &str) -> Answer {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"
        ))
    }

    /// Sends these very bytes, and reads until the other side has said all.
    pub(super) fn ask(&self, request: &str) -> Answer {
        self.ask_bytes(request.as_bytes())
    }

    pub(super) fn ask_bytes(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses early may stop to listen while there is more to say.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::new(&bytes)
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.socket).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// Waits until a page holds a text.
    pub(super) fn shows(&self, path: &str, text: &str) {
        until(&format!("{path} shows {text:?}"), || {
            self.get(path).body.contains(text)
        });
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something holds.
#[track_caller]
pub(super) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "never: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// An answer as it came.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
    pub(super) bytes: Vec<u8>,
}

impl Answer {
    /// Of the first answer; `body` is all the rest. A status of 0 is none at all.
    pub(super) fn new(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.map_or(bytes.len(), |end| end + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Answer {
            status: status.unwrap_or(0),
            head,
            body: String::from_utf8_lossy(&bytes[end..]).into_owned(),
            bytes: bytes[end..].to_vec(),
        }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(": ")?;
            known.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}
