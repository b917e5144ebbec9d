import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
// The packages are in a cache folder, not beside this file.
const require = createRequire(process.env.ELEVENTY_HOME + "/x.js");
const footnote = require("markdown-it-footnote");
const anchor = require("markdown-it-anchor");
const entry = require.resolve("@11ty/eleventy").replace(/Eleventy(CommonJs)?\.cjs$/, "Eleventy.js");
const { InputPathToUrlTransformPlugin } = await import(pathToFileURL(entry));

const folder = (path) => path.replace(/[^/]*$/, "");

export default function (config) {
  config.amendLibrary("md", (md) => md.use(footnote).use(anchor.default || anchor, { tabIndex: false }));
  config.addPlugin(InputPathToUrlTransformPlugin);
  config.addPassthroughCopy("src/style.css");
  config.addCollection("byFolder", (api) => {
    const folders = {};
    for (const page of api.getAll()) (folders[folder(page.inputPath)] ||= []).push(page);
    for (const pages of Object.values(folders)) pages.sort((a, b) => a.data.order - b.data.order);
    return folders;
  });
  config.addFilter("folder", folder);
  return { dir: { input: "src", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
