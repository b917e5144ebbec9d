// How problems are told. A mistake in a template is on five hundred pages at once: it is one line here, with a count.

const most = 40;

/** Fails with the problems, like ones together, if there are any. A problem reads `page: what is wrong`. */
export function expectNone(problems) {
  if (problems.length === 0) return;
  const groups = new Map();
  for (const problem of problems) {
    const [, page, what] = /^([^ ]+?)(?::\d+)?(?: \([^)]*\))?: (.*)$/s.exec(problem) ?? [null, "", problem];
    // `../` differs with the depth of a page, and the text around a mistake with the page; the mistake doesn't.
    const shape = what.replaceAll("../", "").replace(/ Near: .*$/s, "");
    if (!groups.has(shape)) groups.set(shape, { first: problem, pages: new Set(), count: 0 });
    const group = groups.get(shape);
    group.pages.add(page);
    group.count += 1;
  }
  const lines = [...groups.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ first, pages, count }) => (count === 1 ? first : `${first}\n      ${count} times, on ${pages.size} pages`));
  const rest = lines.length > most ? [`and ${lines.length - most} more of other kinds`] : [];
  const error = new Error(`${problems.length} problems\n    ${[...lines.slice(0, most), ...rest].join("\n    ")}`);
  // Where in this file it was thrown tells nobody anything.
  error.stack = error.message;
  throw error;
}
