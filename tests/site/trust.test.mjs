// What lets a reader judge a page, in the browser: the notice on a page whose review is overdue, the page that holds the
// whole ladder, on screen and on paper; and that a theme which asks another host is refused.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessProblems, launch, sidewaysProblems, visit } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { readSite } from "./lib/site.mjs";

const root = process.env.LADDERBOOK_SITE;
const bin = process.env.LADDERBOOK_BIN;

const overdue = {
  "book.toml": '[book]\ntitle = "Ladder"\n\n[build]\ngit = false\n',
  "content/past.md": "---\ntitle: Past\nreview-by: 2020-01-31\nowner: The leads\n---\n\nWords.\n",
  "content/future.md": "---\ntitle: Future\nreview-by: 9999-12-31\n---\n\nWords.\n",
};

describe("trust", { skip: !root && "no site to look at", timeout: 5 * 60_000 }, () => {
  const folders = [];
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const project = (files) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "ladderbook-trust-"));
    folders.push(folder);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return { folder, run: spawnSync(bin, ["build", "--root", folder], { encoding: "utf8" }) };
  };
  const open = async (url, look, more = {}) => {
    const origin = "file://";
    assert.deepEqual(await visit(browser, url, { origin, ...more }, async (page) => (await look(page)) ?? []), []);
  };
  const shown = pathToFileURL(path.resolve(root ?? ".")).href;

  test("a page that is overdue says so, on the day it is read", { skip: !bin && "no program" }, async () => {
    const { folder, run } = project(overdue);
    assert.equal(run.status, 0, run.stderr);
    const url = (name) => pathToFileURL(path.join(folder, "site", name)).href;
    const server = await serve(readSite(path.join(folder, "site")), "/");
    try {
      const look = (page) => accessProblems(page);
      for (const scheme of ["light", "dark"]) {
        assert.deepEqual(await visit(browser, `${server.origin}past.html`, { origin: server.origin, scheme }, look), []);
      }
    } finally {
      await server.close();
    }
    await open(url("past.html"), async (page) => {
      const notice = page.locator(".lb-overdue");
      assert.equal(await notice.isVisible(), true);
      assert.match(await notice.innerText(), /overdue.*31 January 2020.*The leads/);
    });
    await open(url("future.html"), async (page) => assert.equal(await page.locator(".lb-overdue").isVisible(), false));
    // Without a script nobody knows the day, and the date stands there to be read.
    await open(url("past.html"), async (page) => {
      assert.equal(await page.locator(".lb-overdue").isVisible(), false);
      assert.match(await page.locator(".lb-meta").innerText(), /31 January 2020/);
    }, { scripts: false });
  });

  test("a theme that asks another host is refused, and nothing is published", { skip: !bin && "no program" }, async () => {
    const theme = '{% extends "base.html" %}{% block content %}<img alt="" src="https://count.example/a.gif">{% endblock content %}';
    const { folder, run } = project({
      ...overdue,
      "book.toml": `${overdue["book.toml"]}theme = "ours"\n`,
      "themes/ours/templates/prose.html": theme,
    });
    assert.equal(run.status, 1);
    assert.match(run.stderr, /error\[other-host\]: pages of `prose\.html` would load `https:\/\/count\.example\/a\.gif`/);
    assert.throws(() => writeFileSync(path.join(folder, "site/x"), ""));
  });

  test("the whole ladder on one page: links lead to places on it, nothing is too wide", async () => {
    for (const width of [320, 1280]) {
      await open(`${shown}/print.html`, async (page) => {
        const { links, lost } = await page.evaluate(() => {
          const found = [...document.querySelectorAll('main a[href^="#"]')];
          const gone = found.filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1))));
          return { links: found.length, lost: gone.map((link) => link.outerHTML) };
        });
        assert.ok(links > 100, `${links} links`);
        assert.deepEqual(lost, []);
        return sidewaysProblems(page);
      }, { width });
    }
  });

  test("on paper the whole ladder starts each part on a sheet of its own", async () => {
    await open(`${shown}/print.html`, async (page) => {
      const before = await page.evaluate(() => [...document.querySelectorAll(".lb-part")].map((part) => getComputedStyle(part).breakBefore));
      assert.ok(before.length >= 4 && before.every((each) => each === "page"), before.join());
      const hidden = await page.evaluate(() => getComputedStyle(document.querySelector(".lb-top")).display);
      assert.equal(hidden, "none");
      const pdf = await page.pdf({ format: "A4" });
      const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      assert.ok(sheets >= before.length && sheets < 400, `${sheets} sheets`);
    }, { media: "print" });
  });
});
