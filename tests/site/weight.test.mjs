// How much a reader's browser fetches: compressed on our own content, and before compression on a ladder of a thousand pages.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { expectNone } from "./lib/report.mjs";
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

/**
 * A table of areas by models is as long as their product (every comparison has one, too) and print.html as long as the
 * ladder: nobody can promise them a size. search.html brings the script that other pages fetch on first use.
 */
const aside = [/^search\.html$/, /^models\/index\.html$/, /^(models|compare)\/.*-vs-/, /^print\.html$/];
/** All others, with what they load. */
const most = 100 * kilobyte;
/** Of that: what pages have in common (style sheets and scripts), and the page itself. */
const shared = 60 * kilobyte;
const page = 54 * kilobyte;

describe("weight of a ladder of 1,000 pages, before compression", { skip: (!bin && "no program to build one with") || (!python && "no Python to generate one with") }, () => {
  let folder;
  let loads;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "ladderbook-weight-"));
    const ladder = path.join(folder, "ladder");
    const generate = path.join(import.meta.dirname, "../../benches/generate.py");
    execFileSync("python3", [generate, "--corpus", "ladder", "--pages", "1000", "--out", ladder], { stdio: "pipe" });
    execFileSync(bin, ["build", "--root", ladder], { stdio: "pipe" });
    const site = path.join(ladder, "site");
    loads = readdirSync(site, { recursive: true })
      .map((each) => each.replaceAll(path.sep, "/"))
      .filter((each) => each.endsWith(".html") && !aside.some((pattern) => pattern.test(each)))
      .map((each) => firstLoad(site, each))
      .sort((a, b) => sum(b, "bytes") - sum(a, "bytes"));
    assert.ok(loads.length > 1000, `${loads.length} pages`);
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  test("the longest page with all that it loads: under 100 KB", (t) => {
    t.diagnostic(tell(loads[0], "bytes"));
    const over = loads.filter((load) => sum(load, "bytes") >= most);
    expectNone(over.map((load) => tell(load, "bytes")));
  });

  test("no page is longer than 54 KB, and none loads more than 60 KB of style sheets and scripts", () => {
    const problems = loads.flatMap((load) => {
      const [html, ...others] = load;
      return [
        ...(html.bytes >= page ? [`${html.file}: ${html.bytes} bytes of HTML, under ${page} are allowed`] : []),
        ...(sum(others, "bytes") >= shared ? [`${html.file}: style sheets and scripts are ${tell(others, "bytes")}, under ${shared} are allowed`] : []),
      ];
    });
    expectNone(problems);
  });
});
