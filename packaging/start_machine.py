"""What the set-up has to know of the machine, asked once, and how it runs other programs."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine as far as the set-up cares.

    `system` is sys.platform ("linux", "darwin", "win32"); `apt` whether system packages come by apt-get; `python`
    the version that runs the set-up; `can_make_environments` whether it has what `python3 -m venv` needs.
    """

    system: str
    is_root: bool
    apt: bool
    python: tuple[int, int]
    can_make_environments: bool
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_display(self) -> bool:
        """Whether a window can be shown: always on macOS and Windows, by X11 or Wayland elsewhere."""
        if self.system in ("darwin", "win32"):
            return True
        return bool(self.environ.get("DISPLAY") or self.environ.get("WAYLAND_DISPLAY"))


def this_machine() -> Machine:
    """The machine this runs on."""
    return Machine(
        system=sys.platform,
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        apt=sys.platform == "linux" and shutil.which("apt-get") is not None and Path("/etc/debian_version").exists(),
        python=sys.version_info[:2],
        can_make_environments=importlib.util.find_spec("ensurepip") is not None,
        environ=dict(os.environ),
    )


@dataclass(frozen=True, slots=True)
class Ran:
    """How another program ended: its exit code and all that it printed."""

    code: int
    output: str


Listener = Callable[[str], None]
Runner = Callable[[Sequence[str], Mapping[str, str], Listener], Ran]
"""(command, additions to the environment, what hears each line) -> how it ended."""


def run_quietly(command: Sequence[str], additions: Mapping[str, str], hear: Listener) -> Ran:
    """Run a command without input and keep what it prints, telling `hear` each line; code 127 where it is missing."""
    environ = {**os.environ, **additions}
    try:
        running = subprocess.Popen(
            command,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return Ran(127, f"{command[0]}: {error.strerror}")
    lines: list[str] = []
    with running:
        for line in running.stdout or ():
            lines.append(line)
            hear(line.rstrip("\n"))
    return Ran(running.returncode, "".join(lines))


def run_openly(command: Sequence[str], environ: Mapping[str, str], folder: Path | None = None) -> int:
    """Run a command on this terminal and return its exit code, 128 + n where signal n ended it.

    Ctrl-C reaches the command as well, so this waits for the command's own way of ending.
    """
    running = subprocess.Popen(command, env=dict(environ), cwd=folder)
    while True:
        try:
            code = running.wait()
        except KeyboardInterrupt:
            continue
        return code if code >= 0 else 128 - code
