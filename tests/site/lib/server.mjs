// A static server with nothing clever in it: a file is served at its own address below a prefix, anything else is 404.

import { existsSync, readFile, readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { policy } from "./policy.mjs";

const types = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  xml: "application/xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  ico: "image/x-icon",
  txt: "text/plain; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  woff2: "font/woff2",
};

/** Serves `site` below `prefix` ("/" or "/some/path/") on a free port; `origin` is the address of the front page. */
export async function serve(site, prefix = "/") {
  const server = http.createServer((request, response) => {
    const head = { "Content-Security-Policy": policy.join("; "), "X-Content-Type-Options": "nosniff" };
    const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    let name = asked.startsWith(prefix) ? asked.slice(prefix.length) : null;
    if (name === "") name = "index.html";
    if (name === null || !site.files.has(name)) {
      const page = path.join(site.root, "404.html");
      response.writeHead(404, { ...head, "Content-Type": types.html });
      response.end(existsSync(page) ? readFileSync(page) : "not found");
      return;
    }
    // Whole files: a browser may still ask for one when the test is over and its folder gone.
    readFile(path.join(site.root, name), (error, bytes) => {
      if (error) return response.destroy();
      response.writeHead(200, { ...head, "Content-Type": types[name.split(".").at(-1)] ?? "application/octet-stream" });
      return response.end(bytes);
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
