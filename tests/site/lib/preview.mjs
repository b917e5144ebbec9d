// A small ladder in a folder of its own, and `ladderbook serve` on it.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const long = Array.from({ length: 40 }, (_, at) => `Paragraph number ${at + 1} of a guide that is long enough to scroll in.\n`).join("\n");

export const ladder = {
  "book.toml": '[book]\ntitle = "Preview"\nurl = "https://ladder.example"\n',
  "content/index.md": "# Preview\n\nThe front page.\n",
  "content/roles/tech-lead.md": "---\ntitle: Tech Lead\nabbr: TL\nowns: [design]\n---\n\nLooks after the system.\n",
  "content/roles/manager.md": "---\ntitle: Manager\nabbr: EM\nowns: [staffing]\n---\n\nLooks after people.\n",
  "content/areas/people/index.md": "---\ntitle: People\n---\n\nThose who work here.\n",
  "content/areas/people/staffing.md": "---\ntitle: Staffing\n---\n\nWho joins.\n",
  "content/areas/system/index.md": "---\ntitle: System\n---\n\nWhat they build.\n",
  "content/areas/system/design.md": "---\ntitle: Design\n---\n\nHow it fits.\n",
  "content/models/split.md": "---\ntitle: Split\nroles: [TL, EM]\nowners:\n  people: EM\n  design: TL\n---\n\nTwo leads.\n",
  "content/guides/long.md": `---\ntitle: A long guide\n---\n\n${long}\n:::details More\nHidden at first.\n:::\n\n${long}`,
};

/** Starts a preview of `files`; `edit`, `put`, `move` and `remove` work on its folder. */
export async function preview(bin, { files = ladder, args = ["--port", "0"] } = {}) {
  const root = mkdtempSync(path.join(os.tmpdir(), "ladderbook-serve-"));
  const at = (name) => path.join(root, name);
  const put = (name, text) => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  };
  for (const [name, text] of Object.entries(files)) put(name, text);
  let server = await start(bin, root, args);
  return {
    root,
    get origin() {
      return server.origin;
    },
    get states() {
      return server.states;
    },
    put,
    edit: (name, from, to) => {
      const text = readFileSync(at(name), "utf8");
      if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
      writeFileSync(at(name), text.replaceAll(from, to));
    },
    move: (from, to) => renameSync(at(from), at(to)),
    remove: (name) => rmSync(at(name), { recursive: true }),
    stop: () => server.stop(),
    restart: async () => {
      const { port } = new URL(server.origin);
      await server.stop();
      server = await start(bin, root, ["--port", port]);
    },
    close: async () => {
      await server.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function start(bin, root, args) {
  const child = spawn(bin, ["serve", "--root", root, "--message-format", "json", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const states = [];
  const ended = new Promise((done) => child.on("exit", done));
  const origin = await new Promise((done, failed) => {
    let rest = "";
    child.stdout.on("data", (data) => {
      const lines = (rest + data).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        const event = JSON.parse(line);
        if (event.event === "listening") done(event.address);
        else states.push(event);
      }
    });
    child.on("exit", (code) => failed(new Error(`serve ended with ${code}`)));
  });
  return {
    origin,
    states,
    stop: () => {
      child.kill("SIGINT");
      return ended;
    },
  };
}

/** Asks until the answer is true; the last answer is part of what is thrown. */
export async function until(what, ask, patience = 20_000) {
  const end = Date.now() + patience;
  let last;
  do {
    last = await ask();
    if (last === true) return;
    await new Promise((done) => setTimeout(done, 20));
  } while (Date.now() < end);
  throw new Error(`never: ${what}; the last answer was ${JSON.stringify(last)}`);
}
