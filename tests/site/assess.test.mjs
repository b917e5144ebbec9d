// Assessments, filled in as a reader does: counting, results, what is kept, copied and cleared; without scripts, without storage,
// by keyboard, on paper, and in the preview while the questions change.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessProblems, launch, sidewaysProblems } from "./lib/browser.mjs";
import { preview, until } from "./lib/preview.mjs";
import { serve } from "./lib/server.mjs";
import { readSite } from "./lib/site.mjs";

const root = process.env.LADDERBOOK_SITE;
const bin = process.env.LADDERBOOK_BIN;
const checklist = "assessments/is-the-tlm-role-for-you.html";
const questions = "assessments/how-well-does-your-pair-work.html";

describe("assess", { skip: !root && "no site to look at", timeout: 5 * 60_000 }, () => {
  const site = root && readSite(root);
  const folder = root && `${pathToFileURL(path.resolve(root)).href}/`;
  let browser;
  let server;

  before(async () => {
    browser = await launch();
    server = await serve(site, "/docs/ladder/");
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** A reader's visit; whatever goes wrong on its pages fails the test, and so does a request that carries anything away. */
  const visit = async (test, options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
    const problems = [];
    test.after(async () => {
      await context.close();
      assert.deepEqual(problems, []);
    });
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (request.method() !== "GET" || request.postData() || (url.search && !/^\?v=[0-9a-f]+$/.test(url.search))) {
        problems.push(`${request.method()} ${url}`);
      }
    });
    return async (name, base = server.origin) => {
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on("pageerror", (error) => problems.push(`${name}: ${error}`));
      page.on("console", (message) => message.type() === "error" && problems.push(`${name}: ${message.text()}`));
      page.on("dialog", (dialog) => problems.push(`${name}: ${dialog.message()}`) && dialog.dismiss());
      await page.goto(base + name);
      return page;
    };
  };

  const count = (page) => page.locator(".lb-outcome-count").innerText();
  const means = (page) => page.locator(".lb-outcome-means").innerText();
  const yours = (page) => page.locator(".lb-results > [data-yours] dt").allInnerTexts();
  const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
  const box = (page, at) => page.getByRole("checkbox").nth(at);
  const answer = (page, at, value) => page.locator(".lb-assess").getByRole("group").nth(at).getByRole("radio", { name: String(value), exact: true });
  const chosen = (page) => page.locator(".lb-assess input").evaluateAll((inputs) => inputs.flatMap((input, at) => (input.checked ? [at] : [])));

  test("a checklist counts, and says what the result means on either side of its threshold", async (test) => {
    const page = await (await visit(test))(checklist);
    assert.deepEqual([await count(page), await means(page), await yours(page)], ["0 of 6 ticked", "", []]);
    await box(page, 0).check();
    await box(page, 3).check();
    assert.equal(await count(page), "2 of 6 ticked");
    assert.match(await means(page), /^Another hat/);
    assert.match((await yours(page)).join(), /^Fewer than 3 of 6/);
    // A click on the words is a click on the box.
    await page.getByText("You want to keep the team small.").click();
    assert.equal(await count(page), "3 of 6 ticked");
    assert.match(await means(page), /^You may well enjoy the role/);
    assert.match((await yours(page)).join(), /^3 or more of 6/);
    await box(page, 0).uncheck();
    assert.match(await means(page), /^Another hat/);
  });

  test("questions come to a result when all are answered, and the average decides at its very edge", async (test) => {
    const page = await (await visit(test))(questions);
    for (let at = 0; at < 5; at += 1) await answer(page, at, 3).check();
    assert.deepEqual([await count(page), await means(page)], ["5 of 6 answered", ""]);
    // An average of exactly 2.5 is still the first result's.
    await answer(page, 0, 2).check();
    await answer(page, 5, 1).check();
    assert.equal(await count(page), "6 of 6 answered: sum 15, average 2.5");
    assert.match((await yours(page)).join(), /^Average up to 2\.5 \(a sum of 6 to 15\)/);
    await answer(page, 0, 3).check();
    assert.equal(await count(page), "6 of 6 answered: sum 16, average 2.67");
    assert.match((await yours(page)).join(), /^Average above 2\.5, up to 3\.9/);
    for (let at = 0; at < 6; at += 1) await answer(page, at, 5).check();
    assert.equal(await count(page), "6 of 6 answered: sum 30, average 5");
    assert.match(await means(page), /^You make each other stronger/);
  });

  test("what a screen reader is told is polite, and only what has changed", async (test) => {
    const page = await (await visit(test))(checklist);
    const status = page.locator(".lb-outcome");
    assert.equal(await status.getAttribute("role"), "status");
    await box(page, 0).check();
    await page.evaluate(() => {
      window.told = [];
      new MutationObserver((found) => window.told.push(...found.map((each) => each.target.className))).observe(document.querySelector(".lb-outcome"), { subtree: true, childList: true, characterData: true });
    });
    await box(page, 1).check();
    assert.deepEqual([...new Set(await page.evaluate(() => window.told))], ["lb-outcome-count"]);
    await box(page, 2).check();
    assert.deepEqual([...new Set(await page.evaluate(() => window.told))], ["lb-outcome-count", "lb-outcome-means"]);
  });

  test("answers are there after the page is loaded again and in another tab, and on no other sheet", async (test) => {
    const open = await visit(test);
    const page = await open(checklist);
    await box(page, 1).check();
    await box(page, 4).check();
    await page.reload();
    assert.deepEqual([await chosen(page), await count(page)], [[1, 4], "2 of 6 ticked"]);
    const other = await open(checklist);
    assert.deepEqual(await chosen(other), [1, 4]);
    await box(other, 5).check();
    await until("the first tab hears of it", async () => (await count(page)) === "3 of 6 ticked");
    assert.deepEqual(await chosen(page), [1, 4, 5]);
    assert.deepEqual(await chosen(await open(questions)), []);
    const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("lb-assess:")));
    assert.deepEqual(kept, [`lb-assess:/docs/ladder/${checklist}`]);
  });

  test("what was cleared stays so when the page is loaded again, and what was chosen when the reader comes back", async (test) => {
    const page = await (await visit(test))(checklist);
    await box(page, 1).check();
    await press(page, "Clear");
    await page.reload();
    assert.deepEqual([await chosen(page), await count(page)], [[], "0 of 6 ticked"]);
    await box(page, 2).check();
    await page.goto(server.origin + questions);
    await answer(page, 0, 3).check();
    await page.goBack();
    assert.deepEqual([await chosen(page), await count(page)], [[2], "1 of 6 ticked"]);
    await press(page, "Clear");
    await page.goForward();
    await page.goBack();
    assert.deepEqual([await chosen(page), await count(page)], [[], "0 of 6 ticked"]);
  });

  test("an item that was changed since does not take its old answer, whatever else is stored", async (test) => {
    const open = await visit(test);
    const page = await open(checklist);
    await box(page, 1).check();
    await box(page, 4).check();
    await page.evaluate(() => {
      const key = `lb-assess:${location.pathname}`;
      localStorage.setItem(key, localStorage.getItem(key).replace("You like the mix", "You liked the mix"));
    });
    await page.reload();
    assert.deepEqual(await chosen(page), [4]);
    for (const foreign of ["{", "7", '{"a":1}', '[["a"],[1,2],null]', '"text"']) {
      await page.evaluate((text) => localStorage.setItem(`lb-assess:${location.pathname}`, text), foreign);
      await page.reload();
      assert.deepEqual([await chosen(page), await count(page)], [[], "0 of 6 ticked"], foreign);
    }
  });

  test("answers are copied as Markdown, with the result", async (test) => {
    const open = await visit(test, { permissions: ["clipboard-read", "clipboard-write"] });
    const page = await open(checklist);
    for (const at of [0, 2, 4]) await box(page, at).check();
    await press(page, "Copy answers");
    await until("it says so", async () => (await page.locator(".lb-tools output").innerText()) === "Copied");
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const list = await copied();
    assert.match(list, /^# Is the combined role for you\?\n\n\d{4}-\d\d-\d\d\n\n- \[x\] You are strong as an engineer/);
    assert.equal(list.match(/^- \[x\] /gm).length, 3);
    assert.equal(list.match(/^- \[ \] /gm).length, 3);
    assert.match(list, /\n\n\*\*3 of 6 ticked\*\*\n\n3 or more of 6: You may well enjoy the role\. .+\n$/);

    await page.goto(server.origin + questions);
    await answer(page, 0, 2).check();
    await press(page, "Copy answers");
    await until("it is copied", async () => (await copied()).startsWith("# How well"));
    const sheet = await copied();
    assert.match(sheet, /\n1\. \*\*Plans\*\* Do your talks make plans clearly better\?\n\n {3}\*\*2\*\* \(from 1 never to 5 always\)\n\n2\. /);
    assert.match(sheet, /Look back over the last 6 months\.\n\n {3}no answer\n/);
    assert.match(sheet, /\n\n\*\*1 of 6 answered\*\*\n$/);
  });

  test("where there is no clipboard the old way copies, and the answers stay", async (test) => {
    const open = await visit(test);
    const page = await open(checklist);
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.evaluate(() => {
      document.execCommand = (what) => {
        window.copied = [what, document.activeElement.value];
        return what === "copy" && document.activeElement.localName === "textarea";
      };
    });
    await box(page, 0).check();
    await press(page, "Copy answers");
    await until("it says so", async () => (await page.locator(".lb-tools output").innerText()) === "Copied");
    assert.match((await page.evaluate(() => window.copied))[1], /^# Is the combined role/);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.do), "copy");
    await page.evaluate(() => (document.execCommand = () => false));
    await press(page, "Copy answers");
    await until("it says so", async () => /refused/.test(await page.locator(".lb-tools output").innerText()));
    assert.deepEqual(await chosen(page), [0]);
  });

  test("clearing can be undone until something is answered anew", async (test) => {
    const open = await visit(test);
    const page = await open(questions);
    const undo = page.getByRole("button", { name: "Undo" });
    for (let at = 0; at < 6; at += 1) await answer(page, at, 4).check();
    const before = await chosen(page);
    assert.equal(await undo.isVisible(), false);
    await press(page, "Clear");
    assert.deepEqual([await chosen(page), await count(page), await yours(page)], [[], "0 of 6 answered", []]);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    await undo.click();
    assert.deepEqual([await chosen(page), await count(page)], [before, "6 of 6 answered: sum 24, average 4"]);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.do), "clear");
    await page.reload();
    assert.deepEqual(await chosen(page), before);
    await press(page, "Clear");
    await answer(page, 0, 1).check();
    assert.equal(await undo.isVisible(), false);
    assert.equal((await chosen(page)).length, 1);
  });

  test("by keyboard alone: tick, choose a number, copy, clear, undo", async (test) => {
    const open = await visit(test, { permissions: ["clipboard-read", "clipboard-write"] });
    const list = await open(checklist);
    await box(list, 0).focus();
    await list.keyboard.press("Space");
    await list.keyboard.press("Tab");
    await list.keyboard.press("Space");
    // A key that would send a form does nothing.
    await list.keyboard.press("Enter");
    assert.equal(await count(list), "2 of 6 ticked");
    const page = await open(questions);
    await answer(page, 0, 1).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.equal(await answer(page, 0, 3).isChecked(), true);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.name), "lb-question-2");
    await page.getByRole("button", { name: "Clear" }).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await chosen(page), []);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.deepEqual(await chosen(page), [2]);
  });

  test("each question is a group named by it, whose ends are described", async (test) => {
    const page = await (await visit(test))(questions);
    const group = page.getByRole("group", { name: /Sounding board.*Look back over the last 6 months/ });
    assert.equal(await group.count(), 1);
    const described = await group.evaluate((part) => part.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).innerText).join(" "));
    assert.match(described.replace(/\s+/g, " "), /1 no, nothing comes to mind 5 yes, and I can name it/);
    assert.equal(await group.getByRole("radio").count(), 5);
    assert.equal(await page.locator(".lb-assess").getByRole("group").count(), 6);
  });

  test("without scripts it is a sheet: boxes can be ticked, results are in words, nothing pretends to count", async (test) => {
    const open = await visit(test, { javaScriptEnabled: false });
    const page = await open(checklist);
    await box(page, 0).check();
    await page.keyboard.press("Enter");
    assert.equal(new URL(page.url()).search, "");
    const shown = await page.locator("main").innerText();
    assert.match(shown, /Count your ticks:/);
    assert.match(shown, /3 or more of 6/);
    assert.match(shown, /Fewer than 3 of 6/);
    assert.doesNotMatch(shown, /Copy answers|your result|stay in this browser/);
    const form = await (await visit(test, { javaScriptEnabled: false }))(questions);
    assert.match(await form.locator("main").innerText(), /Add up your numbers:[\s\S]*a sum of 6 to 15/);
  });

  test("from disk it works, and where storage is refused it says that nothing is kept", async (test) => {
    const page = await (await visit(test))(checklist, folder);
    await box(page, 0).check();
    assert.equal(await count(page), "1 of 6 ticked");
    await page.reload();
    assert.deepEqual(await chosen(page), [0]);

    const open = await visit(test);
    const closed = await open("index.html");
    await closed.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("closed", "SecurityError"); } });
    });
    await closed.goto(server.origin + questions);
    await answer(closed, 0, 5).check();
    assert.equal(await count(closed), "1 of 6 answered");
    assert.match(await closed.locator(".lb-private").innerText(), /keeps nothing/);
    await press(closed, "Clear");
    await press(closed, "Undo");
    assert.equal(await answer(closed, 0, 5).isChecked(), true);
  });

  test("on paper a filled sheet shows its answers and result, an empty one a line to write on", async (test) => {
    const page = await (await visit(test))(checklist);
    await page.emulateMedia({ media: "print" });
    const shown = (selector) => page.locator(selector).first().isVisible();
    assert.deepEqual([await shown(".lb-by-hand"), await shown(".lb-outcome"), await shown("[data-do]")], [true, false, false]);
    await page.emulateMedia({ media: "screen" });
    for (const at of [0, 1, 2]) await box(page, at).check();
    await page.emulateMedia({ media: "print" });
    assert.deepEqual([await shown(".lb-by-hand"), await shown(".lb-outcome"), await shown("[data-do]")], [false, true, false]);
    assert.equal(await page.locator(".lb-results [data-yours] .lb-tag").isVisible(), true);
    assert.equal(await box(page, 0).isVisible(), true);
  });

  test("a filled sheet has nothing to complain about either, light and dark, on a phone and on a desk", async (test) => {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [320, 390, 1280]) {
        const open = await visit(test, { colorScheme, viewport: { width, height: 800 } });
        for (const name of [checklist, questions]) {
          const page = await open(name);
          const inputs = page.locator(".lb-assess input");
          for (let at = 0; at < (await inputs.count()); at += name === checklist ? 2 : 5) await inputs.nth(at).check();
          await press(page, "Clear");
          await press(page, "Undo");
          assert.deepEqual([...(await sidewaysProblems(page)), ...(await accessProblems(page))], [], `${name} ${colorScheme} ${width}`);
        }
      }
    }
  });

  test("roles, models and guides lead there and back", async (test) => {
    const page = await (await visit(test))("roles/tech-lead-manager.html");
    await page.locator("#lb-assessments").locator("..").getByRole("link", { name: "Is the combined role for you?" }).click();
    await page.locator(".lb-assess-about").getByRole("link", { name: "TLM" }).click();
    await page.locator(".lb-practices").getByRole("link", { name: "Skip one-on-ones, on purpose" }).click();
    await page.locator(".lb-cadence").waitFor();
    assert.deepEqual(await page.locator(".lb-cadence tbody tr").allInnerTexts(), ["One-on-ones\tat least weekly", "Cancel all of them\tevery five to six weeks"]);
    await page.locator(".lb-eyebrow").getByRole("link", { name: "TLM" }).click();
    assert.match(page.url(), /roles\/tech-lead-manager\.html$/);
  });
});

describe("assess in the preview", { skip: !bin && "no program to run", timeout: 60_000 }, () => {
  test("an edit keeps the answers of what it leaves alone", async (test) => {
    const sheet = "---\ntitle: Ready?\nchecklist:\n  items: [One, Two, Three]\n  threshold: 2\n  reached: Ready.\n  below: Not yet.\n---\n";
    const site = await preview(bin, { files: { "book.toml": '[book]\ntitle = "P"\nurl = "https://ladder.example"\n', "content/assessments/ready.md": sheet } });
    const browser = await launch();
    test.after(async () => {
      await browser.close();
      await site.close();
    });
    const page = await browser.newPage();
    await page.goto(`${site.origin}assessments/ready.html`);
    await page.evaluate(() => (window.stayed = true));
    const ticked = () => page.locator(".lb-tick:has(:checked)").allInnerTexts();
    await page.getByLabel("One").check();
    await page.getByLabel("Two").check();
    assert.equal(await page.locator(".lb-outcome-means").innerText(), "Ready.");
    site.edit("content/assessments/ready.md", "[One, Two, Three]", "[Zero, One, Twice, Three]");
    await until("the items change", async () => (await page.locator(".lb-tick").allInnerTexts()).includes("Twice"));
    await until("the count follows", async () => (await page.locator(".lb-outcome-count").innerText()) === "1 of 4 ticked");
    assert.deepEqual(await ticked(), ["One"]);
    site.edit("content/assessments/ready.md", "Not yet.", "Wait a year.");
    await until("the meaning follows", async () => (await page.locator(".lb-outcome-means").innerText()) === "Wait a year.");
    assert.deepEqual([await ticked(), await page.evaluate(() => window.stayed)], [["One"], true]);
  });
});
