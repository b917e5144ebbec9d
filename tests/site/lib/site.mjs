// A built site as its files: what every check starts from. Nothing here knows how the site was made; the pages are
// the HTML files that are there, and `sitemap.xml` says which of them readers are meant to find.

import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { readFacts } from "./html.mjs";

/** Pages that no reader is sent to by the sitemap. */
const isUnlisted = (name) => name === "404.html" || name === "print.html" || name.startsWith("checks/");

export function readSite(root) {
  const files = new Map(); // path with "/" -> size
  const visit = (folder) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) visit(name);
      else files.set(name, statSync(path.join(root, name)).size);
    }
  };
  visit("");
  const read = (name) => readFileSync(path.join(root, name), "utf8");
  const names = [...files.keys()].sort();
  const pages = new Map();
  for (const name of names) {
    if (name.endsWith(".html")) pages.set(name, readFacts(read(name)));
  }
  return { root, files, names, pages, read, ...readSitemap(files, read) };
}

/**
 * The sitemap's pages as paths, and the site's own address. The address is what all locations share with the files: the
 * front page's location.
 */
function readSitemap(files, read) {
  if (!files.has("sitemap.xml")) return { address: null, locations: [] };
  const text = read("sitemap.xml");
  const locations = [...text.matchAll(/<loc>\s*([^<]*?)\s*<\/loc>/g)].map((found) => unescapeXml(found[1]));
  // The shortest location is the front page: `https://host/base/` or `https://host/base/index.html`.
  const shortest = locations.reduce((best, each) => (best && best.length <= each.length ? best : each), "");
  const address = /^https?:/.test(shortest) ? shortest.slice(0, shortest.lastIndexOf("/") + 1) : "";
  return { address: address || null, locations: locations.map((each) => pagePath(each, address)) };
}

function pagePath(location, address) {
  const rest = location.startsWith(address) ? location.slice(address.length) : location;
  const clean = decodeURIComponent(rest.replace(/^\//, ""));
  return clean === "" || clean.endsWith("/") ? `${clean}index.html` : clean;
}

function unescapeXml(text) {
  const marks = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => marks[name]);
}

/** Every location of the sitemap is a page, and every page that a reader may find is in the sitemap, once. */
export function sitemapProblems(site) {
  if (!site.files.has("sitemap.xml")) return ["there is no sitemap.xml"];
  if (site.locations.length === 0) return ["sitemap.xml names no page"];
  const problems = [];
  const seen = new Set();
  for (const location of site.locations) {
    if (!site.pages.has(location)) problems.push(`sitemap.xml: ${location} is no page`);
    if (seen.has(location)) problems.push(`sitemap.xml: ${location} appears twice`);
    seen.add(location);
  }
  for (const [name, page] of site.pages) {
    if (!seen.has(name) && !isUnlisted(name) && !page.redirect && !page.noindex) {
      problems.push(`sitemap.xml: ${name} is missing`);
    }
  }
  return problems;
}

/**
 * What sort of page this is, told by its place alone: `roles/tech-lead.html` and `roles/sre.html` are one kind, their
 * index is another, and so is each page at the top.
 */
export function kindOf(name) {
  const parts = name.replace(/\.html$/, "").split("/");
  const last = parts.at(-1);
  if (parts.length === 1) return last;
  if (last === "index") return `${parts[0]}/${parts.length === 2 ? "index" : "…/index"}`;
  return `${parts[0]}/${"…/".repeat(parts.length - 2)}${/-vs-/.test(last) ? "a-vs-b" : "…"}`;
}

/** One page of every kind: the largest, which has the most to go wrong. Redirects show nothing and are left out. */
export function onePerKind(site) {
  const best = new Map();
  for (const [name, page] of site.pages) {
    if (page.redirect) continue;
    const kind = kindOf(name);
    const now = best.get(kind);
    if (now === undefined || site.files.get(name) > site.files.get(now)) best.set(kind, name);
  }
  return best;
}
