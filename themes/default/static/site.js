// Brings to life what a page can do beyond being read. Every page is complete without it. Filters and pickers are in `tools.js`,
// but for the question of the front page, which is too short to fetch all of them for.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);

  // The colors: the choice itself is applied by `early.js` before anything is painted.
  const theme = one("#lb-theme");
  if (theme) {
    theme.value = document.documentElement.dataset.theme ?? "";
    theme.addEventListener("change", () => {
      if (theme.value) document.documentElement.dataset.theme = theme.value;
      else delete document.documentElement.dataset.theme;
      try {
        if (theme.value) localStorage.setItem("lb-theme", theme.value);
        else localStorage.removeItem("lb-theme");
      } catch {
        // Then the choice lasts as long as the page.
      }
    });
  }

  // The search: its script and its index are loaded when a reader first asks for them.
  const opener = one(".lb-search");
  let searching;
  const loaded = (element) => new Promise((done, fail) => {
    element.onload = done;
    element.onerror = fail;
  });
  const search = () => {
    searching ??= typeof globalThis.lbSearch?.open === "function" ? Promise.resolve() : (() => {
      const script = document.createElement("script");
      script.src = opener.dataset.script;
      document.head.append(script);
      const parts = [loaded(script)];
      if (opener.dataset.style) {
        const style = document.createElement("link");
        style.rel = "stylesheet";
        style.href = opener.dataset.style;
        // Before the others, so that a theme's own sheet still has the last word. Without it the search is bare, but it is there.
        one("link[rel=stylesheet]").after(style);
        parts.push(loaded(style).catch(() => {}));
      }
      return Promise.all(parts);
    })();
    // Without its script the search is still a page.
    searching.then(() => globalThis.lbSearch.open(), () => location.assign(opener.href));
  };
  opener?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    search();
  });
  if (opener) addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const command = (ctrlKey || metaKey) && !altKey && key.toLowerCase() === "k";
    const slash = key === "/" && !ctrlKey && !metaKey && !altKey && !target.closest?.("input, textarea, select, [contenteditable]");
    if (!command && !slash) return;
    event.preventDefault();
    search();
  });

  // What is folded on a phone is open where there is room, also in browsers that cannot do that by style alone.
  const unfold = (selector, query) => {
    const folds = all(selector);
    const room = matchMedia(query);
    const apply = () => folds.forEach((fold) => { fold.open = room.matches; });
    apply();
    room.addEventListener("change", apply);
  };
  unfold(".lb-menu, .lb-side", "(min-width: 62rem)");
  unfold(".lb-toc", "(min-width: 82rem)");

  // Groups of the sidebar fold, and stay for the visit as the reader leaves them; the one with the page itself is always shown.
  const side = one(".lb-side");
  const visit = {
    get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* Then it lasts as long as the page. */ } },
  };
  const sideName = side && one("nav", side).getAttribute("aria-label");
  for (const head of side ? all(".lb-side-group", side) : []) {
    const list = head.nextElementSibling;
    if (!list?.matches("ul")) continue;
    const group = head.textContent.trim();
    const key = `lb-side ${sideName} ${group}`;
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", `${one("nav", side).dataset.fold}: ${group}`);
    const fold = (folded) => {
      list.hidden = folded;
      button.setAttribute("aria-expanded", String(!folded));
    };
    fold(visit.get(key) === "folded" && !one("[aria-current]", list));
    button.addEventListener("click", () => {
      fold(!list.hidden);
      visit.set(key, list.hidden ? "folded" : "");
    });
    head.append(button);
  }
  // A sidebar that was scrolled stays where it was, as long as the page's own entry can be seen there.
  const here = side && one("[aria-current]", side);
  if (side) {
    const key = `lb-side ${sideName}`;
    side.scrollTop = Number(visit.get(key));
    const top = here ? here.getBoundingClientRect().top - side.getBoundingClientRect().top : 0;
    if (here && (top < 0 || top > side.clientHeight - 40)) side.scrollTop += top - side.clientHeight / 2;
    side.addEventListener("scroll", () => visit.set(key, side.scrollTop), { passive: true });
  }

  // The list of headings shows where the reader is.
  const entries = new Map(all('.lb-toc a[href^="#"]').map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  if (entries.size && "IntersectionObserver" in window) {
    const headings = all("main [id]").filter((heading) => entries.has(heading.id));
    const mark = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3);
      const current = passed.at(-1) ?? headings[0];
      for (const [id, link] of entries) {
        if (id === current?.id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
    headings.forEach((heading) => observer.observe(heading));
  }

  // A page that should have been looked at by now says so, on the day it is read.
  for (const notice of all("[data-review]")) {
    notice.hidden = new Date().toISOString().slice(0, 10) <= notice.dataset.review;
  }

  // Where rows are shown as cards, some browsers take the table from a screen reader. It is given back here and not in the
  // markup, which would not be valid with it.
  const narrow = matchMedia("(max-width: 40rem)");
  const giveRoles = () => {
    if (!narrow.matches) return;
    const roles = [["thead, tbody", "rowgroup"], ["tr", "row"], ["td", "cell"], ["th", "rowheader"], ["thead th", "columnheader"]];
    for (const table of all(".lb-cards, .lb-vs")) {
      table.setAttribute("role", "table");
      for (const [selector, role] of roles) for (const part of all(selector, table)) part.setAttribute("role", role);
    }
  };
  giveRoles();
  narrow.addEventListener("change", giveRoles);

  // What was asked for on the front page comes first, under the page's own title: what a model says of this area, or this team.
  const asked = new URLSearchParams(location.search);
  const answerer = ["model", "area"].map((what) => document.getElementById(`lb-${what}-${asked.get(what)}`)).find(Boolean);
  if (answerer?.matches(".lb-cards tr")) {
    const [of, answer] = answerer.cells;
    const verdict = document.createElement("div");
    const label = document.createElement("p");
    verdict.className = "lb-verdict lb-ruling";
    label.className = "lb-label";
    label.append(...of.cloneNode(true).childNodes);
    verdict.append(label, ...answer.cloneNode(true).childNodes);
    // Here the row above is out of sight.
    for (const why of all(".lb-why", verdict)) why.classList.remove("lb-hidden");
    answerer.classList.add("lb-asked");
    one(".lb-head").after(verdict);
  }

  // A table that goes on to the right or further down fades out there: not every system shows that one can scroll.
  for (const box of all(".lb-scroll")) {
    const fade = () => {
      box.classList.toggle("lb-more-right", box.scrollLeft + box.clientWidth < box.scrollWidth - 4);
      box.classList.toggle("lb-more-down", box.scrollTop + box.clientHeight < box.scrollHeight - 4);
    };
    box.addEventListener("scroll", fade, { passive: true });
    if ("ResizeObserver" in window) {
      const resized = new ResizeObserver(fade);
      // A filter makes the table smaller, and the box may stay as it is.
      for (const part of [box, ...box.children]) resized.observe(part);
    }
    fade();
  }

  // "Who decides?": the page of the area, asked for the model; or that of the team, asked for the area.
  const ask = one("#lb-ask");
  ask?.addEventListener("submit", (event) => {
    event.preventDefault();
    const { area, model } = ask.elements;
    const team = model.selectedOptions[0].dataset.team;
    if (team) location.assign(`${team}?area=${encodeURIComponent(area.selectedOptions[0].dataset.id)}`);
    else location.assign(area.value + (model.value ? `?model=${encodeURIComponent(model.value)}` : ""));
  });
})();
