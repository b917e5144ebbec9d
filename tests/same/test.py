#!/usr/bin/env python3
"""Changes one thing that a program says or writes, at a time: `tests/same/run` must find each, and nothing where nothing was changed.

    BIN=path/to/ladderbook tests/same/test.py
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True

HERE = Path(__file__).resolve().parent
# It builds, with two warnings.
GAPS = "faults/33-gaps"
PAGE = "site/index.html"
MANIFEST = "site/.ladderbook-manifest.json"


@dataclass
class Ended:
    code: int
    out: bytes
    err: bytes


# --- what is changed: functions of how a command ended, run in the ladder's folder ---


def one_byte(ended):
    page = Path(PAGE)
    data = page.read_bytes()
    at = data.index(b"<h1") + 5
    page.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def one_byte_and_its_sum(ended):
    page, manifest = Path(PAGE), Path(MANIFEST)
    sums = [hashlib.sha256(page.read_bytes()).hexdigest()]
    one_byte(ended)
    sums.append(hashlib.sha256(page.read_bytes()).hexdigest())
    manifest.write_text(manifest.read_text().replace(*sums))


def a_wrong_sum(ended):
    manifest = Path(MANIFEST)
    manifest.write_text(re.sub(r'("index.html", .*"sha256": ")(.*)"', lambda found: f'{found[1]}{found[2][::-1]}"', manifest.read_text()))


def the_last_line_end(ended):
    page = Path(PAGE)
    page.write_bytes(page.read_bytes()[:-1])


def a_file_less(ended):
    Path("site/llms.txt").unlink()


def a_file_more(ended):
    Path("site/more.txt").write_text("")


def a_folder_more(ended):
    Path("site/more").mkdir()


def a_mode(ended):
    Path(PAGE).chmod(0o755)


def something_left_beside(ended):
    Path(".site.left").write_text("")


def a_source(ended):
    with Path("book.toml").open("a") as settings:
        settings.write("# looked at\n")


def the_exit_code(ended):
    ended.code = 3


def a_printed_word(ended):
    ended.out = ended.out.replace(b"gap", b"hole", 1)


def a_word_for_people(ended):
    ended.err = ended.err.replace(b"warning", b"Warning", 1)


def the_order_of_diagnostics(ended):
    ended.out = b"".join(reversed(ended.out.splitlines(keepends=True)))


def the_order_of_keys(ended):
    texts = [json.loads(line) for line in ended.out.splitlines()]
    ended.out = b"".join(json.dumps(text, sort_keys=True, separators=(",", ":")).encode() + b"\n" for text in texts)


def the_stream(ended):
    ended.out, ended.err = b"", ended.out


def a_new_file(ended):
    if ended.code == 0:
        Path("content/roles/a-new-one.md").write_text("---\ntitle: Another\n---\n")
        ended.out = ended.out.replace(b"role", b"Role")


def not_only_the_time(ended):
    ended.err = re.sub(rb"in \d+ ms", b"in a moment", ended.err)


def the_time(ended):
    ended.err = re.sub(rb"in \d+ ms", b"in 86400000 ms", ended.err)


def nothing(_ended):
    pass


def two_words(ended):
    for name in ("out", "err"):
        setattr(ended, name, getattr(ended, name).replace(b"nobody", b"no-one").replace(b"a gap", b"a hole"))


FOLDER_TREE = [f"{GAPS}: {PAGE}", f"{GAPS}: {MANIFEST}"]
BUILD = f"{GAPS}: ladderbook build"
JSON = f"{GAPS}: ladderbook check --message-format json"
WHO = f"{GAPS}: ladderbook who AREA"

# What is changed, after which command, on which ladder, and exactly what must be named.
FAULTS = [
    (nothing, "", GAPS, []),
    (the_time, "build", GAPS, []),
    (one_byte, "build", GAPS, FOLDER_TREE),
    (one_byte_and_its_sum, "build", GAPS, [f"{GAPS}: {PAGE}"]),
    (a_wrong_sum, "build", GAPS, [f"{GAPS}: {MANIFEST}"]),
    (the_last_line_end, "build", GAPS, FOLDER_TREE),
    (a_file_less, "build", GAPS, [f"{GAPS}: site/llms.txt", f"{GAPS}: {MANIFEST}"]),
    (a_file_more, "build", GAPS, [f"{GAPS}: site/more.txt"]),
    (a_folder_more, "build", GAPS, [f"{GAPS}: site/more"]),
    (a_mode, "build", GAPS, [f"{GAPS}: {PAGE}"]),
    (something_left_beside, "build", GAPS, [f"{GAPS}: .site.left"]),
    (a_source, "check --message-format json", GAPS, [f"{GAPS}: book.toml"]),
    (the_exit_code, "who", GAPS, [f"{WHO}: exit code"]),
    (a_printed_word, "who", GAPS, [f"{WHO}: standard output"]),
    (a_word_for_people, "build", GAPS, [f"{BUILD}: standard error"]),
    (the_order_of_diagnostics, "check --message-format json", GAPS, [f"{JSON}: standard output"]),
    (the_order_of_keys, "check --message-format json", GAPS, [f"{JSON}: standard output"]),
    (the_stream, "who", GAPS, [f"{WHO}: standard output", f"{WHO}: standard error"]),
    (not_only_the_time, "build", GAPS, [f"{BUILD}: standard error"]),
    (a_new_file, "new role a-new-one", "commands", ["commands: content/roles/a-new-one.md", "commands: ladderbook new role a-new-one: standard output"]),
]

# Lists of expected differences for `two_words`, and whether they are right.
LISTS = [
    ("a whole list", "# Why.\n- nobody\n+ no-one\n\n- a gap\n+ a hole\n", 0),
    ("a text that is not on the list", "- nobody\n+ no-one\n", 1),
    ("another new text", "- nobody\n+ no one\n\n- a gap\n+ a hole\n", 1),
    ("a text that does not occur", "- nobody\n+ no-one\n- a gap\n+ a hole\n- a cap\n+ a hat\n", 1),
    ("a new text without an old one", "+ no-one\n", 2),
    ("a line of neither", "nobody\n", 2),
]


def wrapped(program, fault):
    """Runs the program as it was called, changes one thing, and ends as it did."""
    run = subprocess.run([program, *sys.argv[1:]], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    ended = Ended(run.returncode, run.stdout, run.stderr)
    fault(ended)
    sys.stdout.buffer.write(ended.out)
    sys.stdout.flush()
    sys.stderr.buffer.write(ended.err)
    sys.stderr.flush()
    sys.exit(ended.code)


def wrapper(folder, program, fault, command):
    """A program like the other one but for one command."""
    changing = f"import sys; sys.dont_write_bytecode = True; sys.path.insert(0, '{HERE}'); import test; test.wrapped('{program}', test.{fault.__name__})"
    script = folder / fault.__name__
    # The shell starts many times faster than Python.
    script.write_text(f"""#!/bin/sh
case "$*" in
*"{command}"*) exec "{sys.executable}" -c "{changing}" "$@" ;;
*) exec "{program}" "$@" ;;
esac
""")
    script.chmod(0o755)
    return script


def same(program, other, ladder, *more):
    command = [HERE / "run", program, other, "--only", ladder, "--jobs", "1", *more]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


def try_fault(folder, program, fault, command, ladder, named):
    run = same(program, wrapper(folder, program, fault, command), ladder)
    found = [re.sub(r"who [\w-]+", "who AREA", line[9:]) for line in run.stdout.splitlines() if line.startswith("differs: ")]
    what = fault.__name__.replace("_", " ")
    if sorted(found) != sorted(named) or run.returncode != (1 if named else 0):
        return f"{what}: exit code {run.returncode}, found {found}, not {named}\n{run.stdout}{run.stderr}"
    return None


def try_list(folder, program, what, text, code):
    listed = folder / (what.replace(" ", "-") + ".txt")
    listed.write_text(text)
    run = same(program, folder / "two_words", GAPS, "--expect", listed)
    return None if run.returncode == code else f"{what}: exit code {run.returncode}, not {code}\n{run.stdout}{run.stderr}"


def main():
    program = os.environ.get("BIN")
    if not program or not os.access(program, os.X_OK):
        sys.exit("BIN=path/to/ladderbook says which program to try")
    program = os.path.abspath(program)
    with tempfile.TemporaryDirectory(prefix="ladderbook-same-test-") as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = Path(folder)
        wrapper(folder, program, two_words, "")
        tries = [pool.submit(try_fault, folder, program, *fault) for fault in FAULTS]
        tries += [pool.submit(try_list, folder, program, *each) for each in LISTS]
        wrong = [each.result() for each in tries if each.result()]
    print("\n".join(wrong))
    print(f"{len(FAULTS)} programs that differ in one thing or in none, {len(LISTS)} lists of what is expected: {len(wrong)} came out wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
