//! Who may ask. Every network peer is hostile, and so is every web page that is open in the
//! author's own browser: such a page can make the browser send requests here, and by a name that it
//! lets point to this machine it can even be taken for one of ours.
//!
//! Pure: headers in, verdict out.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hyper::HeaderMap;
use hyper::header::{HOST, HeaderName, ORIGIN};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const SEC_FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");
const SEC_PURPOSE: HeaderName = HeaderName::from_static("sec-purpose");
const PURPOSE: HeaderName = HeaderName::from_static("purpose");

/// Whether a request may be answered. `names` are the hosts that are allowed besides those of this
/// machine, in lower case; `is_page` says that the address is one that a reader may come to from
/// elsewhere.
pub(super) fn allows(headers: &HeaderMap, names: &[String], is_page: bool) -> bool {
    let Some(host) = single(headers, &HOST) else {
        return false;
    };
    if !host_of(host).is_some_and(|name| is_known(&name, names)) {
        return false;
    }
    origin_is_ours(headers, host) && site_is_ours(headers, is_page)
}

/// The only value of a header; none where it is missing, there twice, or not plain text.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// The name in a `Host` header, without its port, in lower case.
fn host_of(host: &str) -> Option<String> {
    let (name, port) = if host.starts_with('[') {
        let end = host.find(']')? + 1;
        (&host[..end], &host[end..])
    } else {
        host.split_at(host.find(':').unwrap_or(host.len()))
    };
    let fits = match port.strip_prefix(':') {
        Some(digits) => {
            digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse::<u16>().is_ok()
        }
        None => port.is_empty(),
    };
    (fits && !name.is_empty()).then(|| name.to_ascii_lowercase())
}

fn is_known(name: &str, names: &[String]) -> bool {
    name == "localhost"
        || name.strip_suffix(".localhost").is_some_and(is_plain)
        || address(name).is_some_and(|address| address.is_loopback())
        || names.iter().any(|known| known == name)
}

/// Letters, digits, `-` and single dots between: nothing that another parser could read
/// differently.
fn is_plain(name: &str) -> bool {
    name.split('.').all(|label| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

/// The address that a host is, written as browsers write it.
fn address(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[') {
        Some(rest) => {
            let address: Ipv6Addr = rest.strip_suffix(']')?.parse().ok()?;
            Some(IpAddr::V6(address))
        }
        None => Some(IpAddr::V4(name.parse::<Ipv4Addr>().ok()?)),
    }
}

/// Whether the origin, where one is named, is the very one that is asked.
fn origin_is_ours(headers: &HeaderMap, host: &str) -> bool {
    if !headers.contains_key(ORIGIN) {
        return true;
    }
    single(headers, &ORIGIN)
        .and_then(|origin| origin.strip_prefix("http://"))
        .is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

/// Whether the browser says that the request comes from one of our own pages, or that a person
/// follows a link to us. What is no browser says nothing and is judged by its `Host` alone.
fn site_is_ours(headers: &HeaderMap, is_page: bool) -> bool {
    if !headers.contains_key(SEC_FETCH_SITE) {
        return true;
    }
    match single(headers, &SEC_FETCH_SITE) {
        Some("same-origin" | "none") => true,
        Some("same-site" | "cross-site") => {
            is_page
                && single(headers, &SEC_FETCH_MODE) == Some("navigate")
                && single(headers, &SEC_FETCH_DEST) == Some("document")
                && !headers.contains_key(SEC_PURPOSE)
                && !headers.contains_key(PURPOSE)
        }
        _ => false,
    }
}

/// The name of a host as it is compared: lower case, an address of version 6 in brackets.
pub(super) fn known_name(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    if name.parse::<Ipv6Addr>().is_ok() {
        format!("[{name}]")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use hyper::HeaderMap;
    use hyper::header::{HeaderName, HeaderValue};

    use super::allows;

    fn check(headers: &[(&str, &str)], is_page: bool) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name: HeaderName = name.parse().expect("a name");
            map.append(name, HeaderValue::from_str(value).expect("a value"));
        }
        allows(&map, &["ladder.test".to_owned()], is_page)
    }

    #[test]
    fn hosts_of_this_machine_and_allowed_names_pass() {
        for host in [
            "localhost",
            "LOCALHOST:4000",
            "a.localhost:1",
            "127.0.0.1:4000",
            "127.8.8.8",
            "[::1]:4000",
            "[::1]",
            "ladder.test:4000",
            "Ladder.Test",
        ] {
            assert!(check(&[("host", host)], true), "{host}");
        }
    }

    #[test]
    fn other_hosts_do_not_pass() {
        for host in [
            "",
            "evil.test",
            "localhost.evil",
            "127.0.0.1.evil",
            "evillocalhost",
            ".localhost",
            "a..localhost",
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "0.0.0.0",
            "192.168.1.5:4000",
            "[::ffff:127.0.0.1]",
            "[::]",
            "::1",
            "[::1",
            "localhost:",
            "localhost:x",
            "localhost:99999",
            "localhost:80:80",
            "localhost@evil.test",
            "localhost/evil",
            "ladder.test.evil",
            "xladder.test",
            "localhost evil",
            "localhost,evil.test",
        ] {
            assert!(!check(&[("host", host)], true), "{host}");
        }
        assert!(!check(&[], true), "none");
        let twice = [("host", "localhost"), ("host", "localhost")];
        assert!(!check(&twice, true), "two");
    }

    #[test]
    fn the_origin_is_ours_to_the_letter_and_the_port() {
        let of = |origin| check(&[("host", "localhost:4000"), ("origin", origin)], true);
        assert!(of("http://localhost:4000"));
        for origin in [
            "null",
            "http://localhost",
            "http://localhost:4001",
            "http://127.0.0.1:4000",
            "https://localhost:4000",
            "http://localhost:4000/",
            "http://evil.test",
            "",
        ] {
            assert!(!of(origin), "{origin}");
        }
    }

    #[test]
    fn other_sites_may_lead_a_reader_here_and_nothing_else() {
        let of = |site, mode, dest, is_page| {
            let host = ("host", "localhost:4000");
            let site = ("sec-fetch-site", site);
            let mode = ("sec-fetch-mode", mode);
            check(&[host, site, mode, ("sec-fetch-dest", dest)], is_page)
        };
        assert!(of("same-origin", "cors", "empty", false));
        assert!(of("none", "navigate", "document", true));
        assert!(of("cross-site", "navigate", "document", true));
        assert!(!of("cross-site", "navigate", "document", false));
        for (mode, dest) in [
            ("navigate", "iframe"),
            ("navigate", "object"),
            ("navigate", "embed"),
            ("no-cors", "script"),
            ("no-cors", "image"),
            ("no-cors", "style"),
            ("cors", "empty"),
            ("no-cors", "document"),
            ("websocket", "websocket"),
        ] {
            assert!(!of("cross-site", mode, dest, true), "{mode} {dest}");
            assert!(!of("same-site", mode, dest, true), "{mode} {dest}");
        }
        assert!(!of("", "navigate", "document", true));
        assert!(!of("other", "navigate", "document", true));
    }

    #[test]
    fn nothing_is_fetched_ahead_for_other_sites() {
        let ahead = [
            ("host", "localhost:4000"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
            ("sec-purpose", "prefetch"),
        ];
        assert!(!check(&ahead, true));
        assert!(check(&ahead[..4], true));
    }
}
