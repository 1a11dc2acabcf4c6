"""Runs cosmic-ray over rooms of the core, each against the tests of its room: `python -m tests.mutants law/rules`.

cosmic-ray changes files in place, so it works in a copy of the tree, under build/mutants. Its session stands beside the
copy: a run that was stopped, or whose time was over, goes on where it was as long as the room's source is the same.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from py_compile import PycInvalidationMode

from cosmic_ray.commands import init
from cosmic_ray.config import serialize_config
from cosmic_ray.modules import find_modules
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "mutants"

RECOMMENDED, GEORGIA = "tests/law/engine/test_recommend.py", "tests/scenarios/test_georgia.py"
ROOMS: Mapping[str, tuple[str, ...]] = {
    "law/rules": (GEORGIA, RECOMMENDED, "tests/law/rules", "tests/scenarios"),
    "law/engine": (RECOMMENDED, GEORGIA, "tests/law/engine", "tests/scenarios"),
    **{
        room: (f"tests/{room}",)
        for room in (
            *(f"law/{each}" for each in ("facts", "days", "telling", "packs")),
            *(f"casework/{each}" for each in ("sheet", "record", "admission", "telling")),
        )
    },
    "casework/acts": ("tests/casework/acts", "tests/casework/sheet"),
}
"""The tests that each room is held against, in this order; the first that fails ends it, so the quickest stand first."""

PYTEST = "-m pytest -x -q --tb=no --assert=plain -p no:cacheprovider -m 'not slow'"
CPU_SECONDS, SECONDS = 120, 1200
"""What the tests of one mutant may take of the processor, then by the clock: on a busy machine only the first is fair."""

KEPT = (
    *("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Lt_Gt", "LtE_Gt", "Gt_Lt", "GtE_Lt"),
    *("Is_IsNot", "IsNot_Is"),
)
COMPUTED = (
    *("Add_Sub", "Sub_Add", "BitOr_BitAnd", "BitAnd_BitOr", "LShift_RShift", "RShift_LShift"),
    *("FloorDiv_Mul", "Mod_FloorDiv"),
)
LEFT_OUT = re.compile(
    f"core/(ReplaceComparisonOperator_(?!({'|'.join(KEPT)})$)"
    f"|ReplaceBinaryOperator_(?!({'|'.join(COMPUTED)})$)"
    "|ReplaceUnaryOperator_(UAdd|USub|Invert)_)"
)
"""Operators that only make what cannot run (a set divided by a set), or what another one finds as well."""


def main() -> None:
    """Make what mutants there are, try them until the time is over, and print the survivors and the numbers."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rooms", nargs="*", choices=[[], *ROOMS], metavar="room", help=", ".join(ROOMS))
    parser.add_argument("--minutes", type=float, default=60, help="for each room (60); another run goes on from there")
    parser.add_argument("--again", action="store_true", help="try the survivors once more, after a change of the tests")
    parser.add_argument("--also", nargs="+", default=[], metavar="TESTS", help="more tests, after those of the room")
    asked = parser.parse_args()
    for room in asked.rooms or ROOMS:
        _Run(room, asked.also).go(60 * asked.minutes, again=asked.again)


class _Run:
    """One room's copy of the tree, configuration and session."""

    def __init__(self, room: str, also: Sequence[str]) -> None:
        self.room, self.source = room, f"adjudicator/{room}"
        self.folder = BUILD / room.replace("/", "-")
        self.tree = self.folder / "tree"
        source = b"".join(path.read_bytes() for path in sorted((ROOT / self.source).rglob("*.py")))
        self.session = self.folder / f"{hashlib.sha256(source).hexdigest()[:12]}.sqlite"
        self.tests = (*ROOMS[room], *also)
        self.config = self.folder / "cosmic-ray.toml"

    def go(self, seconds: float, *, again: bool) -> None:
        """Try mutants for so long, and say what came out."""
        self._lay_out()
        begun = time.monotonic()
        with use_db(self.session, WorkDB.Mode.create) as session:
            if not session.num_work_items:
                self._begin(session)
        if again:
            _forget_survivors(self.session)
        self._assert_unchanged_passes()
        command = [str(Path(sys.executable).with_name("cosmic-ray")), "exec", str(self.config), str(self.session)]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, cwd=self.tree, env=self._environment(), timeout=seconds, check=True)
        self._report(time.monotonic() - begun)

    def _lay_out(self) -> None:
        """Copy what git knows of the tree as it is now, and write the configuration."""
        shutil.rmtree(self.tree, ignore_errors=True)
        known = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        for name in filter(None, known.stdout.split("\0")):
            if (ROOT / name).is_file():
                (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, self.tree / name)
        # compiled once, each file as long as its text is the same, whatever its time: most of a short run is compiling
        for package in ("adjudicator", "ui"):
            compileall.compile_dir(self.tree / package, quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        settings = {
            "module-path": self.source,
            "timeout": SECONDS,
            "excluded-modules": [],
            "test-command": f'sh -c "{self._tests()}"',
            "distributor": {"name": "local"},
        }
        self.config.write_text(serialize_config(settings), encoding="utf-8")

    def _tests(self) -> str:
        return f"ulimit -t {CPU_SECONDS}; exec {sys.executable} {PYTEST} {' '.join(self.tests)}"

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(self.tree)}

    def _begin(self, session: WorkDB) -> None:
        """Write every mutant into the session, and skip those that would say nothing."""
        with contextlib.chdir(self.tree):
            modules = sorted(find_modules([Path(self.source)]))
            init(modules, session, {})
            idle = {module: list(_idle(module.read_text(encoding="utf-8"))) for module in modules}
        for item in session.pending_work_items:
            (mutant,) = item.mutations
            at = (mutant.start_pos, mutant.end_pos)
            if LEFT_OUT.match(mutant.operator_name) or any(
                a <= at[0] and at[1] <= b for a, b in idle[mutant.module_path]
            ):
                session.set_result(item.job_id, WorkResult(WorkerOutcome.SKIPPED))

    def _assert_unchanged_passes(self) -> None:
        """Nothing is known of mutants where the tests fail anyway."""
        done = subprocess.run(["sh", "-c", self._tests()], cwd=self.tree, env=self._environment(), check=False)
        if done.returncode:
            sys.exit(f"The tests of {self.room} fail without any change: mend them first.")

    def _report(self, seconds: float) -> None:
        with use_db(self.session, WorkDB.Mode.open) as session:
            done = [(*item.mutations, result) for item, result in session.completed_work_items]
            left = len(session.pending_work_items)
        for mutant, result in sorted(done, key=lambda each: (each[0].module_path, each[0].start_pos)):
            if result.test_outcome == TestOutcome.SURVIVED:
                say(f"\n{mutant.module_path}:{mutant.start_pos[0]}  {mutant.operator_name.removeprefix('core/')}")
                say("\n".join(line for line in (result.diff or "").splitlines() if re.match(r"[-+](?![-+])", line)))
        fates = Counter(result.test_outcome.value for _, result in done if result.test_outcome)
        say(f"\n{self.room}: {dict(fates)}, {left} not tried yet; {seconds / 60:.0f} minutes")


def say(words: str) -> None:
    """Print, at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _idle(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where code is not carried out (annotations, under `from __future__`), or only keeps others from changing a value."""
    for node in ast.walk(ast.parse(source)):
        for name in ("annotation", "returns"):
            yield from _place(getattr(node, name, None))
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                yield from _place(decorator)


def _place(node: ast.expr | None) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    if node is not None and node.end_lineno is not None and node.end_col_offset is not None:
        yield (node.lineno, node.col_offset - 1), (node.end_lineno, node.end_col_offset + 1)


def _forget_survivors(session: Path) -> None:
    with contextlib.closing(sqlite3.connect(session)) as opened, opened:
        opened.execute("DELETE FROM work_results WHERE test_outcome = 'SURVIVED'")


if __name__ == "__main__":
    main()
