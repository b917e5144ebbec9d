// nginx with the configuration that we tell people to use, on a free port of this machine.

import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const shipped = path.join(import.meta.dirname, "../../../deploy/nginx.conf");

export function findNginx() {
  for (const each of [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"]) {
    if (existsSync(path.join(each, "nginx"))) return path.join(each, "nginx");
  }
  return null;
}

/** Serves the folder `root` below `prefix`, as the shipped configuration does it, with only its address and folder changed. */
export async function serveByNginx(nginx, root, prefix) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "ladderbook-nginx-"));
  // Workers run as another user when we are root: they must get through, and they must be able to read what build wrote.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const below = path.join(folder, "host", prefix);
  mkdirSync(path.dirname(below), { recursive: true });
  symlinkSync(root, below.replace(/\/$/, ""));
  const server = readFileSync(shipped, "utf8")
    .replace(/listen 80;/, `listen 127.0.0.1:${port};`)
    .replace(/root \/[^;]*;/, `root ${path.join(folder, "host")};`);
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
