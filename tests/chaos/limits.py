"""Little memory, few files, small stacks, very large inputs, and patterns that cost parsers the square."""

import os
import random
import resource
import time

import ladders
from common import Skipped, Wrong, build, built, call, leftovers, need, scratch, tree_hash

MEGABYTE = 1 << 20


def resources(rng, long):
    need("prlimit")
    with scratch() as folder:
        counted = {0: 0, 2: 0}
        for guides in (20, 2000, 20_000) if long else (20, 800):
            root = folder / f"ladder-{guides}"
            ladders.write(root, random.Random(rng.random()), guides)
            for what, limit in [
                ("nothing", []),
                ("256 MiB of addresses", ["--as=268435456"]),
                ("128 MiB of addresses", ["--as=134217728"]),
                ("64 MiB of addresses", ["--as=67108864"]),
                ("64 files", ["--nofile=64"]),
                ("16 files", ["--nofile=16"]),
                ("8 files", ["--nofile=8"]),
                ("1 MiB of stack", ["--stack=1048576"]),
                ("128 KiB of stack", ["--stack=131072"]),
                ("files of 1 MiB", ["--fsize=1048576"]),
                ("files of 4 KiB", ["--fsize=4096"]),
                ("a minute of processor", ["--cpu=60"]),
            ]:
                before = ["prlimit", *limit, "--"] if limit else []
                # Over what was published, and from nothing.
                if (root / "site").exists():
                    ladders.put(root, "content/index.md", f"---\ntitle: Welcome\n---\n\n{what}\n")
                    old = tree_hash(root / "site")
                else:
                    old = "none"
                result = build(root, before=before)
                state = tree_hash(root / "site")
                if result.code == 2 and state == old and result.err.strip():
                    counted[2] += 1
                elif result.code == 0 and state != old:
                    counted[0] += 1
                elif result.code == 2 and "the new site is in place" in result.err:
                    # Only the removal of the former one had too little; the next build sees to it.
                    counted[2] += 1
                elif result.code == -25 and "fsize" in " ".join(limit) and state == old:
                    # SIGXFSZ is what this limit means.
                    counted[2] += 1
                else:
                    raise Wrong(f"{guides} guides with {what}: exit {result.code}, the site is {'the old one' if state == old else 'another'}: {result.said}")
                built(root)
                if leftovers(root / "site"):
                    raise Wrong(f"{guides} guides with {what}: {leftovers(root / 'site')} stays")
            if os.geteuid() == 0:
                # A user may have so many processes and threads; root is not counted.
                root.chmod(0o777)
                os.system(f"chown -R 65534:65534 '{root}'")
                before = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "prlimit", "--nproc=3:3", "--"]
                result = build(root, before=before)
                if result.code not in (0, 2):
                    raise Wrong(f"{guides} guides with 3 threads: exit {result.code}: {result.said}")
                counted[result.code] += 1
        return f"{counted[0]} builds did with it, {counted[2]} refused, with the old site in place (or the new one, where only its predecessor could not be removed)"


def sizes(rng, long):
    """Files that are larger than any text, and what only looks like a file: at once, and without reading it all."""
    tried = []
    with scratch() as folder:
        root = folder / "ladder"

        def check(what, codes, seconds, make, memory=512):
            if root.exists():
                import shutil

                shutil.rmtree(root)
            ladders.write(root, random.Random(1), 3)
            built(root)
            before = tree_hash(root / "site")
            make()
            started = time.monotonic()
            result = build(root, before=["prlimit", f"--data={memory * MEGABYTE}", "--"])
            took = time.monotonic() - started
            if result.code not in codes or took > seconds:
                raise Wrong(f"{what}: exit {result.code} after {took:.1f} s: {result.said}")
            if result.code != 0 and tree_hash(root / "site") != before:
                raise Wrong(f"{what}: the site changed")
            tried.append(f"{what} {took:.1f} s")

        def sparse(path, size):
            def make():
                with open(root / path, "wb") as file:
                    file.truncate(size)

            return make

        check("1 GiB of Markdown", [1], 2, sparse("content/guides/guide-1.md", 1 << 30))
        check("5 MiB of Markdown", [1], 2, lambda: (root / "content/guides/guide-1.md").write_text("a b\n" * 1_300_000))
        check("2 GiB of settings", [1, 2], 2, sparse("book.toml", 1 << 31))
        check("a picture over its limit", [1], 10, sparse("content/picture.png", (1 << 30) + 1))
        check("a large picture", [0, 1], 30, lambda: (root / "content/picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200 * MEGABYTE)))
        check("a pipe", [1], 1, lambda: os.mkfifo(root / "content/guides/pipe.md"))
        check("a pipe for settings", [2], 1, lambda: (os.remove(root / "book.toml"), os.mkfifo(root / "book.toml")))
        check("a link to an endless file", [1], 1, lambda: os.symlink("/dev/zero", root / "content/guides/zero.md"))
        check("a link to itself", [1], 1, lambda: os.symlink("self.md", root / "content/guides/self.md"))
        check("a link to the root", [1], 1, lambda: os.symlink("/", root / "content/guides/all"))
        check("no content", [1], 1, lambda: (root / "content").rename(folder / f"gone-{rng.random()}"))
        if long:
            check("10 GiB of picture", [1], 5, sparse("content/picture.png", 10 << 30))
    return f"{len(tried)} cases: {', '.join(tried)}"


# --- Twice the text, at most twice the time ---

PIECES = [
    "*", "_", "**", "`", "``", "[", "]", "(", ")", "![", "](", "<", ">", "<!--", "-->", "<a", "</", "&", "&#", "\\", "|", "~", "~~", "^",
    "[^", "[^a]", "[a]: ", "\n", "\n\n", "  ", "    ", "\t", "- ", "* ", "1. ", "> ", ">", "# ", "---\n", "===\n", "```\n", "~~~\n", ":::",
    ":::tip\n", "\n:::\n", "[[", "]]", "|a", "|-", "{#", "}", ":", "\n: ", "a", "b ", "ü", "\0", "<div>", "<b>", "<?", "<![CDATA[", "]]>", '"', "'", "=", "\r",
    "$", "- [ ] ", "> [!NOTE]\n", "http://", "www.", "@", "|\n|---|\n", "em", "people",
]  # fmt: skip

# Parts that refer to each other, `@` for a number: what is defined, and what uses it. Each may be wrong, so that nothing is found.
DEFINITIONS = [
    "# a\n", "# a@\n", "# heading number @\n", "# a@ {#b@}\n", "<a id=\"a-@\"></a>\n\n", "<b title=@>", "[^@]: a\n\n", "[a-@]: b.md\n", "[a]: b.md\n", "<p><i title=@>",
    "<div id=a@><span>", ":::tip a@\n", "| a@ ", "<table>",
]  # fmt: skip
USES = [
    "[x](#a-@)\n", "[x](#a@)\n", "[x](#heading-numbre-@)\n", "[[#a-@]] ", "[[P0#a-@]] ", "[x](p0.md#a@)\n", "[^@] ", "[a-@] ", "[x][a-@]\n", "![x](a@.png)\n", "[[em@]] ",
    "[x](p@.md)\n", "</b>", "</i>", "x\n\n", "<p>x", "</span></div>", "</a>", "</table>", ":::\n",
]  # fmt: skip


def super_linear(rng, long):
    """A prefix, a pattern very often, a suffix; or two patterns that refer to each other, each very often. As bodies of 25 and 100 kB, many files in one check."""
    patterns = 200_000 if long else 400
    batch, seen, worst = 40, 0, (0.0, "")
    with scratch() as folder:
        root = folder / "ladder"
        ladders.write(root, random.Random(1), 1)
        started = time.monotonic()
        base = timed(root)
        while seen < patterns:
            some = [(rng.choice(DEFINITIONS), rng.choice(USES), rng.random()) if rng.random() < 0.3 else "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 5))) for _ in range(batch)]
            ends = ["".join(rng.choice(PIECES) for _ in range(rng.randint(0, 3))) for _ in range(2)]
            small, large = (many(root, some, ends, size) for size in (25_000, 100_000))
            seen += batch
            # Four times the text: what is linear takes four times, what is not takes sixteen. Of all of them together, so that one
            # bad pattern of forty must still show: then each is tried alone.
            if large - base > 0.1 + 5 * max(small - base, 0.02):
                for pattern in some:
                    times = [best(root, pattern, ends, size) - base for size in (100_000, 200_000, 400_000)]
                    ratio = times[2] / max(times[1], 0.02)
                    if ratio > worst[0]:
                        worst = (ratio, repr(pattern))
                    if times[2] > 0.1 and times[1] > 0.02 and ratio > 3.2 and times[1] / max(times[0], 0.01) > 2.8:
                        raise Wrong(f"{ends[0]!r} + {pattern!r} × n + {ends[1]!r}: {[round(each, 3) for each in times]} s for 100, 200 and 400 kB")
            if not long and time.monotonic() - started > 40:
                break
    return f"{seen} patterns, none more than linear; the nearest to it {worst[0]:.1f} times the time for twice the text {worst[1]}"


def many(root, patterns, ends, size):
    for number, pattern in enumerate(patterns):
        body = ends[0] + filled(pattern, size) + ends[1]
        (root / f"content/guides/p{number}.md").write_text(f"---\ntitle: P{number}\n---\n{body}", newline="")
    took = timed(root)
    for number in range(len(patterns)):
        (root / f"content/guides/p{number}.md").unlink()
    return took


def filled(pattern, size):
    """A pattern so often that it is of this size; of two that refer to each other, one half each, in either order or by turns."""
    if isinstance(pattern, str):
        return pattern * (size // max(1, len(pattern.encode())))
    first, second, order = pattern
    count = size // (len(first) + len(second) + 8)
    firsts = [first.replace("@", str(at)) for at in range(count)]
    # To each of them, backwards, or all to the last one.
    seconds = [second.replace("@", str(count - 1 - (at if order % 0.2 < 0.1 else 0))) for at in range(count)]
    if order < 0.2:
        return "".join(one + other for one, other in zip(firsts, seconds))
    return "\n".join(["".join(seconds), "".join(firsts)] if order < 0.5 else ["".join(firsts), "".join(seconds)])


def best(root, pattern, ends, size):
    return min(many(root, [pattern], ends, size) for _ in range(2))


def timed(root):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    call("check", "--root", root, "-j1", "--message-format", "json", timeout=60)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
