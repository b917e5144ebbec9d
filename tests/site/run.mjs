// Builds the repository's own content once, into a temporary folder, and runs the checks on what came out.
//
//   node run.mjs                     builds with target/release/ladderbook
//   node run.mjs --bin FILE          builds with another one
//   node run.mjs --site DIR          checks a site that is there already
//   node run.mjs … browser files     only the test files with these names
//   node run.mjs … --only disk       only the tests with this word in their name
//   node run.mjs looks --accept      the main pages shall look as they do now: new pictures in looks/
//
// SITE_PAGES=all looks at every page under every setting, not only at one page of every kind (long).

import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

const here = import.meta.dirname;
const top = path.join(here, "../..");
const { values, positionals } = parseArgs({ allowPositionals: true, options: { bin: { type: "string" }, site: { type: "string" }, only: { type: "string" }, accept: { type: "boolean" } } });
const bin = path.resolve(values.bin ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(top, "target"), "release/ladderbook"));

const folder = mkdtempSync(path.join(os.tmpdir(), "ladderbook-site-"));
// nginx reads the site as another user.
chmodSync(folder, 0o755);
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const site = values.site ? path.resolve(values.site) : build();
const names = positionals.length > 0 ? positionals : readdirSync(here).filter((each) => each.endsWith(".test.mjs"));
const files = names.map((each) => path.join(here, each.endsWith(".test.mjs") ? each : `${each}.test.mjs`));
const only = values.only ? [`--test-name-pattern=${values.only}`] : [];
const child = spawn(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...only, ...files], {
  stdio: "inherit",
  env: { ...process.env, LADDERBOOK_SITE: site ?? "", LADDERBOOK_BIN: values.site ? "" : bin, LOOKS_ACCEPT: values.accept ? "1" : "" },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => {
  if (code !== 0 || signal) process.exit(code || 1);
  if (site) process.exit(0);
  // As `skip` in ./test: the checks of the harness itself are good, the site was not there to be checked.
  if (process.env.LADDERBOOK_WHY) writeFileSync(process.env.LADDERBOOK_WHY, "only the harness was tested: the program can't build a site yet\n");
  process.exit(0);
});

/** The site's folder, or null while the program is only being written. */
function build() {
  if (!existsSync(bin)) fail(`there is no ${bin}: cargo build --release, or --bin FILE`);
  const version = spawnSync(bin, ["--version"], { encoding: "utf8" });
  if (version.status === 0 && version.stdout === "") return null;
  const root = path.join(folder, "ladder");
  // A copy, so that a site which somebody has open in ./site stays as it is.
  for (const each of ["book.toml", "content", "themes", "static"]) {
    const from = path.join(top, each);
    if (existsSync(from)) cpSync(from, path.join(root, each), { recursive: true, preserveTimestamps: true });
  }
  const run = spawnSync(bin, ["build", "--root", root], { stdio: "inherit" });
  if (run.status !== 0) fail(`ladderbook build ended with ${run.signal ?? run.status}`);
  return path.join(root, "site");
}

function fail(why) {
  console.error(why);
  process.exit(1);
}
