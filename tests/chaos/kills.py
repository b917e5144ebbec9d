"""Killed at any moment: readers see the old site or the new one, and the next build is a clean build."""

import random
import signal
import subprocess
import time

import ladders
from common import Case, Wrong, build, call, calls_made, ended, need, points, program, scratch, tree_hash

# Every call by which a build could change something on the disk. A call that it never makes costs nothing here.
CALLS = """openat openat2 creat write pwrite64 writev ftruncate fallocate copy_file_range sendfile ioctl rename renameat renameat2 mkdir mkdirat
unlink unlinkat rmdir link linkat symlink symlinkat fchmod fchmodat chmod utimensat fsync fdatasync syncfs flock""".split()


def counts(root):
    """How often a build makes each of the calls: `{call: number}`."""
    # Without those that this processor's system does not have: strace refuses the whole list for one of them.
    known = [name for name in CALLS if ended(["strace", "-e", f"trace={name}", "true"]).code == 0]
    return calls_made(root, known)


def small_case(folder, rng):
    seed = rng.randrange(1 << 32)
    return Case(
        folder,
        ladders.write_old(lambda: random.Random(seed)),
        lambda root: ladders.edit_all(root, random.Random(seed + 1)),
    )


def every_call(rng, long):
    need("strace")
    with scratch() as folder:
        case = small_case(folder, rng)
        number_of = counts(case.root)
        case.restore()
        total, old, new, spared = 0, 0, 0, 0
        whole = sum(number_of.values())
        for name, number in sorted(number_of.items()):
            for at in points(number, max(4, 70 * number // whole), long):
                where = f"SIGKILL at {name} {at} of {number}"
                run = call(
                    "build", "--root", case.root, "-j1",
                    before=["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={name}", "-e", f"inject={name}:signal=KILL:when={at}"],
                )  # fmt: skip
                if run.code not in (-9, 137):
                    # The call belongs to another thread than the one that was counted: it came to its end.
                    spared += 1
                    if run.code != 0 or case.state() != case.new:
                        raise Wrong(f"{where}: it ended with {run.code}: {run.said}")
                if case.expect_old_or_new(where) == case.old:
                    old += 1
                else:
                    new += 1
                case.expect_recovery(where)
                case.restore()
                total += 1
        # (With `--seccomp-bpf`, which would be quicker, strace 6.1 delivers no signal at all.)
        if spared > total // 10:
            raise Wrong(f"{spared} of {total} builds were not killed: the part itself is wrong")
        return f"{total} of {whole} points in {len(number_of)} calls: {old} times the old site, {new} times the new one, 0 torn"


def at_random(rng, long):
    guides, kills = (2000, 1000) if long else (200, 60)
    with scratch() as folder:
        seed = rng.randrange(1 << 32)
        root, output = folder / "ladder", folder / "ladder/site"
        states = []
        for title in ("One", "Two"):
            ladders.write(root, random.Random(seed), guides, title=title, note=title)
            build(root)
            states.append(tree_hash(output))
        ladders.write(root, random.Random(seed), guides, title="One", note="One")
        started = time.monotonic()
        build(root)
        longest = (time.monotonic() - started) * 1.1
        counted = [0, 0]
        for number in range(kills):
            title = ("One", "Two")[number % 2]
            ladders.write(root, random.Random(seed), guides, title=title, note=title)
            child = subprocess.Popen(program("build", "--root", root), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rng.uniform(0, longest))
            child.send_signal(signal.SIGKILL)
            child.wait()
            state = tree_hash(output)
            if state not in states:
                raise Wrong(f"kill {number}: the site is neither of the two")
            counted[states.index(state)] += 1
        result = build(root)
        if result.code != 0 or tree_hash(output) != states[(kills - 1) % 2]:
            raise Wrong(f"the build after {kills} kills: {result.code} {result.said}")
        return f"{kills} kills of builds of {guides} guides, 0 torn ({counted[0]} times the one, {counted[1]} times the other)"
