"""Disks that are full, read-only, or belong to somebody else."""

import http.client
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import ladders
from common import Skipped, Wrong, build, built, call, leftovers, need, need_root, scratch, tree_hash

OTHER = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]


class Mount:
    """A file system of its own below a folder."""

    def __init__(self, at, options):
        self.at = Path(at)
        self.at.mkdir(parents=True, exist_ok=True)
        run = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.at], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise Skipped(f"no file system can be mounted here: {run.stderr.strip()}")

    def remount(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}", self.at], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.at], check=False)


def used(folder):
    """Bytes and entries as a tmpfs counts them: whole pages, one entry for each file and folder."""
    size, entries = 0, 0
    for at, folders, files in os.walk(folder):
        entries += len(folders) + len(files)
        size += sum((os.path.getsize(os.path.join(at, name)) + 4095) // 4096 * 4096 for name in files)
    return size, entries


def full(rng, long):
    need_root()
    steps = 16 if long else 6
    with scratch() as folder:
        seed = rng.randrange(1 << 32)
        root = folder / "ladder"
        out = folder / "out"
        ladders.write(root, random.Random(seed), 20, output="../out/site")
        built(root)
        old, (old_bytes, old_entries) = tree_hash(out / "site"), used(out / "site")
        kept = folder / "kept"
        shutil.copytree(out / "site", kept, symlinks=True)
        ladders.write(root, random.Random(seed), 20, title="Another", output="../out/site")
        built(root)
        new, (new_bytes, _) = tree_hash(out / "site"), used(out / "site")
        shutil.rmtree(out)
        counted = {"old": 0, "new": 0}
        slack = 64 * 1024
        whole = old_bytes + new_bytes + 2 * slack
        sizes = [("size", old_bytes + slack + (whole - old_bytes) * step // (steps - 1)) for step in range(steps)]
        inodes = [("nr_inodes", old_entries + 6 + (old_entries + 40) * step // (steps - 1)) for step in range(steps)]
        for option, value in sizes + inodes:
            with Mount(out, f"{option}={value}" + (",size=64m" if option == "nr_inodes" else "")):
                subprocess.run(["cp", "-a", kept, out / "site"], check=True)
                if tree_hash(out / "site") != old:
                    raise Wrong("the old site did not fit: the part itself is wrong")
                result = build(root)
                state = tree_hash(out / "site")
                where = f"{option}={value}"
                if result.code == 0 and state == new:
                    counted["new"] += 1
                elif result.code == 2 and state == old:
                    counted["old"] += 1
                    if "free" not in result.err and "left" not in result.err:
                        raise Wrong(f"{where}: without figures: {result.err}")
                    if leftovers(out / "site"):
                        raise Wrong(f"{where}: it left {leftovers(out / 'site')}")
                else:
                    raise Wrong(f"{where}: exit {result.code}, the site is {state}: {result.said}")
        if 0 in counted.values():
            raise Wrong(f"the sizes were chosen badly: {counted}")
        return f"{len(sizes)} sizes and {len(inodes)} numbers of files: {counted['old']} times the old site and exit 2 with figures, {counted['new']} times the new one"


def read_only(rng, _long):
    need_root()
    need("setpriv")
    tried = 0
    with scratch() as folder:
        root, out = folder / "ladder", folder / "out"
        with Mount(out, "size=64m") as mount:
            ladders.write(root, random.Random(rng.random()), 5, output="../out/site")
            built(root)
            before = tree_hash(out)
            ladders.write(root, random.Random(rng.random()), 5, title="Another", output="../out/site")
            mount.remount("ro")
            expect_refused(build(root), out, before, "a read-only file system", "ead-only")
            tried += 1
            mount.remount("rw")
            built(root)
        # From here on as somebody who is not root.
        for what, path, mode in [
            ("the parent of the output cannot be written", "ladder", 0o555),
            ("a content file cannot be read", "ladder/content/guides/guide-1.md", 0o000),
            ("a content folder cannot be read", "ladder/content/guides", 0o000),
            ("a content folder cannot be entered", "ladder/content/guides", 0o444),
            ("the settings cannot be read", "ladder/book.toml", 0o000),
            ("the picture cannot be read", "ladder/content/picture.png", 0o000),
            ("a published folder cannot be written", "ladder/site", 0o555),
            ("a published folder cannot be entered", "ladder/site/guides", 0o000),
            ("a published file cannot be read", "ladder/site/guides/guide-1.html", 0o000),
        ]:
            shutil.rmtree(root)
            ladders.write(root, random.Random(1), 5)
            subprocess.run(["chown", "-R", "65534:65534", root], check=True)
            folder.chmod(0o755)
            built(root, before=OTHER)
            published = tree_hash(root / "site", with_modes=False)
            (root / "content/index.md").write_text("---\ntitle: Changed\n---\n\n![A picture](picture.png)\n")
            (folder / path).chmod(mode)
            result = build(root, before=OTHER)
            (folder / path).chmod(0o755 if (folder / path).is_dir() else 0o644)
            state = tree_hash(root / "site", with_modes=False)
            if result.code == 2:
                name = Path(path).name
                if state != published and "the new site is in place" not in result.err:
                    raise Wrong(f"{what}: exit 2, and another site: {result.said}")
                if "ermission" not in result.err or (name not in result.err and name != "ladder"):
                    raise Wrong(f"{what}: neither the path nor the reason is said: {result.err}")
            elif result.code != 0 or state == published:
                raise Wrong(f"{what}: exit {result.code}: {result.said}")
            elif "content" in path or path.endswith("toml"):
                raise Wrong(f"{what}: and yet a site was made")
            again = built(root, before=OTHER)
            if leftovers(root / "site") or again.code != 0:
                raise Wrong(f"{what}: afterwards {leftovers(root / 'site')} stays")
            tried += 1
    return f"{tried} cases"


def expect_refused(result, folder, before, what, reason):
    if result.code != 2 or reason not in result.err:
        raise Wrong(f"{what}: exit {result.code}: {result.said}")
    if tree_hash(folder) != before:
        raise Wrong(f"{what}: something changed")


def permissions(rng, _long):
    """Every umask gives the modes that the umask says, odd modes of the sources notwithstanding, and another user's server can read them."""
    need_root()
    nginx = shutil.which("nginx") or ("/usr/sbin/nginx" if os.path.exists("/usr/sbin/nginx") else None)
    checked = 0
    with scratch() as folder:
        for umask in (0o022, 0o027, 0o002, 0o077):
            root = folder / f"ladder-{umask:o}"
            ladders.write(root, random.Random(rng.random()), 3)
            for file in root.rglob("*.md"):
                file.chmod(rng.choice([0o600, 0o755, 0o444, 0o640]))
            (root / "content/picture.png").chmod(0o600)
            built(root, umask=umask)
            for at, folders, files in os.walk(root / "site"):
                for name in folders + files:
                    path = os.path.join(at, name)
                    mode = os.lstat(path).st_mode & 0o777
                    want = (0o777 if os.path.isdir(path) else 0o666) & ~umask
                    if mode != want:
                        raise Wrong(f"umask {umask:o}: {name} has mode {mode:o}, not {want:o}")
                    checked += 1
        if nginx is None:
            return f"{checked} modes under 4 umasks; nginx is not installed"
        from load import Nginx

        with Nginx(nginx, folder / "ladder-22/site", folder / "nginx") as server:
            for path in ("/index.html", "/roles/em.html", "/picture.png", "/style.css"):
                connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
                connection.request("GET", path)
                status = connection.getresponse().status
                if status != 200:
                    raise Wrong(f"nginx as another user answers {status} for {path}")
    return f"{checked} modes under 4 umasks, nginx as another user answers 200"


if __name__ == "__main__":
    sys.exit("run this by tests/chaos/run")
