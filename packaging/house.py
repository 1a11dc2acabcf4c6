"""Prints how the house is laid out: `.venv/bin/python packaging/house.py [--ref REVISION]`.

Counts what makes a house hard to find one's way in: lines by package, class names that mean two things, modules that only
one other uses, crowded folders, and the files that an addition touches. With --ref the same of a revision stands beside it.
It reads the source and imports none of it; imports by tests are not counted.
"""

from __future__ import annotations

import argparse
import ast
import io
import subprocess
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("adjudicator", "ui")
CROWDED = 20
"""A folder with as many files of its own is listed."""

Sources = Mapping[str, str]
"""Path from the project's folder -> source."""
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A file that an addition touches, and a text in it by which the example is found there."""

    path: str
    text: str


def _places(*pairs: tuple[str, str]) -> tuple[Place, ...]:
    return tuple(Place(*pair) for pair in pairs)


PLACES: Mapping[str, tuple[Place, ...]] = {
    "a desk, as Release": _places(
        ("adjudicator/people/rights.py", '"release": '),
        ("adjudicator/office/desks/release.py", "class ReleaseDesk"),
        ("adjudicator/office/office.py", "ReleaseDesk("),
        ("ui/desks/release/presenter.py", "class ReleasePresenter"),
        ("ui/desks/release/screen.py", "class ReleaseScreen"),
        ("ui/desks/release/views/release.py", "class ReleaseView"),
        ("ui/frame.py", 'Desk("release"'),
        ("ui/shared/frame_words.py", '"release": '),
        ("ui/shell/desk_table.py", '"release": '),
        ("tests/desks/release/test_release_presenter.py", "ReleasePresenter"),
        ("tests/desks/release/test_release_view.py", "ReleaseView"),
        ("tests/pictures/test_release_pictures.py", "release"),
        ("tests/window/places.py", 'Place("release"'),
    ),
    "an act, as closing the period": _places(
        ("adjudicator/casework/record/rights.py", '"close_period": '),
        ("adjudicator/casework/acts/case_acts.py", "def close_period"),
        ("adjudicator/casework/admission/people.py", "close_period("),
        ("adjudicator/office/desks/overview.py", "def close_period"),
        ("ui/desks/overview/presenter.py", "def close_period"),
        ("ui/desks/overview/views/story.py", "close_period("),
        ("tests/casework/acts/test_case_acts.py", "close_period("),
        ("tests/office/test_the_door.py", "close_period"),
        ("tests/faults/life.py", "close_period("),
    ),
    "an entry kind, as cure.recorded": _places(
        ("adjudicator/casework/record/catalogue.py", '"cure.recorded"'),
        ("adjudicator/casework/record/rights.py", '"cure.recorded"'),
        ("adjudicator/casework/record/fold_envelope.py", '"cure.recorded"'),
        ("adjudicator/casework/acts/review/reviewing.py", '"cure.recorded"'),
        ("adjudicator/casework/admission/fields.py", '"cure.recorded"'),
        ("adjudicator/casework/admission/envelopes.py", '"cure.recorded"'),
        ("adjudicator/office/behind/narration/record.py", '"cure.recorded"'),
        ("adjudicator/office/desks/review.py", "def cure"),
        ("ui/desks/record/words.py", '"cure."'),
        ("tests/casework/record/test_fold.py", '"cure.recorded"'),
        ("tests/casework/admission/test_attacks.py", '"cure.recorded"'),
        ("tests/casework/admission/test_mutations.py", '"cure.recorded"'),
        ("tests/forgeries/any_entry.py", '"cure.recorded"'),
        ("tests/faults/life.py", "review.cure("),
    ),
    "a rule, as cancel_absentee": _places(
        ("adjudicator/law/rules/votes.py", "def cancel_absentee"),
        ("adjudicator/law/packs/in_force.py", "votes.cancel_absentee"),
        ("adjudicator/law/rules/because.py", '"cancel_absentee": '),
        ("adjudicator/law/telling/words.py", '"cancel_absentee": '),
        ("adjudicator/casework/telling/voter_english.py", '"cancel_absentee": '),
        ("ui/desks/setup/titles.py", '"cancel_absentee": '),
        ("tests/law/engine/reference.py", '"cancel_absentee"'),
        ("tests/scenarios/citations.toml", '"cancel_absentee"'),
        ("tests/scenarios/situations.toml", '"cancel_absentee"'),
    ),
    "a file format in, as the check-in list": _places(
        ("adjudicator/records/received.py", '"check_in_list": '),
        ("adjudicator/intake/check_in.py", "READER = "),
        ("tests/office/test_every_file_kind.py", '"check_in_list": '),
        ("tests/intake/test_credits.py", "read_check_in"),
    ),
}
"""What is added, by an example that is there today -> every file that is edited or written by hand for it."""


@dataclass(frozen=True, slots=True)
class House:
    """One revision as it was counted. `importers` maps each module of the product to those that import it."""

    lines: Mapping[str, int]
    classes: Mapping[str, frozenset[str]]
    importers: Mapping[str, frozenset[str]]

    @property
    def homonyms(self) -> dict[str, list[str]]:
        """Class names that stand in more than one module, each with its modules in order."""
        return {name: sorted(found) for name, found in sorted(self.classes.items()) if len(found) > 1}

    @property
    def alone(self) -> list[str]:
        """Modules that exactly one other imports."""
        return sorted(module for module, found in self.importers.items() if len(found) == 1)

    @property
    def beside(self) -> list[str]:
        """Those of them whose importer is in the same folder."""
        return [each for each in self.alone if _package(*self.importers[each]) == _package(each)]

    def files(self, folder: str) -> int:
        """How many files a folder has itself."""
        return sum(str(PurePosixPath(path).parent) == folder for path in self.lines)


def in_folder(root: Path = ROOT) -> Sources:
    """The product's source as it stands in the project's folder."""
    found = (path for name in PRODUCT for path in sorted((root / name).rglob("*.py")))
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


def in_revision(ref: str, root: Path = ROOT) -> Sources:
    """The product's source of a revision; raises CalledProcessError for one that git does not know."""
    listed = subprocess.run(
        ["git", "archive", "--format=tar", ref, "--", *PRODUCT], cwd=root, check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(listed)) as archive:
        files = [(each.name, archive.extractfile(each)) for each in archive if each.name.endswith(".py")]
        return {name: file.read().decode("utf-8") for name, file in files if file is not None}


def survey(sources: Sources) -> House:
    """Count one revision. An `__init__` counts as a module where it imports, and is not asked who imports it."""
    modules = {_module(path): path for path in sources}
    classes: defaultdict[str, set[str]] = defaultdict(set)
    importers: dict[str, set[str]] = {name: set() for name, path in modules.items() if not path.endswith("__init__.py")}
    for module, path in modules.items():
        for node in _statements(ast.parse(sources[path], path)):
            if isinstance(node, ast.ClassDef):
                classes[node.name].add(module)
            for other in _imported(node, modules):
                if other in importers and other != module:
                    importers[other].add(module)
    return House(
        {path: source.count("\n") for path, source in sources.items()},
        {name: frozenset(found) for name, found in classes.items()},
        {name: frozenset(found) for name, found in importers.items()},
    )


def _statements(inside: ast.AST) -> Iterator[ast.AST]:
    """Every statement, however deep; what an expression is made of is left out: no class or import stands there."""
    for child in ast.iter_child_nodes(inside):
        if not isinstance(child, ast.expr):
            yield child
            yield from _statements(child)


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _package(module: str) -> str:
    return module.rpartition(".")[0]


def _imported(node: ast.AST, modules: Mapping[str, str]) -> Iterator[str]:
    """The modules of the product that a statement imports; relative imports are not used in it."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in modules)
    elif isinstance(node, ast.ImportFrom) and node.module is not None:
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            yield whole if whole in modules else node.module


def gone(places: Mapping[str, Iterable[Place]] = PLACES, root: Path = ROOT) -> list[str]:
    """Places that are not as the list has them, each in a line: the file is not there, or its text no longer in it."""
    wrong: list[str] = []
    for what, each in places.items():
        for place in each:
            file = root / place.path
            if not file.is_file():
                wrong.append(f"{what}: {place.path} is not there")
            elif place.text not in file.read_text(encoding="utf-8"):
                wrong.append(f"{what}: {place.path} no longer has {place.text!r}")
    return wrong


def table(houses: Sequence[House]) -> Iterator[Row]:
    """The rows: what is counted, and a column for each house, the one of today first."""

    def row(words: str, numbers: Iterable[int]) -> Row:
        return (words, *(f"{number:,}" if number else "-" for number in numbers))

    yield row("files", (len(each.lines) for each in houses))
    yield row("lines", (sum(each.lines.values()) for each in houses))
    yield ("",)
    by_package = [_by_package(each.lines) for each in houses]
    for package in sorted({package for each in by_package for package in each}):
        yield row(f"lines of {package}", (each[package] for each in by_package))
    yield ("",)
    yield row("class names in more than one module", (len(each.homonyms) for each in houses))
    yield row("modules with exactly one importer", (len(each.alone) for each in houses))
    yield row("  and that one in the same folder", (len(each.beside) for each in houses))
    yield ("",)
    folders = {str(PurePosixPath(path).parent) for each in houses for path in each.lines}
    for folder in sorted(folders, key=lambda name: (-max(each.files(name) for each in houses), name)):
        counts = [each.files(folder) for each in houses]
        if max(counts) >= CROWDED:
            yield row(f"files in {folder}", counts)


def _by_package(lines: Mapping[str, int]) -> Counter[str]:
    """Lines by package; a module that is in none counts for the one around it."""
    found: Counter[str] = Counter()
    for path, count in lines.items():
        found["/".join(PurePosixPath(path).parent.parts[:2])] += count
    return found


def _places_touched() -> Iterator[Row]:
    for what, places in PLACES.items():
        product = sum(place.path.startswith(PRODUCT) for place in places)
        yield f"to add {what}", f"{product} + {len(places) - product}"


def _laid_out(rows: Iterable[Row]) -> Iterator[str]:
    for first, *others in rows:
        yield f"{first:<48}{''.join(f'{cell:>16}' for cell in others)}".rstrip()


def main(arguments: Sequence[str]) -> str | None:
    """Print the tables; what is wrong with the list of places, None where nothing is."""
    parser = argparse.ArgumentParser(description="How the house is laid out.")
    parser.add_argument("--ref", help="a revision to stand beside what is in the folder")
    ref: str | None = parser.parse_args(arguments).ref
    try:
        older = [survey(in_revision(ref))] if ref else []
    except subprocess.CalledProcessError as error:
        return error.stderr.decode("utf-8", "replace").strip()
    houses = [survey(in_folder()), *older]
    print("\n".join(_laid_out([("", "now", *([ref] if ref else [])), *table(houses)])))
    print("\n\nfiles touched, of the product + of tests and packaging\n")
    print("\n".join(_laid_out(_places_touched())))
    if houses[0].homonyms:
        print("\n\nclass names in more than one module\n")
        print("\n".join(_laid_out((name, "  " + ", ".join(found)) for name, found in houses[0].homonyms.items())))
    return "\n".join(gone()) or None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
