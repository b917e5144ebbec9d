// A page links the stylesheets that its kind needs, and no other. Whether these are enough: no rule of the others finds anything on it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { expectNone } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";
import { readSite } from "./lib/site.mjs";

const root = process.env.LADDERBOOK_SITE;
/** Pages of a kind that are looked at: the longest ones, which have most of what their kind can have. */
const looked = 3;
/** Linked by all pages, or by a theme alone. */
const everywhere = ["style.css", "paper.css"];

/** The longest pages of each kind, by kind. */
function longest() {
  const kinds = new Map();
  for (const file of readdirSync(root, { recursive: true }).filter((each) => each.endsWith(".html"))) {
    const html = readFileSync(path.join(root, file), "utf8");
    const kind = /<body class="lb-page-([a-z-]+)"/.exec(html)?.[1];
    if (!kind || kind === "redirect") continue;
    kinds.set(kind, [...(kinds.get(kind) ?? []), { file: file.replaceAll(path.sep, "/"), length: html.length }]);
  }
  const order = (pages) => pages.sort((a, b) => b.length - a.length || a.file.localeCompare(b.file)).slice(0, looked);
  return [...kinds].flatMap(([kind, pages]) => order(pages).map(({ file }) => ({ kind, file })));
}

/** In the page: what rules of these sheets would find on it. States and parts of elements are left out of a selector. */
async function found(addresses) {
  const bare = (selector) => selector.replace(/::?(before|after|hover|focus-visible|focus|marker|backdrop|-webkit-[a-z-]+)(?![a-z-])/g, "");
  const selectors = (rules) => [...rules].flatMap((rule) => (rule.selectorText ? [rule.selectorText] : rule.cssRules ? selectors(rule.cssRules) : []));
  const result = [];
  for (const address of addresses) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch(address)).text());
    for (const selector of selectors(sheet.cssRules)) {
      let first = null;
      try {
        first = document.querySelector(bare(selector));
      } catch {
        result.push(`${address}: ${selector} can't be asked for`);
      }
      if (first) result.push(`${new URL(address).pathname}: ${selector} finds <${first.localName} class="${first.getAttribute("class") ?? ""}">`);
    }
  }
  return result;
}

describe("families of stylesheets", { skip: !root && "no site to look at", timeout: 5 * 60_000 }, () => {
  const sheets = root ? readdirSync(root).filter((each) => each.endsWith(".css")).sort() : [];
  let browser;
  let server;
  before(async () => {
    browser = await launch();
    server = await serve(readSite(root));
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test("a page finds no rule for itself in a sheet that it does not link", async () => {
    const problems = [];
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    for (const { kind, file } of longest()) {
      await page.goto(server.origin + file);
      const linked = await page.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => new URL(link.href).pathname.split("/").at(-1)));
      for (const each of everywhere) assert.ok(linked.includes(each), `${file} does not link ${each}`);
      const others = sheets.filter((each) => !linked.includes(each));
      // The search brings its own sheet.
      problems.push(...(await page.evaluate(found, others.map((each) => server.origin + each))).map((each) => `${kind} ${file}: ${each}`));
    }
    await context.close();
    expectNone(problems);
  });
});
