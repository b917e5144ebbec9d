// nginx with the configuration that we tell people to use, on a free port of this machine.

import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const shipped = (name) => readFileSync(path.join(import.meta.dirname, "../../../deploy", name), "utf8");

export function findNginx() {
  for (const each of [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"]) {
    if (existsSync(path.join(each, "nginx"))) return path.join(each, "nginx");
  }
  return null;
}

/** Serves the folder `root` below `prefix`, as the shipped configuration does it, with only address, folder and path changed. */
export async function serveByNginx(nginx, root, prefix) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "ladderbook-nginx-"));
  // Workers run as another user when we are root: they must get through, and they must be able to read what build wrote.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const whole = shipped("nginx.conf")
    .replace(/listen 80;/, `listen 127.0.0.1:${port};`)
    .replace(/root \/[^;]*;/, `root ${root};`);
  const server = prefix === "/" ? whole : belowPath(whole, root, prefix, port);
  const kept = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((each) => `${each}_temp_path ${folder}/${each};`).join("\n");
  const types = ["/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types"].find(existsSync);
  const file = path.join(folder, "nginx.conf");
  writeFileSync(
    file,
    `daemon off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\n` +
      `http {\naccess_log off;\ninclude ${types};\n${kept}\n${server}\n}\n`,
  );
  execFileSync(nginx, ["-t", "-q", "-e", `${folder}/error.log`, "-c", file], { stdio: "pipe" });
  const child = spawn(nginx, ["-e", `${folder}/error.log`, "-c", file], { stdio: "ignore" });
  const origin = `http://127.0.0.1:${port}${prefix}`;
  const close = async () => {
    const ended = new Promise((done) => child.once("exit", done));
    if (child.exitCode === null && child.kill("SIGQUIT")) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(origin);
  } catch (error) {
    await close();
    throw error;
  }
  return { origin, close };
}

/** The maps of the whole configuration, and a host with other things to serve that has the shipped locations in it. */
function belowPath(whole, root, prefix, port) {
  const maps = whole.slice(0, whole.indexOf("\nserver {"));
  const locations = shipped("nginx-path.conf")
    .replaceAll("/handbook/ladder", prefix.replace(/\/$/, ""))
    .replace(/alias \/[^;]*;/, `alias ${root.replace(/\/$/, "")}/;`);
  return `${maps}\nserver {\nlisten 127.0.0.1:${port};\nlocation ~ \\.(css|js|svg)$ { return 403; }\n${locations}\n}`;
}

function freePort() {
  return new Promise((found) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

async function answering(origin) {
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(origin);
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}
