// The preview: files are edited on disk while Chromium has pages open. And a page from elsewhere, which must learn nothing.

import assert from "node:assert/strict";
import http from "node:http";
import { after, before, beforeEach, describe, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { preview, until } from "./lib/preview.mjs";

const bin = process.env.LADDERBOOK_BIN;

describe("serve", { skip: !bin && "no program to run", timeout: 10 * 60_000 }, () => {
  let browser;
  let context;
  let site;

  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  beforeEach(async (test) => {
    site = await preview(bin);
    context = await browser.newContext({ viewport: { width: 1280, height: 600 } });
    test.after(async () => {
      await context.close();
      await site.close();
    });
  });

  const open = async (name) => {
    const page = await context.newPage();
    page.problems = [];
    page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
    page.on("pageerror", (error) => page.problems.push(error.message));
    await page.goto(site.origin + name);
    // Gone when the page is loaded again.
    await page.evaluate(() => (window.stayed = true));
    return page;
  };
  const shows = (page, selector, text) => until(`${selector} shows ${text}`, async () => {
    // A page may be loaded again at this very moment.
    const found = await page.locator(selector).allInnerTexts().catch(() => []);
    return found.some((each) => each.includes(text)) || found.join(" ").slice(0, 300);
  });
  const stayed = (page) => page.evaluate(() => window.stayed === true);
  const panelText = (page) => page.evaluate(() => {
    const inside = document.querySelector("ladderbook-panel")?.shadowRoot;
    const panel = inside?.querySelector(".lb-panel");
    return panel?.checkVisibility() ? panel.innerText : null;
  });
  const badgeText = (page) => page.evaluate(() => {
    const inside = document.querySelector("ladderbook-panel")?.shadowRoot;
    return inside?.querySelector(".lb-badge")?.textContent ?? null;
  });

  test("a changed text stands in the open page, which keeps its place, its open parts, its answers and its focus", async () => {
    const page = await open("guides/long.html");
    const place = await page.evaluate(async () => {
      document.querySelector("main details").open = true;
      const answer = document.createElement("input");
      answer.id = "answer";
      document.querySelector("main").append(answer);
      answer.value = "typed";
      answer.focus({ preventScroll: true });
      window.scrollTo({ top: 700, behavior: "instant" });
      await new Promise((done) => setTimeout(done, 300));
      return window.scrollY;
    });
    assert.ok(place > 100, `the page is too short to scroll: ${place}`);
    site.edit("content/guides/long.md", "Paragraph number 38 of", "Sentence number 38 of");
    await shows(page, "main", "Sentence number 38 of");
    assert.deepEqual(
      await page.evaluate(() => [
        window.scrollY,
        document.querySelector("main details").open,
        document.querySelector("#answer")?.value,
        document.activeElement.id,
        window.stayed,
      ]),
      [place, true, "typed", "answer", true],
    );
    assert.deepEqual(page.problems, []);
  });

  test("a changed tag moves an area on every page that shows who owns it, and on no other", async () => {
    const [role, model, guide] = [await open("roles/manager.html"), await open("models/split.html"), await open("guides/long.html")];
    await guide.evaluate(() => {
      window.moved = 0;
      new MutationObserver((found) => (window.moved += found.length)).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    site.edit("content/models/split.md", "design: TL", "design: EM (poorly, no time)");
    await shows(model, "main", "no time");
    await shows(role, "main", "Design");
    // The other two have been through it, so the news has long reached this one.
    site.edit("content/roles/manager.md", "Looks after people.", "Looks after everybody.");
    await shows(role, "main", "Looks after everybody.");
    assert.equal(await guide.evaluate(() => window.moved), 0);
    assert.deepEqual([await stayed(role), await stayed(model)], [true, true]);
  });

  test("a new role is listed, and a deleted one leaves a page that says so and comes back with it", async () => {
    const [list, role] = [await open("roles/index.html"), await open("roles/tech-lead.html")];
    site.put("content/roles/coach.md", "---\ntitle: Team Coach\n---\n\nListens.\n");
    await shows(list, "main", "Team Coach");
    site.move("content/roles/tech-lead.md", "aside.md");
    site.edit("content/models/split.md", "[TL, EM]", "[EM]");
    site.edit("content/models/split.md", "design: TL", "design: EM");
    await until("the role is gone", async () => !(await role.locator("h1").innerText().catch(() => "Tech Lead")).includes("Tech Lead"));
    assert.equal((await role.request.get(role.url())).status(), 404);
    site.move("aside.md", "content/roles/tech-lead.md");
    await shows(role, "h1", "Tech Lead");
  });

  test("broken front matter shows the errors over the last good page until it is mended", async () => {
    const page = await open("roles/manager.html");
    site.edit("content/roles/manager.md", "title: Manager", "title: Manager\nonwer: <img src=x onerror=alert(1)>");
    await until("the panel is there", async () => (await panelText(page))?.includes("onwer") || "no panel");
    const text = await panelText(page);
    assert.match(text, /content\/roles\/manager\.md:3:1/);
    assert.match(text, /<img src=x onerror=alert\(1\)>/);
    assert.equal(await page.locator("h1").innerText(), "Manager");
    assert.equal(await page.evaluate(() => document.querySelector("ladderbook-panel").shadowRoot.querySelector("img")), null);
    site.edit("content/roles/manager.md", "\nonwer: <img src=x onerror=alert(1)>", "");
    await until("the panel is gone", async () => (await panelText(page)) === null);
    assert.ok(await stayed(page));
    assert.deepEqual(page.problems, []);
  });

  test("warnings are a badge that opens when it is asked to", async () => {
    const page = await open("guides/long.html");
    assert.equal(await badgeText(page), null);
    site.edit("content/guides/long.md", "Paragraph number 1 of", "<script>x()</script> Paragraph number 1 of");
    await until("the badge is there", async () => /^\d+ warning/.test((await badgeText(page)) ?? ""));
    assert.equal(await panelText(page), null);
    await page.locator("ladderbook-panel .lb-badge").click();
    assert.match(await panelText(page), /script/);
  });

  test("a start with errors serves them, and the site as soon as they are mended", async () => {
    site.edit("content/roles/manager.md", "---\ntitle", "--\ntitle");
    site.edit("content/roles/tech-lead.md", "---\ntitle: Tech Lead", "---\ntitle: [");
    await site.restart();
    const page = await open("roles/manager.html");
    assert.equal(await page.locator("h1").innerText(), "This ladder has errors");
    site.edit("content/roles/manager.md", "--\ntitle", "---\ntitle");
    site.edit("content/roles/tech-lead.md", "---\ntitle: [", "---\ntitle: Tech Lead");
    await shows(page, "h1", "Manager");
  });

  test("a broken book.toml stops nothing, and a new title shows everywhere", async () => {
    const page = await open("roles/manager.html");
    site.edit("book.toml", 'title = "Preview"', "title = ");
    await until("the panel is there", async () => (await panelText(page))?.includes("book.toml") || "no panel");
    assert.equal(await page.locator("h1").innerText(), "Manager");
    site.edit("book.toml", "title = ", 'title = "Another name"');
    await until("the title", async () => (await page.title()).includes("Another name"));
    assert.equal(await panelText(page), null);
  });

  test("a theme is taken up, broken and mended while pages are open", async () => {
    const page = await open("roles/manager.html");
    site.put("themes/default/templates/not-found.html", '{% extends "base.html" %}{% block content %}<p>Own words.</p>{% endblock content %}');
    await until("the page of the theme", async () => (await (await page.request.get(`${site.origin}none.html`)).text()).includes("Own words."));
    site.edit("themes/default/templates/not-found.html", "{% endblock content %}", "");
    await until("the panel is there", async () => (await panelText(page))?.includes("not-found.html") || "no panel");
    site.edit("themes/default/templates/not-found.html", "Own words.</p>", "New words.</p>{% endblock content %}");
    await until("the panel is gone", async () => (await panelText(page)) === null);
    assert.ok((await (await page.request.get(`${site.origin}none.html`)).text()).includes("New words."));
  });

  test("a stylesheet changes without a moment without one", async () => {
    site.put("themes/default/static/style.css", "h1 { color: rgb(1, 2, 3); }");
    await site.restart();
    const page = await open("roles/manager.html");
    const color = () => page.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
    assert.equal(await color(), "rgb(1, 2, 3)");
    await page.evaluate(() => {
      window.colors = new Set();
      const look = () => {
        window.colors.add(getComputedStyle(document.querySelector("h1")).color);
        requestAnimationFrame(look);
      };
      look();
    });
    site.put("themes/default/static/style.css", "h1 { color: rgb(4, 5, 6); }");
    await until("the new color", async () => (await color()) === "rgb(4, 5, 6)");
    await until("one stylesheet", async () => (await page.locator("link[rel=stylesheet]").count()) === 1);
    assert.deepEqual(await page.evaluate(() => [...window.colors]), ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]);
    assert.ok(await stayed(page));
  });

  test("thirty tabs of one browser all hear of a change by one connection", async () => {
    const pages = [];
    for (let at = 0; at < 30; at += 1) pages.push(await open("roles/manager.html"));
    site.edit("content/roles/manager.md", "Looks after people.", "Looks after thirty people.");
    for (const page of pages) await shows(page, "main", "thirty people");
    // The one that held the connection goes; another one takes over.
    await pages.shift().close();
    site.edit("content/roles/manager.md", "thirty people", "the other people");
    for (const page of pages) await shows(page, "main", "the other people");
  });

  test("a page outlives the server and shows what changed meanwhile", async () => {
    const page = await open("roles/manager.html");
    await site.stop();
    site.edit("content/roles/manager.md", "Looks after people.", "Looked after while away.");
    await site.restart();
    await shows(page, "main", "Looked after while away.");
  });

  test("a change between loading a page and waiting for news is not lost", async () => {
    const page = await context.newPage();
    // The script comes late: the page is there, and does not listen yet.
    await page.route("**/__ladderbook/reload.js", async (route) => {
      const before = site.states.length;
      site.edit("content/roles/manager.md", "Looks after people.", "Looks after it in time.");
      await until("the server has seen it", () => site.states.length > before);
      await route.continue();
    });
    await page.goto(`${site.origin}roles/manager.html`);
    await shows(page, "main", "Looks after it in time.");
  });

  test("a page from elsewhere reads nothing, by whatever name it asks", async () => {
    // The same page under three names: another port of this machine, another site, and a name that leads to the preview's port.
    const evil = http.createServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end("<!doctype html><title>evil</title><body>");
    });
    await new Promise((ready) => evil.listen(0, "127.0.0.1", ready));
    const { port } = new URL(site.origin);
    const attacker = await launch(["--host-resolver-rules=MAP *.evil.test 127.0.0.1"]);
    try {
      for (const [from, to] of [
        [`http://127.0.0.1:${evil.address().port}/`, site.origin],
        [`http://localhost:${evil.address().port}/`, site.origin],
        [`http://www.evil.test:${evil.address().port}/`, site.origin],
        [`http://www.evil.test:${evil.address().port}/`, `http://rebound.evil.test:${port}/`],
      ]) {
        const page = await attacker.newPage();
        await page.goto(from);
        const learnt = await page.evaluate(attack, to);
        assert.deepEqual(learnt, [], `${from} asked ${to}`);
        await page.close();
      }
      // After rebinding the attacker's own origin is the preview's address: the name alone gives it away.
      const page = await attacker.newPage();
      const answer = await page.goto(`http://rebound.evil.test:${port}/`);
      assert.equal(answer.status(), 403);
      assert.equal(await answer.text(), "forbidden\n");
      const own = await page.evaluate(async () => (await fetch("/search-index.js")).status);
      assert.equal(own, 403);
      // The attack itself works where nothing forbids it.
      const open = http.createServer((_, response) => {
        response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript" });
        response.end("window.learnt = true;");
      });
      await new Promise((ready) => open.listen(0, "127.0.0.1", ready));
      await page.goto(`http://www.evil.test:${evil.address().port}/`);
      const learnt = await page.evaluate(attack, `http://127.0.0.1:${open.address().port}/`);
      assert.ok(learnt.length >= 2, learnt.join());
      open.close();
    } finally {
      await attacker.close();
      evil.closeAllConnections();
      evil.close();
    }
  });
});

/** Runs in the malicious page: everything by which a page can learn something of another origin. */
async function attack(target) {
  const learnt = [];
  const name = (path) => new URL(path, target).href;
  const element = (tag, attributes) => new Promise((done) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.onload = () => done(true);
    made.onerror = () => done(false);
    setTimeout(() => done(false), 3_000);
    document.body.append(made);
  });
  for (const path of ["", "index.html", "search-index.js", "api/ladder.json", "__ladderbook/events", "__ladderbook/problems"]) {
    const stop = AbortSignal.timeout(3_000);
    await fetch(name(path), { signal: stop }).then(async (answer) => learnt.push(`fetch ${path}: ${(await answer.text()).slice(0, 20)}`), () => {});
    // An answer that cannot be read still tells that it came, by its size in the list of resources.
    await fetch(name(path), { mode: "no-cors", signal: stop }).catch(() => {});
  }
  for (const path of ["search-index.js", "site.js", "__ladderbook/reload.js"]) {
    if (await element("script", { src: name(path) })) learnt.push(`script ${path}`);
  }
  if (window.learnt || window.ladderbookSearch) learnt.push("a script ran");
  if (await element("img", { src: name("icon.svg") })) learnt.push("image");
  if (await element("link", { rel: "stylesheet", href: name("style.css") })) learnt.push("stylesheet");
  const frame = Object.assign(document.createElement("iframe"), { src: name("index.html") });
  document.body.append(frame);
  await new Promise((done) => {
    frame.onload = done;
    setTimeout(done, 3_000);
  });
  try {
    // A frame of another origin throws; an error page of the browser counts as one.
    if (frame.contentDocument?.body?.innerText) learnt.push("frame");
  } catch {
    // As it should be.
  }
  await new Promise((done) => {
    const source = new EventSource(name("__ladderbook/events"));
    source.onmessage = ({ data }) => learnt.push(`events: ${data}`);
    source.onopen = () => learnt.push("events open");
    setTimeout(() => done(source.close()), 1_500);
  });
  await new Promise((done) => {
    const socket = new WebSocket(name("__ladderbook/events").replace("http", "ws"));
    socket.onopen = () => learnt.push("websocket open");
    socket.onclose = done;
    setTimeout(done, 3_000);
  });
  return learnt;
}
