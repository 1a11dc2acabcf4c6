"""Mutation testing of the rules: `PYTHONPATH=. .venv/bin/python tests/mutants/run.py [MODULE ...] [--seconds N]`.

Changes one thing at a time in a copy of the code (a comparison, a connective, a value, a number, a result) and runs the
rapid tests that know the contract. A mutant that no test notices is printed: a test is missing, or the change cannot be seen
from outside.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAW = ROOT / "adjudicator" / "law"
MODULES = (
    "rules_court",
    "rules_papers",
    "rules_place",
    "rules_registration",
    "rules_votes",
    "derive",
    "home",
    "contests",
)
FIRST = (
    "tests/scenarios/test_georgia.py",
    "tests/law/test_positions.py",
    "tests/law/test_derive.py",
    "tests/law/test_every_value.py",
)
"""Quick tests, that notice most mutants."""

THEN = (
    "tests/law/test_home.py",
    "tests/law/test_recommend.py",
    "tests/scenarios/test_situations.py",
    "tests/scenarios/test_dates.py",
    "tests/law/test_contract.py",
)
"""Tests for what the first ones do not notice."""

LONGEST = 180
"""Seconds after which a mutant counts as noticed: it made the tests run on."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Lt: ast.LtE, ast.LtE: ast.Lt,
    ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


class OneChange(ast.NodeTransformer):
    """Makes the change of one number and leaves all others; counts them all."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.seen, self.words = wanted, 0, ""

    def _is_it(self, node: ast.AST, words: str) -> bool:
        self.seen += 1
        if self.seen - 1 != self.wanted:
            return False
        self.words = f"line {getattr(node, 'lineno', 0)}: {words}"
        return True

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Docstrings, annotations and decorators are no behaviour."""
        body = node.body[1:] if ast.get_docstring(node) else node.body
        kept = node.body[: len(node.body) - len(body)]
        node.body = [*kept, *(self.visit(each) for each in body)]
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """A text that stands alone is documentation."""
        return node if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        """Imports are left alone."""
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """An annotation is no behaviour; what is assigned is."""
        node.value = self.visit(node.value) if node.value is not None else None
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """A comparison becomes its neighbour or its opposite."""
        self.generic_visit(node)
        other = COMPARISONS.get(type(node.ops[0]))
        if other is not None and self._is_it(node, f"{type(node.ops[0]).__name__} -> {other.__name__}"):
            node.ops[0] = other()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """And becomes or."""
        self.generic_visit(node)
        if self._is_it(node, "and <-> or"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """A negation goes."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Not) and self._is_it(node, "not dropped"):
            return node.operand
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """The two branches change places."""
        self.generic_visit(node)
        if self._is_it(node, "branches swapped"):
            node.body, node.orelse = node.orelse, node.body
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """A text gets a letter more, a number one more, a truth its opposite."""
        value = node.value
        if isinstance(value, bool):
            return ast.copy_location(ast.Constant(not value), node) if self._is_it(node, f"{value} flipped") else node
        if isinstance(value, int) and self._is_it(node, f"{value} + 1"):
            return ast.copy_location(ast.Constant(value + 1), node)
        if isinstance(value, str) and value and self._is_it(node, f"{value!r} changed"):
            return ast.copy_location(ast.Constant(f"{value}x"), node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """What is given is nothing."""
        self.generic_visit(node)
        has_something = node.value is not None and not (isinstance(node.value, ast.Tuple) and not node.value.elts)
        if has_something and self._is_it(node, "returns nothing"):
            node.value = ast.Tuple([], ast.Load())
        return node


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Every mutant of a source: what was changed, and the changed source."""
    number = 0
    while True:
        change = OneChange(number)
        tree = change.visit(ast.parse(source))
        if not change.words:
            return
        yield change.words, ast.unparse(ast.fix_missing_locations(tree))
        number += 1


def noticed(copy: Path) -> bool:
    """Whether some test fails, or runs on."""
    return _fails(copy, FIRST) or _fails(copy, THEN)


def _fails(copy: Path, tests: Sequence[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not slow", *tests]
    world = {**os.environ, "PYTHONPATH": str(copy)}
    try:
        done = subprocess.run(command, cwd=copy, env=world, timeout=LONGEST, check=False, capture_output=True)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> None:
    """Run the mutants of the modules named, or of all, for as long as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=MODULES)
    parser.add_argument("--seconds", type=int, default=0, help="Stop after so long; 0: run them all.")
    asked = parser.parse_args()
    until = time.monotonic() + asked.seconds if asked.seconds else float("inf")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "out", "__pycache__", ".hypothesis"))
        if noticed(copy):
            sys.exit("The tests fail without any change.")
        for module in asked.modules:
            say(f"{module}: {tried(copy, module, until)}")


def tried(copy: Path, module: str, until: float) -> str:
    """Try a module's mutants until a moment; gives how many there were, and how many nobody noticed."""
    place = copy / "adjudicator" / "law" / f"{module}.py"
    source = place.read_text(encoding="utf-8")
    total = survivors = 0
    for words, changed in mutants(source):
        if time.monotonic() > until:
            return f"{total} mutants, {survivors} unnoticed, and then time was up"
        place.write_text(changed, encoding="utf-8")
        total += 1
        if not noticed(copy):
            survivors += 1
            say(f"{module}, {words}: nobody notices")
    place.write_text(source, encoding="utf-8")
    return f"{total} mutants, {survivors} unnoticed"


def say(words: str) -> None:
    """Say it at once, since a run takes long."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
