"""Publishing while readers read, behind the web server that most people have."""

import multiprocessing
import os
import pwd
import random
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import ladders
from common import Skipped, Wrong, built, scratch

SETTINGS = {
    "plain": "",
    "with stale descriptors": "open_file_cache max=1000 inactive=60s; open_file_cache_valid 60s;",
    "without links": "disable_symlinks on;",
}


class Nginx:
    """One that serves a folder, as another user where we are root."""

    def __init__(self, program, root, folder, more=""):
        folder = Path(folder)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
        self.port = free_port()
        temporary = "\n".join(f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        names = {user.pw_name for user in pwd.getpwall()}
        user = "" if os.geteuid() != 0 else "user www-data;" if "www-data" in names else "user nobody nogroup;"
        file = folder / "nginx.conf"
        file.write_text(
            f"daemon off; {user}\npid {folder}/pid;\nerror_log {folder}/error.log;\nworker_processes 1;\nevents {{ worker_connections 512; }}\n"
            f"http {{\naccess_log off;\n{temporary}\nkeepalive_requests 1000000;\ntypes {{ text/html html; text/css css; image/png png; }}\n"
            f"server {{\nlisten 127.0.0.1:{self.port};\nroot {root};\n{more}\n}}\n}}\n"
        )
        self.child = subprocess.Popen([program, "-e", f"{folder}/error.log", "-c", file], stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise Skipped(f"nginx does not start: {(folder / 'error.log').read_text()[-300:]}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait(10)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def read(port, paths, stop, results, seed):
    """Asks for one page after the other by a connection that stays open, and looks at every answer."""
    rng = random.Random(seed)
    asked, wrong = 0, []
    connection, rest = None, b""
    while not stop.is_set() and len(wrong) < 5:
        if connection is None:
            connection, rest = socket.create_connection(("127.0.0.1", port), 10), b""
        path = rng.choice(paths)
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: ladder.example\r\n\r\n".encode())
        while b"\r\n\r\n" not in rest:
            more = connection.recv(1 << 16)
            if not more:
                wrong.append(f"{path}: cut off in its head")
                break
            rest += more
        head, _, rest = rest.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        size = int(length[1]) if length else 0
        while len(rest) < size:
            more = connection.recv(1 << 16)
            if not more:
                wrong.append(f"{path}: cut off in its body")
                break
            rest += more
        body, rest = rest[:size], rest[size:]
        asked += 1
        if not head.startswith(b"HTTP/1.1 200"):
            wrong.append(f"{path}: {head[:40]!r}")
        elif b"VERSION-ONE" in body and b"VERSION-TWO" in body:
            wrong.append(f"{path}: two versions in one page")
        elif b"VERSION-" not in body or not body.rstrip().endswith(b"</html>"):
            wrong.append(f"{path}: not a whole page: {body[-60:]!r}")
        if b"onnection: close" in head:
            connection.close()
            connection = None
    results.put((asked, wrong))


def swap(rng, long):
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not os.access(program, os.X_OK):
        raise Skipped("nginx is not installed")
    publishes = 10_000 if long else 90
    told = []
    asked_in_all = 0
    with scratch() as folder:
        out = folder / "out/site"
        roots = []
        seed = rng.randrange(1 << 32)
        for title in ("VERSION-ONE", "VERSION-TWO"):
            root = folder / title
            # The title stands at the head of a page, the note in its body: a page of two versions has two names in it.
            ladders.write(root, random.Random(seed), 12, note=title, title=title, output="../out/site")
            roots.append(root)
        built(roots[0])
        paths = [f"/guides/guide-{number}.html" for number in range(12)] + ["/index.html", "/roles/em.html"]
        for number, (name, more) in enumerate(SETTINGS.items()):
            with Nginx(program, out, folder / f"nginx-{number}", more) as server:
                stop, results = multiprocessing.Event(), multiprocessing.Queue()
                clients = [
                    multiprocessing.Process(target=read, args=(server.port, paths, stop, results, rng.random()))
                    for _ in range(4)
                ]
                for client in clients:
                    client.start()
                share = publishes // len(SETTINGS)
                for at in range(share):
                    built(roots[(at + 1) % 2])
                stop.set()
                answers = [results.get(timeout=60) for _ in clients]
                for client in clients:
                    client.join()
                wrong = [each for _, some in answers for each in some]
                if wrong:
                    raise Wrong(f"{name}: {wrong[:5]}")
                asked = sum(number for number, _ in answers)
                asked_in_all += asked
                told.append(f"{name} {asked}")
    return f"{publishes} publishes, {asked_in_all} requests by 4 clients ({', '.join(told)}), 0 bad answers"
