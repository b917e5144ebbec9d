// What can be told of the site from its files alone.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { policyProblems, titleProblems } from "./lib/html.mjs";
import { linkProblems } from "./lib/links.mjs";
import { expectNone } from "./lib/report.mjs";
import { readSite, sitemapProblems } from "./lib/site.mjs";
import { htmlProblems } from "./lib/vnu.mjs";

const root = process.env.LADDERBOOK_SITE;

describe("files", { skip: !root && "no site to look at" }, () => {
  const site = root && readSite(root);

  test("there are pages", () => {
    assert.ok(site.pages.size > 1, `${site.pages.size} pages`);
    for (const each of ["index.html", "404.html", "sitemap.xml"]) assert.ok(site.files.has(each), each);
  });

  test("no file is empty", () => {
    // A host's marker file (`.nojekyll`) says what it says by being there.
    const empty = site.names.filter((each) => site.files.get(each) === 0 && !each.startsWith("."));
    expectNone(empty.map((each) => `${each}: is empty`));
  });
  test("every link and fragment leads somewhere, from disk", () => expectNone(linkProblems(site)));
  test("the sitemap and the pages agree", () => expectNone(sitemapProblems(site)));
  test("nothing in a page needs an inline script or style", () => expectNone(policyProblems(site)));
  test("every page has a title", () => expectNone(titleProblems(site)));
  test("the HTML checker finds no error on any page", () => expectNone(htmlProblems(site)));

  test("JSON is JSON", () => {
    const broken = site.names.filter((each) => each.endsWith(".json")).flatMap((name) => {
      try {
        JSON.parse(site.read(name));
        return [];
      } catch (error) {
        return [`${name}: ${error.message}`];
      }
    });
    expectNone(broken);
  });
});
