#!/usr/bin/env python3
"""Writes a ladder of a given size, to measure with.

    generate.py --corpus guides --pages 1000 --out DIR [--seed 1]

puts book.toml and content/ into DIR, which must not exist yet. The number of Markdown files is exactly --pages; the same
corpus, size and seed always give the same bytes. Two corpora:

guides   Guides only: groups of folders with 25 pages each, front matter, relative links (a quarter with an anchor), tables,
         nested lists, footnotes. What any site generator for Markdown has to do, so it compares with others.
ladder   A ladder: roles with ownership tags, nested areas, operating models, and guides for the rest. The number of roles
         and models grows slowly, as it does in a company: a few dozen at 50,000 pages.

A page holds 2 to 6 KB and about 8 links, half of them to its own neighbourhood.
"""

import argparse
import os
import random
import re
import sys

FOLDER_PAGES = 25  # in a folder of guides, at every size: so a sidebar keeps its length while the ladder grows

FIELDS = """Payments|Search|Storage|Checkout|Mapping|Media|Pricing|Inventory|Routing|Telemetry|Mobile|Desktop|Firmware|Gateway|
Compiler|Ledger|Catalog|Streaming|Identity|Backup|Analytics|Forecasting|Messaging|Scheduling|Network|Database|Frontend|
Tooling|Hardware|Kernel|Graphics|Audio|Robotics|Privacy|Fraud|Billing|Tax|Loyalty|Onboarding|Support"""
RANKS = "Lead|Manager|Architect|Director|Engineer|Steward|Coordinator|Principal"
TOPICS = """Planning|Hiring|Review|Release|Incident|Capacity|Budget|Roadmap|Quality|Migration|Interface|Charter|Coaching|
Retention|Vendor|Audit|Metric|Access|Runbook|Dependency|Estimate|Research|Rollout|Handover"""
DUTIES = "ownership|cadence|standards|forecast|process|records|training|escalation"
ACTORS = """a new colleague|the whole team|whoever is on call|the reviewer|the neighbouring team|a deputy|the oldest member|
the person who asked|the author of the plan|an outside partner|the working group|the one who found it"""
ACTS = """writes down|checks|asks about|hands over|sharpens|questions|schedules|removes|rehearses|sums up|defends|tests|
postpones|counts|shares|rewrites|watches|prepares"""
OBJECTS = """the open questions|this month's numbers|the oldest ticket|the next experiment|a list of risks|the outline of the plan|
the agreed limits|the notes of the last meeting|the backup procedure|a short proposal|the unwritten rules|the cost of waiting|
the first version|its weakest part|the reasons given|a fair comparison|the parts nobody likes|the list of callers"""
TIMES = """on Monday|before lunch|at the end of a project|once a month|after a change of plan|while it is cheap|with the door open|
in one page|ahead of the vote|in front of everybody|for the second time|when the numbers move|at the first sign of trouble"""
ENDS = """and says what it would take to be wrong|which saves an hour later|since nobody else will|and tells two others|
even if the answer is unpleasant|so the decision can be found again|and stops there|without making a meeting of it|
because memory is short|and keeps the old one for a year"""
CARERS = "Engineering leads|People team|Platform group|Delivery office|Quality circle|Security group"
TAGS = "leadership|delivery|people|process|quality|security|planning|growth|hiring|operations"
SECTIONS = ["Purpose", "Duties", "Signs that it works", "Numbers", "Working with others", "What comes next"]
ANCHORS = ["purpose", "duties", "signs-that-it-works", "numbers", "working-with-others", "what-comes-next"]
REASONS = "too many duties|far from the work|no time for it|authority is unclear|new to the field"


def words(text):
    return text.replace("\n", "").split("|")


FIELDS, RANKS, TOPICS, DUTIES, ACTORS, ACTS, OBJECTS, TIMES, ENDS, CARERS, TAGS, REASONS = map(
    words, (FIELDS, RANKS, TOPICS, DUTIES, ACTORS, ACTS, OBJECTS, TIMES, ENDS, CARERS, TAGS, REASONS)
)


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def sentence(rng):
    start = f"{rng.choice(ACTORS)} {rng.choice(ACTS)} {rng.choice(OBJECTS)} {rng.choice(TIMES)}"
    luck = rng.random()
    if luck < 0.45:
        start += f", {rng.choice(ENDS)}"
    elif luck < 0.6:
        start = start.replace(" the ", " *the* ", 1)
    elif luck < 0.7:
        start += f" (noted as `{rng.choice(TAGS)}-{rng.randint(1, 99)}`)"
    return start[0].upper() + start[1:] + "."


class Prose:
    """Sentences from a pool: making each one anew would take most of the time."""

    def __init__(self, seed):
        rng = random.Random(f"prose:{seed}")
        self.pool = [sentence(rng) for _ in range(5000)]

    def one(self, rng):
        return self.pool[int(rng.random() * 5000)]

    def several(self, rng, count):
        return " ".join(self.one(rng) for _ in range(count))


class Page:
    """A Markdown file to be: where it lies, what it is called, its front matter below the title, and its neighbourhood."""

    __slots__ = ("path", "title", "front", "near", "index")

    def __init__(self, path, title, front, near, index=False):
        self.path, self.title, self.front, self.near, self.index = path, title, front, near, index


# --- the text of a page ----------------------------------------------------------------------------------------------


def relative(target, folder):
    """`os.path.relpath` on paths that are clean already, many times faster."""
    if not folder:
        return target
    here, there = folder.split("/"), target.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:])


def body(page, rng, prose, pages, neighbours):
    folder = os.path.dirname(page.path)

    def link():
        near = neighbours.get(page.near, ())
        other = rng.choice(near) if len(near) > 1 and rng.random() < 0.5 else rng.choice(pages)
        anchor = "#" + rng.choice(ANCHORS) if not other.index and rng.random() < 0.25 else ""
        return f"[{other.title}]({relative(other.path, folder)}{anchor})"

    one, several = prose.one, prose.several
    if page.index:
        out = [several(rng, 4), "", "## What is here", "", several(rng, 5), "", "## Begin with", ""]
        out += [f"- {link()}: {one(rng)}" for _ in range(8)]
        out += ["", "## In one view", "", "| Topic | Looked after by | When |", "|---|---|---|"]
        out += [f"| {rng.choice(TOPICS)} | {rng.choice(CARERS)} | {rng.choice(TIMES)} |" for _ in range(6)]
        out += ["", several(rng, 4)]
        return "\n".join(out) + "\n"

    wanted = rng.triangular(2100, 6000, 3600)
    out = [f"{several(rng, 3)} It belongs with {link()}.", ""]
    out += ["## Purpose", "", several(rng, 3), "", f"**Briefly:** {one(rng)} Next to it stands {link()}.[^why]", ""]
    out += ["## Duties", ""]
    for at in range(rng.randint(4, 6)):
        out.append(f"- **{rng.choice(TOPICS)}.** {one(rng)}" + (f" More in {link()}." if at < 2 else ""))
        if rng.random() < 0.3:
            out += [f"  - {one(rng)}", f"  - {one(rng)}"]
    out += ["", "## Signs that it works", "", "| Sign | Seen in practice | Where |", "|---|---|:--:|"]
    for at, topic in enumerate(rng.sample(TOPICS, rng.randint(4, 6))):
        out.append(f"| {topic} | {one(rng)} | {link() if at == 0 else rng.choice(OBJECTS)} |")
    out += ["", "## Numbers", ""]
    out += [f"{at + 1}. {one(rng)}" + ("[^source]" if at == 0 else "") for at in range(rng.randint(3, 4))]
    out += ["", "## Working with others", "", f"Day by day with {link()} and {link()}. {several(rng, 2)}", "", f"> {one(rng)}", ""]
    out += ["## What comes next", "", "### In a year", "", f"{one(rng)} Compare {link()}.", ""]
    size = sum(map(len, out)) + len(out)
    extras = 0
    while size < wanted - 250:
        if extras == 0 and rng.random() < 0.6:
            more = ["### Dates", "", "| What | When | Who |", "|---|---|---|"]
            more += [f"| {rng.choice(TOPICS)} | {rng.choice(TIMES)} | {rng.choice(ACTORS)} |" for _ in range(4)] + [""]
        elif extras % 3 == 2:
            more = [f"- {one(rng)}" for _ in range(3)] + [""]
        else:
            more = [f"### Remark {extras + 1}", "", several(rng, 3), ""]
        out += more
        size += sum(map(len, more)) + len(more)
        extras += 1
    out += [f"[^why]: {one(rng)}", "", f"[^source]: {one(rng)}"]
    return "\n".join(out) + "\n"


# --- guides ----------------------------------------------------------------------------------------------------------


def plain_front(rng, weight):
    return [f"weight: {weight}", f"owner: {rng.choice(CARERS)}", f"tags: [{', '.join(rng.sample(TAGS, rng.randint(2, 4)))}]"]


def guides(count, rng):
    """`count` guides: four groups, folders of FOLDER_PAGES in each, every folder with its index page."""
    pages = [Page("guides/index.md", "Guides", plain_front(rng, 1), "", index=True)]
    groups = ["Practice", "Planning", "People", "Systems"]
    pages += [Page(f"guides/{slug(g)}/index.md", g, plain_front(rng, at + 1), "", index=True) for at, g in enumerate(groups)]
    rest = count - len(pages)
    folders = max(1, -(-rest // (FOLDER_PAGES + 1)))
    names = [(field, duty, topic) for field in FIELDS for duty in DUTIES for topic in TOPICS]
    rng.shuffle(names)
    for at in range(folders):
        field, duty, topic = names[at]
        title = f"{field} {topic.lower()} {duty}"
        folder = f"guides/{slug(groups[at % 4])}/{slug(title)}"
        pages.append(Page(f"{folder}/index.md", title, plain_front(rng, at + 1), folder, index=True))
        leaves = (rest - folders) // folders + (at < (rest - folders) % folders)
        pairs = rng.sample([(rank, t) for rank in RANKS for t in TOPICS], leaves)
        for weight, (rank, t) in enumerate(pairs):
            leaf = f"{field} {rank}: {t} in {topic.lower()} {duty}"
            pages.append(Page(f"{folder}/{slug(leaf)}.md", leaf, plain_front(rng, weight + 1), folder))
    return pages


# --- the rest of a ladder --------------------------------------------------------------------------------------------


def counts(pages):
    """How many roles, models and areas (in categories of 8) a ladder of so many pages has."""
    roles = min(48, max(6, round(2.2 * pages**0.3)))
    return roles, roles // 2, roles * 4


def ladder(count, rng):
    role_count, model_count, area_count = counts(count)
    names = [(field, rank) for field in FIELDS for rank in RANKS]
    rng.shuffle(names)
    titles = [f"{field} {rank}" for field, rank in names[:role_count]]
    # Letters of both words, and a number where two roles would share them.
    abbrs, taken = [], {}
    for field, rank in names[:role_count]:
        short = field[:2].upper() + rank[0]
        taken[short] = taken.get(short, 0) + 1
        abbrs.append(short if taken[short] == 1 else f"{short}{taken[short]}")

    combos = [(topic, duty) for topic in TOPICS for duty in DUTIES]
    rng.shuffle(combos)
    categories, areas = [], []
    for at in range(area_count):
        if at % 8 == 0:
            categories.append(FIELDS[len(categories)] + " matters")
        topic, duty = combos[at]
        areas.append((categories[-1], f"{topic} {duty}"))

    holders = [rng.randrange(role_count) for _ in areas]
    sharers = [rng.choice([r for r in range(role_count) if r != h]) if rng.random() < 0.15 else None for h in holders]

    pages = [Page("roles/index.md", "Roles", plain_front(rng, 1), "", index=True)]
    pages += [Page("areas/index.md", "Areas", plain_front(rng, 1), "", index=True)]
    pages += [Page("models/index.md", "Operating models", plain_front(rng, 1), "", index=True)]
    for r in range(role_count):
        pages.append(Page(f"roles/{slug(titles[r])}.md", titles[r], role_front(r, rng, abbrs, areas, holders, sharers), "roles"))
    for at, category in enumerate(categories):
        # A category is an area: its page is a full one.
        pages.append(Page(f"areas/{slug(category)}/index.md", category, plain_front(rng, at + 1), "areas"))
    for at, (category, title) in enumerate(areas):
        pages.append(Page(f"areas/{slug(category)}/{slug(title)}.md", title, plain_front(rng, at % 8 + 1), f"areas/{slug(category)}"))
    for at in range(model_count):
        title = f"{TOPICS[at]} first"
        pages.append(Page(f"models/{slug(title)}.md", title, model_front(at, rng, abbrs, categories, areas), "models"))
    left = count - len(pages)
    if left < 10:
        sys.exit(f"a ladder needs at least {len(pages) + 10} pages")
    return pages + guides(left, rng)


def role_front(r, rng, abbrs, areas, holders, sharers):
    front = plain_front(rng, r + 1) + [f"abbr: {abbrs[r]}", f"focus: {rng.choice(TOPICS)}", f"answers: [{rng.choice(['who', 'what', 'how'])}, when]"]
    if r > 0:
        # The tree of a company: nobody reports to a later one, so there is no cycle.
        front.append(f"reports-to: {abbrs[(r - 1) // 4]}")
    owns = [slug(title) for (_, title), h, s in zip(areas, holders, sharers) if h == r and s is None]
    shares = [(slug(title), s if h == r else h) for (_, title), h, s in zip(areas, holders, sharers) if s is not None and r in (h, s)]
    if owns:
        front += ["owns:"] + [f"  - {each}" for each in owns]
    if shares:
        front += ["shares:"] + [f"  - {each}: {abbrs[other]}" for each, other in shares]
    low = rng.randrange(0, 60, 5)
    return front + ["attributes:", f"  Hands-on coding: {low}–{low + 20}%", f"  Formal authority: {rng.choice(OBJECTS)}"]


def model_front(at, rng, abbrs, categories, areas):
    # Every role takes part in some model: those that do in none would be compared with all others.
    team = sorted({at * 2, at * 2 + 1, *rng.sample(range(len(abbrs)), min(6, len(abbrs)))} & set(range(len(abbrs))))
    if at == 0 and len(abbrs) % 2:
        team.append(len(abbrs) - 1)
    pick = lambda: abbrs[rng.choice(team)]  # noqa: E731

    def tag():
        a, b = rng.sample([abbrs[r] for r in team], 2)
        return rng.choice(
            [a, a, a, a, f"{a} (poorly)", f"{a} (poorly, {rng.choice(REASONS)})", f"{a} + {b}", f"{a} or {b}", f"{a}; {b} when the team is new",
             f"{a} (accountable) + {b} (does)", f"{a} (30–70%)", "nobody (nothing to hold yet)"]
        )  # fmt: skip

    front = plain_front(rng, at + 1) + [f"roles: [{', '.join(sorted({abbrs[r] for r in team}))}]", "inherit: true", "owners:"]
    front += [f"  {slug(category)}: {pick()}" for category in categories]
    front += [f'  {slug(title)}: "{tag()}"' for _, title in areas if rng.random() < 0.3]
    front += ["fits:"] + [f'  - "{sentence(rng)}"' for _ in range(2)]
    return front + ["strains:"] + [f'  - "{sentence(rng)}"' for _ in range(2)]


# --- writing ---------------------------------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=["guides", "ladder"], required=True)
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if os.path.exists(args.out):
        sys.exit(f"{args.out} is there already")
    if args.pages < 40:
        sys.exit("at least 40 pages")

    rng = random.Random(f"{args.corpus}:{args.pages}:{args.seed}")
    front = Page("index.md", "Engineering ladder", plain_front(rng, 0), "", index=True)
    pages = [front] + {"guides": guides, "ladder": ladder}[args.corpus](args.pages - 1, rng)
    assert len(pages) == args.pages and len({page.path for page in pages}) == args.pages

    neighbours = {}
    for page in pages:
        if page.near:
            neighbours.setdefault(page.near, []).append(page)
    prose = Prose(args.seed)
    content = os.path.join(args.out, "content")
    made, sizes, links = set(), [], 0
    for at, page in enumerate(pages):
        text = body(page, random.Random(f"{args.seed}:{at}"), prose, pages, neighbours)
        folder = os.path.join(content, os.path.dirname(page.path))
        if folder not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        with open(os.path.join(content, page.path), "w", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(["---", f'title: "{page.title}"', *page.front, "---", "", text]))
        sizes.append(len(text))
        links += text.count("](")
    with open(os.path.join(args.out, "book.toml"), "w", encoding="utf-8") as file:
        file.write('[book]\ntitle = "Engineering ladder"\nurl = "https://ladder.example"\n')
    sizes.sort()
    print(
        f"{len(pages)} pages, {sum(sizes) / 1e6:.1f} MB, body smallest/median/largest "
        f"{sizes[0]}/{sizes[len(sizes) // 2]}/{sizes[-1]} characters, {links / len(pages):.1f} links a page"
    )


if __name__ == "__main__":
    main()
