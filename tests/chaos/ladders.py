"""Ladders to try things on, and edits of them. The same seed gives the same bytes."""

import os
import shutil
from pathlib import Path

WORDS = (
    "plan review hiring roadmap budget incident release quality metric runbook access vendor estimate handover charter coaching "
    "interface capacity migration research audit team owner decision"
).split()


def sentence(rng, words=12):
    return " ".join(rng.choice(WORDS) for _ in range(words)).capitalize() + "."


def put(root, path, text):
    file = Path(root) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def settings(title="A ladder", output="site"):
    return f'[book]\ntitle = "{title}"\nurl = "https://ladder.example"\n[build]\noutput = "{output}"\n'


def guide(rng, number, count, note=""):
    links = "\n".join(f"- [another](guide-{rng.randrange(count)}.md)" for _ in range(3)) if count else ""
    return (
        f"---\ntitle: Guide {number}\ndescription: {sentence(rng, 6)}\n---\n\n## First part\n\n{sentence(rng)} {note}\n\n{links}\n\n"
        f"## Second part\n\n| a | b |\n|---|---|\n| {rng.choice(WORDS)} | {rng.choice(WORDS)} |\n\n{sentence(rng, 40)}\n"
    )


def write(root, rng, guides=20, note="", title="A ladder", output="site"):
    """A ladder of two roles, three areas, a model, and `guides` guides; a picture is in it, so that something is copied."""
    put(root, "book.toml", settings(title, output))
    put(root, "content/index.md", f"---\ntitle: Welcome\n---\n\n{sentence(rng)} {note}\n\n![A picture](picture.png)\n")
    (Path(root) / "content/picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + rng.randbytes(5000))
    put(root, "content/roles/em.md", "---\ntitle: Engineering Manager\nabbr: EM\nowns: [hiring]\n---\n\nLooks after people.\n")
    put(root, "content/roles/tl.md", "---\ntitle: Tech Lead\nabbr: TL\nowns: [technology]\n---\n\nLooks after the system.\n")
    put(root, "content/areas/people/index.md", "---\ntitle: People\n---\n")
    put(root, "content/areas/people/hiring.md", "---\ntitle: Hiring\n---\n\nFinding colleagues.\n")
    put(root, "content/areas/technology.md", "---\ntitle: Technology\n---\n")
    put(root, "content/models/plain.md", "---\ntitle: Plain\nroles: [EM, TL]\nowners:\n  people: EM (poorly, too many duties)\n---\n")
    for number in range(guides):
        put(root, f"content/guides/guide-{number}.md", guide(rng, number, guides, note))


def edit_all(root, rng):
    """A bit of everything that can happen between two builds: new, changed, renamed and deleted files, another picture."""
    write_again = lambda path, text: put(root, path, text)
    write_again("content/roles/em.md", "---\ntitle: Engineering Manager\nabbr: EM\nowns: [hiring]\nbacks-up: [TL]\n---\n\nNow otherwise.\n")
    write_again("content/roles/pm.md", "---\ntitle: Product Manager\nabbr: PM\nmodels: [plain]\n---\n\nNew here.\n")
    write_again("content/guides/new/deeper.md", "---\ntitle: New\n---\n\nA new folder.\n")
    write_again("content/index.md", f"---\ntitle: Welcome\n---\n\n{sentence(rng)} once more\n\n![A picture](other.png)\n")
    os.remove(Path(root) / "content/picture.png")
    (Path(root) / "content/other.png").write_bytes(b"\x89PNG\r\n\x1a\n" + rng.randbytes(6000))
    # Nothing links there: it goes without leaving a broken link.
    folder = Path(root) / "content/guides/leaving"
    if folder.exists():
        shutil.rmtree(folder)


def write_old(rng_of, guides=20):
    """A first state with a guide that the edit removes, together with its folder."""

    def write_it(root):
        write(root, rng_of(), guides)
        put(root, "content/guides/leaving/soon.md", "---\ntitle: Leaving soon\n---\n\nNot for long.\n")

    return write_it
