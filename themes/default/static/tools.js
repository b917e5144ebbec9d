// Pickers, the rows of a comparison, and tables as Markdown: for the pages that have one of them.
//
// What a reader has filtered is kept in the query of the address, so that a view can be linked. Maps, not objects, are keyed by
// content: a role may be called `constructor`.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);

  // Lists that drop down close when the reader turns elsewhere.
  const drops = all(".lb-drop");
  addEventListener("click", (event) => {
    for (const drop of drops) if (!drop.contains(event.target)) drop.open = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drop of drops) {
      if (!drop.open) continue;
      drop.open = false;
      if (drop.contains(document.activeElement)) one("summary", drop).focus();
    }
  });

  // The address keeps what is set: `values` are pairs, and empty ones are left out.
  const remember = (values) => {
    const url = new URL(location.href);
    for (const [key, value] of values) {
      if (value) url.searchParams.set(key, value);
      else url.searchParams.delete(key);
    }
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // From disk some browsers refuse; the filter works all the same.
    }
  };
  const remembered = new URLSearchParams(location.search);
  const say = (form, text) => {
    const output = one("output", form);
    if (output) output.textContent = text;
  };

  // Two roles: all rows, only those that differ, only those they share.
  const rowsForm = one("#lb-rows");
  const pair = rowsForm && one(".lb-vs");
  if (pair) {
    const apply = () => {
      const show = rowsForm.elements.show.value;
      let shown = 0;
      const groups = all("tbody", pair);
      for (const body of groups) {
        let inBody = 0;
        for (const row of all("[data-form]", body)) {
          row.hidden = Boolean(show && row.dataset.form !== show);
          if (!row.hidden) inBody += 1;
        }
        shown += inBody;
        body.dataset.shown = inBody;
      }
      // A group may go on in the bodies that follow it: its heading stays as long as one of them shows a row.
      groups.forEach((body, at) => {
        const goesOn = groups.slice(at + 1);
        const end = goesOn.findIndex((next) => one(".lb-group", next));
        const own = [body, ...(end < 0 ? goesOn : goesOn.slice(0, end))];
        const any = one(".lb-group", body) ? own.some((part) => part.dataset.shown !== "0") : body.dataset.shown !== "0";
        body.hidden = !any;
      });
      say(rowsForm, shown ? "" : one("output", rowsForm).dataset.none);
      remember([["show", show]]);
    };
    const show = remembered.get("show");
    if (show === "sides" || show === "both") {
      rowsForm.elements.show.value = show;
      apply();
    }
    rowsForm.addEventListener("change", apply);
    rowsForm.addEventListener("submit", (event) => event.preventDefault());
  }

  // What changes hands: each number of the tally shows its areas alone.
  const tally = one("#lb-tally");
  if (tally) {
    const numbers = all(".lb-tally [data-show]");
    const reset = one("#lb-tally-all");
    const apply = (show) => {
      for (const number of numbers) {
        if (number.dataset.show === show) number.setAttribute("aria-current", "true");
        else number.removeAttribute("aria-current");
      }
      for (const section of all("[data-fate]")) {
        const isOfFate = !show || section.dataset.fate === show;
        let shown = 0;
        // From the last row up: what areas belong to is shown as long as one of them is, and they follow it.
        let open = 0;
        for (const row of all("tbody tr", section).reverse()) {
          const depth = Number(row.dataset.depth);
          if ("above" in row.dataset) {
            row.hidden = open <= depth;
          } else {
            row.hidden = !(isOfFate || row.dataset.drift === show);
            shown += row.hidden ? 0 : 1;
          }
          if (!row.hidden) open = depth;
        }
        section.hidden = !shown;
        const folded = one("details", section);
        if (folded && show) folded.open = true;
      }
      reset.hidden = !show;
    };
    const choose = (show) => {
      apply(show);
      remember([["show", show]]);
    };
    for (const number of numbers) {
      number.addEventListener("click", (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
        event.preventDefault();
        choose(number.hasAttribute("aria-current") ? "" : number.dataset.show);
      });
    }
    reset.addEventListener("click", () => {
      choose("");
      one("a", tally)?.focus();
    });
    const show = remembered.get("show");
    if (numbers.some((number) => number.dataset.show === show)) apply(show);
  }

  // Two of a kind to compare: the second list holds those that the first one can be compared with.
  const pick = one("#lb-pick");
  if (pick) {
    const pairs = new Map(all("#lb-pairs > [data-role]").map((role) => [
      role.dataset.role,
      new Map(all("dd a", role).map((link) => [link.title || link.textContent, link.href])),
    ]));
    const { left, right } = pick.elements;
    const fill = (select, names) => {
      const before = select.value;
      select.replaceChildren(...names.map((name) => new Option(name, name)));
      if (names.includes(before)) select.value = before;
    };
    const refill = () => fill(right, [...(pairs.get(left.value) ?? new Map()).keys()]);
    fill(left, [...pairs.keys()].filter((name) => pairs.get(name).size));
    refill();
    left.addEventListener("change", refill);
    pick.addEventListener("submit", (event) => {
      event.preventDefault();
      const url = pairs.get(left.value)?.get(right.value);
      if (url) location.assign(url);
    });
  }

  // A table as Markdown, as it is shown: without the rows and columns that are filtered away.
  const cellText = (cell) => {
    const copy = cell.cloneNode(true);
    if (!cell.matches(".lb-cell-empty")) all(".lb-why", copy).forEach((why) => why.remove());
    all(".lb-repeats", copy).forEach((again) => again.remove());
    all(".lb-remark, .lb-tag", copy).forEach((part) => { part.replaceWith(` (${part.textContent.trim()})`); });
    all(".lb-case + .lb-case, li + li, .lb-partners", copy).forEach((next) => next.prepend("; "));
    all(".lb-when, .lb-partners, p", copy).forEach((part) => { part.before(" "); part.after(" "); });
    return copy.textContent.replace(/\s+/g, " ").replace(/ ;/g, ";").trim().replace(/[\\|]/g, "\\$&");
  };
  const markdown = (table) => {
    const width = all("thead th", table).filter((head) => !head.hidden).length;
    const lines = [];
    for (const row of all("tr", table)) {
      if (row.hidden || row.parentElement.hidden || row.matches(".lb-fold")) continue;
      const cells = [...row.cells].filter((cell) => !cell.hidden).flatMap((cell) => {
        const text = cell.classList.contains("lb-off") ? "" : cellText(cell);
        if (cell.colSpan < 2) return [text];
        return cell.tagName === "TH" ? [`**${text}**`, ""] : [text, text];
      });
      lines.push(`| ${cells.join(" | ")} |`);
      if (lines.length === 1) lines.push(`|${" --- |".repeat(width)}`);
    }
    return `${lines.join("\n")}\n`;
  };
  const copyText = async (text) => {
    // Outside of HTTPS there is no clipboard, but the old way still works.
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.className = "lb-hidden";
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };
  for (const button of all("[data-copy]")) {
    button.addEventListener("click", async () => {
      const form = button.closest("form");
      await copyText(markdown(one("table", form.nextElementSibling)));
      button.focus();
      say(form, button.dataset.copy);
      setTimeout(() => say(form, ""), 4000);
    });
  }
})();
