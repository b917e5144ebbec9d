"""What is compared: ladders, and what each program is asked about them."""

import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

TOP = Path(__file__).resolve().parent.parent.parent
FORMATS = ("human", "json", "sarif", "github")
SEED = 1


class Skipped(Exception):
    """Something that this machine does not have."""


@dataclass
class Ladder:
    name: str
    # Puts the ladder into an empty folder.
    unpack: Callable
    # Asks a program, called with a `Run`.
    ask: Callable
    # Whether it must build: where it does not, next to nothing would be compared.
    builds: bool = True
    # The longest go first, so that none is left over for one core at the end.
    weight: int = 1

    @property
    def family(self):
        return self.name.partition("/")[0]


def all_of_them(long, corpora, sources):
    """Every ladder of the short or the long form, and what had to be left out: `(ladders, [why])`."""
    ladders, left_out = [], []
    ladders += ours(long)
    ladders += [
        Ladder("init", lambda root: None, lambda run: ask_init(run, long), weight=5),
        Ladder("commands", lambda root: None, ask_commands, weight=6),
        Ladder("theme", unpack_theme, ask_shortly, weight=2),
    ]
    pages = 1000 if long else 100
    for corpus in ("guides", "ladder"):
        for style in ("flat", "folder"):
            ladders.append(generated(corpus, pages, style, long, corpora))
    ladders += faults(long)
    for group, folder in ((dated, corpora), (documents, sources)):
        try:
            ladders += group(folder)
        except Skipped as why:
            left_out.append(str(why))
    return ladders, left_out


# --- asking ---


def ask_everything(run, who):
    """Every form of every answer about a ladder: `check` in each format, the site, the site once more, who owns what."""
    for form in FORMATS:
        run("check", "--message-format", form)
    run("check", "--color", "always", COLUMNS="60")
    run("check", "--deny", "warnings")
    run("build", "--verbose")
    run("build")
    run("check", at="content")
    ask_who(run, who)


def ask_shortly(run):
    for form in FORMATS[1:]:
        run("check", "--message-format", form)
    run("build")


def names_of(root):
    """The names of areas, models and teams as their files say them, and of a kind that has none."""
    found = {}
    for kind in ("areas", "models", "teams"):
        folder = root / "content" / kind
        files = sorted(folder.rglob("*.md")) if folder.is_dir() else []
        names = (file.parent.name if file.stem == "index" else file.stem for file in files if file != folder / "index.md")
        found[kind] = list(dict.fromkeys(names))
    return found


def ask_who(run, most):
    """Every area under all models, under each, and in each team; no more than `most` of them, drawn with a seed."""
    names = names_of(run.root)
    asked = [
        ["who", area, *more]
        for area in names["areas"]
        for more in [[], *(["--model", model] for model in names["models"]), *(["--team", team] for team in names["teams"])]
    ]
    whole = [each for each in asked if len(each) == 2]
    rng = random.Random(SEED)
    if len(asked) > most:
        kept = rng.sample(whole, min(len(whole), most // 2))
        asked = kept + rng.sample([each for each in asked if len(each) > 2], min(most - len(kept), len(asked) - len(whole)))
    for arguments in asked:
        run(*arguments)
    run("who", "no-such-area")
    if whole:
        run(*whole[0], "--model", "no-such-model")
        run(*whole[0], "--team", "no-such-team")


def ask_init(run, long):
    run("init")
    run("init")
    run("init", "below/another")
    ask_everything(run, 1000 if long else 40)
    run("build", "--root", "ladder", at="..")
    run("check", "--root", "ladder", at="..")
    run("check", "--root", "below")
    run("build", "--theme", "no-such-theme")


def ask_commands(run):
    """What needs no ladder, and the files that `new` makes."""
    run("init")
    run("build")
    commands = re.findall(r"^  ([a-z]+) ", run("--help").out.partition("Options:")[0], re.MULTILINE)
    for command in commands:
        run(command, "--help")
        run(command, "-h")
        run("help", command)
    for arguments in ([], ["-h"], ["--version"], ["-V"], ["no-such-command"], ["check", "--no-such-option"], ["build", "--message-format", "x"], ["check", "--due", "x"]):
        run(*arguments)
    for code in sorted(page.stem for page in (run.root / "site/checks").glob("*.html")):
        run("explain", code)
    for code in ("brokn-link", "[broken-link]", "no-such-code-at-all"):
        run("explain", code)
    for shell in possible(run("completions", "-h")):
        run("completions", shell)
    for kind in possible(run("new", "-h")):
        for names in ([], ["tech-lead", "product-manager"], ["a-new-one"], ["a-new-one"], ["Is it: a \"title\" #1?"], ["people/deeper"], ["../out"], ["x", "y", "z"]):
            run("new", kind, *names)
        run("new", kind, "titled", "--title", "null")
    run("check")
    run("build")


def possible(ended):
    """The values that a short help names for the first argument that has some."""
    found = re.search(r"\[possible values: ([^\]]*)\]", ended.out)
    return re.split(r",\s+", found[1]) if found else []


# --- our own content ---


def ours(long):
    def unpack(root):
        shutil.copytree(TOP / "content", root / "content")
        shutil.copyfile(TOP / "book.toml", root / "book.toml")

    def unpack_otherwise(root):
        unpack(root)
        settings = (root / "book.toml").read_text(encoding="utf-8")
        edit = '[edit]\nhost = "github"\nrepository = "https://github.com/example/ladder"\nfolder = "docs"\n'
        more = '[build]\npage-style = "folder"\nmarkdown-copies = true\nnoindex = true\nsearch = false\nbase-path = "/deep/er/"\ngit = false\n'
        settings = settings.replace('url = "https://ladderbook.example"\n', 'description = "What we do."\nauthors = ["Ann", "Bob"]\nlicense = "CC0"\n')
        (root / "book.toml").write_text(settings.replace("[build]\n", more) + "\n" + edit, encoding="utf-8")

    def ask(run):
        if long:
            ask_everything(run, 1000)
        else:
            # Nothing is wrong with it, so all forms of `check` say nothing.
            run("check", "--message-format", "json")
            run("build", "--verbose")
            run("build")
            ask_who(run, 40)
        run("check", "--due", "9999m")
        edit_some(run.root)
        run("build")
        (run.root / ADDED).unlink()
        (run.root / "site/index.html").write_bytes(b"by hand")
        run("build", "--message-format", "json")

    return [
        Ladder("ours", unpack, ask, weight=100),
        Ladder("ours-otherwise", unpack_otherwise, ask_shortly if long else lambda run: run("build"), weight=40),
    ]


ADDED = "content/guides/another.md"


def edit_some(root):
    """A page more, and one that changes."""
    write(root, ADDED, "---\ntitle: Another\n---\n\nNew here.\n")
    with (root / "content/index.md").open("a", encoding="utf-8") as index:
        index.write("\nOne sentence more.\n")


def unpack_theme(root):
    """A theme of one's own as the guide shows it: words, a template and a stylesheet."""
    write(root, "book.toml", '[book]\ntitle = "Our ladder"\nurl = "https://ladder.example"\n\n[build]\ntheme = "ours"\n')
    write(root, "themes/ours/words/en.toml", 'ask = "Questions? Ask in the channel."\n')
    body = "{% extends \"base.html\" %}\n{% block content %}\n{{ <prose html={view.body} /> }}\n<p>{{ t.ask }}</p>\n{% endblock content %}\n"
    write(root, "themes/ours/templates/prose.html", body)
    write(root, "themes/ours/static/own.css", ":root { --accent: #7a1fa2 }\n")
    write(root, "content/guides/on-call.md", "---\ntitle: On call\n---\n\nStay calm.\n")
    write(root, "content/roles/em.md", "---\ntitle: Engineering Manager\nabbr: EM\nowns: [hiring]\n---\n\nLooks after people.\n")
    write(root, "content/areas/hiring.md", "---\ntitle: Hiring\n---\n\nFinding colleagues.\n")


def write(root, path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8"))


def dated(corpora):
    """A ladder in a repository of its own, whose pages have dates and people."""
    if not shutil.which("git"):
        raise Skipped("the ladder with dates from git: there is no git")
    made = corpora / "dated"

    def make(root):
        write(root, "book.toml", '[book]\ntitle = "A ladder"\nurl = "https://ladder.example"\n')
        write(root, "content/roles/em.md", "---\ntitle: Engineering Manager\nabbr: EM\nowns: [hiring]\n---\n\nLooks after people.\n")
        write(root, "content/roles/tl.md", "---\ntitle: Tech Lead\nabbr: TL\nowns: [technology]\n---\n\nLooks after the system.\n")
        write(root, "content/areas/hiring.md", "---\ntitle: Hiring\nreview-by: 2024-05-01\n---\n\nFinding colleagues.\n")
        write(root, "content/areas/technology.md", "---\ntitle: Technology\n---\n\nChoosing tools.\n")
        write(root, "content/models/plain.md", "---\ntitle: Plain\nroles: [EM, TL]\ninherit: true\n---\n")
        git(root, "init", "-q", "-b", "main")
        commit(root, "Ann", "2024-01-02T03:04:05Z")
        write(root, "content/areas/hiring.md", "---\ntitle: Hiring\nreview-by: 2024-05-01\n---\n\nFinding colleagues, and keeping them.\n")
        (root / "content/areas/technology.md").rename(root / "content/areas/tools.md")
        write(root, "content/roles/tl.md", "---\ntitle: Tech Lead\nabbr: TL\nowns: [tools]\n---\n\nLooks after the system.\n")
        commit(root, "Bob", "2025-06-07T08:09:10Z")
        write(root, "content/guides/not-committed.md", "---\ntitle: New\n---\n\nNot in the past yet.\n")

    def unpack(root):
        # Once: the index of a repository holds times of its files, and would be another each time.
        if not made.is_dir():
            made.mkdir(parents=True)
            make(made)
        shutil.copytree(made, root, dirs_exist_ok=True)

    return [Ladder("dated", unpack, lambda run: ask_everything(run, 40), weight=3)]


def commit(root, person, when):
    git(root, "add", "-A")
    git(root, "-c", f"user.name={person}", "-c", f"user.email={person.lower()}@example.org", "commit", "-q", "-m", "As it is now", when=when)


def git(root, *arguments, when=None):
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when} if when else {}
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC", **dates}
    quiet = ["-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *quiet, *arguments], cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)


# --- generated ladders ---


def generated(corpus, pages, style, long, corpora):
    source = corpora / f"{corpus}-{pages}"

    def unpack(root):
        shutil.copytree(source, root, dirs_exist_ok=True)
        with (root / "book.toml").open("a", encoding="utf-8") as settings:
            settings.write(f'\n[build]\npage-style = "{style}"\n')

    def ask(run):
        for form in FORMATS if long else []:
            run("check", "--message-format", form)
        run("build")
        run("build")
        ask_who(run, 100 if long else 8)

    return Ladder(f"{corpus}-{pages}-{style}", unpack, ask, weight=90 if corpus == "ladder" else 50)


def generate(corpora, long):
    """Writes the generated ladders once; each is copied from there."""
    for corpus in ("guides", "ladder"):
        pages = 1000 if long else 100
        command = [sys.executable, TOP / "benches/generate.py", "--corpus", corpus, "--pages", str(pages), "--out", corpora / f"{corpus}-{pages}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


# --- bad input ---


# As `tests/it/faults.rs` has it.
SETTINGS = '[book]\ntitle = "A ladder"\nurl = "https://ladder.example"\n'


def faults(long):
    folders = sorted(folder for folder in (TOP / "tests/faults").iterdir() if (folder / "input.txt").is_file())

    def of(folder):
        def unpack(root):
            for path, data in project((folder / "input.txt").read_bytes()):
                file = root / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)

        def ask(run):
            if long:
                ask_everything(run, 200)
            else:
                # `build` prints for people, and the two longest forms hold nothing that JSON does not.
                run("check", "--message-format", "json")
                run("build")
                for area in names_of(run.root)["areas"][:1]:
                    run("who", area)

        return Ladder(f"faults/{folder.name}", unpack, ask, builds=False, weight=4)

    return [of(folder) for folder in folders]


ESCAPES = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"\\": b"\\", b"\n": b""}


def unescaped(line):
    def read(found):
        what = found[1]
        if what[:2] == b"u{":
            return chr(int(what[2:-1], 16)).encode("utf-8")
        return bytes([int(what[1:], 16)]) if what[:1] == b"x" else ESCAPES[what]

    return re.sub(rb"\\(x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]+\}|[rnt\\\n])", read, line)


def project(text):
    """The files of an `input.txt`, as `(path, bytes)`: the form is described in `tests/it/faults.rs`."""
    files, escaped = [], False
    for line in re.findall(rb"[^\n]*\n|[^\n]+", text):
        if line.startswith(b"//- "):
            path = line[4:].decode("utf-8").rstrip()
            escaped = path.endswith(" escaped")
            files.append([path.removesuffix(" escaped"), b""])
        elif files:
            files[-1][1] += unescaped(line) if escaped else line
    if not any(path == "book.toml" for path, _ in files):
        files.append(["book.toml", SETTINGS.encode()])
    return files


# --- documents that were not written for this program ---


def documents(sources):
    texts = sorted(sources.glob("*.txt")) if sources.is_dir() else []
    if not texts:
        raise Skipped(f"the documents of {os.path.relpath(sources)}: they are not there")

    def as_written(root):
        write(root, "book.toml", SETTINGS)
        for text in texts:
            write(root, f"content/guides/{text.stem}.md", text.read_text(encoding="utf-8"))

    def lowered(root):
        """Without the front matter of another tool, and with nothing that a lint could refuse."""
        names = ("links", "anchors", "assets", "style", "duplicates")
        lints = "".join(f'{name} = "warn"\n' for name in names)
        write(root, "book.toml", f"{SETTINGS}\n[lints]\n{lints}")
        for text in texts:
            body = re.sub(r"\A---\n.*?\n---\n", "", text.read_text(encoding="utf-8"), flags=re.DOTALL)
            write(root, f"content/guides/{text.stem}.md", f"---\ntitle: {text.stem}\n---\n{body}")

    ask = lambda run: ask_everything(run, 10)
    return [
        Ladder("documents/as-written", as_written, ask, builds=False, weight=8),
        Ladder("documents/lowered", lowered, ask, weight=9),
    ]
