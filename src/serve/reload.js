// Keeps an open page as new as the files on disk, without losing the reader's place. Only the preview serves this.
//
// The tag that loads it says which page this is (a hash of its bytes) and which state of the server it came from. Of all tabs of a
// browser, one holds a connection on which the server names its newest build; the others hear of it from that one, since a browser
// opens few connections to one host. Whoever hears of a build that it does not show asks for its own page again. The server
// answers "not modified" if the bytes are the same, and then nothing moves.
(() => {
  "use strict";
  const me = document.currentScript;
  const own = new URL(".", me.src);
  // As it is now: the scripts that follow may change it at once.
  const root = document.documentElement.cloneNode(false);
  const retry = { least: 300, most: 5_000 };
  const silence = 45_000; // the server says something every 20 s

  // --- what is shown -------------------------------------------------------------------------------------------------

  /** The page as the server made it, beside the page as scripts and the reader have changed it since. */
  const twins = new WeakMap();
  let shown = null;
  let hash = me.dataset.page;
  let state = read(me.dataset.state);
  let heard = state.build;
  let isAsking = false;

  function read(words) {
    const [build, errors, warnings, problems, pictures] = (words ?? "").split(" ");
    const run = build.split("-", 1)[0];
    return { build, run, errors: Number(errors), warnings: Number(warnings), problems, pictures };
  }

  /** Copies a node of the page with all below it, and keeps which copy belongs to which node. */
  function remember(live) {
    const copy = live.cloneNode(false);
    twins.set(copy, live);
    for (const child of live.childNodes) copy.append(remember(child));
    return copy;
  }

  function rememberAll() {
    shown = root;
    twins.set(root, document.documentElement);
    for (const child of document.documentElement.childNodes) root.append(remember(child));
  }

  /** Makes a node of the page from a copy. */
  function bringAlive(copy) {
    // What is in a template is none of its children.
    const live = document.importNode(copy, copy.localName === "template");
    twins.set(copy, live);
    for (const child of copy.childNodes) live.append(bringAlive(child));
    return live;
  }

  /** Two equal copies: the newer takes the older one's place. */
  function inherit(old, copy) {
    twins.set(copy, twins.get(old));
    for (let at = 0; at < copy.childNodes.length; at += 1) inherit(old.childNodes[at], copy.childNodes[at]);
  }

  // --- from the old page to the new one --------------------------------------------------------------------------------

  /** What a page cannot change without starting over: its scripts, and what they may do. */
  function foundation(root) {
    const scripts = [...root.querySelectorAll("script:not([src*='__ladderbook/'])")];
    const others = [...root.querySelectorAll("meta[http-equiv], base")];
    // The page for what is not there writes the same addresses in another way.
    const source = (script) => (script.hasAttribute("src") ? new URL(script.getAttribute("src"), location.href).href : script.text);
    return [...scripts.map(source), ...others.map((each) => each.outerHTML)].join("\n");
  }

  /** Changes the page where the two copies differ, and nowhere else. */
  function patch(old, copy) {
    const live = twins.get(old);
    twins.set(copy, live);
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== copy.data) live.data = copy.data;
      return;
    }
    for (const { name, value } of copy.attributes) {
      if (old.getAttribute(name) !== value) live.setAttribute(name, value);
    }
    for (const { name } of old.attributes) {
      if (!copy.hasAttribute(name)) live.removeAttribute(name);
    }
    patchChildren(old, copy, live);
  }

  function patchChildren(old, copy, parent) {
    const before = [...old.childNodes];
    const after = [...copy.childNodes];
    let last = null; // the node of the page behind which the next one stands
    const put = (live) => {
      const next = last ? last.nextSibling : parent.firstChild;
      parent.insertBefore(live, last && last.parentNode !== parent ? null : next);
    };
    for (const [one, other] of pairs(before, after)) {
      if (one && other) {
        if (one.isEqualNode(other)) inherit(one, other);
        else if (isStylesheet(one)) changeStylesheet(one, other);
        else patch(one, other);
      } else if (one) {
        twins.get(one).remove();
        continue;
      } else {
        put(bringAlive(other));
      }
      const live = twins.get(other);
      if (live.parentNode === parent) last = live;
    }
  }

  /**
   * Which nodes go together: equal ones in the same order, as many as there are, then among what is left between them those
   * of the same kind. Either side of a pair may be missing.
   */
  function pairs(before, after) {
    let start = 0;
    while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start += 1;
    let end = 0;
    const most = Math.min(before.length, after.length) - start;
    while (end < most && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end += 1;
    const middle = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
    return [
      ...before.slice(0, start).map((each, at) => [each, after[at]]),
      ...between(...middle),
      ...before.slice(before.length - end).map((each, at) => [each, after[after.length - end + at]]),
    ];
  }

  function between(before, after) {
    const result = [];
    let [left, right] = [0, 0];
    for (const [one, other] of [...equals(before, after), [before.length, after.length]]) {
      result.push(...ofOneKind(before.slice(left, one), after.slice(right, other)));
      if (one < before.length) result.push([before[one], after[other]]);
      [left, right] = [one + 1, other + 1];
    }
    return result;
  }

  /** Places of equal nodes on both sides: a longest common subsequence. */
  function equals(before, after) {
    if (before.length === 0 || after.length === 0 || before.length * after.length > 400_000) return [];
    const text = (node) => node.outerHTML ?? `${node.nodeType}${node.data}`;
    const [left, right] = [before.map(text), after.map(text)];
    const wide = right.length + 1;
    const lengths = new Uint32Array((left.length + 1) * wide);
    for (let one = left.length - 1; one >= 0; one -= 1) {
      for (let other = right.length - 1; other >= 0; other -= 1) {
        const at = one * wide + other;
        lengths[at] = left[one] === right[other] ? lengths[at + wide + 1] + 1 : Math.max(lengths[at + wide], lengths[at + 1]);
      }
    }
    const found = [];
    for (let one = 0, other = 0; one < left.length && other < right.length; ) {
      const at = one * wide + other;
      if (left[one] === right[other]) found.push([one++, other++]);
      else if (lengths[at + wide] >= lengths[at + 1]) one += 1;
      else other += 1;
    }
    return found;
  }

  /** In order, each with the next of its kind; an element with an id only with its own. */
  function ofOneKind(before, after) {
    const kind = (node) => (node.id ? `${node.nodeName}#${node.id}` : `${node.nodeName}.${node.className ?? ""}`);
    const result = [];
    let left = 0;
    for (const other of after) {
      const at = before.findIndex((one, place) => place >= left && kind(one) === kind(other));
      if (at < 0) {
        result.push([null, other]);
        continue;
      }
      result.push(...before.slice(left, at).map((one) => [one, null]), [before[at], other]);
      left = at + 1;
    }
    return [...result, ...before.slice(left).map((one) => [one, null])];
  }

  const isStylesheet = (node) => node.localName === "link" && node.rel === "stylesheet";

  /** The old stylesheet goes when the new one is there, so that no bare page is seen between. */
  function changeStylesheet(old, copy) {
    const live = twins.get(old);
    const fresh = bringAlive(copy);
    const done = () => live.remove();
    fresh.addEventListener("load", done, { once: true });
    fresh.addEventListener("error", done, { once: true });
    live.after(fresh);
  }

  /** Pictures keep their address when their bytes change. */
  function changePictures(number) {
    for (const picture of document.images) {
      const url = new URL(picture.currentSrc || picture.src, location.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set("changed", number);
      picture.src = url.href;
    }
  }

  function show(html) {
    const next = new DOMParser().parseFromString(html, "text/html").documentElement;
    if (foundation(next) !== foundation(shown)) return location.reload();
    patch(shown, next);
    shown = next;
    document.dispatchEvent(new CustomEvent("ladderbook:changed"));
  }

  // --- asking ------------------------------------------------------------------------------------------------------------

  async function ask() {
    if (isAsking) return;
    isAsking = true;
    let wait = retry.least;
    // Another build may be named while one is asked for.
    while (state.build !== heard) {
      const wanted = heard;
      try {
        await askOnce();
        // What came is at least as new as what was named: the server changes before it says so.
        if (heard === wanted) heard = state.build;
        wait = retry.least;
      } catch {
        await new Promise((done) => setTimeout(done, wait));
        wait = Math.min(wait * 2, retry.most);
      }
    }
    isAsking = false;
  }

  async function askOnce() {
    const url = new URL(location.href);
    url.hash = "";
    const headers = hash === "none" ? {} : { "If-None-Match": `"${hash}"` };
    const response = await fetch(url, { headers, cache: "no-store" });
    const words = response.headers.get("x-ladderbook-state");
    if (response.redirected) return location.replace(response.url);
    // Nothing of ours stands here any more.
    if (!words) return location.reload();
    const html = response.status === 304 ? null : await response.text();
    const before = state;
    state = read(words);
    const isOther = (key) => state[key] !== before[key] || state.run !== before.run;
    if (hash === "none") {
      if (isOther("problems")) location.reload();
      return;
    }
    // While there is no site at all, a page that came from an earlier run of the server is better than none.
    if (html !== null && response.status !== 503) {
      show(html);
      hash = /data-page="([^"]*)"/.exec(html)?.[1] ?? hash;
    }
    if (isOther("pictures")) changePictures(state.pictures);
    if (isOther("problems")) await showProblems();
  }

  // --- hearing -----------------------------------------------------------------------------------------------------------

  const name = "ladderbook-preview";
  const channel = new BroadcastChannel(name);

  function hear(build) {
    heard = build;
    ask();
  }

  channel.addEventListener("message", ({ data }) => {
    if (data.build) hear(data.build);
    // Somebody new asks what the newest is.
    else if (isLeading && newest) channel.postMessage({ build: newest });
  });

  // Kept by the browser while the reader was elsewhere, and deaf meanwhile.
  addEventListener("pageshow", (event) => event.persisted && channel.postMessage({}));

  let isLeading = false;
  let newest = null;

  function listen(onBuild) {
    let source;
    let wait = retry.least;
    let clock;
    const start = () => {
      source?.close();
      source = new EventSource(new URL("events", own));
      source.addEventListener("message", ({ data }) => {
        wait = retry.least;
        watch();
        onBuild(data);
      });
      source.addEventListener("error", again);
      watch();
    };
    const again = () => {
      source.close();
      clearTimeout(clock);
      clock = setTimeout(start, wait);
      wait = Math.min(wait * 2, retry.most);
    };
    // After a night asleep a connection may be dead without knowing it.
    const watch = () => {
      clearTimeout(clock);
      clock = setTimeout(again, silence);
    };
    start();
    return () => {
      source.close();
      clearTimeout(clock);
    };
  }

  function lead() {
    isLeading = true;
    listen((build) => {
      newest = build;
      channel.postMessage({ build });
      hear(build);
    });
  }

  function start() {
    rememberAll();
    showProblems().catch(() => {});
    if (navigator.locks) {
      channel.postMessage({});
      // Held until the tab goes; then the next one in the queue leads.
      navigator.locks.request(name, () => new Promise(lead));
      return;
    }
    // Without https or localhost there are no locks: each tab that is seen has its own connection.
    let stop = null;
    const look = () => {
      stop?.();
      stop = document.hidden ? null : listen(hear);
    };
    document.addEventListener("visibilitychange", look);
    look();
  }

  // --- what is wrong -------------------------------------------------------------------------------------------------------

  /** Outside of the page's body, and closed to the page's styles. */
  let panel = null;

  function makePanel() {
    const host = document.createElement("ladderbook-panel");
    const inside = host.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("panel.css", own);
    const badge = document.createElement("button");
    badge.className = "lb-badge";
    badge.type = "button";
    const dialog = document.createElement("section");
    dialog.className = "lb-panel";
    dialog.setAttribute("role", "region");
    dialog.setAttribute("aria-label", "Errors and warnings");
    const close = document.createElement("button");
    close.className = "lb-close";
    close.type = "button";
    close.textContent = "Close";
    const body = document.createElement("div");
    body.className = "lb-body";
    body.setAttribute("role", "status");
    const stays = document.createElement("p");
    stays.className = "lb-stays";
    stays.textContent = "Behind this stands the last good page. It is brought up to date as soon as the errors are mended.";
    dialog.append(close, stays, body);
    host.hidden = true;
    // A moment without style would be a flash.
    style.addEventListener("load", () => (host.hidden = false), { once: true });
    inside.append(style, dialog, badge);
    // One of the two is there, so the focus goes from one to the other.
    const shut = () => {
      dialog.hidden = true;
      badge.focus();
    };
    close.addEventListener("click", shut);
    badge.addEventListener("click", () => {
      dialog.hidden = false;
      close.focus();
    });
    host.addEventListener("keydown", (event) => {
      if (event.key === "Escape") shut();
    });
    document.documentElement.append(host);
    return { host, badge, dialog, body };
  }

  const some = (count, what) => (count === 0 ? [] : [`${count} ${what}${count === 1 ? "" : "s"}`]);

  async function showProblems() {
    if (state.errors + state.warnings === 0 || hash === "none") {
      panel?.host.remove();
      panel = null;
      return;
    }
    const wanted = state;
    const response = await fetch(new URL("problems", own), { cache: "no-store" });
    const html = await response.text();
    if (state !== wanted || !response.ok) return;
    const wasError = panel?.isError;
    panel ??= makePanel();
    // Our own server's words, with everything from files escaped by it.
    const part = new DOMParser().parseFromString(html, "text/html");
    panel.body.replaceChildren(...part.body.childNodes);
    panel.badge.textContent = [...some(wanted.errors, "error"), ...some(wanted.warnings, "warning")].join(", ");
    panel.isError = wanted.errors > 0;
    panel.badge.classList.toggle("lb-badge-error", panel.isError);
    panel.dialog.classList.toggle("lb-panel-warning", !panel.isError);
    // Errors come forward; warnings wait until they are asked for.
    if (panel.isError) panel.dialog.hidden = false;
    else if (wasError !== false) panel.dialog.hidden = true;
  }

  // When all of the page is there, and before any script that waits for that has changed it.
  document.addEventListener("readystatechange", start, { once: true });
})();
