#!/usr/bin/env python3
"""Tampers with what `./release` made, one thing at a time: each must be found.

    tests/release.py FOLDER    where ./release put its files
"""

import importlib.machinery
import importlib.util
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent


def load():
    loader = importlib.machinery.SourceFileLoader("release", str(TOP / "release"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("release", loader))
    loader.exec_module(module)
    return module


def tampered(sbom, change):
    value = json.loads(sbom.read_text(encoding="utf-8"))
    change(value)
    sbom.write_text(json.dumps(value), encoding="utf-8")


def main(made):
    sys.dont_write_bytecode = True
    release = load()
    os.chdir(TOP)
    [sbom] = made.glob("*.cdx.json")
    program = made / sbom.name.removesuffix(".cdx.json")
    reader = release.tool("rust-audit-info", release.TOOLS["rust-audit-info"])
    packages = release.list_inside(program, reader)
    facts = json.loads(sbom.read_text(encoding="utf-8"))["metadata"]["properties"]
    trees = release.built_from(next(fact["value"] for fact in facts if fact["name"] == "ladderbook:target"))
    tera = next(package for package in packages if package["name"] == "tera")
    others = [package for package in packages if package != tera]
    older = {**tera, "version": "0.0.1"}
    # The faults of the list, then those of the files.
    lists = {
        "a package that the list leaves out": others,
        "another version": [*others, older],
        "a package too many": [*packages, {**tera, "name": "left-pad"}],
        "a package that is linked, called one that builds": [*others, {**tera, "kind": "build"}],
        "another source": [*others, {**tera, "source": "git"}],
        "a stranger that passes for ours": [*others, {**tera, "source": "local"}],
    }
    files = {
        "the SBOM leaves a package out": lambda: tampered(copy, lambda bill: bill["components"].pop(3)),
        "the SBOM has another version": lambda: tampered(copy, lambda bill: bill["components"][3].update(purl="pkg:cargo/a@1.0.0")),
        "the SBOM calls what is linked excluded": lambda: tampered(copy, lambda bill: bill["components"][0].update(scope="excluded")),
        "the SBOM lacks a licence": lambda: tampered(copy, lambda bill: bill["components"][3].pop("licenses")),
        "the SBOM lacks a checksum": lambda: tampered(copy, lambda bill: bill["components"][3].pop("hashes")),
        "the SBOM is about another program": lambda: tampered(copy, lambda bill: bill["metadata"]["component"]["hashes"][0].update(content="0")),
        "a byte more in the program": lambda: append(folder / program.name),
        "a byte more in the SBOM": lambda: append(copy),
    }
    missed = [] if release.inspect(made, packages, trees) == [] else ["what is right is called wrong"]
    missed += [what for what, told in lists.items() if not release.inspect(made, told, trees)]
    for what, tamper in files.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "dist"
            shutil.copytree(made, folder)
            copy = folder / sbom.name
            tamper()
            missed += [] if release.inspect(folder, packages, trees) else [what]
    try:
        release.list_inside(Path(sys.executable), reader)
        missed.append("a program without a list")
    except release.Wrong:
        pass
    print(f"{len(lists) + len(files) + 1} ways to tamper with a release: {len(missed)} missed")
    print("".join(f"not found: {what}\n" for what in missed), end="")
    return 1 if missed else 0


def append(path):
    with open(path, "ab") as file:
        file.write(b"\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]).absolute()))
