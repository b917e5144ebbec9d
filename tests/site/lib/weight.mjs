// What a page makes a reader's browser fetch before it shows: the page, its style sheets and its scripts.

import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { readFacts } from "./html.mjs";

/** The files of a page's first load, the page itself first. What a script fetches later (the search) isn't among them. */
export function firstLoad(root, name) {
  const loads = ({ element, rel }) => element === "script" || (element === "link" && rel.split(/\s+/).includes("stylesheet"));
  const { references } = readFacts(readFileSync(path.join(root, name), "utf8"));
  const linked = references.filter(loads).map(({ url }) => path.posix.join(path.posix.dirname(name), url.replace(/[?#].*$/, "")));
  return [name, ...new Set(linked)].map((file) => {
    const bytes = readFileSync(path.join(root, file));
    return { file, bytes: bytes.length, gzipped: gzipSync(bytes, { level: 6 }).length };
  });
}

/** One figure of all files whose names end so: `sum(files, "gzipped", ".js")`. */
export function sum(files, figure, ending = "") {
  return files.filter(({ file }) => file.endsWith(ending)).reduce((total, each) => total + each[figure], 0);
}

/** The figures as a person reads them in the result of a test. */
export function tell(files, figure) {
  return `${sum(files, figure)} bytes: ${files.map((each) => `${each.file} ${each[figure]}`).join(", ")}`;
}
