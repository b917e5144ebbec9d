"""What counts as the same: bytes, but for a short list of what may rightly differ."""

import difflib
import hashlib
import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

MANIFEST = "site/.ladderbook-manifest.json"

# Everything that may differ between two programs that behave the same. Each rule takes what it covers out of both sides before they are
# compared, so the list is kept short: what is not named here is found.
RULES = [
    (
        "standard error",
        re.compile(rb"\bin \d+ ms$", re.MULTILINE),
        b"in N ms",
        "how long a build took is the clock's business",
    ),
    (
        MANIFEST,
        re.compile(rb'^"fingerprint": "[0-9a-f]{64}",$', re.MULTILINE),
        b'"fingerprint": "of the program and its input",',
        "it stands for the program's own sources too, so that another program builds again",
    ),
    (
        MANIFEST,
        re.compile(rb'"size": \d+, "sha256": "that of the file"'),
        b'"size and sha256": "those of the file"',
        "a sum that is right follows from its file, which is compared itself; a wrong one is not taken out (see `with_right_sums`)",
    ),
]


def normalised(name, data):
    for where, pattern, put, _ in RULES:
        if name.endswith(where):
            data = pattern.sub(put, data)
    return data


def with_right_sums(manifest, root):
    """A manifest whose sums say so where they are right: only a wrong sum stays a sum."""

    def checked(entry):
        path, size, written = entry[1].decode("utf-8", "surrogateescape"), int(entry[2]), entry[3].decode()
        try:
            data = (root / "site" / path).read_bytes()
        except OSError:
            return entry[0]
        right = len(data) == size and hashlib.sha256(data).hexdigest() == written
        return entry[0].replace(entry[3], b"that of the file") if right else entry[0]

    return re.sub(rb'"path": "([^"\\]*)", "size": (\d+), "sha256": "([0-9a-f]{64})"', checked, manifest)


class WrongList(Exception):
    """A list of expected differences that cannot be read."""


@dataclass
class Expected:
    """Differences that a rebuilding means to make: texts of old, and what stands in their place."""

    pairs: list = field(default_factory=list)

    @classmethod
    def read(cls, path):
        """`- old` lines and below them the `+ new` lines for them. Empty lines and lines that start with `#` part them."""
        pairs, old, new = [], [], []

        def close(number):
            if new and not old:
                raise WrongList(f"{path}:{number}: a `+` without a `-` above it")
            if old:
                pairs.append(("\n".join(old), "\n".join(new)))
            old.clear()
            new.clear()

        lines = Path(path).read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, 1):
            if line.startswith(("- ", "+ ")) or line in ("-", "+"):
                if line[0] == "-" and new:
                    close(number)
                (old if line[0] == "-" else new).append(line[2:])
            elif not line.strip() or line.startswith("#"):
                close(number)
            else:
                raise WrongList(f"{path}:{number}: neither `- `, `+ ` nor `#`")
        close(len(lines))
        if len({old for old, _ in pairs}) != len(pairs) or any(not old for old, _ in pairs):
            raise WrongList(f"{path}: a text is named twice, or is empty")
        return cls([(old.encode(), new.encode()) for old, new in pairs])

    def __post_init__(self):
        self.new_of = dict(self.pairs)
        self.times = dict.fromkeys(self.new_of, 0)
        # In one pass, so that what one pair puts in is no text for another.
        longest_first = sorted(self.new_of, key=len, reverse=True)
        self.pattern = re.compile(b"|".join(map(re.escape, longest_first))) if longest_first else None

    def applied(self, data):
        def put(found):
            self.times[found[0]] += 1
            return self.new_of[found[0]]

        return self.pattern.sub(put, data) if self.pattern else data

    def never_seen(self):
        return [old.decode() for old, times in self.times.items() if times == 0]


# --- what a program said and wrote ---


def difference_of_said(old, new, expected):
    """Differences between what two programs said, as `(name, diff)`. Both: `{command: {part: bytes}}`."""
    for name in old.keys() | new.keys():
        if name not in old or name not in new:
            yield name, [f"only the {'old' if name in old else 'new'} one led to this command"]
            continue
        for part in old[name]:
            item = f"{name}: {part}"
            diff = difference(item, old[name][part], new[name][part], expected)
            if diff:
                yield item, diff


def tree(root):
    """Everything below a folder: `{path: (kind and mode, where a link leads)}`."""
    found = {}
    for at, folders, files in os.walk(root):
        for name in folders + files:
            path = os.path.join(at, name)
            info = os.lstat(path)
            what = "link" if stat.S_ISLNK(info.st_mode) else "folder" if stat.S_ISDIR(info.st_mode) else "file"
            leads = f" to {os.readlink(path)}" if what == "link" else ""
            found[os.path.relpath(path, root)] = f"{what}, mode {stat.S_IMODE(info.st_mode):o}{leads}"
    return found


def difference_of_trees(old, new, expected, counted):
    """Differences between two folders, as `(path, diff)`; the files and bytes that were compared are added to `counted`."""
    olds, news = tree(old), tree(new)
    for path in olds.keys() | news.keys():
        if path not in olds or path not in news:
            yield path, [f"only in the {'old' if path in olds else 'new'} one: {(olds.get(path) or news.get(path))}"]
            continue
        if olds[path] != news[path]:
            yield path, [f"-{olds[path]}", f"+{news[path]}"]
        if not (olds[path].startswith("file") and news[path].startswith("file")):
            continue
        before, after = (old / path).read_bytes(), (new / path).read_bytes()
        counted["files"] += 1
        counted["bytes"] += len(before)
        if path == MANIFEST:
            before, after = with_right_sums(before, old), with_right_sums(after, new)
        diff = difference(path, before, after, expected)
        if diff:
            yield path, diff


# --- a difference in few lines ---

AROUND = 50  # characters before the first that differs
SHOWN = 130  # characters of a line
LINES = 8


def difference(name, old, new, expected):
    """The first differing lines of two texts; `None` where they are the same."""
    if old == new:
        return None
    old, new = normalised(name, old), normalised(name, new)
    if old == new:
        return None
    old = expected.applied(old)
    if old == new:
        return None
    olds, news = lines_of(old), lines_of(new)
    first = next((at for at, (one, other) in enumerate(zip(olds, news)) if one != other), min(len(olds), len(news)))
    window = slice(max(first - 1, 0), first + LINES)
    # Further than to the end of the window nothing is said.
    diff = list(difflib.unified_diff(olds[window], news[window], lineterm="", n=1))[3 : 3 + LINES]
    one, other = (texts[first] if first < len(texts) else "" for texts in (olds, news))
    column = len(os.path.commonprefix([one, other]))
    start = max(column - AROUND, 0)
    head = f"line {first + 1}" + (f", column {column + 1}" if start else "")
    return [head, *(line[0] + clipped(line[1:], start) for line in diff)]


def lines_of(data):
    text = data.decode("utf-8", "backslashreplace")
    lines = ["".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line) for line in text.split("\n")]
    # A last line without its end is another line.
    if lines[-1]:
        lines[-1] += " (no end of line)"
    else:
        lines.pop()
    return lines


def clipped(line, start):
    end = start + SHOWN
    return ("…" if start else "") + line[start:end] + ("…" if len(line) > end else "")
