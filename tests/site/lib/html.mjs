// What an independent HTML parser reads in a page: its ids, its references, and what a strict policy would refuse.

import { parse } from "parse5";

const referring = {
  a: ["href"],
  area: ["href"],
  link: ["href"],
  script: ["src"],
  img: ["src", "srcset"],
  source: ["src", "srcset"],
  video: ["src", "poster"],
  audio: ["src"],
  track: ["src"],
  iframe: ["src"],
  embed: ["src"],
  object: ["data"],
  form: ["action"],
  button: ["formaction"],
  input: ["src", "formaction"],
  use: ["href", "xlink:href"],
  image: ["href", "xlink:href"],
};

/** Scripts of these types are data: a browser doesn't run them, and the policy doesn't look at them. */
const dataTypes = /^(application|text)\/(ld\+json|json|plain)$/;

export function readFacts(text) {
  const facts = { ids: new Set(), references: [], refused: [], redirect: null, noindex: false, title: "" };
  const visit = (node) => {
    if (node.tagName) readElement(node, facts);
    // A template's content is a fragment of its own.
    for (const child of [...(node.childNodes ?? []), ...(node.content ? [node.content] : [])]) visit(child);
  };
  visit(parse(text));
  return facts;
}

function readElement(node, facts) {
  const attributes = new Map(node.attrs.map((each) => [each.prefix ? `${each.prefix}:${each.name}` : each.name, each.value]));
  const get = (name) => attributes.get(name) ?? "";
  if (attributes.has("id")) facts.ids.add(get("id"));
  if (node.tagName === "a" && attributes.has("name")) facts.ids.add(get("name"));

  for (const name of referring[node.tagName] ?? []) {
    if (!attributes.has(name)) continue;
    const targets = name === "srcset" ? get(name).split(",").map((each) => each.trim().split(/\s+/)[0]) : [get(name)];
    // `rel` tells a file that the page loads from an address that it only states.
    for (const url of targets) facts.references.push({ element: node.tagName, attribute: name, url, rel: get("rel") });
  }
  if (node.tagName === "meta") readMeta(get, facts);
  if (node.tagName === "title" && node.namespaceURI.endsWith("xhtml")) facts.title ||= textOf(node).trim();

  if (node.tagName === "script" && !attributes.has("src") && !dataTypes.test(get("type"))) facts.refused.push("a script in the page");
  if (node.tagName === "style") facts.refused.push("a style sheet in the page");
  if (["iframe", "object", "embed", "base"].includes(node.tagName)) facts.refused.push(`<${node.tagName}>`);
  for (const [name, value] of attributes) {
    if (name === "style") facts.refused.push(`style="${value}" on <${node.tagName}>`);
    if (/^on/.test(name)) facts.refused.push(`${name}="${value}" on <${node.tagName}>`);
  }
}

function readMeta(get, facts) {
  if (get("http-equiv").toLowerCase() === "refresh") {
    const target = /^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?(.*?)["']?\s*$/i.exec(get("content"));
    facts.redirect = target?.[1] || "";
    if (facts.redirect) facts.references.push({ element: "meta", attribute: "content", url: facts.redirect, rel: "" });
  }
  if (get("name").toLowerCase() === "robots" && /noindex/i.test(get("content"))) facts.noindex = true;
}

function textOf(node) {
  return node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(textOf).join("");
}

/** What the site's policy would refuse, found in the files, so that it is told of pages no browser test opens too. */
export function policyProblems(site) {
  return [...site.pages].flatMap(([name, page]) => page.refused.map((what) => `${name}: ${what}`));
}

export function titleProblems(site) {
  return [...site.pages].filter(([, page]) => page.title === "").map(([name]) => `${name}: no title`);
}
