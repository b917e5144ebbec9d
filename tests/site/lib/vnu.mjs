// The Nu HTML checker over all pages in one run of Java: starting it costs more than a hundred pages do.

import { spawnSync } from "node:child_process";
import path from "node:path";

const jar = path.join(import.meta.dirname, "../node_modules/vnu-jar/build/dist/vnu.jar");

export function htmlProblems(site) {
  const run = spawnSync("java", ["-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", "--skip-non-html", site.root], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.error || run.status !== 0) throw new Error(`the HTML checker did not run: ${run.error ?? run.stderr}`);
  // The report comes by stderr.
  return JSON.parse(run.stderr)
    .messages.filter((each) => each.type !== "info")
    .map((each) => {
      const name = path.relative(site.root, decodeURIComponent(new URL(each.url).pathname));
      return `${name}:${each.lastLine ?? 1}: ${each.message} Near: ${(each.extract ?? "").trim().replace(/\s+/g, " ")}`;
    })
    .sort();
}
