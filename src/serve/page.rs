//! What the preview adds to pages in its answers, and the pages that only it has. The files of the
//! site stay as they are.

use crate::diagnostic::nearest;
use crate::diagnostic::print::escaped;

use super::address::OWN;
use super::state::State;
use crate::text::percent;

/// The script of the preview in the browser.
pub(super) const SCRIPT: &str = include_str!("reload.js");

pub(super) const STYLE: &str = include_str!("panel.css");

/// The tag that starts the script. `up` leads from the page to the folder of the site; `page` is
/// the page's own hash.
fn tag(up: &str, page: &str, words: &str) -> String {
    let up = escaped(up);
    format!(
        "<script src=\"{up}{OWN}reload.js\" data-page=\"{page}\" data-state=\"{words}\"></script>\n"
    )
}

/// Puts the script into a page: before the page's own scripts, so that it sees the page before they
/// change it.
pub(super) fn with_script(html: &[u8], up: &str, page: &str, words: &str) -> Vec<u8> {
    let tag = tag(up, page, words);
    let head = find(html, b"</head>");
    let at = match (find(html, b"<script"), head) {
        (Some(script), Some(head)) => script.min(head),
        (Some(at), None) | (None, Some(at)) => at,
        (None, None) => html.len(),
    };
    let mut out = Vec::with_capacity(html.len() + tag.len());
    out.extend_from_slice(&html[..at]);
    out.extend_from_slice(tag.as_bytes());
    out.extend_from_slice(&html[at..]);
    out
}

/// How to get from a file of the site to the site's folder.
pub(super) fn up_from(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// The site's page for what is not there, with links to pages whose addresses are close. What was
/// asked for is not repeated.
pub(super) fn with_nearest(html: &[u8], asked: &str, base: &str, paths: &[String]) -> Vec<u8> {
    let found = nearest_pages(asked, paths);
    if found.is_empty() {
        return html.to_vec();
    }
    let items: Vec<String> = found
        .iter()
        .map(|path| {
            let href = escaped(&format!("{base}{}", percent::path(path)));
            format!("<li><a href=\"{href}\">{}</a></li>", escaped(path))
        })
        .collect();
    let items = items.concat();
    let list = format!(
        "<section class=\"lb-nearest\" lang=\"en\">\
         <h2>Pages with a similar address</h2><ul>{items}</ul></section>\n"
    );
    let at = find(html, b"</main>").unwrap_or(html.len());
    let mut out = html[..at].to_vec();
    out.extend_from_slice(list.as_bytes());
    out.extend_from_slice(&html[at..]);
    out
}

/// Pages of the same name in other folders, then those whose address is a slip away.
fn nearest_pages<'a>(asked: &str, paths: &'a [String]) -> Vec<&'a str> {
    const SHOWN: usize = 5;
    let stem = |path: &str| {
        let path = path.strip_suffix(".html").unwrap_or(path);
        path.strip_suffix("/index").unwrap_or(path).to_owned()
    };
    let name = |path: &str| stem(path).rsplit('/').next().unwrap_or_default().to_owned();
    let wanted = name(asked);
    let pages = || {
        let pages = paths.iter().map(String::as_str);
        pages.filter(|path| path.ends_with(".html") && *path != "404.html")
    };
    let mut found: Vec<&str> = pages().filter(|path| name(path) == wanted).collect();
    let asked = format!("{}.html", stem(asked));
    for path in nearest(&asked, pages()) {
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found.truncate(SHOWN);
    found
}

/// Where a reader gets who asked for a folder without its `/`, or for the host's root.
pub(super) fn location(base: &str, folder: &str) -> String {
    format!("{}{}", percent::path(base), percent::path(folder))
}

/// The page shown in the place of every page as long as there has been no good site.
pub(super) fn only_problems(state: &State, words: &str) -> Vec<u8> {
    let base = escaped(&state.base);
    let tag = tag(&state.base, "none", words);
    let start = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Errors in the ladder</title>\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"stylesheet\" href=\"{base}{OWN}panel.css\">\n{tag}</head>\n\
         <body class=\"lb-problems\">\n<main>\n<h1>This ladder has errors</h1>\n\
         <p>The site appears here as soon as they are mended.</p>\n"
    );
    let end = b"</main>\n</body>\n</html>\n";
    [start.as_bytes(), state.problems.html(), end].concat()
}

fn find(html: &[u8], what: &[u8]) -> Option<usize> {
    html.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::{nearest_pages, up_from, with_script};

    #[test]
    fn the_script_comes_before_those_of_the_page() {
        let with = |html: &str| {
            let out = with_script(html.as_bytes(), "../", "h", "w");
            String::from_utf8(out).expect("text").replace(
                "<script src=\"../__ladderbook/reload.js\" data-page=\"h\" \
                 data-state=\"w\"></script>\n",
                "[tag]",
            )
        };
        assert_eq!(
            with("<head><title>a</title><script src=\"b\"></script></head>"),
            "<head><title>a</title>[tag]<script src=\"b\"></script></head>"
        );
        assert_eq!(
            with("<head></head><script src=\"b\"></script>"),
            "<head>[tag]</head><script src=\"b\"></script>"
        );
        assert_eq!(with("text"), "text[tag]");
    }

    #[test]
    fn the_way_up_is_as_long_as_the_way_down() {
        assert_eq!(up_from("index.html"), "");
        assert_eq!(up_from("areas/people/staffing.html"), "../../");
    }

    #[test]
    fn near_are_pages_of_the_same_name_and_those_with_a_slip() {
        let paths = [
            "404.html",
            "index.html",
            "roles/tech-lead.html",
            "areas/tech-lead/index.html",
            "style.css",
        ];
        let paths = paths.map(str::to_owned);
        assert_eq!(
            nearest_pages("guides/tech-lead", &paths),
            ["roles/tech-lead.html", "areas/tech-lead/index.html"]
        );
        assert_eq!(
            nearest_pages("roles/tehc-lead.html", &paths),
            ["roles/tech-lead.html"]
        );
        assert!(nearest_pages("zzz", &paths).is_empty());
    }
}
