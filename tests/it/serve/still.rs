//! The preview without a socket says what the preview on a socket says.

use ladderbook::load;
use ladderbook::serve::Still;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::program::{Answer, Folder, LADDER, Preview};

#[test]
fn a_connection_in_memory_is_answered_like_a_socket() {
    let folder = Folder::new(LADDER);
    let options = load::Options {
        theme: None,
        memory: None,
    };
    let still = Still::new(folder.root(), options).expect("the folder is there");
    let preview = Preview::start(&folder);
    for request in [
        "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /roles/manager.html HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        "GET /style.css HTTP/1.0\r\nHost: localhost\r\n\r\n",
        "GET /nothing.html HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n",
        "GET /../book.toml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc",
        "no request\r\n\r\n",
    ] {
        let answer = ask(&still, request.as_bytes());
        let expected = preview.ask(request);
        assert_eq!(answer.status, expected.status, "{request}");
        // A page names the run of its preview.
        let without_state = |body: &str| {
            let lines = body.lines();
            let kept = lines.filter(|line| !line.contains("data-state"));
            kept.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(
            without_state(&answer.body),
            without_state(&expected.body),
            "{request}"
        );
    }
}

fn ask(still: &Still, request: &[u8]) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    let (mut client, server) = tokio::io::duplex(1 << 20);
    runtime.block_on(async {
        let listen = async {
            let mut answer = Vec::new();
            client.write_all(request).await.expect("it listens");
            client.read_to_end(&mut answer).await.expect("it answers");
            // Open until now, as a socket is.
            drop(client);
            Answer::new(&answer)
        };
        futures_util::future::join(still.converse(server), listen)
            .await
            .1
    })
}
