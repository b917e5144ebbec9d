// Pictures of pages: what was seen when somebody said "so it shall look", against what is seen now.

import { createHash } from "node:crypto";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** So much of a page, from its top, is in a picture: what most people see of it, and small enough to keep many. */
const most = 1600;

/** Words in the fonts that a theme may ask for, never in those that it does ask for: a theme with other fonts must be seen. */
const stacks = ["system-ui", "sans-serif", "serif", "Charter, Cambria, Georgia, serif", "ui-monospace, monospace", "monospace"];
const sample = "Who decides? Ämter – 0123456789 ✓ → ·";

/** What is not the theme's doing: dates and people from git, and what depends on the day of reading. */
const unsteady = ".lb-meta, [data-review] { display: none !important }";

/**
 * What a picture depends on besides the site: Chromium, and how this machine draws letters. `drawn` tells apart what
 * measures the same and looks different; the sizes are for people.
 */
export async function fingerprint(browser) {
  const page = await browser.newPage({ viewport: { width: 800, height: 500 } });
  try {
    await page.setContent(stacks.map((each) => `<p><span style="font: 20px ${each}">${sample} <b>${sample}</b></span></p>`).join(""));
    const sizes = await page.$$eval("span", (all) => all.map((each) => each.getBoundingClientRect()).map(({ width, height }) => `${width.toFixed(1)} × ${height.toFixed(1)}`));
    return {
      chromium: Number(browser.version().split(".")[0]),
      words: Object.fromEntries(stacks.map((each, at) => [each, sizes[at]])),
      drawn: createHash("sha256").update(await page.screenshot()).digest("hex").slice(0, 16),
    };
  } finally {
    await page.close();
  }
}

/** Why pictures taken there can't be compared with what is drawn here, or null if they can. */
export function whyNot(there, here) {
  if (there.chromium !== here.chromium) return `the pictures were taken with Chromium ${there.chromium}, here is ${here.chromium}: not compared`;
  const other = Object.keys(there.words).filter((each) => there.words[each] !== here.words[each]);
  if (other.length > 0) return `the pictures were taken with other fonts for ${other.map((each) => `"${each}"`).join(", ")}: not compared`;
  if (there.drawn !== here.drawn) return "the machine on which the pictures were taken draws letters in another way: not compared";
  return null;
}

/** The top of a page that has come to rest. A sheet made by a script passes the page's policy; a <style> doesn't. */
export async function picture(page) {
  const { width, height } = await page.evaluate(async (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    await document.fonts.ready;
    return { width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight };
  }, unsteady);
  const bytes = await page.screenshot({ fullPage: true, animations: "disabled", caret: "hide", clip: { x: 0, y: 0, width, height: Math.min(most, height) } });
  // Even surfaces pack better without the filters that photographs need: a sixth less to keep.
  return PNG.sync.write(PNG.sync.read(bytes), { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 });
}

/**
 * How many points differ visibly, and a picture that shows where: the difference in red. A picture of another size is
 * laid over from the top left; what only one of them has differs.
 */
export function compare(before, after) {
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(after)];
  const width = Math.max(a.width, b.width);
  const height = Math.max(a.height, b.height);
  const map = new PNG({ width, height });
  const points = pixelmatch(onto(a, width, height), onto(b, width, height), map.data, width, height, { threshold: 0.05 });
  const resized = a.width !== b.width || a.height !== b.height ? `${a.width} × ${a.height} became ${b.width} × ${b.height}` : null;
  return { points, resized, map: PNG.sync.write(map) };
}

/** A canvas of that size with the picture on it; the rest is of a colour that no page has. */
function onto(from, width, height) {
  if (from.width === width && from.height === height) return from.data;
  const canvas = new PNG({ width, height });
  for (let at = 0; at < canvas.data.length; at += 4) canvas.data.set([255, 0, 255, 255], at);
  PNG.bitblt(from, canvas, 0, 0, from.width, from.height, 0, 0);
  return canvas.data;
}
