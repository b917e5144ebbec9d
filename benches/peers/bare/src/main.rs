//! The bare program: reads every page, parses it, resolves its links, gives its headings ids, and writes it between a head and the
//! list of its folder. No settings, no template engine, no diagnostics, no care: what is left when everything that makes a program
//! worth having is taken out. The others are measured against it.
//!
//!     bare CONTENT OUTPUT

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use rayon::prelude::*;

struct Page {
    title: String,
    owner: String,
    weight: u32,
    body: String,
    ids: Vec<String>,
    /// Page and fragment.
    links: Vec<(usize, String)>,
    broken: usize,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (content, output) = (arguments.next().expect("a folder to read"), arguments.next().expect("a folder to write"));
    let (content, output) = (Path::new(&content), Path::new(&output));
    let paths = list(content);
    let places: HashMap<&str, usize> = paths.iter().enumerate().map(|(at, path)| (path.as_str(), at)).collect();
    let pages: Vec<Page> = paths
        .par_iter()
        .map(|path| {
            let text = fs::read_to_string(content.join(path)).expect("a page can be read");
            parse(&text, path, &places)
        })
        .collect();

    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, path) in paths.iter().enumerate() {
        folders.entry(folder_of(path)).or_default().push(at);
    }
    for (folder, list) in &mut folders {
        list.sort_by_key(|at| (!paths[*at].ends_with("index.md"), pages[*at].weight));
        fs::create_dir_all(output.join(folder)).expect("a folder can be made");
    }
    let broken: usize = (0..pages.len())
        .into_par_iter()
        .map(|at| {
            let html = page(at, &paths, &pages, &folders[folder_of(&paths[at])]);
            fs::write(output.join(html_path(&paths[at])), html).expect("a page can be written");
            let dead = |link: &&(usize, String)| !link.1.is_empty() && !pages[link.0].ids.contains(&link.1);
            pages[at].broken + pages[at].links.iter().filter(dead).count()
        })
        .sum();
    println!("{} pages, {broken} broken links", pages.len());
}

fn list(root: &Path) -> Vec<String> {
    let (mut found, mut todo) = (Vec::new(), vec![String::new()]);
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(root.join(&folder)).expect("a folder can be read") {
            let entry = entry.expect("a folder can be read");
            let name = entry.file_name().into_string().expect("names are text");
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if entry.file_type().expect("a file has a type").is_dir() {
                todo.push(path);
            } else if path.ends_with(".md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn html_path(path: &str) -> String {
    format!("{}.html", path.strip_suffix(".md").unwrap_or(path))
}

fn parse(text: &str, path: &str, places: &HashMap<&str, usize>) -> Page {
    let block = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let (front, markdown) = block.unwrap_or(("", text));
    let value = |key: &str| front.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).unwrap_or_default();
    let mut page = Page {
        title: value("title").trim_matches('"').to_owned(),
        owner: value("owner").to_owned(),
        weight: value("weight").parse().unwrap_or(u32::MAX),
        body: String::with_capacity(markdown.len() * 3 / 2),
        ids: Vec::new(),
        links: Vec::new(),
        broken: 0,
    };
    let mut events: Vec<Event> = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).collect();
    let (mut heading, mut words) = (None, String::new());
    for at in 0..events.len() {
        match &mut events[at] {
            Event::Start(Tag::Heading { .. }) => {
                heading = Some(at);
                words.clear();
            }
            Event::End(TagEnd::Heading(_)) => {
                let slug = slug(&words);
                if let Some(Event::Start(Tag::Heading { id, .. })) = heading.take().map(|at| &mut events[at]) {
                    *id = Some(CowStr::from(slug.clone()));
                }
                page.ids.push(slug);
            }
            Event::Text(text) | Event::Code(text) if heading.is_some() => words.push_str(text),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let (file, fragment) = dest_url.split_once('#').unwrap_or((dest_url, ""));
                if file.ends_with(".md") && !file.contains(':') {
                    match places.get(joined(folder_of(path), file).as_str()) {
                        Some(target) => page.links.push((*target, fragment.to_owned())),
                        None => page.broken += 1,
                    }
                    *dest_url = CowStr::from(dest_url.replacen(".md", ".html", 1));
                }
            }
            _ => {}
        }
    }
    html::push_html(&mut page.body, events.into_iter());
    page
}

fn joined(folder: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn slug(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn page(at: usize, paths: &[String], pages: &[Page], folder: &[usize]) -> String {
    let page = &pages[at];
    let root = "../".repeat(paths[at].matches('/').count());
    let mut out = String::with_capacity(page.body.len() + 6000);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{0} - Engineering ladder</title>\n\
         <link rel=\"stylesheet\" href=\"{root}style.css\">\n</head>\n<body>\n<header><a href=\"{root}index.html\">Engineering ladder</a></header>\n\
         <div class=\"layout\">\n<aside><nav><ul>",
        escaped(&page.title)
    );
    for other in folder {
        let name = paths[*other].rsplit('/').next().unwrap_or_default();
        let current = if *other == at { " aria-current=\"page\"" } else { "" };
        let _ = write!(out, "\n<li><a href=\"{}\"{current}>{}</a></li>", html_path(name), escaped(&pages[*other].title));
    }
    let _ = write!(
        out,
        "\n</ul></nav></aside>\n<main>\n<h1>{}</h1>\n<p class=\"meta\">Owner: {}.</p>\n{}</main>\n</div>\n</body>\n</html>\n",
        escaped(&page.title),
        escaped(&page.owner),
        page.body
    );
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
