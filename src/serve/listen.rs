//! Sockets: which address, how many connections, how long each may take.

use std::future::poll_fn;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener as Bound, ToSocketAddrs};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use rustix::net::sockopt;
use rustix::process::{Resource, getrlimit, setrlimit};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::answer::answer;
use super::state::Hub;

/// As many connections are held at once.
const CONNECTIONS: usize = 12_000;

/// Within this time a request's head must be there; the time between two requests counts as well.
const HEAD: Duration = Duration::from_secs(10);

/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 16 * 1024;

/// Who takes no byte for so long is gone.
const SILENT: Duration = Duration::from_secs(30);

/// A port that was not asked for by number may be this many away from the usual one.
const TRIED: u16 = 50;

/// Connections that the system holds until we take them.
const BACKLOG: i32 = 4_096;

/// Why no address could be had, as one sentence.
pub(super) fn bind(host: &str, port: u16, exact: bool) -> Result<Bound, String> {
    let ports = if exact || port == 0 {
        port..=port
    } else {
        port..=port.saturating_add(TRIED)
    };
    let failure = |port: u16, error: &io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("port {port} of {host} is taken; `--port 0` takes a free one")
        }
        _ => format!("cannot listen on port {port} of {host}: {error}"),
    };
    let mut last = String::new();
    for port in ports {
        let addresses = (host.trim_matches(['[', ']']), port)
            .to_socket_addrs()
            .map_err(|error| format!("`{host}` is not an address of this machine: {error}"))?;
        for address in addresses {
            match listen(address) {
                Ok(bound) => return Ok(bound),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                    last = failure(port, &error);
                }
                Err(error) => return Err(failure(port, &error)),
            }
        }
    }
    Err(last)
}

fn listen(address: SocketAddr) -> io::Result<Bound> {
    use rustix::net::{AddressFamily, SocketType, bind, listen, socket};
    let family = match address.ip() {
        IpAddr::V4(_) => AddressFamily::INET,
        IpAddr::V6(_) => AddressFamily::INET6,
    };
    // Not by the standard library, whose queue of waiting connections is too short for a storm of
    // them.
    let socket = socket(family, SocketType::STREAM, None)?;
    rustix::io::fcntl_setfd(&socket, rustix::io::FdFlags::CLOEXEC)?;
    // A port that was left a moment ago may be taken again; one that a program listens on may not.
    sockopt::set_socket_reuseaddr(&socket, true)?;
    bind(&socket, &address)?;
    listen(&socket, BACKLOG)?;
    let bound = Bound::from(socket);
    bound.set_nonblocking(true)?;
    Ok(bound)
}

/// Lets this process hold as many files and sockets as the system allows.
pub(super) fn raise_limit_of_files() {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // Fewer connections is all that comes of a failure.
    let _ = setrlimit(Resource::Nofile, limit);
}

/// Answers for ever.
pub(super) async fn accept(bound: Bound, hub: Arc<Hub>, root: Arc<Path>) -> io::Error {
    let listener = match TcpListener::from_std(bound) {
        Ok(listener) => listener,
        Err(error) => return error,
    };
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // No descriptor is left, or the other side is gone already. Waiting is all that helps
            // with the first.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let Ok(permit) = Arc::clone(&free).try_acquire_owned() else {
            tokio::spawn(turn_away(stream));
            continue;
        };
        let (hub, root) = (Arc::clone(&hub), Arc::clone(&root));
        tokio::spawn(async move {
            connection(stream, hub, root).await;
            drop(permit);
        });
    }
}

async fn turn_away(mut stream: TcpStream) {
    const FULL: &[u8] =
        b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let _ = tokio::time::timeout(Duration::from_secs(1), stream.write_all(FULL)).await;
}

async fn connection(stream: TcpStream, hub: Arc<Hub>, root: Arc<Path>) {
    // Neither is needed for a right answer.
    let _ = stream.set_nodelay(true);
    #[cfg(target_os = "linux")]
    let _ = sockopt::set_tcp_user_timeout(
        &stream,
        u32::try_from(SILENT.as_millis()).unwrap_or(u32::MAX),
    );
    converse(stream, hub, root).await;
}

/// All that is asked and answered on one connection, a socket or any other.
pub(super) async fn converse<S>(stream: S, hub: Arc<Hub>, root: Arc<Path>)
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let service = service_fn(|request| {
        let (hub, root) = (Arc::clone(&hub), Arc::clone(&root));
        Box::pin(async move { Ok::<_, std::convert::Infallible>(answer(hub, root, request).await) })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    // What goes wrong with a connection is the other side's business.
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    let _ = tokio::time::timeout(Duration::from_secs(2), part(stream)).await;
}

/// Ends a connection so that the last answer arrives: closing while unread bytes wait would make
/// the system throw it away.
async fn part(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> io::Result<()> {
    const ENOUGH: usize = 1024 * 1024;
    stream.shutdown().await?;
    let mut thrown_away = 0;
    let mut buffer = [0; 4096];
    while thrown_away < ENOUGH {
        match stream.read(&mut buffer).await? {
            0 => break,
            count => thrown_away += count,
        }
    }
    Ok(())
}
