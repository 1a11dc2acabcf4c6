"""Runs the tests of the law against every mutant of the modules that decide outcomes, and says which mutants survive.

    .venv/bin/python tests/mutants/run.py [--jobs 2] [--results FILE] [module ...]

Each mutant has a process of its own, in which the changed module takes the place of the real one, and which stops at the
first test that fails. First come the tests that notice most, then all others of the law. `--results` keeps what came out,
one line of JSON a mutant; what stands there already is not run again as long as the module is the same.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.abc
import importlib.util
import json
import os
import resource
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from mutate import Mutant, mutants_of

ROOT = Path(__file__).parents[2]
LAW = ROOT / "adjudicator" / "law"

OUTCOMES = (
    "rules.rule", "rules.court", "rules.papers", "rules.place", "rules.registration", "rules.votes",
    *(f"engine.{name}" for name in ("turns", "codes", "groups", "stance", "combine", "contests", "recommend", "query")),
)  # fmt: skip
DERIVATIONS = ("facts.derive", "facts.home", "facts.party")
DAYS = ("days.calendar", "days.phrases")
MODULES = (*OUTCOMES, *DERIVATIONS, *DAYS)

_FIRST = {
    **dict.fromkeys(OUTCOMES, ("scenarios/test_georgia.py", "law/test_recommend.py", "law/test_completions.py")),
    **dict.fromkeys(DERIVATIONS, ("law/test_derive.py", "law/test_home.py", "law/test_party.py")),
    **dict.fromkeys(DAYS, ("law/test_calendar.py", "law/test_day_rules.py")),
    "engine.query": ("law/test_query.py",),
}
_THEN = ("law", "scenarios", "cli/test_determine.py")
_SECONDS = 120
_BYTES = 3 << 29
"""A mutant whose tests need more of the processor or of memory has made something endless, and is noticed too."""


def _file_of(module: str) -> Path:
    """The file of a module of the law, named by its place in it ("engine.turns")."""
    return LAW.joinpath(*module.split(".")).with_suffix(".py")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant: "killed" or "survived", and the digest of the module it was made of."""

    name: str
    fate: str
    digest: str


def main() -> None:
    """Run what is asked for, and print the survivors and the numbers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("modules", nargs="*", choices=[[], *MODULES], metavar="module", help=", ".join(MODULES))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--results", type=Path, default=None)
    asked = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    _assert_unchanged_survives(asked.modules or MODULES)
    results = list(_results(asked.modules or MODULES, asked.jobs, asked.results))
    for result in results:
        if result.fate == "survived":
            sys.stdout.write(f"survived  {result.name}\n")
    sys.stdout.write(f"{len(results)} mutants: {dict(Counter(result.fate for result in results))}\n")


def _assert_unchanged_survives(modules: Sequence[str]) -> None:
    """Nothing is known of mutants where the tests fail anyway."""
    for first in {_FIRST[module]: module for module in modules}.values():
        source = _file_of(first).read_text(encoding="utf-8")
        process = _start(Mutant(first, 0, "", "", source))
        if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]):
            sys.exit(f"The tests fail without any change of {first}: mend them first.")


def _results(modules: Sequence[str], jobs: int, kept: Path | None) -> Iterator[Result]:
    known = {(each.name, each.digest): each for each in _read(kept)}
    todo: list[tuple[Mutant, str]] = []
    for module in modules:
        source = _file_of(module).read_text(encoding="utf-8")
        digest = hashlib.sha256(source.encode()).hexdigest()[:12]
        for mutant in _told_apart(mutants_of(module, source)):
            found = known.get((mutant.name, digest))
            if found:
                yield found
            else:
                todo.append((mutant, digest))
    for result in _run_all(todo, jobs):
        if kept:
            with kept.open("a", encoding="utf-8") as out:
                out.write(json.dumps([result.name, result.fate, result.digest]) + "\n")
        yield result


def _told_apart(mutants: Iterator[Mutant]) -> Iterator[Mutant]:
    """Mutants with names of their own: of several alike on one line, the later ones have a number."""
    seen: Counter[str] = Counter()
    for mutant in mutants:
        seen[mutant.name] += 1
        number = f" ({seen[mutant.name]})" if seen[mutant.name] > 1 else ""
        yield Mutant(mutant.module, mutant.line, mutant.was, mutant.now + number, mutant.source)


def _read(kept: Path | None) -> Iterator[Result]:
    if kept and kept.exists():
        for line in kept.read_text(encoding="utf-8").splitlines():
            yield Result(*json.loads(line))


def _run_all(todo: Sequence[tuple[Mutant, str]], jobs: int) -> Iterator[Result]:
    """Run mutants, so many at a time; results come as they are there."""
    waiting, running = list(todo), dict[int, tuple[Mutant, str]]()
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant, digest = waiting.pop(0)
            running[_start(mutant)] = mutant, digest
        process, status = os.wait()
        mutant, digest = running.pop(process)
        fate = "survived" if os.waitstatus_to_exitcode(status) == 0 else "killed"
        sys.stderr.write(f"{len(waiting):5} left  {fate:8}  {mutant.name}\n")
        yield Result(mutant.name, fate, digest)


def _start(mutant: Mutant) -> int:
    process = os.fork()
    if process == 0:
        code = 1
        with contextlib.suppress(BaseException):
            code = _test(mutant)
        os._exit(code)
    return process


def _test(mutant: Mutant) -> int:
    """Run the tests with the mutant in the place of its module; 0 where none of them fails."""
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.meta_path.insert(0, _InPlace(mutant))
    for tests in (_FIRST[mutant.module], _THEN):
        paths = [str(ROOT / "tests" / each) for each in tests]
        if pytest.main(["-x", "-q", "-m", "not slow", "-p", "no:cacheprovider", *paths]):
            return 1
    return 0


class _InPlace(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the mutant where its module is looked for."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = f"adjudicator.law.{mutant.module}"
        self._file = str(_file_of(mutant.module))
        self._source = mutant.source

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The mutant's module, or None for any other."""
        return importlib.util.spec_from_loader(name, self, origin=self._file) if name == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        """Execute the mutant."""
        exec(compile(self._source, self._file, "exec"), module.__dict__)


if __name__ == "__main__":
    main()
