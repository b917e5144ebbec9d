//! `sitemap.xml`: every page that a reader may look for.

use crate::page::Desk;
use crate::plan::route::Page;
use crate::plan::{Part, Placed, Plan};

/// Readers of sitemaps refuse a file with more addresses than this.
const ADDRESSES: usize = 50_000;

/// The addresses of all pages but the one for unknown addresses, the one that holds them all again
/// and those that explain checks, which are for authors; absolute where the settings give the site's address, else paths on its host. Over the
/// limit, comparisons without a file of their own go first. A page with a file says when that file
/// changed last, where git knows.
pub fn sitemap(desk: &Desk<'_>) -> String {
    let (config, plan) = (desk.config, desk.plan);
    let listed = |placed: &&Placed| {
        let page = placed.page;
        !matches!(page, Page::Print | Page::NotFound) && page.part() != Part::Checks
    };
    let mut pages: Vec<&Placed> = plan.pages.iter().filter(listed).collect();
    if pages.len() > ADDRESSES {
        pages.sort_by_key(|placed| is_generated_pair(plan, placed.page));
        pages.truncate(ADDRESSES);
    }
    let base = config
        .address()
        .unwrap_or_else(|| config.build.base_path.clone());
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    ));
    for placed in pages {
        xml.push_str("<url><loc>");
        push_escaped(&mut xml, &plan.routes.below(&base, &placed.path));
        xml.push_str("</loc>");
        let change = plan
            .document_of(placed.page)
            .and_then(|id| plan.change_of(id));
        if let Some((date, _)) = change {
            xml.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn is_generated_pair(plan: &Plan, page: Page) -> bool {
    match page {
        Page::ModelPair(..) => true,
        Page::RolePair(..) => plan.document_of(page).is_none(),
        _ => false,
    }
}

fn push_escaped(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&apos;"),
            c => xml.push(c),
        }
    }
}
