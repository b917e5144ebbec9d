// The search: reads the index that the build wrote (`search-index.js`), answers what is typed, and shows it, in a dialog that opens
// from every page and on the page of the search. Loaded when a reader first searches.
//
// The index is lists and texts only; `src/search.rs` says what is in it, and the two files change together. Everything keyed by
// content is a Map. Without a document, as in a test, only the engine is there: `lbSearch.engine(index)`.
(() => {
  // Without case, accents and forms that only look different, as the build does it.
  const fold = (text) => (/^[ -~]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();
  // Signs of Chinese and Japanese stand alone.
  const word = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])[\p{L}\p{N}])+/gu;
  const wordsOf = (text) => fold(text).match(word) ?? [];

  // Numbers: five bits a digit, the smallest first; a digit of the second half has more after it.
  const digits = new Uint8Array(128);
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((digit, at) => { digits[digit.charCodeAt(0)] = at; });
  const numbers = (text) => {
    const out = [];
    for (let at = 0, number = 0, shift = 0; at < text.length; at += 1) {
      const digit = digits[text.charCodeAt(at)];
      number += (digit & 31) * 2 ** shift;
      shift += 5;
      if (digit < 32) {
        out.push(number);
        number = shift = 0;
      }
    }
    return out;
  };

  // Each begins with a capital letter that says how much of the one before it comes first.
  const unshared = (texts) => {
    let before = "";
    return texts.map((text) => (before = before.slice(0, text.charCodeAt(0) - 65) + text.slice(1)));
  };

  /** Whether `target` is one slip away from `typed` (a letter too many, too few, another one, or two that changed places), or starts so. */
  const nearly = (typed, startsSo) => {
    const rest = Array.from({ length: typed.length + 3 }, (_, at) => typed.slice(at));
    const own = typed.length;
    return (target) => {
      const length = target.length;
      if (length < own - 1 || (!startsSo && length > own + 1)) return false;
      let at = 0;
      while (at < own && typed.charCodeAt(at) === target.charCodeAt(at)) at += 1;
      return ((startsSo || length === own) && target.startsWith(rest[at + 1], at + 1) && length > at)
        || ((startsSo || length === own - 1) && target.startsWith(rest[at + 1], at))
        || ((startsSo || length === own + 1) && target.startsWith(rest[at], at + 1))
        || ((startsSo || length === own) && at + 1 < own && typed[at] === target[at + 1] && typed[at + 1] === target[at] && target.startsWith(rest[at + 2], at + 2));
    };
  };

  // What a hit is worth: the whole name first, then a name with a slip, then one that starts so, then one with these words in a row.
  const WHOLE = 1000, SLIP = 800, START = 600, ROW = 300;
  // Words one by one stay below: they are worth at most this together.
  const WORDS = 99;
  const NAME = 12, HEADING = 4, TEXT = 1;
  // Shorter words are not searched for with a slip: they are near to too many others.
  const SHORT = 4;
  // A text is not searched for all words that start with fewer letters.
  const FEW = 3;

  const engine = (index) => {
    const pages = index.titles.length;
    const titles = unshared(index.titles);
    const urls = unshared(index.urls);
    const kind = numbers(index.kind);
    const lists = (text) => text.split(" ").map(numbers);
    const roles = lists(index.about_roles);
    const categories = lists(index.about_categories);
    const listings = new Set(index.listings);

    // A place is a section: what comes before the first heading of a page, then each heading.
    const starts = new Int32Array(pages + 1);
    const outline = lists(index.outline);
    for (let page = 0; page < pages; page += 1) starts[page + 1] = starts[page] + 1 + outline[page].length;
    const places = starts[pages];
    const pageOf = new Int32Array(places);
    const placesOfHeading = index.headings.map(() => []);
    for (let page = 0; page < pages; page += 1) {
      pageOf.fill(page, starts[page], starts[page + 1]);
      outline[page].forEach((heading, at) => placesOfHeading[heading].push(starts[page] + 1 + at));
    }
    const anchors = new Map(index.anchors);
    const headingAt = (place) => {
      const page = pageOf[place];
      const at = place - starts[page] - 1;
      if (at < 0) return null;
      const text = index.headings[outline[page][at]];
      const id = anchors.get(place - page - 1) ?? text.toLowerCase().replace(/[^a-z0-9 _-]/g, "").replaceAll(" ", "-");
      return { text, id };
    };

    const names = [];
    const name = (text, page, rank) => {
      const words = wordsOf(text);
      const folded = words.join(" ") || fold(text).trim();
      names.push({ text, page, rank, words, folded, tight: folded.replaceAll(" ", "") });
    };
    titles.forEach((title, page) => name(title, page, 0));
    for (const [page, others] of index.others) others.forEach((other, at) => name(other, page, at + 1));
    const inverted = (texts) => {
      const found = new Map();
      texts.forEach((words, at) => {
        for (const each of new Set(words)) {
          const known = found.get(each);
          if (known) known.push(at);
          else found.set(each, [at]);
        }
      });
      return { words: [...found.keys()], at: [...found.values()] };
    };
    const nameWords = inverted(names.map((each) => each.words));
    const headingsCut = index.headings.map(wordsOf);
    const headingWords = inverted(headingsCut);
    const headingsFolded = headingsCut.map((words) => words.join(" "));

    const terms = [];
    for (let at = 0, last = ""; at < index.terms.length;) {
      let end = at + 1;
      while (end < index.terms.length && !(index.terms[end] >= "A" && index.terms[end] <= "Z")) end += 1;
      last = last.slice(0, index.terms.charCodeAt(at) - 65) + index.terms.slice(at + 1, end);
      terms.push(last);
      at = end;
    }
    const postings = index.places.split(" ");

    /** The words of a list that match what is typed, each with how well: [number in the list, 0 to 1]. */
    const matching = (list, typed, few) => {
      const found = [];
      for (let at = 0; at < list.length; at += 1) {
        const each = list[at];
        if (each === typed) found.push([at, 1]);
        else if (typed.length >= few && each.startsWith(typed)) found.push([at, 0.3 + (0.5 * typed.length) / each.length]);
      }
      return found;
    };
    const slips = (list, typed) => {
      if (typed.length < SHORT) return [];
      const whole = nearly(typed, false);
      const start = typed.length > SHORT ? nearly(typed, true) : () => false;
      const found = [];
      for (let at = 0; at < list.length; at += 1) {
        if (whole(list[at])) found.push([at, 0.25]);
        // A reader who slips in the first letter sees it.
        else if (list[at][0] === typed[0] && start(list[at])) found.push([at, 0.15]);
      }
      return found;
    };

    // Scores of one query; kept, because a site may have tens of thousands of places.
    const ofWord = new Float32Array(pages);
    const ofPage = new Float32Array(pages);
    const hits = new Uint8Array(pages);
    const ofPlace = new Float32Array(places);

    /** Scores one word, and says whether a page has to have it. */
    const score = (typed, withSlips) => {
      ofWord.fill(0);
      let inNames = matching(nameWords.words, typed, 1);
      let inHeadings = matching(headingWords.words, typed, 2);
      let inText = matching(terms, typed, FEW);
      if (withSlips || inNames.length + inHeadings.length + inText.length === 0) {
        inNames = inNames.concat(slips(nameWords.words, typed));
        inHeadings = inHeadings.concat(slips(headingWords.words, typed));
        inText = inText.concat(slips(terms, typed));
      }
      const hit = (page, value) => { if (value > ofWord[page]) ofWord[page] = value; };
      for (const [at, how] of inNames) {
        for (const number of nameWords.at[at]) {
          const { page, words } = names[number];
          hit(page, NAME * how * (0.5 + 0.5 / words.length));
        }
      }
      for (const [at, how] of inHeadings) {
        for (const heading of headingWords.at[at]) {
          for (const place of placesOfHeading[heading]) {
            hit(pageOf[place], HEADING * how);
            ofPlace[place] += HEADING * how;
          }
        }
      }
      // A single letter is no word of the text, and a word without places is nearly everywhere.
      let required = typed.length > 1 || /[^a-z]/.test(typed);
      for (const [at, how] of inText) {
        const packed = postings[at];
        if (packed === "") {
          if (how === 1) required = false;
          continue;
        }
        // Rare words tell more. There are about as many places as digits.
        const value = (TEXT * how * Math.log(1 + places / packed.length)) / Math.log(1 + places);
        for (let from = 0, number = 0, shift = 0, next = 0; from < packed.length; from += 1) {
          const digit = digits[packed.charCodeAt(from)];
          number += (digit & 31) << shift;
          shift += 5;
          if (digit > 31) continue;
          const place = index.by_section ? next + number : starts[next + number];
          next += number + 1;
          number = shift = 0;
          const page = pageOf[place];
          if (value > ofWord[page]) ofWord[page] = value;
          ofPlace[place] += value;
        }
      }
      for (let page = 0; page < pages; page += 1) {
        if (ofWord[page] > 0) {
          ofPage[page] += ofWord[page];
          hits[page] += required ? 1 : 0;
        }
      }
      return required;
    };

    const scoreNames = (whole) => {
      const best = new Map();
      // Who is still typing has not slipped: "staffi" is on the way to "staffing", and no "staff".
      const typing = names.some(({ folded }) => folded.startsWith(whole));
      const slip = whole.length > SHORT ? nearly(whole, false) : () => false;
      // A slip may take or leave a space, or a word of one letter with its space.
      const tightly = whole.replaceAll(" ", "");
      const tightSlip = tightly.length > SHORT ? nearly(tightly, false) : () => false;
      for (const each of names) {
        const { folded, tight } = each;
        const longer = Math.min(200, folded.length - whole.length);
        let value = 0;
        if (folded === whole) value = WHOLE;
        else if (tight === tightly) value = SLIP + 100;
        else if (typing && whole.startsWith(folded)) continue;
        else if (slip(folded)) value = SLIP;
        else if (tightSlip(tight)) value = SLIP - 50;
        else if (folded.startsWith(whole)) value = START - longer;
        else if (folded.includes(` ${whole}`)) value = ROW - longer;
        if (value === 0) continue;
        value -= Math.min(each.rank, 9) / 10;
        const before = best.get(each.page);
        if (!before || before.value < value) best.set(each.page, { value, name: each });
      }
      return best;
    };

    let named = new Map();
    let asked = "";
    /** The pages that answer a query, and whether none of them has all of its words. */
    const search = (query) => {
      const words = [...new Set(wordsOf(query))].slice(0, 12);
      const whole = wordsOf(query).join(" ") || fold(query).trim();
      asked = whole;
      named = new Map();
      if (whole === "") return { found: [], partly: false };
      named = scoreNames(whole);
      const attempt = (withSlips) => {
        ofPage.fill(0);
        hits.fill(0);
        ofPlace.fill(0);
        let needed = 0;
        for (const each of words) needed += score(each, withSlips) ? 1 : 0;
        const found = [];
        for (let page = 0; page < pages; page += 1) {
          if ((ofPage[page] > 0 && hits[page] >= needed) || named.has(page)) found.push(page);
        }
        return found;
      };
      let found = attempt(false);
      // A single word that nothing has was searched for with a slip already.
      if (found.length === 0 && words.length > 1) found = attempt(true);
      if (found.length > 0 || words.length < 2) return { found, partly: false };
      const most = hits.reduce((best, each) => Math.max(best, each), 0);
      for (let page = 0; page < pages; page += 1) if (most > 0 && hits[page] === most) found.push(page);
      return { found, partly: found.length > 0 };
    };

    /** The section of a page that answers best; its start where none is better. */
    const placeIn = (page) => {
      let best = starts[page];
      for (let place = best + 1; place < starts[page + 1]; place += 1) if (ofPlace[place] > ofPlace[best]) best = place;
      return best;
    };

    /** Best first; what is equally good in the order of kinds, then of pages. One number a page, because there may be very many. */
    const ordered = (found) => {
      const keys = Float64Array.from(found, (page) => {
        const byName = named.get(page)?.value ?? 0;
        // Pages of one name are equally good, no matter what else is on them.
        const byWords = byName > START ? 0 : Math.min(WORDS, ofPage[page]) + Math.min(WORDS, ofPlace[placeIn(page)]) / WORDS;
        // A list of pages has words of all of them: who did not ask for it by name wants one of those.
        const value = byName + (listings.has(page) ? byWords / 10 : byWords);
        return ((16383 - Math.round(8 * value)) * 64 + kind[page]) * 2 ** 26 + page;
      });
      return Array.from(keys.sort(), (key) => key % 2 ** 26);
    };

    /** What is shown of a page that the last query found. */
    const show = (page) => {
      const byName = named.get(page);
      // Who types a page's name wants the page and not a section of it.
      const heading = byName && byName.value > START - 200 ? null : headingAt(placeIn(page));
      return {
        title: titles[page],
        url: urls[page] + (heading ? `#${encodeURIComponent(heading.id)}` : ""),
        note: index.notes[page],
        heading: heading?.text ?? null,
        // Names stand in the order of pages, titles first.
        also: byName && byName.name.rank > 0 && !names[page].folded.includes(asked) ? byName.name.text : null,
      };
    };

    const facets = [
      { name: "kind", values: index.kinds, of: (page) => [kind[page]] },
      { name: "role", values: index.roles, of: (page) => roles[page] },
      { name: "category", values: index.categories, of: (page) => categories[page] },
    ];
    /**
     * The pages to show for a query and the facets that are set, best first; and for each facet how many pages each of its values
     * would leave.
     */
    const find = (query, set = {}) => {
      const { found, partly } = search(query);
      const wanted = facets.map(({ name, values }) => (set[name] ? values.indexOf(set[name]) : null));
      const counts = facets.map(({ values }) => new Array(values.length).fill(0));
      const kept = found.filter((page) => {
        let missing = 0;
        let last = -1;
        const values = facets.map(({ of }, at) => {
          const own = of(page);
          if (wanted[at] !== null && !own.includes(wanted[at])) {
            missing += 1;
            last = at;
          }
          return own;
        });
        if (missing < 2) values.forEach((own, at) => { if (missing === 0 || at === last) for (const value of own) counts[at][value] += 1; });
        return missing === 0;
      });
      const named = facets.map(({ name, values }, at) => [name, new Map(values.map((value, number) => [value, counts[at][number]]))]);
      return { hits: ordered(kept), partly, counts: new Map(named) };
    };
    const kindOf = (page) => index.kinds[kind[page]];
    return { find, show, kindOf, facets: new Map(facets.map(({ name, values }) => [name, values])), words: new Map(index.words) };
  };

  const lbSearch = { engine };
  globalThis.lbSearch = lbSearch;
  if (!globalThis.document) return;

  const opener = document.querySelector(".lb-search");
  if (!opener) return;
  const indexUrl = new URL(opener.dataset.index, location.href);
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  let loading;
  const load = () => {
    loading ??= new Promise((done, fail) => {
      const script = element("script", { src: indexUrl.href });
      script.addEventListener("load", () => done(engine(globalThis.lbIndex)));
      script.addEventListener("error", () => {
        loading = undefined;
        script.remove();
        fail(new Error("the index did not load"));
      });
      document.head.append(script);
    });
    return loading;
  };

  /** A title with the parts that were typed marked. */
  const marked = (title, query) => {
    const folded = fold(title);
    const parts = [];
    let at = 0;
    // Where folding changes the length, places don't match: then nothing is marked.
    if (folded.length === title.length) {
      const typed = wordsOf(query);
      for (const found of folded.matchAll(word)) {
        const longest = typed.filter((each) => found[0].startsWith(each)).sort((one, other) => other.length - one.length)[0];
        if (!longest) continue;
        parts.push(title.slice(at, found.index), element("mark", {}, title.slice(found.index, found.index + longest.length)));
        at = found.index + longest.length;
      }
    }
    return [...parts, title.slice(at)];
  };

  /** Shows hits below headings of their kinds; `most(kind)` of each, and what `more(kind, count)` makes for the others. */
  const render = (found, hits, query, most, more) => {
    const groups = new Map();
    for (const page of hits) {
      const kind = found.kindOf(page);
      const group = groups.get(kind);
      if (group) group.push(page);
      else groups.set(kind, [page]);
    }
    return [...groups].map(([kind, list], number) => {
      const id = `lb-hits-${number}`;
      const items = list.slice(0, most(kind)).map((page) => {
        const hit = found.show(page);
        const also = hit.also ? [" ", element("span", { class: "lb-hit-also" }, found.words.get("also").replace("{name}", () => hit.also))] : [];
        const heading = hit.heading ? [" ", element("span", { class: "lb-hit-in" }, hit.heading)] : [];
        const note = hit.note ? [" ", element("span", { class: hit.note.length < 48 ? "lb-hit-owner" : "lb-hit-note" }, hit.note)] : [];
        const title = element("span", { class: "lb-hit-title" }, ...marked(hit.title, query));
        return element("li", {}, element("a", { href: new URL(hit.url, indexUrl).href }, title, ...also, ...heading, ...note));
      });
      const rest = list.length - items.length;
      return element("section", { "aria-labelledby": id, class: "lb-hits" },
        element("h2", { id }, kind), element("ul", {}, ...items), ...(rest > 0 ? [more(kind, rest)] : []));
    });
  };

  const report = (found, { hits, partly }, query) => {
    if (query.trim() === "") return "";
    if (hits.length === 0) return found.words.get("none").replace("{query}", () => query.trim());
    const count = found.words.get(hits.length === 1 ? "one" : "many").replace("{count}", hits.length.toLocaleString(document.documentElement.lang));
    return partly ? `${count}. ${found.words.get("nearly")}` : count;
  };

  // Arrows go from the box to the links and back; a reader who goes on typing is back in the box.
  const steer = (event, input, root) => {
    const links = [...root.querySelectorAll(".lb-hits a, .lb-hits button, .lb-find-all")].filter((each) => each.checkVisibility?.() ?? true);
    const at = links.indexOf(document.activeElement);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (!plain || (at < 0 && document.activeElement !== input)) return;
    if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
    else if (event.key === "Enter" && at < 0) root.querySelector(".lb-hits a")?.click();
    else {
      if (at >= 0 && event.key.length === 1 && event.key !== " ") input.focus();
      return;
    }
    event.preventDefault();
  };

  const searchPage = document.querySelector("#lb-find");
  if (searchPage) {
    const { q, kind, role, category } = searchPage.elements;
    const status = searchPage.querySelector("[role=status]");
    const results = document.querySelector("#lb-results");
    const titles = document.querySelector("#lb-list");
    const facets = new Map([["kind", kind], ["role", role], ["category", category]]);
    // The groups that a reader asked to see more of.
    const open = new Set();
    let found;
    const apply = () => {
      if (!found) return;
      const query = q.value;
      const set = Object.fromEntries([...facets].map(([facet, select]) => [facet, select.value]));
      const answer = found.find(query, set);
      for (const [facet, select] of facets) {
        for (const option of [...select.options].slice(1)) {
          const count = answer.counts.get(facet).get(option.value) ?? 0;
          option.textContent = query.trim() === "" ? option.value : `${option.value} (${count})`;
          option.disabled = query.trim() !== "" && count === 0 && option.value !== select.value;
        }
      }
      const most = (group) => (open.has(group) ? 500 : 10);
      results.replaceChildren(...render(found, answer.hits, query, most, (group, count) => {
        if (open.has(group)) return "";
        const button = element("button", { type: "button", class: "lb-hits-more" }, found.words.get("more").replace("{count}", count));
        button.addEventListener("click", () => {
          const place = [...results.children].findIndex((each) => each.contains(button));
          open.add(group);
          apply();
          results.children[place]?.querySelectorAll("a")[10]?.focus();
        });
        return button;
      }));
      titles.hidden = answer.hits.length > 0;
      status.textContent = report(found, answer, query);
      const url = new URL(location.href);
      for (const [key, value] of [["q", query.trim()], ...Object.entries(set)]) {
        if (value) url.searchParams.set(key, value);
        else url.searchParams.delete(key);
      }
      try {
        history.replaceState(history.state, "", url);
      } catch {
        // From disk some browsers refuse; the search works all the same.
      }
    };
    const asked = new URLSearchParams(location.search);
    q.value = asked.get("q") ?? "";
    status.textContent = "…";
    load().then((loaded) => {
      found = loaded;
      for (const [facet, select] of facets) {
        const values = found.facets.get(facet);
        select.append(...values.map((value) => new Option(value, value)));
        select.closest("label").hidden = values.length < 2;
        select.value = asked.get(facet) ?? "";
        if (select.selectedIndex < 0) select.value = "";
      }
      status.textContent = "";
      apply();
    }, () => { status.textContent = searchPage.dataset.failed; });
    q.addEventListener("input", () => { open.clear(); apply(); });
    searchPage.addEventListener("change", apply);
    searchPage.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("keydown", (event) => steer(event, q, document));
    lbSearch.open = () => {
      q.focus();
      q.select();
    };
    if (!location.hash) q.focus();
    return;
  }

  let dialog;
  const make = () => {
    const label = opener.querySelector("span").textContent;
    const input = element("input", { type: "search", "aria-label": label, autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
    const close = element("button", { type: "button", class: "lb-find-close" });
    const status = element("p", { role: "status" });
    const results = element("div", { class: "lb-find-hits" });
    const all = element("a", { class: "lb-find-all", href: opener.href, hidden: "" });
    const keys = element("span", { class: "lb-find-keys", "aria-hidden": "true" });
    dialog = element("dialog", { class: "lb-find", "aria-label": label },
      element("div", { class: "lb-find-box" }, input, close), status, results, element("p", { class: "lb-find-foot" }, all, keys));
    document.body.append(dialog);
    let found;
    const apply = () => {
      if (!found) return;
      const query = input.value;
      const answer = found.find(query);
      // The page of the search shows the rest.
      const url = new URL(opener.href);
      if (query.trim()) url.searchParams.set("q", query.trim());
      all.href = url.href;
      results.replaceChildren(...render(found, answer.hits, query, () => 5, (kind, rest) => {
        const there = new URL(url);
        there.searchParams.set("kind", kind);
        return element("a", { class: "lb-hits-more", href: there.href }, found.words.get("more").replace("{count}", rest));
      }));
      results.scrollTop = 0;
      // Where there is nothing to choose from, a reader may look through all titles.
      const none = answer.hits.length === 0;
      if (none) all.href = opener.href;
      all.textContent = found.words.get(none ? "titles" : "all");
      keys.hidden = none;
      status.textContent = report(found, answer, query);
    };
    input.addEventListener("input", apply);
    dialog.addEventListener("keydown", (event) => {
      // A search box would only be emptied.
      if (event.key === "Escape") {
        event.preventDefault();
        dialog.close();
      } else steer(event, input, dialog);
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
      // The page may be this one: then only its section is gone to.
      else if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
    });
    dialog.start = () => {
      if (!dialog.open) dialog.showModal();
      input.focus();
      input.select();
      if (found) return;
      status.textContent = "…";
      load().then((loaded) => {
        found = loaded;
        status.textContent = "";
        close.setAttribute("aria-label", found.words.get("close"));
        input.placeholder = found.words.get("hint");
        all.hidden = false;
        keys.textContent = found.words.get("keys");
        apply();
      }, () => location.assign(opener.href)); // There are all titles.
    };
  };
  lbSearch.open = () => {
    if (!dialog) make();
    dialog.start();
  };
})();
