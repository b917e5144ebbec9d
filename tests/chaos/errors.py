"""An error of the system in the Nth call, for every N and every kind of call."""

from common import NEVER, Wrong, call, calls_made, leftovers, need, points, program, scratch, tree_lines
from kills import small_case

# The call, and what the system may answer it.
FAULTS = {
    "openat": ["EIO", "EMFILE", "EACCES"],
    "openat2": ["EIO", "EMFILE", "EACCES", "ENOSYS"],
    "read": ["EIO"],
    "getdents64": ["EIO"],
    "statx": ["EACCES"],
    "newfstatat": ["EIO"],
    "write": ["ENOSPC", "EIO", "EDQUOT"],
    "copy_file_range": ["EIO", "ENOSPC"],
    "ftruncate": ["EIO"],
    "mkdir": ["EROFS"],
    "mkdirat": ["ENOSPC", "EACCES"],
    "linkat": ["EIO", "EMLINK", "EPERM"],
    "unlinkat": ["EIO"],
    "renameat2": ["EINVAL", "EIO", "EXDEV"],
    "syncfs": ["EIO"],
    "flock": ["ENOLCK"],
    "fcntl": ["ENOLCK"],
    "clone3": ["EAGAIN"],
}

# Calls that are refused from the Nth on, as a full disk or a full table does it.
FROM_THEN_ON = [("write", "ENOSPC"), ("openat", "EMFILE"), ("openat2", "EMFILE"), ("linkat", "EMLINK"), ("mkdirat", "EROFS"), ("unlinkat", "EROFS")]


def every_call(rng, long):
    need("strace")
    with scratch() as folder:
        case = small_case(folder, rng)
        number_of = calls_made(case.root, FAULTS)
        case.restore()
        jobs = []
        for name, errnos in FAULTS.items():
            number = number_of.get(name, 0)
            for errno in errnos:
                jobs += [(name, errno, f"{at}", at, number) for at in points(number, 4, long)] if number else []
        for name, errno in FROM_THEN_ON:
            number = number_of.get(name, 0)
            jobs += [(name, errno, f"{at}+", at, number) for at in points(number, 4, long)] if number else []
        ends = {}
        for name, errno, when, at, number in jobs:
            end = one(case, name, errno, when, f"{errno} in {name} {when} of {number}")
            ends[end] = ends.get(end, 0) + 1
        told = ", ".join(f"{number} {end}" for end, number in sorted(ends.items()))
        return f"{len(jobs)} faults in {len(number_of)} calls: {told}"


def pages(output):
    return [line for line in tree_lines(output) if not line.startswith(".ladderbook-manifest")]


def one(case, name, errno, when, where):
    case.restore()
    run = call(
        "build", "--root", case.root, "-j1",
        before=["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", f"trace={name}", "-e", f"inject={name}:error={errno}:when={when}"],
        check_code=False,
    )  # fmt: skip
    if run.code in NEVER:
        raise Wrong(f"{where}: {NEVER[run.code]}: {run.said}")
    state = case.state()
    if run.code == 127 and "shared libraries" in run.err:
        end = "before the program began"
        fine = state == case.old
    elif run.code == 0:
        end = "made good on the way"
        # What could not be read for the fingerprint only makes the next build look at everything again.
        fine = state == case.new or pages(case.output) == pages(case.cold / "site")
    elif run.code == 2 and state == case.old:
        end = "exit 2, the old site"
        fine = bool(run.err.strip()) or name == "write"
        # Where removing itself is what fails, something must stay; the next build sees to it. A lock that is refused may be
        # somebody else's: its file stays, and blocks nobody.
        if leftovers(case.output) and name not in ("unlinkat", "openat", "openat2", "getdents64", "newfstatat", "statx", "flock"):
            raise Wrong(f"{where}: it left {leftovers(case.output)}: {run.said}")
    elif run.code == 2 and state == case.new:
        end = "exit 2, the new site was in place"
        fine = bool(run.err.strip()) or name == "write"
    elif run.code == 2 and name in ("renameat2", "unlinkat", "mkdirat", "openat") and "file by file" in run.err + run.out:
        end = "exit 2, between files"
        fine = True
    else:
        raise Wrong(f"{where}: exit {run.code}, and the site is {'old' if state == case.old else 'new' if state == case.new else 'neither'}: {run.said}")
    if not fine:
        raise Wrong(f"{where}: {end}, but the site is {'old' if state == case.old else 'new' if state == case.new else 'neither'}: {run.said}")
    case.expect_recovery(where)
    return end
