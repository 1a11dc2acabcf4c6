"""PostgreSQL, on which the tests of shared records run: whether this machine has it, and how it comes where it may."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import start_libraries as libraries
from start_machine import Machine, Runner
from start_trouble import WorldError

PACKAGE = "postgresql"
"""Debian's package of it, in the version of the system."""

LEFT_OUT = "Tests of shared records are left out: they need PostgreSQL, which could not be installed."

Say = Callable[[str], None]


def is_there(folder: Path = Path("/usr/lib/postgresql")) -> bool:
    """Whether the tests find a PostgreSQL of their own to start (see tests/server/engine.py)."""
    return shutil.which("pg_ctl") is not None or any(folder.glob("*/bin/initdb"))


def add(machine: Machine, run: Runner, say: Say) -> None:
    """Install it where system packages may be, else leave it; where that fails, the tests do without, which is said."""
    if not (machine.apt and machine.is_root) or is_there():
        return
    say("Installing PostgreSQL, for the tests of shared records.")
    try:
        libraries.install((PACKAGE,), run)
    except WorldError:
        say(LEFT_OUT)
