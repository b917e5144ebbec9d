// The same links looked at by a tool of other people: linkinator goes from the front page to wherever a link leads, behind nginx at the host's
// root and below a path, and from a server that knows the files of the folder and no rules. (It has such a server too, and starts it anew for
// each look, which breaks connections that are kept open. Links as a disk resolves them are in `files.test.mjs`.)

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { LinkChecker } from "linkinator";
import { findNginx, serveByNginx } from "./lib/nginx.mjs";
import { expectNone } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";
import { readSite } from "./lib/site.mjs";

const root = process.env.LADDERBOOK_SITE;
const nginx = findNginx();

// It would ask a proxy for pages of this machine.
for (const each of ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"]) delete process.env[each];

/** What linkinator has found behind an address: broken links as text, and the addresses of all that it has seen. */
async function crawl(options) {
  const checker = new LinkChecker();
  const look = async () => {
    const { links } = await checker.check({
      recurse: true,
      checkFragments: true,
      checkCss: true,
      redirects: "error",
      concurrency: 16,
      // A server may close a connection at the very moment it is used again.
      retryErrors: true,
      retryErrorsCount: 3,
      retryErrorsJitter: 500,
      // Other people's hosts are not asked: what they answer is no property of the site.
      linksToSkip: async (address) => !/^http:\/\/(127\.0\.0\.1|localhost):/.test(address),
      ...options,
      // It writes into this list.
      path: [options.path],
    });
    return links;
  };
  // A fragment that it comes upon when the page has been read already is held against the page the next time.
  const links = [...(await look()), ...(await look())];
  const broken = links.filter((each) => each.state === "BROKEN");
  return {
    broken: [...new Set(broken.map((each) => `${each.parent ?? "the start"}: ${each.url} ${each.status}`))],
    seen: new Set(links.filter((each) => each.state === "OK").map((each) => decodeURI(new URL(each.url).pathname))),
  };
}

/** Pages that no way of links leads to: none but those that nobody shall come upon by a link. */
function unreached(site, seen, prefix) {
  const isLeft = (name) => name === "404.html" || site.read(name).includes('http-equiv="refresh"');
  const isSeen = (name) => seen.has(prefix + name) || (name === "index.html" && seen.has(prefix));
  return site.names.filter((each) => each.endsWith(".html") && !isSeen(each) && !isLeft(each));
}

describe("linkinator", { skip: !root && "no site to look at" }, () => {
  const site = root && readSite(root);

  for (const prefix of ["/", "/docs/ladder/"]) {
    test(`nothing is broken behind nginx below ${prefix}`, { skip: !nginx && "nginx is not installed" }, async () => {
      const { origin, close } = await serveByNginx(nginx, root, prefix);
      try {
        const { broken, seen } = await crawl({ path: origin });
        expectNone(broken);
        assert.deepEqual(unreached(site, seen, prefix), []);
      } finally {
        await close();
      }
    });
  }

  test("nothing is broken in the folder", async () => {
    const { origin, close } = await serve(site);
    try {
      const { broken, seen } = await crawl({ path: origin });
      expectNone(broken);
      assert.deepEqual(unreached(site, seen, "/"), []);
    } finally {
      await close();
    }
  });
});

/** This file's own check: a small site with a fault of each kind. */
test("linkinator finds what is broken", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "ladderbook-fault-"));
  try {
    cpSync(path.join(import.meta.dirname, "fixture"), folder, { recursive: true });
    const page = path.join(folder, "roles/lead.html");
    const faults = '<a href="none.html">a</a> <a href="../index.html#none">b</a> <img src="none.png" alt="">';
    writeFileSync(page, readFileSync(page, "utf8").replace("</main>", `${faults}</main>`));
    const { origin, close } = await serve(readSite(folder));
    const { broken } = await crawl({ path: origin }).finally(close);
    const shown = [...new Set(broken.map((each) => each.split(origin).at(-1)))].sort();
    assert.deepEqual(shown, ["index.html#none 200", "roles/none.html 404", "roles/none.png 404"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
