// The checks, checked: on a small site that is right they find nothing, and with one fault put in, exactly that fault.
// A check that can't fail would be found here.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessProblems, launch, scriptlessProblems, sidewaysProblems, targetProblems, visit } from "./lib/browser.mjs";
import { policyProblems, titleProblems } from "./lib/html.mjs";
import { letters } from "./lib/letters.mjs";
import { linkProblems } from "./lib/links.mjs";
import { serve } from "./lib/server.mjs";
import { kindOf, onePerKind, readSite, sitemapProblems } from "./lib/site.mjs";
import { htmlProblems } from "./lib/vnu.mjs";

const fixture = path.join(import.meta.dirname, "fixture");

/** The fixture with `from` in `file` replaced; a replacement that finds nothing is a broken test. */
async function withFault({ file, from, to }, look) {
  const root = mkdtempSync(path.join(os.tmpdir(), "ladderbook-fault-"));
  try {
    cpSync(fixture, root, { recursive: true });
    if (file) {
      const text = readFileSync(path.join(root, file), "utf8");
      assert.ok(text.includes(from), `${file} has no ${from}`);
      writeFileSync(path.join(root, file), text.replace(from, to));
    }
    return await look(readSite(root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const fromFiles = (site) => [...linkProblems(site), ...sitemapProblems(site), ...policyProblems(site), ...titleProblems(site)];

const lead = "roles/lead.html";
const fileFaults = [
  ["a link to no page", lead, 'href="index.html"', 'href="none.html"', /lead\.html: .*none\.html.* leads nowhere/],
  ["a link to no place in a page", "index.html", "#owns", "#own", /no such place in roles\/lead\.html/],
  ["a link to a folder", "index.html", "roles/index.html", "roles/", /leads nowhere/],
  ["a link from the host's root", lead, 'href="index.html"', 'href="/roles/index.html"', /starts at the host's root/],
  ["a link that climbs out", lead, 'href="index.html"', 'href="../../index.html"', /leaves the site/],
  ["a link by the site's own address", lead, 'href="index.html"', 'href="https://ladder.example/"', /own address/],
  ["a scheme that runs code", lead, 'href="index.html"', 'href="javascript:x()"', /scheme that no page should have/],
  ["a picture from elsewhere", "index.html", 'src="mark.svg"', 'src="https://elsewhere.example/x.png"', /loads from another host/],
  ["a link that 404.html gets wrong", "404.html", "/index.html", "/indeks.html", /404\.html.* leads nowhere/],
  ["a redirect to nothing", "old.html", "url=roles/lead.html", "url=roles/leader.html", /leads nowhere/],
  ["a style sheet's missing picture", "style.css", "margin: 1rem;", "background: url(none.png);", /style\.css: url\(none\.png\)/],
  ["a page missing from the sitemap", "sitemap.xml", "/roles/lead.html", "/roles/index.html", /lead\.html is missing/],
  ["an inline script", lead, "</main>", "<script>x()</script></main>", /a script in the page/],
  ["an inline style", lead, "<ul>", '<ul style="color: red">', /style="color: red"/],
  ["an event handler", lead, "<ul>", '<ul onclick="x()">', /onclick/],
  ["a page without a title", lead, "<title>Lead</title>", "", /no title/],
];

describe("files, checked", () => {
  test("a site that is right", async () => assert.deepEqual(await withFault({}, fromFiles), []));

  for (const [name, file, from, to, expected] of fileFaults) {
    test(name, async () => {
      const problems = await withFault({ file, from, to }, fromFiles);
      assert.match(problems.join("\n"), expected);
    });
  }

  test("a page that no link leads to", async () => {
    const fault = { file: "index.html", from: '<a href="roles/index.html">Roles</a>', to: "Roles" };
    const problems = await withFault(fault, (site) => {
      site.pages.get(lead).references = [];
      return fromFiles(site);
    });
    assert.deepEqual(problems, ["roles/index.html: no link leads here"]);
  });

  test("the HTML checker", async () => {
    const fault = { file: lead, from: "<ul>", to: '<ul><p id="owns">' };
    assert.deepEqual(await withFault({}, htmlProblems), []);
    const problems = (await withFault(fault, htmlProblems)).join("\n");
    assert.match(problems, /lead\.html:\d+: .*not allowed as child of element “ul”/);
    assert.match(problems, /Duplicate ID “owns”/);
  });

  test("kinds of pages", () => {
    const kinds = { "index.html": "index", "roles/index.html": "roles/index", [lead]: "roles/…", "areas/people/index.html": "areas/…/index" };
    for (const [name, kind] of Object.entries(kinds)) assert.equal(kindOf(name), kind);
    assert.equal(kindOf("models/scrum-vs-tech-lead.html"), "models/a-vs-b");
    assert.equal(kindOf("tracks/developer.html"), "tracks/…");
    assert.equal(kindOf("tracks/axes/people.html"), "tracks/…/…");
    assert.deepEqual([...onePerKind(readSite(fixture)).keys()], ["404", "index", "roles/index", "roles/…"]);
  });
});

const pageFaults = [
  ["a picture from elsewhere, refused by the policy", "index.html", "<h1>", '<img src="http://elsewhere.example/x.png" alt=""><h1>', {}, /policy: img-src refused http:\/\/elsewhere/],
  ["an inline script, refused by the policy", "index.html", "<h1>", "<script>x()</script><h1>", {}, /policy: script-src-elem refused inline/],
  ["a script that fails", "script.js", "// Stands", "none(); // Stands", {}, /script: none is not defined/],
  ["a file that is not there", "index.html", "style.css", "stile.css", {}, /answered 404/],
  ["a body that scrolls sideways", "style.css", ".wide { overflow-x: auto; }", "", { width: 320 }, /scrolls sideways/],
  ["words cut off", "style.css", ".wide { overflow-x: auto; }", "body, html { overflow-x: clip }", { width: 320 }, /cut off at the right edge: <th>/],
  ["grey on grey in the dark", "style.css", "--ink: #ececec", "--ink: #333333", { scheme: "dark" }, /axe color-contrast/],
  ["a picture without words", "index.html", ' alt="A ladder"', "", {}, /axe image-alt/],
];

describe("pages, checked", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  async function look(site, name, options = {}, inspect = async (page) => [...(await sidewaysProblems(page)), ...(await accessProblems(page))]) {
    const { origin, close } = await serve(site, "/docs/ladder/");
    try {
      return await visit(browser, origin + name, { origin, ...options }, inspect);
    } finally {
      await close();
    }
  }

  test("a site that is right", async () => {
    const site = readSite(fixture);
    for (const scheme of ["light", "dark"]) assert.deepEqual(await look(site, "index.html", { width: 320, scheme }), []);
    for (const name of ["index.html", lead]) assert.deepEqual(await look(site, name, { scripts: false }, scriptlessProblems), []);
  });

  for (const [name, file, from, to, options, expected] of pageFaults) {
    test(name, async () => {
      const problems = await withFault({ file, from, to }, (site) => look(site, "index.html", options));
      assert.match(problems.join("\n"), expected);
    });
  }

  test("a request to another host, where no server's policy stands before it", async () => {
    const fault = { file: "index.html", from: "<h1>", to: '<img src="http://elsewhere.example/x.png" alt=""><h1>' };
    const problems = await withFault(fault, (site) => {
      const origin = `${pathToFileURL(site.root).href}/`;
      return visit(browser, `${origin}index.html`, { origin }, async () => []);
    });
    assert.match(problems.join("\n"), /asks another host: http:\/\/elsewhere\.example\/x\.png/);
  });

  const aimed = [
    ["a list of short links", '<p><a href="#a">A</a>, <a href="#b">B</a></p>', /p > a: too small, and too close/],
    ["links one close below the other", '<p>A<br><a href="#a">Alpha</a></p><ul style="line-height: 1"><li><a href="#b">Beta</a></li><li><a href="#c">Gamma</a></li></ul>', /li > a: too small, and too close/],
    ["links in a sentence", '<p>Either <a href="#a">A</a> or <a href="#b">B</a>.</p>', null],
  ];
  for (const [name, to, expected] of aimed) {
    test(`${name}: ${expected ? "hard" : "nothing"} to hit`, async () => {
      const fault = { file: "index.html", from: "<h1>", to: `${to}<h1>` };
      const problems = [];
      for (const styles of Object.values(letters)) problems.push(...(await withFault(fault, (site) => look(site, "index.html", { letters: styles }, targetProblems))));
      if (expected) assert.match(problems.join("\n"), expected);
      else assert.deepEqual(problems, []);
    });
  }

  test("words that only a script shows", async () => {
    const fault = { file: lead, from: "<p>The lead", to: '<p hidden class="by-script">The lead' };
    const problems = await withFault(fault, (site) => look(site, lead, { scripts: false }, scriptlessProblems));
    assert.match(problems.join("\n"), /not shown: "The lead answers/);
  });

  test("a button that only a script serves", async () => {
    const fault = { file: lead, from: "<button hidden", to: "<button" };
    const problems = await withFault(fault, (site) => look(site, lead, { scripts: false }, scriptlessProblems));
    assert.deepEqual(problems, ['a button that does nothing: "Show more"']);
  });
});
