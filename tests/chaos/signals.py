"""Signals, outputs that nobody reads, other builds, and sources that move."""

import os
import random
import shutil
import signal
import subprocess
import threading
import time

import ladders
from common import Case, Wrong, build, built, call, ended, leftovers, program, scratch, tree_hash
from kills import small_case


def polite(rng, long):
    """The old site or the new one, the right exit code, and nothing left."""
    tries = 300 if long else 45
    counted = {}
    with scratch() as folder:
        case = small_case(folder, rng)
        started = time.monotonic()
        build(case.root)
        longest = time.monotonic() - started
        for number in range(tries):
            case.restore()
            name = ("SIGINT", "SIGTERM", "SIGHUP")[number % 3]
            child = subprocess.Popen(program("build", "--root", case.root), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rng.uniform(0, longest))
            if number % 5 == 0:
                child.send_signal(signal.SIGSTOP)
                time.sleep(0.02)
                child.send_signal(signal.SIGCONT)
            child.send_signal(getattr(signal, name))
            code = child.wait(30)
            state = case.expect_old_or_new(f"try {number}, {name}")
            # One that comes before the program listens for it ends it as the system does.
            right = {0, 128 + getattr(signal, name), -getattr(signal, name)}
            if code not in right:
                raise Wrong(f"try {number}: {name} gives exit code {code}")
            if code == 0 and state != case.new or code != 0 and leftovers(case.output):
                raise Wrong(f"try {number}: {name}, exit code {code}, left {leftovers(case.output)}")
            word = "ended first" if code == 0 else name
            counted[word] = counted.get(word, 0) + 1
            case.expect_recovery(f"try {number}, {name}")
    return f"{tries} signals: {', '.join(f'{number} {word}' for word, number in sorted(counted.items()))}"


def closed(rng, _long):
    """The build alone decides about the site; what cannot be said is exit code 2."""
    tried = 0
    with scratch() as folder:
        case = small_case(folder, rng)
        full = os.open("/dev/full", os.O_WRONLY)
        quoted = " ".join(f"'{part}'" for part in program("build", "--root", case.root))
        for what, run in {
            "both closed": lambda: ended(["sh", "-c", f"exec {quoted} >&- 2>&-"]),
            "standard error closed": lambda: ended(["sh", "-c", f"exec {quoted} 2>&-"]),
            "standard input closed": lambda: ended(["sh", "-c", f"exec {quoted} <&-"]),
            "all closed": lambda: ended(["sh", "-c", f"exec {quoted} <&- >&- 2>&-"]),
            "a full device": lambda: ended(program("build", "--root", case.root), stdout=full, stderr=full),
            "a reader that goes": lambda: ended(["bash", "-o", "pipefail", "-c", f"{quoted} 2>&1 | head -c 1 >/dev/null"]),
            "a full device, as JSON": lambda: ended(program("build", "--root", case.root, "--message-format", "json"), stdout=full, stderr=full),
        }.items():
            case.restore()
            result = run()
            if result.code not in (0, 2, 141) or case.state() != case.new:
                raise Wrong(f"{what}: exit {result.code}, the site is {'old' if case.state() == case.old else 'not the new one'}")
            tried += 1
        os.close(full)
    return f"{tried} ways not to listen"


def several(rng, long):
    """Two builds take turns; each leaves a whole site."""
    rounds = 60 if long else 12
    with scratch() as folder:
        case = small_case(folder, rng)
        for number in range(rounds):
            case.restore()
            children = [
                subprocess.Popen(program("build", "--root", case.root), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                for _ in range(6)
            ]
            codes = [child.wait(60) for child in children]
            for child in children:
                child.stderr.close()
            if any(code not in (0, 2) for code in codes) or case.state() != case.new or leftovers(case.output):
                raise Wrong(f"round {number}: exit codes {codes}, left {leftovers(case.output)}")
    return f"{rounds} rounds of 6 builds at once"


def moving(rng, long):
    """Folders that go and come back, files that are cut and grow: the old tree, the new tree, or a refusal; never half a site."""
    seconds = 40 if long else 8
    with scratch() as folder:
        seed = rng.randrange(1 << 32)
        root, aside = folder / "ladder", folder / "aside"
        ladders.write(root, random.Random(seed), 60)
        built(root)
        whole = tree_hash(root / "site")
        stop = threading.Event()

        def move():
            content = root / "content"
            victim, text = content / "guides/guide-1.md", (content / "guides/guide-1.md").read_bytes()
            while not stop.is_set():
                how = rng.randrange(3)
                if how == 0:
                    (content / "guides").rename(aside)
                    time.sleep(rng.uniform(0, 0.004))
                    aside.rename(content / "guides")
                elif how == 1:
                    victim.write_bytes(b"")
                    victim.write_bytes(text)
                else:
                    content.rename(aside)
                    time.sleep(rng.uniform(0, 0.002))
                    aside.rename(content)
                time.sleep(rng.uniform(0, 0.01))

        mover = threading.Thread(target=move)
        mover.start()
        ends, until = {}, time.monotonic() + seconds
        try:
            while time.monotonic() < until:
                # As if nothing had been published: every file is made again.
                result = build(root)
                ends[result.code] = ends.get(result.code, 0) + 1
                if result.code not in (0, 1, 2):
                    raise Wrong(f"exit {result.code}: {result.said}")
                state = tree_hash(root / "site")
                if state != whole:
                    # A folder that is gone for a moment is a right state of the sources, and so are its files all at once.
                    pages = len(list((root / "site/guides").glob("guide-*.html")))
                    if pages not in (0, 60):
                        raise Wrong(f"exit {result.code}: a site with {pages} of 60 guides: {result.said}")
        finally:
            stop.set()
            mover.join()
        built(root)
        if tree_hash(root / "site") != whole:
            raise Wrong("the site is not right once all is quiet")
    told = ", ".join(f"{number} times exit {code}" for code, number in sorted(ends.items()))
    return f"{sum(ends.values())} builds of sources in motion: {told}; never half a site"
