// Areas by models: their filter, and how they fold on a phone. What a reader has filtered is kept in the query of the address,
// so that a view can be linked.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);

  // On a phone the marks and the filters wait below their names, and areas below their category: it is a long way down otherwise.
  const narrow = matchMedia("(max-width: 40rem)");
  const folds = all(".lb-filters, .lb-page-matrix .lb-legend");
  const foldAll = () => folds.forEach((fold) => { fold.open = !narrow.matches; });
  foldAll();
  // Until here the style keeps them folded, so that nothing moves once it is seen.
  for (const fold of folds) fold.dataset.ready = "";
  narrow.addEventListener("change", foldAll);
  for (const table of all(".lb-matrix[data-fold]")) {
    for (const category of all(".lb-depth-0", table)) {
      const areas = [];
      for (let row = category.nextElementSibling; row && !row.matches(".lb-depth-0"); row = row.nextElementSibling) areas.push(row);
      if (areas.length === 0) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${table.dataset.fold} (${areas.length})`;
      const fold = (folded) => {
        for (const row of areas) row.classList.toggle("lb-folded", folded);
        button.setAttribute("aria-expanded", String(!folded));
      };
      fold(true);
      button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") === "true"));
      const row = document.createElement("tr");
      row.className = "lb-fold";
      row.setAttribute("role", "row");
      row.insertCell().append(button);
      row.cells[0].setAttribute("role", "cell");
      category.after(row);
    }
  }

  // Areas by models: filter by role, category, strain and missing owners; columns on and off.
  const filter = one("#lb-filter");
  const matrix = filter && one(".lb-matrix");
  if (matrix) {
    const { role, category, strained, ownerless } = filter.elements;
    const output = one("output", filter);
    const say = (text) => { output.textContent = text; };
    const remembered = new URLSearchParams(location.search);
    const columns = all("[name=column]", filter);
    const rows = all("tbody tr:not(.lb-fold)", matrix).map((row) => ({ row, cells: all("td", row) }));
    const heads = all("thead [data-model]", matrix);
    const isHit = ({ dataset }) => (!role.value || (dataset.roles ?? "").split(" ").includes(role.value))
      && (!strained.checked || "strained" in dataset);
    const apply = () => {
      const hidden = new Set(columns.filter((box) => !box.checked).map((box) => box.value));
      const narrows = Boolean(role.value || strained.checked);
      matrix.toggleAttribute("data-narrowed", narrows);
      matrix.toggleAttribute("data-filtered", narrows || ownerless.checked || category.value !== "");
      const isOff = heads.map((head) => hidden.has(head.dataset.model));
      for (const { row, cells } of rows) {
        const hits = cells.filter((cell, at) => isHit(cell) && !isOff[at]);
        const isOther = Boolean(category.value && row.dataset.category !== category.value);
        row.hidden = isOther || (ownerless.checked && !("ownerless" in row.dataset)) || hits.length === 0;
        for (const cell of cells) cell.classList.toggle("lb-off", narrows && !isHit(cell));
      }
      // A model in which nothing is left to see would only push the others out of sight. The reader's own choice of columns stays.
      const left = rows.filter(({ row }) => !row.hidden);
      const isShown = heads.map((_, at) => !isOff[at] && (left.length === 0 || left.some(({ cells }) => isHit(cells[at]))));
      heads.forEach((head, at) => { head.hidden = !isShown[at]; });
      for (const { cells } of rows) cells.forEach((cell, at) => { cell.hidden = !isShown[at]; });
      matrix.parentElement.scrollLeft = 0;
      const { none, count } = output.dataset;
      const shown = isShown.filter(Boolean).length;
      const numbers = { rows: left.length, all_rows: rows.length, columns: shown, all_columns: heads.length };
      const isWhole = left.length === rows.length && shown === heads.length;
      if (left.length === 0) say(none);
      else say(isWhole ? "" : count.replace(/\{(\w+)\}/g, (_, name) => numbers[name]));
      const url = new URL(location.href);
      const ticked = (box) => (box.checked ? "1" : "");
      const set = {
        role: role.value, category: category.value, strained: ticked(strained), ownerless: ticked(ownerless), hide: [...hidden].join(","),
      };
      for (const [key, value] of Object.entries(set)) {
        if (value) url.searchParams.set(key, value);
        else url.searchParams.delete(key);
      }
      try {
        history.replaceState(history.state, "", url);
      } catch {
        // From disk some browsers refuse; the filter works all the same.
      }
    };
    const hide = (remembered.get("hide") ?? "").split(",");
    role.value = remembered.get("role") ?? "";
    category.value = remembered.get("category") ?? "";
    if (role.selectedIndex < 0) role.value = "";
    if (category.selectedIndex < 0) category.value = "";
    strained.checked = remembered.get("strained") === "1";
    ownerless.checked = remembered.get("ownerless") === "1";
    columns.forEach((box) => { box.checked = !hide.includes(box.value); });
    filter.addEventListener("change", apply);
    // The form is empty only after its own handler has run.
    filter.addEventListener("reset", () => setTimeout(apply));
    filter.addEventListener("submit", (event) => event.preventDefault());
    if (remembered.size !== 0) apply();
  }
})();
