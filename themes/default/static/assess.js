// Brings the sheet of an assessment to life: counts, says what the result means, keeps the answers, copies and clears them.
//
// Answers never leave the browser. They are kept under the page's path, each with the text that it answers: a question that has been
// changed since is a new question. What is in the page is looked up anew each time, because the preview changes it in place.
(() => {
  const all = (selector, from) => [...from.querySelectorAll(selector)];
  const one = (selector, from) => from.querySelector(selector);
  const sheet = () => document.getElementById("lb-assess");
  const storedAs = `lb-assess:${location.pathname}`;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const textOf = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

  /** Answers by the text that they answer. */
  let answers = new Map();
  /** The answers before they were cleared, as long as that can be undone. */
  let cleared = null;
  let isKept = true;

  const read = () => {
    let stored;
    try {
      stored = localStorage.getItem(storedAs);
      isKept = true;
    } catch {
      // Storage may be closed to us; the answers last as long as the page.
      isKept = false;
      return answers;
    }
    try {
      const isPair = (each) => Array.isArray(each) && each.length === 2 && each.every((part) => typeof part === "string");
      return new Map(JSON.parse(stored ?? "[]").filter(isPair));
    } catch {
      // Another script has written there.
      return new Map();
    }
  };
  const keep = () => {
    try {
      if (answers.size) localStorage.setItem(storedAs, JSON.stringify([...answers]));
      else localStorage.removeItem(storedAs);
      isKept = true;
    } catch {
      isKept = false;
    }
  };

  /** What there is to answer: its text, its boxes or buttons, and the value that is chosen. */
  const entries = () => {
    const seen = new Map();
    return all(".lb-tick, .lb-question", sheet()).map((part) => {
      const isTick = part.matches(".lb-tick");
      const asked = isTick ? textOf(part) : textOf(one("legend", part));
      // The same words twice are two questions.
      const times = (seen.get(asked) ?? 0) + 1;
      seen.set(asked, times);
      const inputs = all("input", part);
      const ends = isTick ? "" : textOf(one(".lb-ends", part));
      return {
        part, asked, inputs, isTick,
        key: [asked, ends, times].join("\n"),
        value: inputs.find((input) => input.checked)?.value ?? null,
      };
    });
  };

  const show = () => {
    for (const { key, inputs } of entries()) {
      const value = answers.get(key);
      for (const input of inputs) input.checked = input.value === value;
    }
  };

  /** How far the reader is, and which result that is. */
  const result = () => {
    const list = entries();
    const chosen = list.filter(({ value }) => value !== null);
    const { ticked, answered, sum } = sheet().dataset;
    const counts = { done: chosen.length, all: list.length };
    const rows = all(".lb-results > div", sheet());
    if (sheet().dataset.form === "checklist") {
      const row = chosen.length ? rows.find((each) => chosen.length >= Number(each.dataset.least)) : undefined;
      return { count: fill(ticked, counts), row, rows, done: chosen.length };
    }
    const total = chosen.reduce((before, { value }) => before + Number(value), 0);
    let count = fill(answered, counts);
    const isWhole = chosen.length === list.length && list.length > 0;
    if (isWhole) count += `: ${fill(sum, { sum: total, average: Math.round(100 * total / list.length) / 100 })}`;
    // In whole numbers, so that 3.5 is 3.5.
    const row = isWhole ? rows.find((each) => 100 * total <= Number(each.dataset.upTo) * list.length) : undefined;
    return { count, row, rows, done: chosen.length };
  };

  const setText = (element, text) => {
    // A text that stays is not read out again.
    if (element && element.textContent !== text) element.textContent = text;
  };

  // With its links and emphasis, unless it stays.
  const setMeaning = (element, from) => {
    if (!element || element.textContent === (from?.textContent ?? "")) return;
    element.replaceChildren(...(from?.cloneNode(true).childNodes ?? []));
  };

  const update = () => {
    const { count, row, rows, done } = result();
    const box = one(".lb-outcome", sheet());
    box.hidden = false;
    setText(one(".lb-outcome-count", box), count);
    setMeaning(one(".lb-outcome-means", box), row && one("dd", row));
    for (const each of rows) {
      each.toggleAttribute("data-yours", each === row);
      setText(one("dt .lb-tag", each), each === row ? sheet().dataset.yours : "");
      one("dt .lb-tag", each).hidden = each !== row;
    }
    sheet().toggleAttribute("data-begun", done > 0);
    one('[data-do="undo"]', sheet()).hidden = cleared === null;
    setText(one(".lb-private", sheet()), isKept ? sheet().dataset.keeps : sheet().dataset.forgets);
  };

  let silence;
  const say = (text) => {
    const output = one("output", sheet());
    clearTimeout(silence);
    setText(output, text);
    silence = setTimeout(() => setText(one("output", sheet()), ""), 6000);
  };

  // --- copying --------------------------------------------------------------------------------------------------------

  const escaped = (text) => text.replace(/[\\`*_[\]<>|]/g, "\\$&");
  const markdown = () => {
    const { dataset } = sheet();
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const lines = [`# ${escaped(textOf(one("h1", document)))}`, "", day, ""];
    let number = 0;
    for (const { part, asked, isTick, value } of entries()) {
      if (isTick) {
        lines.push(`- [${value === null ? " " : "x"}] ${escaped(asked)}`);
        continue;
      }
      number += 1;
      const [low, high] = all(".lb-ends > span", part).map(textOf);
      const line = value === null ? dataset.none : fill(dataset.answer, { value: `**${value}**`, low: escaped(low), high: escaped(high) });
      const about = textOf(one(".lb-question-about", part));
      const rest = [".lb-question-ask", ".lb-tag"].map((selector) => escaped(textOf(one(selector, part)))).filter(Boolean);
      lines.push(`${number}. ${about && `**${escaped(about)}** `}${rest.join(" ")}`, "", `   ${line}`, "");
    }
    const { count, row } = result();
    if (lines.at(-1) !== "") lines.push("");
    lines.push(`**${count}**`);
    if (row) lines.push("", `${escaped(textOf(one("dt", row).firstChild))}: ${escaped(textOf(one("dd", row)))}`);
    return `${lines.join("\n")}\n`;
  };

  /** Outside of HTTPS there is no clipboard, and from disk it may be closed; the old way works there. */
  const copyByHand = (text) => {
    const area = document.createElement("textarea");
    area.className = "lb-hidden";
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyByHand(text);
    }
  };

  const actions = {
    async copy(button) {
      const done = await copyText(markdown());
      button.focus();
      say(done ? sheet().dataset.copied : sheet().dataset.refused);
    },
    clear() {
      if (!answers.size) return;
      cleared = answers;
      answers = new Map();
      keep();
      show();
      update();
      say(sheet().dataset.cleared);
    },
    undo() {
      if (!cleared) return;
      answers = cleared;
      cleared = null;
      keep();
      show();
      // The button that was pressed goes away: the focus must not go with it.
      one('[data-do="clear"]', sheet()).focus();
      update();
      say(sheet().dataset.undone);
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#lb-assess [data-do]");
    if (button) actions[button.dataset.do]?.(button);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.closest?.("#lb-assess")) return;
    // Answers to questions that are not here any more go: there is no way left to see or clear them.
    answers = new Map(entries().filter(({ value }) => value !== null).map(({ key, value }) => [key, value]));
    cleared = null;
    keep();
    update();
  });
  // Another tab with the same page.
  addEventListener("storage", (event) => {
    if (event.key !== storedAs && event.key !== null) return;
    answers = read();
    cleared = null;
    show();
    update();
  });
  // A browser that goes back brings its own idea of what was chosen.
  addEventListener("pageshow", () => {
    if (!sheet()) return;
    show();
    update();
  });
  // The preview has changed the page in place.
  document.addEventListener("ladderbook:changed", () => {
    if (!sheet()) return;
    show();
    update();
  });

  if (!sheet()) return;
  answers = read();
  show();
  update();
})();
