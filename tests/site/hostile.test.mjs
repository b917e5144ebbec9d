// A ladder written by somebody who means harm, in Chromium, page by page: nothing of it runs, asks anybody, or breaks a page.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { parse } from "parse5";
import { launch, visit } from "./lib/browser.mjs";
import { bodies, refused, texts } from "./lib/payloads.mjs";
import { expectNone } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";
import { readSite } from "./lib/site.mjs";

const bin = process.env.LADDERBOOK_BIN;
const quoted = (text) => JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/** The scripts of the theme; any other is theirs. */
const OURS = /^(assess|early|matrix|redirect|search|search-index|site|tools)\.js$/;

/** A role's name stands in tags, so it can't have their signs. A call doesn't need any. */
const nameOf = (text, at) => `${text.replaceAll("()", "``").replace(/[;,+()]/g, " ")} ${at}`;

describe("hostile", { skip: !bin && "no program to run", timeout: 15 * 60_000 }, () => {
  let folder;
  let site;
  let server;
  let browser;

  const put = (name, text) => {
    const file = path.join(folder, "ladder", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const call = (...parts) => spawnSync(bin, [...parts, "--root", path.join(folder, "ladder")], { encoding: "utf8", maxBuffer: 1 << 28 });

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "ladderbook-hostile-"));
    // What an author may get wrong is no error here, so that as much as possible of it is published.
    put("book.toml", `[book]\ntitle = ${quoted("</script><script>pwned()</script>")}\nurl = "https://ladder.example"\n[lints]\nlinks = "warn"\nanchors = "warn"\nassets = "warn"\n`);
    writeFileSync(path.join(folder, "ladder/content.png"), "");
    mkdirSync(path.join(folder, "ladder/content/guides"), { recursive: true });
    writeFileSync(path.join(folder, "ladder/content/guides/picture.png"), Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"));
    bodies.forEach((payload, at) => put(`content/guides/body-${at}.md`, `---\ntitle: Body ${at}\n---\n\nBefore.\n\n${payload}\n\n<!-- -->\n\nAfter.\n`));
    texts.forEach((text, at) => {
      const given = quoted(`${text} ${at}`);
      put(`content/roles/r${at}.md`, `---\ntitle: ${quoted(nameOf(text, at))}\nabbr: ${quoted(`R${at}`)}\nowner: ${given}\ntags: [${given}]\nmodels: [m]\nattributes:\n  ${given}: ${given}\n---\n\n${text}\n`);
      put(`content/areas/x${at}.md`, `---\ntitle: ${given}\ndescription: ${given}\nexamples: [${given}]\n---\n`);
      put(`content/guides/t${at}.md`, `---\ntitle: ${given}\ndescription: ${given}\n---\n\n## ${text}\n\n| ${text.replaceAll("|", "\\|")} |\n|---|\n| x |\n`);
    });
    const owners = texts.map((text, at) => `  x${at}:\n    holders: [{role: R${at}, because: ${quoted(text)}}]\n    when: ${quoted(text)}\n`);
    put("content/models/m.md", `---\ntitle: ${quoted("<img src=x onerror=pwned()>")}\nfits: ${JSON.stringify(texts.slice(0, 12))}\nowners:\n${owners.join("")}---\n`);
    // What is an error is refused as a whole: it is taken out, and counted.
    const gone = new Set();
    for (let tries = 0; tries < 6; tries += 1) {
      const found = call("check", "--message-format", "json").stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
      const wrong = new Set(found.filter((each) => each.severity === "error").map((each) => each.path ?? each.file));
      if (wrong.size === 0) break;
      for (const each of wrong) {
        const name = each.slice(each.indexOf("content/"));
        assert.ok(name.startsWith("content/"), `an error elsewhere: ${each}`);
        gone.add(name);
        rmSync(path.join(folder, "ladder", name), { force: true });
      }
    }
    const run = call("build");
    assert.equal(run.status, 0, run.stderr.slice(-2000));
    site = readSite(path.join(folder, "ladder/site"));
    console.log(`${bodies.length} payloads in bodies, ${texts.length} in every field; ${gone.size} files refused (${[...gone].join(", ")}); ${site.pages.size} pages`);
    assert.ok(gone.size < 10, `too much is refused to see anything: ${[...gone].join(", ")}`);
    server = await serve(site);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every page, a few at a time. Pairs are many and alike: each fortieth of them, or all with SITE_PAGES=all. */
  const everyPage = async (scripts) => {
    const names = [...site.pages.keys()].filter((name) => !site.pages.get(name).redirect);
    const waiting = names.filter((name, at) => process.env.SITE_PAGES === "all" || !/-vs-/.test(name) || at % 40 === 0);
    const problems = [];
    let opened = 0;
    const worker = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const url = server.origin + name.split("/").map(encodeURIComponent).join("/");
        const found = await visit(browser, url, { origin: server.origin, scripts }, (page) => look(page));
        problems.push(...found.map((each) => `${name}: ${each}`));
        opened += 1;
      }
    };
    await Promise.all([worker(), worker(), worker()]);
    return { problems, opened };
  };

  /** What a page holds that no text of an author may become. */
  const look = (page) => page.evaluate((names) => {
    const problems = [];
    const ours = new RegExp(names);
    for (const element of document.querySelectorAll("*")) {
      const name = element.localName;
      if (name === "script" && (!ours.test(new URL(element.src || "x:").pathname.split("/").at(-1)) || new URL(element.src).origin !== location.origin)) {
        problems.push(`a script of theirs: ${element.outerHTML.slice(0, 80)}`);
      }
      if (/^(iframe|object|embed|base|frame|frameset|applet|math|portal|style)$/.test(name)) problems.push(`<${name}>`);
      for (const { name: attribute, value } of element.attributes) {
        if (/^on/i.test(attribute) || attribute === "style" || attribute === "srcdoc") problems.push(`${attribute}=${value.slice(0, 40)} on <${name}>`);
        if (/^(href|src|action|formaction|xlink:href|data|poster|background|ping|srcset)$/.test(attribute) && name !== "link" && name !== "script") {
          const { protocol, host } = new URL(value, location.href);
          if (!/^(https?|mailto|tel):$/.test(protocol)) problems.push(`${attribute}=${value.slice(0, 40)} on <${name}>`);
          else if (name !== "a" && host !== location.host && /^http/.test(protocol) && name !== "img") problems.push(`${attribute}=${value.slice(0, 40)} on <${name}>`);
        }
      }
    }
    if (Object.prototype.polluted !== undefined || Object.keys(Object.prototype).length > 0) problems.push("Object.prototype was written to");
    if (document.querySelectorAll("main").length !== 1) problems.push("not one <main>");
    return problems.slice(0, 5);
  }, OURS.source);

  // A picture of another host is an author's own affair where it is written as one; the policy doesn't load it.
  const known = (problem) => /content security policy.*evil\.test|policy: img-src refused https?:\/\/evil\.test|did not load: /i.test(problem);

  test("with JavaScript: no dialog, no error, no violation, no request to another host", async () => {
    const { problems, opened } = await everyPage(true);
    console.log(`${opened} pages opened`);
    expectNone(problems.filter((each) => !known(each)));
  });

  test("without JavaScript: the same", async () => {
    const { problems, opened } = await everyPage(false);
    console.log(`${opened} pages opened`);
    expectNone(problems.filter((each) => !known(each)));
  });

  test("to a second parser of HTML each page has its own head, one main part, and no script of theirs", () => {
    const problems = [];
    for (const name of site.pages.keys()) {
      const errors = [];
      const walk = (node, visitNode) => {
        visitNode(node);
        for (const child of node.childNodes ?? []) walk(child, visitNode);
      };
      const tree = parse(site.read(name));
      let mains = 0;
      walk(tree, (node) => {
        if (node.nodeName === "main") mains += 1;
        const attribute = (wanted) => node.attrs?.find((each) => each.name === wanted)?.value;
        if (node.nodeName === "script" && (node.childNodes.length > 0 || !OURS.test((attribute("src") ?? "").split("?")[0].split("/").at(-1)))) errors.push("a script");
        for (const { name: each, value } of node.attrs ?? []) {
          if (/^on/i.test(each)) errors.push(`${each}`);
          if (/^(href|src)$/.test(each) && /^[\s\u0000-\u0020]*(javascript|data|vbscript|blob|file):/i.test(value) && node.nodeName !== "link") errors.push(`${each}=${value.slice(0, 40)}`);
        }
      });
      if (mains !== 1 && !site.pages.get(name).redirect) errors.push(`${mains} main parts`);
      problems.push(...errors.map((each) => `${name}: ${each}`));
    }
    expectNone(problems);
  });

  test("search finds titles that are names of every object, and shows them as text", async (test) => {
    if (!site.pages.has("search.html")) return test.skip("there is no page to search in");
    const problems = await visit(browser, `${server.origin}search.html?q=proto`, { origin: server.origin }, async (page) => {
      const input = page.locator("main input[type=search], main input").first();
      if ((await input.count()) === 0) return ["no field to search in"];
      const found = [];
      for (const words of ["__proto__", "constructor", "script", "img", "<b>"]) {
        await input.fill(words);
        await page.waitForTimeout(150);
        found.push(...(await look(page)));
      }
      return found;
    });
    return expectNone(problems.map((each) => `search.html: ${each}`).filter((each) => !known(each)));
  });

  test("what is for machines can be read, and says what was written", () => {
    const ladder = JSON.parse(readFileSync(path.join(site.root, "api/ladder.json"), "utf8"));
    const titles = new Set(ladder.roles.map((role) => role.title));
    const missing = texts.map(nameOf).filter((title) => !titles.has(title));
    assert.ok(missing.length < 6, `${missing}`);
    for (const name of site.names.filter((each) => each.endsWith(".csv"))) {
      const cells = site.read(name).split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
      const formulas = cells.filter((cell) => /^"?[=+@\t\r]|^"?-(?![\d.]+%?"?$)/.test(cell));
      assert.deepEqual(formulas, [], name);
    }
    const xml = site.read("sitemap.xml");
    assert.ok(!/[<>]script/.test(xml.replace(/<\/?(urlset|url|loc|lastmod|\?xml)[^>]*>/g, "")));
  });

  test("a terminal obeys nothing of it", () => {
    refused.forEach((text, at) => put(`content/guides/terminal-${at}.md`, `---\ntitle: x\ndescription: ${quoted(text)}\nowner: "${text}"\n---\n\n[a](${text}.md) [[${text}]]\n`));
    for (const form of ["human", "github"]) {
      const run = call("check", "--color", "never", "--message-format", form);
      const obeyed = [...(run.stdout + run.stderr)].filter((each) => /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(each));
      assert.deepEqual(obeyed, [], form);
      assert.equal(run.status, 1, form);
    }
  });
});
