// What a reader does with the site beyond reading it, in Chromium: filters, pickers, colours, folding, copying.
// The search and the assessments have tests of their own.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { readSite } from "./lib/site.mjs";

const root = process.env.LADDERBOOK_SITE;

describe("reader", { skip: !root && "no site to look at", timeout: 5 * 60_000 }, () => {
  const site = root && readSite(root);
  const first = (pattern) => [...site.pages.keys()].find((name) => pattern.test(name));
  let browser;
  let server;
  let context;
  let page;

  before(async () => {
    browser = await launch();
    server = await serve(site, "/docs/ladder/");
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens a page in a visit of its own; whatever goes wrong in its scripts fails the test. */
  const open = async (name, { width = 1280, permissions = [] } = {}) => {
    await context?.close();
    context = await browser.newContext({ viewport: { width, height: 900 }, permissions });
    page = await context.newPage();
    page.on("pageerror", (error) => assert.fail(`${name}: ${error}`));
    await page.goto(server.origin + name);
    return page;
  };
  const shownRows = (table) => page.locator(`${table} tbody tr:visible`);

  test("the matrix shows one category, one role, one column less, and the address says so", async () => {
    await open("models/index.html");
    const all = await shownRows(".lb-matrix").count();
    const category = await page.locator('#lb-filter [name="category"] option').nth(1).getAttribute("value");
    await page.selectOption('#lb-filter [name="category"]', category);
    const some = await shownRows(".lb-matrix").count();
    assert.ok(some > 0 && some < all, `${some} of ${all} rows`);
    assert.equal(new URL(page.url()).searchParams.get("category"), category);

    const columns = await page.locator(".lb-matrix thead th:visible").count();
    await page.locator("#lb-filter .lb-drop > summary").click();
    await page.locator('#lb-filter [name="column"]').first().uncheck();
    assert.equal(await page.locator(".lb-matrix thead th:visible").count(), columns - 1);

    // The address alone brings the same view back.
    await page.goto(page.url());
    assert.equal(await shownRows(".lb-matrix").count(), some);
    assert.equal(await page.locator(".lb-matrix thead th:visible").count(), columns - 1);

    await page.locator('#lb-filter [type="reset"]').click();
    await page.waitForFunction((count) => document.querySelectorAll(".lb-matrix tbody tr:not([hidden], .lb-fold)").length === count, all);
    assert.equal(new URL(page.url()).search, "");
  });

  test("a role's filter leaves the cells it is in", async () => {
    await open("models/index.html");
    const role = await page.locator('#lb-filter [name="role"] option').nth(1).getAttribute("value");
    await page.selectOption('#lb-filter [name="role"]', role);
    const wrong = await page.locator(".lb-matrix tbody tr:visible td:visible:not(.lb-off)").evaluateAll(
      (cells, wanted) => cells.filter((cell) => !(cell.dataset.roles ?? "").split(" ").includes(wanted)).length, role);
    assert.equal(wrong, 0);
    assert.ok((await shownRows(".lb-matrix").count()) > 0);
  });

  test("no row and no column without the chosen role is left, the answer is in sight, and the numbers are said", async () => {
    await open("models/index.html");
    const all = { rows: await shownRows(".lb-matrix").count(), models: await page.locator(".lb-matrix thead [data-model]").count() };
    await page.locator("#lb-filter .lb-drop > summary").click();
    await page.locator('#lb-filter [name="column"]').first().uncheck();
    // The role that only the ninth of ten models knows well: all its cells were once out of sight.
    await page.selectOption('#lb-filter [name="role"]', "tech-lead-manager");
    const columns = await page.locator(".lb-matrix thead [data-model]:visible").count();
    const hits = page.locator(".lb-matrix tbody tr:visible td:visible:not(.lb-off)");
    const places = new Set(await hits.evaluateAll((cells) => cells.map((cell) => cell.cellIndex)));
    assert.equal(places.size, columns);
    const rows = new Set(await hits.evaluateAll((cells) => cells.map((cell) => cell.parentElement.rowIndex)));
    assert.equal(rows.size, await shownRows(".lb-matrix").count());
    const [cell, box] = [await hits.first().boundingBox(), await page.locator(".lb-scroll").first().boundingBox()];
    assert.ok(cell.x >= box.x && cell.x + 40 <= box.x + box.width, `${cell.x} in ${box.x} to ${box.x + box.width}`);
    assert.equal(await page.locator("#lb-filter output").innerText(), `${rows.size} of ${all.rows} areas, ${columns} of ${all.models} models`);

    // What the reader has chosen to hide is still what it was.
    await page.selectOption('#lb-filter [name="role"]', "");
    assert.equal(await page.locator(".lb-matrix thead [data-model]:visible").count(), all.models - 1);
    assert.equal(new URL(page.url()).searchParams.get("hide").split(",").length, 1);
  });

  test("on a phone the areas of a table of models wait below their category, unless a filter is set", async () => {
    for (const name of ["models/index.html", "compare/engineering-manager-vs-tech-lead.html"]) {
      await open(name, { width: 390 });
      const folds = page.locator(".lb-fold button");
      const area = page.locator(".lb-matrix .lb-depth-1").first();
      assert.equal(await page.locator(".lb-matrix .lb-depth-1:visible").count(), 0);
      await folds.first().click();
      assert.equal(await folds.first().getAttribute("aria-expanded"), "true");
      assert.ok(await area.isVisible());
      // What all models say of the category is said once, and the cells that repeat it are not there.
      const shown = await page.locator(".lb-matrix tr:has(.lb-repeats):visible").evaluateAll((rows) => rows.filter((row) => row.innerText.match(/^As /m)
        && [...row.cells].some((cell) => cell.matches(".lb-as") && cell.checkVisibility())).length);
      assert.equal(shown, 0);
      await folds.first().click();
      assert.ok(await area.isHidden());
    }
    await open("models/index.html?role=tech-lead-manager", { width: 390 });
    assert.ok(await page.locator(".lb-matrix .lb-depth-1").first().isVisible());
    assert.equal(await page.locator(".lb-fold button:visible").count(), 0);
    assert.ok(await page.locator("#lb-filter select").first().isHidden());
    await page.locator(".lb-filters > summary").click();
    assert.ok(await page.locator("#lb-filter select").first().isVisible());
  });

  test("a comparison shows what differs, and what is shared", async () => {
    await open("compare/engineering-manager-vs-tech-lead.html");
    const all = await shownRows(".lb-vs").count();
    await page.locator('#lb-rows [value="sides"]').check({ force: true });
    const sides = await shownRows(".lb-vs").count();
    await page.locator('#lb-rows [value="both"]').check({ force: true });
    const both = await shownRows(".lb-vs").count();
    assert.ok(sides > 0 && both > 0 && sides < all && both < sides, `${both} shared and ${sides} different of ${all}`);
    assert.equal(new URL(page.url()).searchParams.get("show"), "both");
  });

  test("both sides of a comparison are picked from lists", async () => {
    await open("compare/index.html");
    await page.selectOption('#lb-pick [name="left"]', "Product Manager");
    await page.selectOption('#lb-pick [name="right"]', "Product Owner");
    await page.locator('#lb-pick [type="submit"]').click();
    await page.waitForURL(/compare\/product-manager-vs-product-owner\.html$/);
  });

  /** The answer stands under the title of the page, and both are in sight. */
  const answered = async (expected) => {
    const verdict = page.locator(".lb-head + .lb-verdict");
    assert.match(await verdict.innerText(), expected);
    for (const part of [page.locator("h1"), verdict]) {
      const { y, height } = await part.boundingBox();
      assert.ok(y >= 0 && y + height <= 900, `${y} and ${height}`);
    }
  };

  test("who decides: area and model lead to the answer", async () => {
    await open("index.html", { width: 390 });
    await page.selectOption('#lb-ask [name="area"]', { label: "Staffing" });
    await page.selectOption('#lb-ask [name="model"]', { label: "Scrum" });
    await page.locator('#lb-ask [type="submit"]').click();
    await page.waitForURL(/areas\/people\/staffing\.html\?model=scrum$/);
    await answered(/^Scrum\s+Manager poorly/);
    assert.match(await page.locator("#lb-model-scrum.lb-asked").innerText(), /Manager/);
    // A link to the row itself shows all of it.
    await open("areas/people/staffing.html#lb-model-scrum", { width: 390 });
    // It may be scrolled to smoothly.
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector("#lb-model-scrum").getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }, null, { timeout: 3000 });
  });

  test("who decides: area and team lead to the team's page with the answer", async () => {
    await open("index.html", { width: 390 });
    await page.selectOption('#lb-ask [name="area"]', { label: "Technical execution" });
    await page.selectOption('#lb-ask [name="model"]', { label: "Payments" });
    await page.locator('#lb-ask [type="submit"]').click();
    await page.waitForURL(/teams\/payments\.html\?area=technical-execution$/);
    await answered(/^Technical execution\s+EM/);
    assert.match(await page.locator("#lb-area-technical-execution.lb-asked").innerText(), /EM/);
  });

  test("the colours follow the switch, on the next page as well", async () => {
    await open("index.html");
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.selectOption("#lb-theme", "dark");
    const dark = await paper();
    assert.notEqual(dark, light);
    await page.goto(`${server.origin}roles/index.html`);
    assert.equal(await paper(), dark);
    await page.selectOption("#lb-theme", "");
    assert.equal(await paper(), light);
  });

  test("a group of the sidebar stays folded for the visit, unless the page is in it", async () => {
    const area = first(/^areas\/people\/(?!index)/);
    await open(area);
    const folds = page.locator(".lb-side-group button");
    const own = page.locator('.lb-side ul:has([aria-current="page"])');
    assert.ok(await own.isVisible());
    await folds.last().click();
    assert.equal(await folds.last().getAttribute("aria-expanded"), "false");
    await page.goto(server.origin + first(/^areas\/people\/(?!index).*/));
    assert.equal(await folds.last().getAttribute("aria-expanded"), "false");
    const folded = await page.locator(".lb-side ul[hidden] a").first().evaluate((link) => link.href);
    await page.goto(folded);
    assert.equal(await folds.last().getAttribute("aria-expanded"), "true");
  });

  test("a table is copied as Markdown, as it is filtered", async () => {
    await open("models/index.html", { permissions: ["clipboard-read", "clipboard-write"] });
    const category = await page.locator('#lb-filter [name="category"] option').nth(1).getAttribute("value");
    await page.selectOption('#lb-filter [name="category"]', category);
    const rows = await shownRows(".lb-matrix").count();
    await page.locator("[data-copy]").first().click();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const lines = text.trimEnd().split("\n");
    assert.equal(lines.length, rows + 2);
    assert.match(lines[1], /^\|( --- \|)+$/);
    assert.match(text, /\| Staffing \|/);
  });

  test("the list of headings marks where the reader is, and the keyboard reaches the content first", async () => {
    await open("compare/engineering-manager-vs-tech-lead.html", { width: 1440 });
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.className), /lb-skip/);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "lb-main");
    const last = page.locator(".lb-toc a").last();
    await last.click();
    await page.waitForFunction(() => document.querySelector(".lb-toc [aria-current]"));
    const marked = await page.locator(".lb-toc [aria-current]").first().innerText();
    assert.ok(marked.length > 0);
  });
});
