"""A real PostgreSQL of one's own: from the system's packages, in a folder of its own, on a free loopback port, as an unprivileged user."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

USER = "onrecord"


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs; None where there is none, or nobody to run it as."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0
    )
    if not found or (os.geteuid() == 0 and _unprivileged() is None):
        return None
    return found[-1].parent


def _unprivileged() -> str | None:
    """Whom to run the server as, for it refuses to be run by root."""
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    return None


class Server:
    """A server that can be stopped and started again. `url` is the address of an empty database; `take_back` lets another test have it."""

    def __init__(self, bin: Path, home: Path, port: int) -> None:  # noqa: A002
        self._bin, self._data, self._port, self._count = bin, home / "data", port, 0
        self._home = home
        self._free: list[str] = []
        self._as = _unprivileged() if os.geteuid() == 0 else None

    def _run(self, program: str, *arguments: str) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._home),
            "LC_ALL": "C.UTF-8",
            "PGOPTIONS": "--client-min-messages=warning",
        }
        command = [str(self._bin / program), *arguments]
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=True, user=self._as, cwd=self._home, env=environment, stdin=quiet, stdout=quiet)

    def make(self) -> None:
        """Make the cluster."""
        if self._as:
            shutil.chown(self._home, self._as)
        # Sorted as a team's server sorts, by the rules of a language and not by code points, where this version can.
        sorting = ("--locale-provider=icu", "--icu-locale=en-US") if int(self._bin.parent.name) >= 15 else ()
        self._run("initdb", "-D", str(self._data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", *sorting)

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-c listen_addresses=127.0.0.1 -p {self._port} -c unix_socket_directories={self._home} -c fsync=off -c max_wal_size=96MB"
        self._run("pg_ctl", "-D", str(self._data), "-w", "-o", options, "-l", str(self._home / "log"), "start")

    def stop(self) -> None:
        """Stop at once, as a machine that goes down does."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", "immediate", "stop")

    def url(self) -> str:
        """The address of an empty database."""
        where = ("-h", "127.0.0.1", "-p", str(self._port), "-U", USER)
        if self._free:
            name = self._free.pop()
            self._run("psql", *where, "-q", "-d", name, "-c", "DROP SCHEMA public CASCADE", "-c", "CREATE SCHEMA public")
        else:
            self._count += 1
            name = f"ledger{self._count}"
            self._run("createdb", *where, name)
        return f"postgresql://{USER}@127.0.0.1:{self._port}/{name}"

    def take_back(self, url: str) -> None:
        """Let `url` give this database again, emptied: a new one is eight megabytes of copying."""
        self._free.append(url.rpartition("/")[2])


@contextmanager
def server() -> Iterator[Server]:
    """A running server, gone at the end with all that it held.

    Raises:
        FileNotFoundError: this machine has no PostgreSQL.
    """
    where = programs()
    if where is None:
        raise FileNotFoundError("no PostgreSQL on this machine")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    home.chmod(0o755)
    one = Server(where, home, port)
    try:
        one.make()
        one.start()
        yield one
    finally:
        with suppress(subprocess.CalledProcessError):
            one.stop()
        shutil.rmtree(home, ignore_errors=True)
