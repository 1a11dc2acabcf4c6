"""Further processes of the program for tests: each begins in milliseconds, as one that has read everything already."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import Any

READ = ("adjudicator.office", "tests.log.conftest", "tests.office.conftest", "tests.shared.cuts", "tests.shared.crowd")
"""What they have read when they begin; to read it takes a second."""


def processes() -> Any:
    """How processes begin: soon, where the system can fork one that has read everything already."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(READ))
    return context


def exit_code_of(work: Callable[..., object], *given: object) -> int:
    """How a process ended that did this work alone, a function of a module; negative: the signal that killed it."""
    process = processes().Process(target=work, args=given)
    process.start()
    process.join()
    code: int = process.exitcode
    process.close()
    return code
