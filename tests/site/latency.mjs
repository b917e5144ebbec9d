// From the write of a file to its new text in an open page of Chromium. `benches/serve --browser` runs this.
//
//   node latency.mjs --bin FILE --root LADDER --page guides/a.html [--edits 40]
//
// LADDER is a folder that may be changed: the page's file grows by a line with every edit. Each time is taken on the clock of this
// machine, before the write and by an observer inside of the page. The output is a list of milliseconds, as JSON.

import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { launch } from "./lib/browser.mjs";

const { values } = parseArgs({
  options: { bin: { type: "string" }, root: { type: "string" }, page: { type: "string" }, edits: { type: "string", default: "40" } },
});
const file = path.join(values.root, "content", values.page.replace(/\.html$/, ".md"));
const server = spawn(path.resolve(values.bin), ["serve", "--port", "0", "--root", values.root, "--message-format", "json"], { stdio: ["ignore", "pipe", "inherit"] });
const address = await new Promise((done) => server.stdout.once("data", (data) => done(JSON.parse(String(data).split("\n")[0]).address)));
server.stdout.resume();
const browser = await launch();
const times = [];
try {
  const page = await browser.newPage();
  await page.goto(address + values.page);
  for (let edit = 0; edit < Number(values.edits); edit += 1) {
    const text = `Measured edit number ${edit}.`;
    await page.evaluate((wanted) => {
      window.seen = new Promise((done) => {
        const look = () => document.querySelector("main").textContent.includes(wanted) && done(performance.timeOrigin + performance.now());
        new MutationObserver(look).observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true });
      });
    }, text);
    await new Promise((done) => setTimeout(done, 300));
    const start = performance.timeOrigin + performance.now();
    appendFileSync(file, `\n${text}\n`);
    times.push((await page.evaluate(() => window.seen)) - start);
  }
} finally {
  await browser.close();
  server.kill();
}
console.log(JSON.stringify(times));
