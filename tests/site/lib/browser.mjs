// One page in Chromium, under one setting: everything that a reader would call broken, as a list of sentences.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import { chromium } from "playwright-core";
import { setLetters } from "./letters.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** How long a page may take, in ms: axe-core judges the longest one in a few seconds, on a machine with nothing else to do. */
const patience = 180_000;

export const widths = [320, 768, 1280];
export const schemes = ["light", "dark"];
export const settings = schemes.flatMap((scheme) => widths.map((width) => ({ scheme, width })));

export function launch(more = []) {
  const args = [
    ...more,
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  // Chromium's sandbox refuses to run as root, which is what a container usually is.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
}

/**
 * Opens a page and hands it to `look(page)`, which returns problems; those that the browser itself tells come first.
 * A request to anywhere but `origin` is stopped and is a problem. `letters` is a style sheet from letters.mjs, for a page whose policy is
 * not in question.
 */
export async function visit(browser, url, { origin, scheme = "light", width = 1280, scripts = true, media = "screen", letters }, look) {
  const problems = [];
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts,
    // Colours in the middle of a transition are nobody's choice.
    reducedMotion: "reduce",
    bypassCSP: letters !== undefined,
  });
  try {
    await context.route(
      (asked) => !asked.href.startsWith(origin) && !/^(data|blob|about):/.test(asked.href),
      (route) => {
        problems.push(`asks another host: ${route.request().url()}`);
        return route.abort();
      },
    );
    const page = await context.newPage();
    await page.emulateMedia({ media });
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
    page.on("dialog", (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on("requestfailed", (request) => {
      if (request.url().startsWith(origin)) problems.push(`did not load: ${request.url()} (${request.failure()?.errorText})`);
    });
    page.on("response", (response) => {
      // The document's own status is the caller's business: 404.html may come with either.
      const navigation = response.request().isNavigationRequest();
      if (response.status() >= 400 && !navigation) problems.push(`answered ${response.status()}: ${response.url()}`);
    });
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`);
      });
    });
    await page.goto(url, { waitUntil: "load", timeout: patience });
    if (letters) await setLetters(page, letters);
    problems.push(...(await within(patience, look(page))));
    // What a script sets off late still counts.
    if (scripts) await within(patience, page.evaluate(() => new Promise((done) => setTimeout(done, 50))));
  } finally {
    await context.close();
  }
  return problems;
}

/** Runs `work` on every item, a few at a time, and gathers the problems under the item's name. */
export async function gather(items, work) {
  const problems = [];
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const { label, found } = await work(item);
      problems.push(...found.map((each) => `${label}: ${each}`));
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  return problems.sort();
}

/** A page that never comes to rest is a problem of its own, not a test run that hangs. */
async function within(milliseconds, work) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`the page did not answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The page's body scrolls up and down only, and no words are cut off at its right edge. */
export function sidewaysProblems(page) {
  return page.evaluate(() => {
    const problems = [];
    const wide = document.documentElement.clientWidth;
    const full = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
    const name = (element) => {
      const id = element.id ? `#${element.id}` : "";
      const classes = [...element.classList].map((each) => `.${each}`).join("");
      return `<${element.localName}${id}${classes}>`;
    };
    const scrolls = (element) => {
      for (let each = element; each && each !== document.body; each = each.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return true;
      }
      return false;
    };
    if (full > wide) problems.push(`scrolls sideways: ${full} px in a window of ${wide}`);
    for (const element of document.body.querySelectorAll("*")) {
      const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
      if (!words || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const box = element.getBoundingClientRect();
      if (box.width > 1 && box.right > wide + 1 && box.left < wide + wide && !scrolls(element)) {
        problems.push(`cut off at the right edge: ${name(element)} "${element.textContent.trim().slice(0, 40)}"`);
      }
    }
    return problems.slice(0, 5);
  });
}

/** axe-core's verdict on WCAG 2.2 A and AA. */
export async function accessProblems(page) {
  // By the debugger's door: the page's own policy rightly lets no script of ours in.
  await page.evaluate(axe);
  const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), rules);
  return violations.map((each) => {
    const places = each.nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ""}`);
    return `axe ${each.id}: ${each.help} Near: ${places.join(" | ")} (${each.nodes.length} in all)`;
  });
}

/**
 * Targets smaller than 24 px without as much room around them: axe-core's judgement of WCAG 2.2, 2.5.8. It leaves alone each link that
 * has any text beside it, were it a comma; here only a link in a sentence is left alone, one with a word beside it.
 */
export async function targetProblems(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const flows = (element) => /^inline/.test(getComputedStyle(element).display);
    const hasWords = (block) => {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const holder = node.parentElement;
        if (!/[\p{L}\p{N}]/u.test(node.data) || holder.closest("a, button, summary, label, select") || holder.getBoundingClientRect().width <= 1) continue;
        // A line of its own within the block, as a table cell's remark, is no part of the sentence.
        let each = holder;
        while (each !== block && flows(each)) each = each.parentElement;
        if (each === block) return true;
      }
      return false;
    };
    const matches = (node) => {
      let block = node;
      while (flows(block)) block = block.parentElement;
      return block === node || !hasWords(block);
    };
    axe.configure({
      rules: [{ id: "targets", selector: "a[href], button, select, summary, input:not([type=hidden])", any: ["target-size", "target-offset"], tags: [], matches }],
    });
    const { violations } = await axe.run(document, { runOnly: { type: "rule", values: ["targets"] }, resultTypes: ["violations"] });
    const name = (element) => element.localName + [...element.classList].map((each) => `.${each}`).join("");
    return violations.flatMap(({ nodes }) => nodes).map(({ target, any }) => {
      const element = document.querySelector(target[0]);
      const { width, height } = element.getBoundingClientRect();
      return `${name(element.parentElement)} > ${name(element)}: too small, and too close to others. Near: ${target[0]}, ${width.toFixed(1)} × ${height.toFixed(1)} px: ${any.map(({ message }) => message).join(" ")}`;
    });
  });
}

/**
 * What a reader without JavaScript misses: words of the main part that are not shown, and buttons that do nothing. A
 * closed <details> opens without a script, so its words count as shown.
 */
export function scriptlessProblems(page) {
  return page.evaluate(() => {
    const main = document.querySelector("main");
    if (!main) return ["no <main>"];
    const problems = [];
    if (main.innerText.trim().length < 20) problems.push("the main part is empty");
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (node.data.trim() === "" || holder.closest("script, style, noscript, template, details:not([open]), [popover], dialog, option")) continue;
      // Whether a review is overdue depends on today, which no file of a site can know.
      if (holder.closest("[hidden][data-review]")) continue;
      // The words of a chart for those who don't see it are never drawn.
      if (holder.closest("svg title, svg desc")) continue;
      // Paper has no address bar and no menu, and a phone one line in place of cells that say the same.
      if (holder.closest(".lb-paper, .lb-repeats, .lb-fold")) continue;
      // A control that only a script can serve had better be hidden, words and all.
      if (holder.closest("button, label, [role=search], form, output, [role=status]")) continue;
      // A row that says again what the one above it says shows that once.
      if (holder.closest(".lb-again")) continue;
      if (!holder.checkVisibility({ visibilityProperty: true })) problems.push(`not shown: "${node.data.trim().slice(0, 60)}"`);
    }
    for (const button of document.querySelectorAll("button:not([popovertarget], [commandfor], :disabled)")) {
      if (button.checkVisibility({ visibilityProperty: true })) problems.push(`a button that does nothing: "${button.innerText.trim() || button.ariaLabel}"`);
    }
    return problems.slice(0, 5);
  });
}
