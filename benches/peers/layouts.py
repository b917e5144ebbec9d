"""The same pages in the layout of each program.

The pages are those of the `guides` corpus of ../generate.py. Words, links, tables and footnotes stay as they are; what changes is
where a file lies, what its front matter looks like, and how a link is written where a program wants it otherwise.
"""

import os
import posixpath
import re
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))
LINK = re.compile(r"\]\(([^)#]+\.md)(#[^)]*)?\)")


def pages(content):
    """(path, front matter as text, title, body) of every Markdown file, in order of paths."""
    found = []
    for folder, _, names in os.walk(content):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), content).replace(os.sep, "/")
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                _, front, body = file.read().split("---\n", 2)
            title = re.search(r'^title: "(.*)"$', front, re.M)[1]
            found.append((path, front, title, body))
    return sorted(found)


def weight(front):
    return int(re.search(r"^weight: (\d+)$", front, re.M)[1])


def plain(path, front, title, body):
    return path, f"---\n{front}---\n{body}"


def hugo(path, front, title, body):
    """A folder's page is `_index.md`; links go by the path from the top, for the render hook to look up."""
    folder = posixpath.dirname(path)

    def absolute(match):
        target = posixpath.normpath(posixpath.join(folder, match[1]))
        return f"](/{target.replace('index.md', '_index.md')}{match[2] or ''})"

    return re.sub(r"(^|/)index\.md$", r"\1_index.md", path), f"---\n{front}---\n{LINK.sub(absolute, body)}"


def mdbook(path, front, title, body):
    """It has no front matter: the same facts as text."""
    owner = re.search(r"^owner: (.*)$", front, re.M)[1]
    return path, f"# {title}\n\nOwner: {owner}.\n{body}"


def eleventy(path, front, title, body):
    """`tags` would make collections there."""
    return path, f"---\n{front.replace('tags:', 'labels:').replace('weight:', 'order:')}---\n{body}"


CONTENT = {"bare": "content", "hugo": "content", "mdbook": "src", "mkdocs": "docs", "eleventy": "src"}
FORMS = {"bare": plain, "hugo": hugo, "mdbook": mdbook, "mkdocs": plain, "eleventy": eleventy}


def write(peer, source, root):
    """Writes the project of a program: its settings and templates, and all pages."""
    themes = os.path.join(HERE, "themes", peer)
    shutil.copytree(themes, root) if os.path.isdir(themes) else os.makedirs(root)
    all_pages = pages(source)
    for page in all_pages:
        path, text = FORMS[peer](*page)
        target = os.path.join(root, CONTENT[peer], path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    if peer == "mdbook":
        # A page belongs below the page of its folder, which a summary says by indentation.
        key = lambda page: [(part != "index.md", part) for part in page[0].split("/")]  # noqa: E731
        with open(os.path.join(root, "src", "SUMMARY.md"), "w", encoding="utf-8") as file:
            file.write("# Summary\n\n")
            for path, _, title, _ in sorted(all_pages, key=key):
                folder = posixpath.dirname(path)
                depth = 0 if not folder else folder.count("/") + (not path.endswith("index.md"))
                file.write(f"{'  ' * depth}- [{title}]({path})\n")
