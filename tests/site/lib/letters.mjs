// Letters of which every machine has the same: one box for each character, half an em wide. What a page looks like then hinges neither on
// the fonts that are there nor on how a browser draws them. `make` says how wide the box is and how high a line's words are.

/**
 * A font of 260 bytes, made with fontTools: 1,000 units per em, two equal glyphs of 500 units, ascent 800, descent 200, and a `cmap` of
 * format 13 that leads from every character to one glyph.
 */
const font =
  "d09GMgABAAAAAAEEAAoAAAAAAmAAAAC9AAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAABmAANAo4QAE2AiQDBgsGAAQgBTwHIBuvASCeBXYT/WjchbkiLQ4PEfHP36dz7n1JumyA" +
  "H+sbZQEJ1bhcrmGwWLBqrcWdf/XS59VXd+H86+T4RHc52+VgELYllOR5DjkUr7RrH3X+8mxhMAPsEtO8eRk9eQUATCDaCc6cg2tAYeJtRnjnao6AAgOFI5wABoiMcdrnBa//" +
  "HtMYBOGLu1z/H3V/wsfN00tqa3JItALhmUb+rK1zEABAjosEZQgoAAAM9wIiCCgRLeNYlJqoGPsHeyU2AAA=";

const make = (metrics) => `
  @font-face { font-family: "letters"; src: url(data:font/woff2;base64,${font}); ${metrics} }
  *, ::before, ::after { font-family: "letters" !important }`;

/** The two ends between which real fonts lie: DejaVu's words are 1.16 em high, Noto's 1.36, a condensed letter is a third of an em wide. */
export const letters = {
  "low and narrow": make("size-adjust: 60%; ascent-override: 90%; descent-override: 10%; line-gap-override: 0%"),
  "high and wide": make("size-adjust: 130%; ascent-override: 95%; descent-override: 35%; line-gap-override: 0%"),
};

/** The page has been opened with `bypassCSP`: its own policy rightly lets no style of ours in. */
export async function setLetters(page, styles) {
  await page.addStyleTag({ content: styles });
  const set = await page.evaluate(() => document.fonts.ready.then(() => document.fonts.check('1rem "letters"') && [...document.fonts].some(({ status }) => status === "loaded")));
  if (!set) throw new Error("the letters did not load");
}
