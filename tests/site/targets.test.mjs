// Whatever can be pressed can be hit with a finger: on every kind of page, from phone to desk, whatever the font.

import { after, before, describe, test } from "node:test";
import { gather, launch, targetProblems, visit, widths } from "./lib/browser.mjs";
import { letters } from "./lib/letters.mjs";
import { expectNone } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";
import { onePerKind, readSite } from "./lib/site.mjs";

const root = process.env.LADDERBOOK_SITE;

describe("targets", { skip: !root && "no site to look at", timeout: 20 * 60_000 }, () => {
  const site = root && readSite(root);
  let browser;
  let server;
  before(async () => {
    browser = await launch();
    server = await serve(site);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const [name, styles] of Object.entries(letters)) {
    test(`with letters that are ${name}, each has 24 px or as much room around it`, async () => {
      // 404.html loads only what is at the host's root.
      const pages = [...onePerKind(site).values()].filter((page) => page !== "404.html");
      // All that is in print.html is on the other pages as well, and axe-core takes its time over so long a page.
      const items = pages.flatMap((page) => (page === "print.html" ? [390] : widths).map((width) => ({ page, width })));
      expectNone(
        await gather(items, async ({ page, width }) => ({
          label: `${page} (${width} px)`,
          found: await visit(browser, server.origin + page.split("/").map(encodeURIComponent).join("/"), { origin: server.origin, width, letters: styles }, targetProblems),
        })),
      );
    });
  }
});
