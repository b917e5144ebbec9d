// The site in Chromium: as it is served, from disk, and without JavaScript.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessProblems, gather, launch, scriptlessProblems, settings, sidewaysProblems, visit } from "./lib/browser.mjs";
import { expectNone } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";
import { kindOf, onePerKind, readSite } from "./lib/site.mjs";

const root = process.env.LADDERBOOK_SITE;
const everything = process.env.SITE_PAGES === "all";

describe("browser", { skip: !root && "no site to look at", timeout: 20 * 60_000 }, () => {
  const site = root && readSite(root);
  const chosen = root ? [...onePerKind(site).values()] : [];
  const shown = root ? [...site.pages].filter(([, page]) => !page.redirect).map(([name]) => name) : [];
  const folder = root && `${pathToFileURL(path.resolve(root)).href}/`;
  const url = (base, name) => base + name.split("/").map(encodeURIComponent).join("/");
  let browser;
  let server;

  before(async () => {
    browser = await launch();
    // Below a path: whatever only works at the host's root shows.
    server = await serve(site, "/docs/ladder/");
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const inspect = async (page) => [...(await sidewaysProblems(page)), ...(await accessProblems(page))];
  const underSetting = async ({ name, scheme, width, look = inspect }) => ({
    label: `${name} (${scheme}, ${width} px)`,
    // 404.html alone is written for the host's root, so it is looked at from there.
    found: await visit(browser, url(server.origin, name), { origin: server.origin, scheme, width }, look),
  });

  test("one page of every kind, light and dark, from phone to desk: nothing to complain about", async () => {
    const pages = (everything ? shown : chosen).filter((name) => name !== "404.html");
    expectNone(await gather(pages.flatMap((name) => settings.map((each) => ({ name, ...each }))), underSetting));
  });

  test("every other page that an author wrote, under one of the settings in turn: nothing to complain about", { skip: everything }, async () => {
    // Generated pairs are many and alike: one of each kind stands for them, unless SITE_PAGES=all. Opening a page is
    // cheap, axe-core isn't: a kind with many pages gets it on a dozen.
    const ofKind = new Map();
    const pages = shown.filter((name) => !chosen.includes(name) && name !== "404.html" && !/-vs-/.test(name));
    const items = pages.map((name, at) => {
      const before = ofKind.get(kindOf(name)) ?? 0;
      ofKind.set(kindOf(name), before + 1);
      return { name, ...settings[at % settings.length], look: before < 12 ? inspect : sidewaysProblems };
    });
    expectNone(await gather(items, underSetting));
  });

  test("the page for what is not there, at the host's root", async () => {
    const atRoot = await serve(site, new URL(site.address ?? "http://x/").pathname);
    try {
      const problems = await gather(settings, async ({ scheme, width }) => ({
        label: `404 (${scheme}, ${width} px)`,
        found: await visit(browser, `${atRoot.origin}no/such/page.html`, { origin: atRoot.origin, scheme, width }, inspect),
      }));
      // Chromium reports the document's own status.
      expectNone(problems.filter((each) => !/status of 404/.test(each)));
    } finally {
      await atRoot.close();
    }
  });

  test("without JavaScript, all words are there and no button is dead", async () => {
    const problems = await gather(chosen, async (name) => ({
      label: name,
      found: await visit(browser, url(server.origin, name), { origin: server.origin, scripts: false }, scriptlessProblems),
    }));
    expectNone(problems.filter((each) => !each.startsWith("404.html")));
  });

  test("from disk, every kind of page opens and its links can be followed", async () => {
    const problems = await gather(chosen.filter((name) => name !== "404.html"), async (name) => ({
      label: name,
      found: await visit(browser, url(folder, name), { origin: folder }, async (page) => {
        const links = page.locator("main a[href]:not([href^='#']):not([href*='://']):visible, nav a[href]:not([href^='#']):visible");
        if ((await links.count()) === 0) return [];
        const wanted = await links.first().evaluate((link) => link.href);
        await links.first().click();
        await page.waitForLoadState("load");
        const title = await page.title();
        const there = decodeURI(page.url()) === decodeURI(wanted);
        return there && title ? [] : [`a click on ${wanted} led to ${page.url()} "${title}"`];
      }),
    }));
    expectNone(problems);
  });

  test("on paper nothing is cut off", async () => {
    const problems = await gather(chosen.filter((name) => name !== "404.html"), async (name) => ({
      label: name,
      found: await visit(browser, url(server.origin, name), { origin: server.origin, width: 794, media: "print" }, sidewaysProblems),
    }));
    expectNone(problems);
  });
});
