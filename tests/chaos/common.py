"""What the parts share: scratch folders, hashes of trees, and one call of the program."""

import contextlib
import hashlib
import os
import re
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

# Longer than any build here takes, even under strace: what takes more hangs.
HANGS = 120

# A panic, an abort, a crash: never, whatever happens.
NEVER = {101: "a panic", 134: "an abort", 139: "a crash", -6: "an abort", -11: "a crash"}


class Wrong(Exception):
    """A promise that was not kept."""


class Skipped(Exception):
    """Something that this machine does not have."""


@dataclass
class Part:
    name: str
    run: Callable
    about: str


@dataclass
class Ended:
    code: int
    out: str
    err: str

    @property
    def said(self):
        return (self.out + self.err)[-800:]


def need(*tools):
    missing = [tool for tool in tools if not shutil.which(tool) and not os.access(f"/usr/sbin/{tool}", os.X_OK)]
    if missing:
        raise Skipped(f"without {', '.join(missing)}")
    # Some containers have strace and forbid what it does.
    if "strace" in tools:
        probe = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
        if probe.returncode != 0:
            raise Skipped(f"strace may not trace here: {probe.stderr.strip()[-200:]}")


def need_root():
    if os.geteuid() != 0:
        raise Skipped("only root can do this")


@contextlib.contextmanager
def scratch():
    """A folder of our own, which other users may enter."""
    folder = Path(tempfile.mkdtemp(prefix="ladderbook-chaos-", dir=os.environ.get("CHAOS_DIR")))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        subprocess.run(["chmod", "-R", "u+rwX", folder], check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


def program(*arguments):
    """The command that runs the program."""
    return [os.environ["BIN"], *map(str, arguments)]


def calls_made(root, calls):
    """How often a build on one thread makes each of these system calls: `{call: number}`."""
    run = ended(["strace", "-f", "-qq", "-c", "-U", "calls,name", "-e", f"trace={','.join(calls)}", *program("build", "--root", root, "-j1")])
    lines = (re.fullmatch(r"\s*(\d+)\s+(\w+)", line) for line in run.err.splitlines())
    found = {line[2]: int(line[1]) for line in lines if line and line[2] in calls}
    if not found:
        raise Wrong(f"strace counted nothing: {run.said}")
    return found


def call(*arguments, before=(), check_code=True, cwd=None, timeout=HANGS, **more):
    """Runs the program, under `before` (strace, prlimit, setpriv …)."""
    command = [*map(str, before), *program(*arguments)]
    return ended(command, check_code=check_code, cwd=cwd, timeout=timeout, **more)


def ended(command, check_code=True, timeout=HANGS, **more):
    more.setdefault("stdin", subprocess.DEVNULL)
    if "stdout" not in more:
        more.update(stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        run = subprocess.run(list(map(str, command)), timeout=timeout, **more)
    except subprocess.TimeoutExpired:
        raise Wrong(f"it hangs: {' '.join(map(str, command))}") from None
    text = lambda data: (data or b"").decode("utf-8", "replace")
    result = Ended(run.returncode, text(run.stdout), text(run.stderr))
    if check_code and result.code in NEVER:
        raise Wrong(f"{NEVER[result.code]}: {' '.join(map(str, command))}\n{result.said}")
    return result


def build(root, *more, **options):
    return call("build", "--root", root, *more, **options)


def built(root, *more, **options):
    """A build that must succeed."""
    result = build(root, *more, **options)
    if result.code != 0:
        raise Wrong(f"a plain build ended with {result.code}: {result.said}")
    return result


def tree_hash(folder, with_modes=True):
    """One hash of all names, kinds, modes and bytes below a folder; `none` where there is no folder."""
    folder = Path(folder)
    if not folder.is_dir():
        return "none"
    all_of_it = hashlib.sha256()
    for line in tree_lines(folder, with_modes):
        all_of_it.update(line.encode("utf-8", "surrogateescape"))
    return all_of_it.hexdigest()[:16]


def tree_lines(folder, with_modes=True):
    lines = []
    for at, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(at, name)
            info = os.lstat(path)
            what = "link" if stat.S_ISLNK(info.st_mode) else "folder" if stat.S_ISDIR(info.st_mode) else "file"
            mode = f" {stat.S_IMODE(info.st_mode):o}" if with_modes else ""
            bytes_of_it = ""
            if what == "file":
                with open(path, "rb") as file:
                    bytes_of_it = hashlib.sha256(file.read()).hexdigest()
            lines.append(f"{os.path.relpath(path, folder)} {what}{mode} {bytes_of_it}\n")
    return sorted(lines)


def leftovers(output):
    """What stands beside an output folder and is ours: staging folders and lock files."""
    output = Path(output)
    start = f".{output.name}."
    return sorted(entry.name for entry in output.parent.iterdir() if entry.name.startswith(start))


def points(number, count, long):
    """All of 1 to `number`, or some of them, spread evenly with both ends in."""
    if long or number <= count:
        return list(range(1, number + 1))
    return sorted({1 + round(at * (number - 1) / (count - 1)) for at in range(count)}) if count > 1 else [1]


class Case:
    """A project with a published site, and what it is to be edited into: put back before each try.

    `old` and `new` are the hashes of the output before and after.
    """

    def __init__(self, folder, write_old, write_new):
        self.folder = Path(folder)
        self.root = self.folder / "ladder"
        self.output = self.root / "site"
        cold = self.folder / "cold"
        write_old(cold)
        write_new(cold)
        built(cold, "-j1")
        self.new = tree_hash(cold / "site")
        self.cold = cold
        self.first = self.folder / "first"
        write_old(self.first)
        built(self.first, "-j1")
        self.old = tree_hash(self.first / "site")
        write_new(self.first)
        if self.old == self.new:
            raise Wrong("the edit changes nothing")
        self.restore()

    def restore(self):
        if self.root.exists():
            subprocess.run(["chmod", "-R", "u+rwX", self.root], check=True)
            shutil.rmtree(self.root)
        subprocess.run(["cp", "-a", self.first, self.root], check=True)

    def state(self):
        return tree_hash(self.output)

    def expect_old_or_new(self, where):
        state = self.state()
        if state not in (self.old, self.new):
            raise Wrong(f"{where}: the site is neither the old one nor the new one")
        return state

    def expect_recovery(self, where):
        """The next build gives the new site, and leaves nothing beside it."""
        result = build(self.root, "-j1")
        if result.code != 0:
            raise Wrong(f"{where}: the next build ended with {result.code}: {result.said}")
        if self.state() != self.new:
            raise Wrong(f"{where}: the next build is no clean build")
        left = leftovers(self.output)
        if left:
            raise Wrong(f"{where}: the next build left {left}")
