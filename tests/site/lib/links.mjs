// A crawler that trusts nothing: every reference of every page, resolved as a browser would resolve it.
//
// From disk there is no server to complete `roles/` to `roles/index.html`, so a link to a folder is broken there. That
// makes the disk the strictest reader, and its check the one that covers all pages without a request.

import path from "node:path";

const schemes = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * Stands for the site's folder while resolving. It lies deep, so that a link that climbs too high shows: at a host's
 * root `..` would have no effect.
 */
const disk = "http://disk.invalid/deep/below/site/";

/** Every internal reference as {page, url, target, fragment}, and the problems of those that can't be resolved. */
function resolveAll(site) {
  const found = [];
  const problems = [];
  for (const [name, page] of site.pages) {
    const base = new URL(name.split("/").map(encodeURIComponent).join("/"), disk);
    for (const { element, attribute, url, rel } of page.references) {
      const at = `${name}: <${element} ${attribute}="${url}">`;
      let target;
      try {
        target = new URL(url.trim(), base);
      } catch {
        problems.push(`${at} is no address`);
        continue;
      }
      const stated = element === "link" && /\b(canonical|alternate|license|author)\b/.test(rel);
      const rooted = /^\/(?!\/)/.test(url.trim());
      if (site.address && target.href.startsWith(site.address)) {
        if (!stated) problems.push(`${at} names the site's own address: the page can't be moved`);
        found.push({ at, page: name, element, ...split(target.href.slice(site.address.length), true) });
      } else if (target.href.startsWith(disk)) {
        found.push({ at, page: name, element, ...split(target.href.slice(disk.length), false) });
      } else if (target.host === "disk.invalid" && rooted && name === "404.html") {
        // It answers for any address, so its links start at the host's root, with the base path before them.
        const base = site.address ? new URL(site.address).pathname : "/";
        const rest = target.pathname.startsWith(base) ? target.pathname.slice(base.length) : target.pathname;
        found.push({ at, page: name, element, ...split(rest + target.hash, true) });
      } else if (target.host === "disk.invalid") {
        problems.push(`${at} ${rooted ? "starts at the host's root" : "leaves the site"}`);
      } else if (target.protocol === "data:" && element === "img") {
        continue;
      } else if (!schemes.has(target.protocol)) {
        problems.push(`${at} has a scheme that no page should have`);
      } else if (element !== "a" && element !== "area" && !stated) {
        problems.push(`${at} loads from another host`);
      }
    }
  }
  return { found, problems };
}

const decode = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What comes after the site's folder as a file and a fragment. A server completes a folder to its index, a disk doesn't. */
function split(rest, served) {
  const [before, fragment = ""] = rest.split("#", 2);
  const target = decode(before.split("?")[0]);
  return { target: served && (target === "" || target.endsWith("/")) ? `${target}index.html` : target, fragment: decode(fragment) };
}

export function linkProblems(site) {
  const { found, problems } = resolveAll(site);
  for (const { at, target, fragment, element } of found) {
    if (!site.files.has(target)) {
      problems.push(`${at} leads nowhere`);
    } else if (fragment !== "" && element !== "use" && !fragment.startsWith(":~:")) {
      const facts = site.pages.get(target);
      if (facts && !facts.ids.has(fragment) && fragment !== "top") problems.push(`${at} has no such place in ${target}`);
    }
  }
  return [...problems, ...styleProblems(site), ...orphans(site, found)];
}

/** Style sheets refer to files as well. */
function styleProblems(site) {
  const problems = [];
  for (const name of site.names.filter((each) => each.endsWith(".css"))) {
    const text = site.read(name).replace(/\/\*[\s\S]*?\*\//g, "");
    for (const [, quoted, plain] of text.matchAll(/url\(\s*(?:["']([^"']*)["']|([^)"'\s]*))\s*\)/g)) {
      const url = quoted ?? plain;
      if (url.startsWith("data:") || url.startsWith("#")) continue;
      const target = new URL(url, new URL(name, disk));
      const { target: file } = target.href.startsWith(disk) ? split(target.href.slice(disk.length), false) : { target: null };
      if (!site.files.has(file)) problems.push(`${name}: url(${url}) leads nowhere`);
    }
    if (/@import/.test(text)) problems.push(`${name}: @import makes a reader wait twice`);
  }
  return problems;
}

/** A page that is in the sitemap can be reached from the front page by links. */
function orphans(site, found) {
  const from = new Map();
  for (const { page, target, element } of found) {
    if (element !== "a" && element !== "area" && element !== "meta") continue;
    if (!from.has(page)) from.set(page, new Set());
    from.get(page).add(target);
  }
  const reached = new Set(["index.html"]);
  for (const page of reached) for (const next of from.get(page) ?? []) reached.add(next);
  return site.locations.filter((each) => site.pages.has(each) && !reached.has(each)).map((each) => `${each}: no link leads here`);
}

/**
 * The same over HTTP: all files answer 200 at their own address, without a redirect, as the type that they are, and
 * under the policy. What the addresses in the pages resolve to is settled from disk already: relative links don't
 * depend on the host, and `linkProblems` refuses all others.
 */
export async function servedProblems(site, origin, { policy, missing } = {}) {
  const problems = [];
  const types = { html: "text/html", css: "text/css", js: /javascript/, svg: "image/svg+xml", json: "application/json", xml: /xml/ };
  for (const name of site.names.filter((each) => !path.basename(each).startsWith("."))) {
    const address = origin + name.split("/").map(encodeURIComponent).join("/");
    const answer = await fetch(address, { redirect: "manual" });
    const body = Buffer.from(await answer.arrayBuffer());
    if (answer.status !== 200) problems.push(`${name}: answered ${answer.status}`);
    else if (body.length !== site.files.get(name)) problems.push(`${name}: ${body.length} bytes came, ${site.files.get(name)} are there`);
    const wanted = types[name.split(".").at(-1)];
    const type = answer.headers.get("content-type") ?? "";
    if (wanted && !(wanted instanceof RegExp ? wanted.test(type) : type.startsWith(wanted))) problems.push(`${name}: came as ${type}`);
    if (policy && name.endsWith(".html")) {
      for (const rule of policy) {
        if (!(answer.headers.get("content-security-policy") ?? "").includes(rule)) problems.push(`${name}: the policy lacks ${rule}`);
      }
    }
  }
  if (missing) {
    const answer = await fetch(`${origin}no/such/page.html`);
    const body = await answer.text();
    if (answer.status !== 404) problems.push(`a page that is not there: answered ${answer.status}`);
    else if (missing !== true && body !== missing) problems.push("a page that is not there: 404.html did not come");
  }
  return problems;
}
