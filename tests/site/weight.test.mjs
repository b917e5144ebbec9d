// How much a reader's browser fetches: compressed on our own content, and before compression on a ladder of a thousand pages.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { firstLoad, sum, tell } from "./lib/weight.mjs";

const root = process.env.LADDERBOOK_SITE;
const bin = process.env.LADDERBOOK_BIN;
const python = spawnSync("python3", ["--version"]).status === 0;
const kilobyte = 1024;

describe("weight, compressed", { skip: !root && "no site to look at" }, () => {
  test("every comparison of two roles, and the page that picks them: under 60 KB, of scripts under 15 KB", (t) => {
    const pages = readdirSync(path.join(root, "compare")).filter((each) => each.endsWith(".html")).map((each) => `compare/${each}`);
    const loads = pages.map((each) => firstLoad(root, each));
    const heaviest = loads.reduce((most, each) => (sum(each, "gzipped") > sum(most, "gzipped") ? each : most));
    t.diagnostic(tell(heaviest, "gzipped"));
    assert.ok(sum(heaviest, "gzipped") < 60 * kilobyte, tell(heaviest, "gzipped"));
    assert.ok(sum(heaviest, "gzipped", ".js") < 15 * kilobyte, tell(heaviest, "gzipped"));
  });
});

/** Pages whose length is the product of two lists, or of all that there is: nobody can promise them a size. */
const aside = [/^models\/index\.html$/, /^models\/.*-vs-/, /^print\.html$/];

describe("weight of a ladder of 1,000 pages", { skip: (!bin && "no program to build one with") || (!python && "no Python to generate one with") }, () => {
  let folder;
  let ladder;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "ladderbook-weight-"));
    ladder = path.join(folder, "ladder");
    const generate = path.join(import.meta.dirname, "../../benches/generate.py");
    execFileSync("python3", [generate, "--corpus", "ladder", "--pages", "1000", "--out", ladder], { stdio: "pipe" });
    execFileSync(bin, ["build", "--root", ladder], { stdio: "pipe" });
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  test("the longest page, matrices, comparisons of models and print.html aside: under 100 KB before compression", (t) => {
    const site = path.join(ladder, "site");
    const pages = readdirSync(site, { recursive: true })
      .map((each) => each.replaceAll(path.sep, "/"))
      .filter((each) => each.endsWith(".html") && !aside.some((pattern) => pattern.test(each)));
    assert.ok(pages.length > 1000, `${pages.length} pages`);
    const loads = pages.map((each) => firstLoad(site, each)).sort((a, b) => sum(b, "bytes") - sum(a, "bytes"));
    for (const each of loads.slice(0, 3)) t.diagnostic(tell(each, "bytes"));
    const over = loads.filter((each) => sum(each, "bytes") >= 100 * kilobyte);
    assert.equal(over.length, 0, `${over.length} pages are over 100 KB, the longest with ${tell(loads[0], "bytes")}`);
  });
});
