"""The same sources give the same bytes, wherever, whenever and after whatever."""

import os
import random
import shutil
import subprocess
from pathlib import Path

import ladders
from common import Wrong, build, built, ended, leftovers, scratch, tree_hash, tree_lines

OTHER = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]


def determinism(rng, _long):
    seed = rng.randrange(1 << 32)
    hashes, builds = {}, 0
    with scratch() as folder:
        first = folder / "first"
        ladders.write(first, random.Random(seed), 30)
        variants = [
            (place, zone, language, jobs)
            for place in ("one", "a much/deeper place with blanks and ü")
            for zone in ("UTC", "Pacific/Kiritimati")
            for language in ("C", "tr_TR.UTF-8")
            for jobs in ("-j1", "-j2")
        ]
        for number, (place, zone, language, jobs) in enumerate(variants):
            root = folder / f"{number}" / place
            copy_shuffled(first, root, random.Random(seed + number))
            environment = {"PATH": os.environ["PATH"], "BIN": os.environ["BIN"], "TZ": zone, "LANG": language, "LC_ALL": language}
            built(root, jobs, env=environment)
            hashes.setdefault(tree_hash(root / "site"), []).append(f"{place}, {zone}, {language}, {jobs}")
            builds += 1
        for number, before in enumerate([OTHER, ["env", "-i"], ["nice"], ["env", "HOME=/nowhere", "USER=x", "NO_COLOR=1", "TERM=dumb"]]):
            if before is OTHER and os.geteuid() != 0:
                continue
            root = folder / f"other-{number}"
            copy_shuffled(first, root, random.Random(number))
            # Times of long ago and of the future.
            for file in root.rglob("*"):
                os.utime(file, (number * 2e9, number * 2e9))
            if before is OTHER:
                subprocess.run(["chown", "-R", "65534:65534", root], check=True)
            built(root, before=before)
            hashes.setdefault(tree_hash(root / "site"), []).append(" ".join(before))
            builds += 1
        # From within the folder, and over a site of something else.
        root = folder / "inside"
        copy_shuffled(first, root, random.Random(9))
        ended([os.environ["BIN"], "build"], cwd=root)
        hashes.setdefault(tree_hash(root / "site"), []).append("from within")
        builds += 1
    if len(hashes) != 1:
        raise Wrong(f"{len(hashes)} different sites: {hashes}")
    return f"{builds} builds, one hash ({next(iter(hashes))})"


def copy_shuffled(source, target, rng):
    """The same files, made in another order, so that folders list them in another."""
    files = [file for file in Path(source).rglob("*") if file.is_file() and "site" not in file.relative_to(source).parts]
    files.sort()
    rng.shuffle(files)
    for file in files:
        there = Path(target) / file.relative_to(source)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, there)


# --- A build over the last one is a clean build ---


def warm_equals_cold(rng, long):
    scripts = 1000 if long else 60
    builds, wrong_contents = 0, 0
    with scratch() as folder:
        warm = folder / "warm"
        # Guides without links: a script that breaks none of them is a script that builds.
        ladders.write(warm, random.Random(rng.randrange(1 << 32)), 0)
        for number in range(8):
            ladders.put(warm, f"content/guides/guide-{number}.md", ladders.guide(rng, number, 0))
        built(warm)
        last_good = tree_hash(warm / "site")
        kept = []
        for number in range(scripts):
            script = []
            for _ in range(rng.randint(1, 5)):
                script.append(edit(warm, rng, kept))
            cold = folder / "cold"
            shutil.copytree(warm, cold, ignore=lambda at, names: ["site"] if Path(at) == warm else [], symlinks=True)
            over, clean = build(warm, rng.choice(["-j1", "-j2"])), build(cold)
            builds += 2
            where = f"script {number}: {'; '.join(script)}"
            if over.code != clean.code:
                raise Wrong(f"{where}: {over.code} over the last build, {clean.code} from nothing: {over.said}{clean.said}")
            state = tree_hash(warm / "site")
            if over.code == 0:
                if state != tree_hash(cold / "site"):
                    differs = set(tree_lines(warm / "site")) ^ set(tree_lines(cold / "site"))
                    raise Wrong(f"{where}: {sorted(differs)[:6]}")
                last_good = state
            else:
                wrong_contents += 1
                if state != last_good:
                    raise Wrong(f"{where}: the content is wrong, and the old site changed")
            if leftovers(warm / "site"):
                raise Wrong(f"{where}: {leftovers(warm / 'site')} stays")
            shutil.rmtree(cold)
    return f"{scripts} scripts of 1 to 5 edits, {builds} builds, {wrong_contents} with errors in the content: every warm tree is the cold one"


def edit(root, rng, kept):
    """One edit; in words."""
    content = Path(root) / "content"
    guides = sorted((content / "guides").rglob("*.md")) if (content / "guides").exists() else []
    what = rng.choice(["add", "change", "change", "rename", "delete", "case", "swap", "revert", "retitle", "role", "draft", "picture", "break"])
    if (content / "models/broken.md").exists():
        what = "mend"
    if what == "add" or not guides:
        name = f"{rng.choice(ladders.WORDS)}-{rng.randrange(30)}"
        ladders.put(root, f"content/guides/{rng.choice(['', 'sub/', 'sub/deep/'])}{name}.md", ladders.guide(rng, name, 0))
        return f"add {name}"
    one, other = rng.choice(guides), rng.choice(guides)
    if what == "change":
        kept.append((one, one.read_bytes(), one.stat().st_mtime))
        one.write_text(ladders.guide(rng, one.stem, 0))
    elif what == "rename" and len(guides) > 1:
        one.rename(one.with_name(f"renamed-{rng.randrange(1000)}.md"))
    elif what == "delete" and len(guides) > 4:
        one.unlink()
        if not any(one.parent.iterdir()) and one.parent != content / "guides":
            one.parent.rmdir()
    elif what == "case":
        one.rename(one.with_name(one.name.swapcase().replace(".MD", ".md")))
    elif what == "swap" and one != other:
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)
    elif what == "revert" and kept:
        # With its old time: only the bytes tell.
        path, before, time = kept.pop()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(before)
        os.utime(path, (time, time))
    elif what == "retitle":
        ladders.put(root, "book.toml", ladders.settings(f"Ladder {rng.randrange(5)}"))
    elif what == "role":
        role = content / f"roles/{rng.choice(['pm', 'qa', 'ops'])}.md"
        if role.exists():
            role.unlink()
        else:
            role.write_text(f"---\ntitle: Role {role.stem}\nabbr: {role.stem.upper()}\nmodels: all\n---\n")
    elif what == "draft":
        text = one.read_text()
        one.write_text(text.replace("\n---", "\ndraft: true\n---", 1) if "draft" not in text else text.replace("\ndraft: true", ""))
    elif what == "picture":
        (content / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + rng.randbytes(200))
    elif what == "break" and rng.random() < 0.5:
        ladders.put(root, "content/models/broken.md", "---\ntitle: Broken\nowners:\n  people: XYZ\n---\n")
    elif what == "mend":
        (content / "models/broken.md").unlink(missing_ok=True)
    return f"{what} {one.name}"
