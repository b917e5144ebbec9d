// Heading ids against the library that others use for GitHub's: the program builds pages of headings, and each must have the id that
// github-slugger gives its text. First every character of Unicode, then random headings with many equal ones.
//
// Where we differ on purpose (`tests/it/slugs.rs` says why), `expected` differs too.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import GithubSlugger, { slug } from "github-slugger";

const bin = process.env.LADDERBOOK_BIN;
const seed = Number(process.env.SLUGS_SEED ?? Date.now() % 1_000_000);

/** The ids that a page with headings of these texts must have. */
function expected(texts) {
  const ids = new GithubSlugger();
  return texts.map((text) => {
    // Letter by letter: JavaScript has a rule for the sigma at the end of a word.
    const id = slug([...text].map((c) => c.toLowerCase()).join(""), true);
    // No id is empty or one of the theme's.
    return ids.slug(id === "" ? "h" : id.startsWith("lb-") ? `h-${id}` : id, true);
  });
}

/** A heading that says this text and nothing else, whatever signs are in it. */
function heading(text) {
  const quoted = text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
  return `## ${quoted.replace(/^ +| +$/g, (blanks) => "&#x20;".repeat(blanks.length))}\n`;
}

/** The ids that the program gives to the headings of pages, page by page. */
function built(pages) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "ladderbook-slugs-"));
  try {
    writeFileSync(path.join(folder, "book.toml"), '[book]\ntitle = "Headings"\n');
    mkdirSync(path.join(folder, "content/guides"), { recursive: true });
    pages.forEach((texts, at) => {
      writeFileSync(path.join(folder, `content/guides/page-${at}.md`), `---\ntitle: Page ${at}\n---\n\n${texts.map(heading).join("\n")}`);
    });
    execFileSync(bin, ["build", "--root", folder], { stdio: "pipe" });
    return pages.map((_, at) => {
      const page = readFileSync(path.join(folder, `site/guides/page-${at}.html`), "utf8");
      return [...page.matchAll(/<h2 id="(?!lb-)([^"]*)"/g)].map((found) => found[1]);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(pages) {
  const found = built(pages);
  const wrong = pages.flatMap((texts, page) => {
    const wanted = expected(texts);
    assert.equal(found[page].length, texts.length, `page ${page}`);
    return texts.map((text, at) => ({ text, found: found[page][at], wanted: wanted[at] })).filter((each) => each.found !== each.wanted);
  });
  assert.deepEqual(wrong.slice(0, 10), [], `${wrong.length} of ${pages.flat().length} headings`);
}

/** Every character that is one since the library's Unicode 13, in dozens. Controls are errors in content. */
function characters() {
  const kept = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]/u;
  const all = [];
  for (let code = 0x20; code <= 0x10ffff; code += 1) {
    const c = String.fromCodePoint(code);
    if (/[\p{Cn}\p{Cs}\p{Cc}\p{Co}]/u.test(c)) continue;
    const isNewer = kept.test(c) && slug(c) === "";
    if (!isNewer) all.push(c);
  }
  return all;
}

/** The same numbers for the same seed. */
function random(state) {
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = [
  ..."abcXYZ019 --  __..!?()[]{}<>&\"'`*#~|\\/@:;,+=$%^",
  ..."éÜßẞŁñçΣσЖж日本語テ한ع१٣３½²ª‿–—’“”…·€♥🚀👍🏽\u0301\u200d\u00a0\u200b\u2028",
  "Who", "what", "WHAT", "lb-", "1", "-1", "echo", "echo 1", "constructor", "__proto__", ":ok_hand:", "👩‍💻", "İ", "ǅ", "ﬁ", "www.example.org",
];

describe("heading ids are github-slugger's", { skip: !bin && "no program to ask" }, () => {
  test("for every character", () => {
    const all = characters();
    assert.ok(all.length > 140_000, `${all.length} characters`);
    const texts = [];
    for (let at = 0; at < all.length; at += 24) texts.push(`a${all.slice(at, at + 24).join("")}b`);
    const pages = [];
    for (let at = 0; at < texts.length; at += 500) pages.push(texts.slice(at, at + 500));
    compare(pages);
  });

  test(`for random headings, SLUGS_SEED=${seed}`, () => {
    const next = random(seed);
    const text = () => {
      // Short ones are often equal, which is what numbers are for.
      const length = 1 + next(next(3) === 0 ? 12 : 3);
      return Array.from({ length }, () => pieces[next(pieces.length)]).join("");
    };
    compare(Array.from({ length: 40 }, () => Array.from({ length: 500 }, text)));
  });
});
