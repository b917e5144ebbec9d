// The search: reads the index that the build wrote (`search-index.js`), answers what is typed, and shows it, in a dialog that opens
// from every page and on the page of the search. Loaded when a reader first searches.
//
// The index is lists and texts only; `src/search.rs` says what is in it, and the two files change together. Everything keyed by
// content is a Map. Without a document, as in a test, only the engine is there: `lbSearch.engine(index)`.
(() => {
  // Without case, accents, forms that only look different and signs that no one sees, as the build does it.
  const unseen = /[\p{M}\u00ad\u200c\u200d\u2060\ufeff]/gu;
  const fold = (text) => (/^[ -~]*$/.test(text) ? text : text.normalize("NFKD").replace(unseen, "")).toLowerCase();
  // Signs of Chinese and Japanese stand alone; Thai, Lao, Burmese and Khmer run on.
  const alone = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const runOn = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff";
  const word = new RegExp(`[${alone}]|[${runOn}]+|(?:(?![${alone}${runOn}])[\\p{L}\\p{N}])+`, "gu");
  const runsOn = new RegExp(`^[${runOn}]`, "u");
  // Letters and digits with single signs between them, as in "1:1", "A/B", "2.0", "C++".
  const joined = /[\p{L}\p{N}]+(?:[:/&.+-][\p{L}\p{N}]+)*(?:\+\+(?![\p{L}\p{N}])|#(?![\p{L}\p{N}]))?/gu;
  const wordsOf = (text) => {
    const words = [];
    for (const [whole] of fold(text).matchAll(joined)) {
      // Single letters and digits are a word together; each two letters of a script without spaces are one.
      if (/^[a-z0-9](?:[:/&.+-][a-z0-9])+s?$/.test(whole)) words.push(whole.split(/[:/&.+-]/).map((part) => part[0]).join(":"));
      else if (/^[a-z](?:\+\+|#)$/.test(whole)) words.push(whole);
      else {
        for (const [part] of whole.matchAll(word)) {
          if (!runsOn.test(part)) words.push(part);
          else for (let at = part.length > 1 ? 1 : 0; at < part.length; at += 1) words.push(part.slice(Math.max(at - 1, 0), at + 1));
        }
      }
    }
    return words;
  };

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
    // A slip is forgiven in letters: level 4 is another level than level 3.
    const numbers = typed.replace(/[^0-9]/g, "");
    const near = slipped(typed, startsSo);
    return (target) => near(target) && target.replace(/[^0-9]/g, "") === numbers;
  };
  const slipped = (typed, startsSo) => {
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

  // What a hit is worth: the whole name first, then a name with a slip, then one that has the same words in other forms or another
  // order, then one that starts so, then one that is in the query or has the query in it.
  const WHOLE = 1000, SLIP = 800, SAME = 700, START = 600, ROW = 300;
  // Words one by one stay below: they are worth at most this together.
  const WORDS = 99;
  // Who asks for a holder asks of an area.
  const ASKED = 150;
  // Pages made of two others that no author wrote: no more of them than this, unless they were asked for.
  const PAIRS = 2;
  const NAME = 12, SAID = 6, HEADING = 4, KIND = 3, TEXT = 1;
  // What comes before the first heading says what a page is about.
  const LEAD = 1.6;
  // How much of a query of several words a page has to have, where no page has all of it or the words are many.
  const ENOUGH = 0.6;
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
    const pairs = new Set(index.pairs);
    const forAuthors = new Set(index.for_authors);
    const answers = new Map(index.answers.map(([page, byDefault, recommended, said]) => [page, { byDefault, recommended, said }]));
    const texts = new Map(index.words);
    const listed = (key) => new Set(wordsOf(texts.get(key) ?? ""));
    const dropped = listed("dropped");
    const asking = listed("asking");
    const alike = listed("alike");

    // The longest ending that a word has says what its forms have in common.
    const endings = new Map();
    let longest = 0;
    for (const entry of index.stems ? index.stems.split(" ") : []) {
      const at = entry.search(/[A-Z]/);
      endings.set(entry.slice(0, at), [entry.charCodeAt(at) - 65, entry.slice(at + 1)]);
      longest = Math.max(longest, at);
    }
    const stemOf = (text) => {
      if (alike.has(text)) return [...alike][0];
      if (endings.size === 0 || text.length < 3 || !/^\p{L}+$/u.test(text)) return text;
      let rule = endings.get(`^${text}`);
      for (let length = Math.min(longest, text.length); !rule && length >= 0; length -= 1) rule = endings.get(text.slice(text.length - length));
      return rule ? text.slice(0, text.length - rule[0]) + rule[1] : text;
    };

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

    // "Payments team", "tech lead model": pages have the word for their kind, too.
    const kindStems = index.kinds.map((text) => {
      const words = wordsOf(text);
      return words.length === 1 ? stemOf(words[0]) : null;
    });

    const names = [];
    const name = (text, page, rank) => {
      const words = wordsOf(text);
      const folded = words.join(" ") || fold(text).trim();
      const told = words.filter((each) => !dropped.has(each) && !asking.has(each));
      const stems = new Set((told.length > 0 ? told : words).map(stemOf));
      // A word that the glossary explains leads there where it is all that was typed.
      const explained = page === index.glossary && rank > 0;
      names.push({ text, page, rank, words: explained ? [] : words, explained, stems, folded, tight: folded.replaceAll(" ", "") });
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
      const list = [...found.keys()];
      return { words: list, stems: list.map(stemOf), at: [...found.values()] };
    };
    const nameWords = inverted(names.map((each) => each.words));
    const headingsCut = index.headings.map(wordsOf);
    // How many names have a word in one of its forms: a rare one tells more.
    const namesWith = new Map();
    for (const { stems } of names) for (const stem of stems) namesWith.set(stem, (namesWith.get(stem) ?? 0) + 1);
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
    const textWords = { words: terms, stems: terms.map(stemOf) };
    // How much a word tells, 0 to 1: a rare one more. There are about as many places as digits, and none for a word that is nearly everywhere.
    const tells = (held) => 0.1 + 0.9 * (Math.log(1 + places / held) / Math.log(1 + places));
    const commonness = new Map();
    textWords.stems.forEach((stem, at) => {
      const held = postings[at] === "" ? places : postings[at].length;
      commonness.set(stem, Math.min(places, (commonness.get(stem) ?? 0) + held));
    });
    const tellsOf = (stem) => tells(Math.max(1, commonness.get(stem) ?? 1));
    const weight = (stems) => {
      let sum = 0;
      for (const stem of stems) sum += tellsOf(stem) / Math.sqrt(namesWith.get(stem) ?? 1);
      return sum;
    };
    const saidWords = inverted(index.notes.map((note, page) => wordsOf(answers.get(page)?.said ?? note)));

    /** The words of a list that match what is typed, each with how well: [number in the list, 0 to 1]. */
    const matching = ({ words, stems }, typed, few) => {
      const found = [];
      const stem = stemOf(typed);
      for (let at = 0; at < words.length; at += 1) {
        const each = words[at];
        if (each === typed) found.push([at, 1]);
        else if (stems[at] === stem) found.push([at, 0.85]);
        else if (typed.length >= few && each.startsWith(typed)) found.push([at, 0.3 + (0.5 * typed.length) / each.length]);
      }
      return found;
    };
    // "gateway" in "paymentgateway".
    const inside = ({ words }, typed) => {
      if (typed.length < SHORT) return [];
      return words.flatMap((each, at) => (each.includes(typed) ? [[at, 0.2]] : []));
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
    const has = new Float32Array(pages);
    const ofPlace = new Float32Array(places);

    /** Scores one word; how much it tells. */
    const score = (typed, withSlips) => {
      ofWord.fill(0);
      const lists = [nameWords, saidWords, headingWords, textWords];
      const few = [1, 3, 2, FEW];
      let found = lists.map((list, at) => matching(list, typed, few[at]));
      const isFound = () => found.some((each) => each.length > 0);
      if (!isFound()) found = lists.map((list) => inside(list, typed));
      if (withSlips || !isFound()) found = found.map((each, at) => each.concat(slips(lists[at].words, typed)));
      const [inNames, inSaid, inHeadings, inText] = found;
      const told = tellsOf(stemOf(typed));
      const hit = (page, value) => { if (value > ofWord[page]) ofWord[page] = value; };
      for (const [at, how] of inNames) {
        for (const number of nameWords.at[at]) {
          const { page, words } = names[number];
          hit(page, NAME * how * told * (0.5 + 0.5 / words.length));
        }
      }
      const ofKind = kindStems.indexOf(stemOf(typed));
      if (ofKind >= 0) for (let page = 0; page < pages; page += 1) if (kind[page] === ofKind && !listings.has(page)) hit(page, KIND * told);
      for (const [at, how] of inSaid) for (const page of saidWords.at[at]) hit(page, SAID * how * told);
      for (const [at, how] of inHeadings) {
        for (const heading of headingWords.at[at]) {
          for (const place of placesOfHeading[heading]) {
            hit(pageOf[place], HEADING * how * told);
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
        const value = TEXT * how * told;
        for (let from = 0, number = 0, shift = 0, next = 0; from < packed.length; from += 1) {
          const digit = digits[packed.charCodeAt(from)];
          number += (digit & 31) << shift;
          shift += 5;
          if (digit > 31) continue;
          const place = index.by_section ? next + number : starts[next + number];
          next += number + 1;
          number = shift = 0;
          const page = pageOf[place];
          hit(page, place === starts[page] ? value * LEAD : value);
          ofPlace[place] += value;
        }
      }
      if (!required) return 0;
      for (let page = 0; page < pages; page += 1) if (ofWord[page] > 0) has[page] += told;
      return told;
    };

    const scoreNames = (whole, kept) => {
      const best = new Map();
      const stems = new Set(kept.map(stemOf));
      const weighs = weight(stems);
      // Who is still typing has not slipped: "staffi" is on the way to "staffing", and no "staff".
      const typing = names.some(({ folded }) => folded.startsWith(whole));
      const slip = whole.length > SHORT ? nearly(whole, false) : () => false;
      // A slip may take or leave a space, or a word of one letter with its space.
      const tightly = whole.replaceAll(" ", "");
      const tightSlip = tightly.length > SHORT ? nearly(tightly, false) : () => false;
      for (const each of names) {
        const { folded, tight, explained } = each;
        const longer = Math.min(200, folded.length - whole.length);
        let value = 0;
        if (folded === whole) value = WHOLE;
        else if (tight === tightly) value = SLIP + 100;
        else if (typing && whole.startsWith(folded)) continue;
        else if (slip(folded)) value = SLIP;
        else if (tightSlip(tight)) value = SLIP - 50;
        else if (folded.startsWith(whole)) value = START - longer;
        else if (folded.includes(` ${whole}`)) value = ROW - longer;
        if (explained && value < SLIP - 50) {
          if (each.stems.size !== stems.size || ![...each.stems].every((stem) => stems.has(stem))) continue;
          value = SAME - 100;
        }
        if (value < START && !explained && stems.size > 0) {
          const common = [...each.stems].filter((stem) => stems.has(stem));
          const ofKind = kindStems[kind[each.page]];
          const needed = stems.size - (common.length < stems.size && stems.has(ofKind) && !each.stems.has(ofKind) ? 1 : 0);
          if (common.length === each.stems.size && common.length === needed) value = SAME - Math.min(50, each.words.length);
          // A list, or a word for a kind of pages, is not meant by itself.
          else if (common.length === each.stems.size && !listings.has(each.page) && common.some((stem) => !kindStems.includes(stem))) {
            value = Math.max(value, ROW * (weight(common) / weighs) ** 2);
          }
          else if (common.length === stems.size) value = Math.max(value, ROW * (weighs / weight(each.stems)));
        }
        if (value === 0) continue;
        value -= Math.min(each.rank, 9) / 10;
        const before = best.get(each.page);
        if (!before || before.value < value) best.set(each.page, { value, name: each });
      }
      return best;
    };

    let named = new Map();
    let asked = "";
    let asks = false;
    /** The pages that answer a query, and whether none of them has all of its words. */
    const search = (query) => {
      const words = [...new Set(wordsOf(query))].slice(0, 12);
      const whole = wordsOf(query).join(" ") || fold(query).trim();
      asked = whole;
      named = new Map();
      if (whole === "") return { found: [], partly: false };
      const without = (list, test) => {
        const left = list.filter((each) => !test(each));
        return left.length > 0 ? left : list;
      };
      const told = without(words, (each) => dropped.has(each) || asking.has(each));
      asks = told.length < words.length && words.some((each) => asking.has(each));
      named = scoreNames(whole, told);
      let all = 0;
      const attempt = (withSlips) => {
        ofPage.fill(0);
        has.fill(0);
        ofPlace.fill(0);
        all = 0;
        for (const each of told) {
          all += score(each, withSlips);
          for (let page = 0; page < pages; page += 1) ofPage[page] += ofWord[page];
        }
        return pagesWith(all - 0.001);
      };
      const pagesWith = (least) => {
        const found = [];
        for (let page = 0; page < pages; page += 1) if ((ofPage[page] > 0 && has[page] >= least) || named.has(page)) found.push(page);
        return found;
      };
      let found = attempt(false);
      // A single word that nothing has was searched for with a slip already.
      if (found.length === 0 && told.length > 1) found = attempt(true);
      const partly = found.length === 0 && told.length > 1;
      // Where no word has to be on a page, as they are nearly everywhere, what was found stays.
      if (all > 0 && told.length > 1) {
        const most = partly ? has.reduce((best, each) => Math.max(best, each), 0) : all;
        found = most > 0 ? pagesWith(ENOUGH * most) : [];
        // What has less of the query answers it less.
        for (const page of found) ofPage[page] *= (Math.min(has[page], all) / all) ** 2;
      }
      return { found, partly: partly && found.length > 0 };
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
        let value = byName + (listings.has(page) ? byWords / 10 : byWords);
        if (asks && byName < SLIP - 50) value = answers.has(page) ? value + ASKED : value / 2;
        if (pairs.has(page) && byName < START) value /= 3;
        if (forAuthors.has(page) && byName < SLIP - 50) value -= WHOLE;
        return ((16383 - Math.round(8 * value)) * 64 + kind[page]) * 2 ** 26 + page;
      });
      let made = 0;
      return Array.from(keys.sort(), (key) => key % 2 ** 26).filter((page) => {
        if (!pairs.has(page) || (named.get(page)?.value ?? 0) >= START) return true;
        made += 1;
        return made <= PAIRS;
      });
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
    /** Who holds the area that a query means, in words; null where it means none. */
    const answerOf = (hits) => {
      const [page] = hits;
      const held = answers.get(page);
      if (!held || !(asks || (named.get(page)?.value ?? 0) > START)) return null;
      const lines = [["default", held.byDefault], ["recommended", held.recommended]].filter(([, text]) => text !== "");
      return { title: titles[page], lines: lines.map(([key, text]) => texts.get(key).replace("{answer}", () => text)) };
    };
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
      const byFacet = facets.map(({ name, values }, at) => [name, new Map(values.map((value, number) => [value, counts[at][number]]))]);
      const hits = ordered(kept);
      return { hits, answer: answerOf(hits), partly, counts: new Map(byFacet) };
    };
    const kindOf = (page) => (forAuthors.has(page) ? texts.get("authors") : index.kinds[kind[page]]);
    return { find, show, kindOf, facets: new Map(facets.map(({ name, values }) => [name, values])), words: texts };
  };

  const lbSearch = { engine, wordsOf };
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

  /**
   * Shows who holds the area that is asked for, then hits below headings of their kinds; `most(kind)` of each, and what
   * `more(kind, count)` makes for the others.
   */
  const render = (found, { hits, answer }, query, most, more) => {
    const said = answer && element("p", { class: "lb-found" }, element("strong", {}, answer.title),
      ...answer.lines.flatMap((line) => [" ", element("span", {}, line)]));
    const groups = new Map();
    for (const page of hits) {
      const kind = found.kindOf(page);
      const group = groups.get(kind);
      if (group) group.push(page);
      else groups.set(kind, [page]);
    }
    const sections = [...groups].map(([kind, list], number) => {
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
    return said ? [said, ...sections] : sections;
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
      results.replaceChildren(...render(found, answer, query, most, (group, count) => {
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
      results.replaceChildren(...render(found, answer, query, () => 5, (kind, rest) => {
        const there = new URL(url);
        // The group for authors is no kind to choose.
        if (found.facets.get("kind").includes(kind)) there.searchParams.set("kind", kind);
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
