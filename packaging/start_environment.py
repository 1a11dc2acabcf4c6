"""The environment in .venv: made from the lock file, known by a stamp, made anew where it is not whole."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import venv
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from start_machine import Runner
from start_trouble import DISK_FULL, WorldError, sentence_for, sentence_for_error

Plan = Literal["nothing", "install the project", "make"]
Say = Callable[[str], None]

PIP_SETTINGS = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
    "PIP_NO_INPUT": "1",
    "PIP_PROGRESS_BAR": "off",
    "PYTHONUTF8": "1",
}
ROOM_NEEDED = 900 * 1024 * 1024
"""Bytes that a new environment takes, with the packages on their way to it."""


@dataclass(frozen=True, slots=True)
class Project:
    """The project's folder and the names in it that the set-up uses, on one kind of system."""

    root: Path
    system: str

    @property
    def environment(self) -> Path:
        """The folder of the environment."""
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        """The file that says what the environment was made from; written after its packages, the project's part last."""
        return self.environment / "set-up.json"

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.root / "requirements.lock"

    def command(self, name: str) -> Path:
        """Where a command of the environment is, such as "python" or "adjudicator"."""
        if self.system == "win32":
            return self.environment / "Scripts" / f"{name}.exe"
        return self.environment / "bin" / name


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an environment was made from: SHA-256 of lock and project file, and the folder, which its scripts name."""

    lock: str
    project: str
    root: str


def stamp_wanted(project: Project) -> Stamp:
    """The stamp of an environment made now. Raises WorldError where the lock or the project file is not there."""
    digests: list[str] = []
    for path in (project.lock, project.root / "pyproject.toml"):
        if not path.is_file():
            raise WorldError(f"{path.name} is missing from {project.root}. Fetch the project's files anew.")
        digests.append(hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest())
    return Stamp(digests[0], digests[1], str(project.root))


def stamp_found(project: Project) -> Stamp | None:
    """The stamp in the environment, None where it is missing or unreadable: made half, or by something else."""
    try:
        found = json.loads(project.stamp.read_text(encoding="utf-8"))
        return Stamp(**found)
    except (OSError, ValueError, TypeError):
        return None


def plan_for(wanted: Stamp, found: Stamp | None, python_runs: bool) -> Plan:
    """What has to be done, from the stamps and from whether the environment's own Python still runs."""
    if found is None or not python_runs or (found.lock, found.root) != (wanted.lock, wanted.root):
        return "make"
    return "nothing" if found == wanted else "install the project"


def python_runs(project: Project, run: Runner) -> bool:
    """Whether the environment's Python starts; it does not after the system's Python has been replaced."""
    python = project.command("python")
    return python.exists() and run((str(python), "-c", ""), {}, lambda _line: None).code == 0


def remove(project: Project) -> None:
    """Take away the environment's folder, whatever is there under its name."""
    place = project.environment
    if place.is_symlink() or place.is_file():
        place.unlink()
    elif place.exists():
        shutil.rmtree(place)


def make(project: Project, run: Runner, say: Say) -> None:
    """Make the environment anew with the packages of the lock file. Raises WorldError; nothing half-made stays."""
    refuse_unfit_place(project)
    try:
        remove(project)
        venv.EnvBuilder(symlinks=project.system != "win32", with_pip=False).create(project.environment)
        add_packages(project, run, say)
    except OSError as error:
        discard(project)
        raise WorldError(sentence_for_error("Making the environment in .venv", error)) from error
    except BaseException:
        discard(project)
        raise


def discard(project: Project) -> None:
    """Take away a half-made environment as far as that is possible; without a stamp, what stays is not used."""
    shutil.rmtree(project.environment, ignore_errors=True)


def refuse_unfit_place(project: Project) -> None:
    """Raise WorldError where this runs from the environment that it would remove, or too little room is left."""
    if project.environment.exists() and Path(sys.prefix).resolve() == project.environment.resolve():
        raise WorldError("The environment in .venv must be made anew. Type: python3 packaging/start.py setup")
    if shutil.disk_usage(project.root).free < ROOM_NEEDED:
        raise WorldError(DISK_FULL)


def add_packages(project: Project, run: Runner, say: Say) -> None:
    """Put pip and exactly the packages of the lock file into the environment, each checked by its hash."""
    python = str(project.command("python"))
    step(run, "Adding pip", (python, "-m", "ensurepip", "--default-pip"))
    install = ("install", "--require-hashes", "--only-binary", ":all:", "-r", str(project.lock))
    progress = Progress(packages_in(project.lock.read_text(encoding="utf-8")), say)
    step(run, "Installing the packages of requirements.lock", (python, "-m", "pip", *install), progress.hear)
    write_stamp(project, replace(stamp_wanted(project), project=""))  # the project itself is still to come


def install_project(project: Project, run: Runner) -> None:
    """Put the project itself into the environment, so that its command is there, and write the stamp."""
    install = ("install", "--quiet", "--no-deps", "--no-build-isolation", "-e", str(project.root))
    step(run, "Installing the project", (str(project.command("python")), "-m", "pip", *install))
    write_stamp(project, stamp_wanted(project))


def write_stamp(project: Project, stamp: Stamp) -> None:
    """Say in the environment what it was made from. Raises WorldError where that cannot be written."""
    try:
        project.stamp.write_text(json.dumps(asdict(stamp)), encoding="utf-8")
    except OSError as error:
        raise WorldError(sentence_for_error("Writing the set-up's stamp", error)) from error


def step(run: Runner, name: str, command: tuple[str, ...], hear: Say = lambda _line: None) -> None:
    """Run one command of the set-up. Raises WorldError, with a sentence for a person, where it fails."""
    ended = run(command, PIP_SETTINGS, hear)
    if ended.code != 0:
        raise WorldError(sentence_for(name, ended.output))


def packages_in(lock: str) -> int:
    """How many packages a lock file names."""
    return sum(1 for line in lock.splitlines() if re.match(r"[A-Za-z0-9][\w.-]*==", line))


class Progress:
    """Tells in plain words, from what pip prints, how far it is: every tenth package, the big ones, the end."""

    def __init__(self, packages: int, say: Say) -> None:
        self.packages = packages
        self.say = say
        self.seen = 0

    def hear(self, line: str) -> None:
        """Take one line of pip's."""
        if line.startswith("Collecting "):
            self.seen += 1
            if self.seen % 10 == 0:
                self.say(f"  {self.seen} of about {self.packages} packages")
        elif big := re.search(r"Downloading ([A-Za-z0-9_]+)-.*\((\d{2,}\.\d MB)\)", line):
            self.say(f"  fetching {big[1].replace('_', '-')}, {big[2]}")
        elif line.startswith("Installing collected packages"):
            self.say("  writing them to .venv")
