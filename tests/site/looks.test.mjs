// How the main pages look, against pictures that somebody accepted. `node run.mjs looks --accept` takes new ones; look at
// them before they are committed.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { PNG } from "pngjs";
import { launch, visit } from "./lib/browser.mjs";
import { compare, fingerprint, picture, whyNot } from "./lib/pictures.mjs";
import { expectNone } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";
import { readSite } from "./lib/site.mjs";

const root = process.env.LADDERBOOK_SITE;
const accept = process.env.LOOKS_ACCEPT === "1";
const kept = path.join(import.meta.dirname, "looks");
const taken = path.join(kept, "taken.json");

/** Eight pages that between them show every chip, table and chart. */
const pages = {
  home: "index.html",
  role: "roles/tech-lead.html",
  area: "areas/delivery/projects.html",
  matrix: "models/index.html",
  comparison: "compare/engineering-manager-vs-tech-lead.html",
  model: "models/em-tl-split.html",
  team: "teams/payments.html",
  track: "tracks/engineering-manager.html",
};
const forms = {
  "desk-light": { width: 1280, scheme: "light" },
  "phone-dark": { width: 390, scheme: "dark" },
};
/** Points that may differ: the edge of a rounded corner, not a letter. */
const tolerance = 40;
/** All pictures together: they are in the repository, and every accepted change adds to its history. */
const mostBytes = 3_000_000;

const wanted = Object.entries(pages).flatMap(([name, file]) => Object.entries(forms).map(([form, setting]) => ({ name: `${name}-${form}.png`, file, setting })));

describe("looks", { skip: !root && "no site to look at", timeout: 5 * 60_000 }, () => {
  const site = root && readSite(root);
  let browser;
  let server;
  let here;
  let refused = null;
  let differing = null;

  before(async () => {
    browser = await launch();
    server = await serve(site);
    here = await fingerprint(browser);
    const there = existsSync(taken) ? JSON.parse(readFileSync(taken, "utf8")) : null;
    refused = there ? whyNot(there, here) : "no picture was accepted yet: node run.mjs looks --accept";
    if (!accept) return;
    // Pictures from two machines would never all be compared anywhere.
    if (refused) rmSync(kept, { recursive: true, force: true });
    mkdirSync(kept, { recursive: true });
    for (const each of readdirSync(kept)) {
      if (each.endsWith(".png") && !wanted.some(({ name }) => name === each)) rmSync(path.join(kept, each));
    }
    writeFileSync(taken, `${JSON.stringify(here, null, 2)}\n`);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Leaves old, new and difference where a person can look at them, and says where. */
  function leave(name, parts) {
    differing ??= mkdtempSync(path.join(os.tmpdir(), "ladderbook-looks-"));
    for (const [part, bytes] of Object.entries(parts)) writeFileSync(path.join(differing, name.replace(".png", `-${part}.png`)), bytes);
    return differing;
  }

  for (const { name, file, setting } of wanted) {
    test(name, async (t) => {
      if (refused && !accept) return t.skip(refused);
      let now;
      const problems = await visit(browser, server.origin + file, { origin: server.origin, ...setting }, async (page) => {
        now = await picture(page);
        return [];
      });
      expectNone(problems.map((each) => `${file}: ${each}`));
      const at = path.join(kept, name);
      const old = existsSync(at) ? readFileSync(at) : null;
      const found = old && compare(old, now);
      if (found && !found.resized && found.points <= tolerance) return;
      if (accept) return writeFileSync(at, now);
      assert.ok(old, `${name} was never accepted: node run.mjs looks --accept`);
      const where = leave(name, { old, new: now, difference: found.map });
      assert.fail(
        `${file} looks different: ${found.resized ?? `${found.points} points`}. Old, new and difference are in ${where}; ` +
          "if it shall look so: node run.mjs looks --accept",
      );
    });
  }

  test("the pictures are small enough to keep", () => {
    const bytes = existsSync(kept) ? readdirSync(kept).reduce((sum, each) => sum + statSync(path.join(kept, each)).size, 0) : 0;
    assert.ok(bytes <= mostBytes, `${bytes} bytes, ${mostBytes} are allowed`);
  });
});

describe("the comparison of pictures", () => {
  const blank = (width, height) => {
    const png = new PNG({ width, height });
    png.data.fill(255);
    return png;
  };
  const bytes = (png) => PNG.sync.write(png);

  test("the same picture is the same", () => {
    assert.equal(compare(bytes(blank(60, 60)), bytes(blank(60, 60))).points, 0);
  });

  test("a chip of another colour is found", () => {
    const changed = blank(60, 60);
    for (let y = 20; y < 30; y += 1) for (let x = 20; x < 40; x += 1) changed.data.set([180, 60, 60], (y * 60 + x) * 4);
    assert.equal(compare(bytes(blank(60, 60)), bytes(changed)).points, 200);
  });

  test("a page that grew is told with both sizes", () => {
    const { resized, points } = compare(bytes(blank(60, 60)), bytes(blank(60, 70)));
    assert.equal(resized, "60 × 60 became 60 × 70");
    assert.equal(points, 600);
  });

  test("pictures from elsewhere are not compared, and it is said why", () => {
    const there = { chromium: 140, words: { serif: "80 × 20" }, drawn: "aa" };
    assert.equal(whyNot(there, there), null);
    assert.match(whyNot(there, { ...there, chromium: 141 }), /Chromium 140, here is 141/);
    assert.match(whyNot(there, { ...there, words: { serif: "81 × 20" } }), /other fonts for "serif"/);
    assert.match(whyNot(there, { ...there, drawn: "ab" }), /draws letters in another way/);
  });
});
