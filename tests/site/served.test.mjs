// The site behind a web server, at the host's root and below a path.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { servedProblems } from "./lib/links.mjs";
import { findNginx, serveByNginx } from "./lib/nginx.mjs";
import { policy } from "./lib/policy.mjs";
import { expectNone } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";
import { readSite } from "./lib/site.mjs";

const root = process.env.LADDERBOOK_SITE;
const nginx = findNginx();

async function during(server, look) {
  const { origin, close } = await server;
  try {
    await look(origin);
  } finally {
    await close();
  }
}

describe("served", { skip: !root && "no site to look at" }, () => {
  const site = root && readSite(root);

  for (const prefix of ["/", "/docs/ladder/"]) {
    test(`every file answers below ${prefix}`, () =>
      during(serve(site, prefix), async (origin) => {
        expectNone(await servedProblems(site, origin, { policy, missing: true }));
      }));

    const set = prefix === "/" ? "nginx.conf" : "nginx-path.conf";
    test(`nginx, as deploy/${set} sets it up, answers below ${prefix}`, { skip: !nginx && "nginx is not installed" }, () =>
      during(serveByNginx(nginx, root, prefix), async (origin) => {
        const rules = [...policy, "frame-ancestors 'none'"];
        expectNone(await servedProblems(site, origin, { policy: rules, missing: site.read("404.html") }));
      }));
  }

  test("nginx sends the headers that only a header can carry", { skip: !nginx && "nginx is not installed" }, () =>
    during(serveByNginx(nginx, root, "/"), async (origin) => {
      const head = async (name) => (await fetch(origin + name)).headers;
      const picture = site.names.find((each) => each.endsWith(".svg"));
      if (picture) assert.match((await head(picture)).get("content-security-policy"), /sandbox/);
      for (const name of ["index.html", "no/such/page.html"]) {
        const headers = await head(name);
        assert.equal(headers.get("x-content-type-options"), "nosniff", name);
        assert.equal(headers.get("referrer-policy"), "same-origin", name);
        assert.equal(headers.get("cache-control"), "no-cache", name);
      }
      assert.match((await head("style.css?v=0123abcd")).get("cache-control"), /immutable/);
      assert.equal((await head("no/such.css?v=0123abcd")).get("cache-control"), "no-cache");
      assert.equal((await fetch(`${origin}.git/config`)).status, 404);
    }));
});
