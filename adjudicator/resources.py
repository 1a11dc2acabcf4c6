"""The product's own files: where they lie, the packs of rules with their text, the holidays of a state. Its examples of other
states' laws. And the packs that a county has written, which lie in a folder of their own on this machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from adjudicator.casework.telling.pack_words import check_words
from adjudicator.law.packs.folder import PackFolder, check_folder, check_parameters
from adjudicator.law.packs.in_force import DEFAULT_PACK, PROVISIONS
from adjudicator.law.packs.parameters import Stated, stated
from adjudicator.law.packs.tables import PackVocabulary, rewritten
from adjudicator.law.packs.texts import check_paragraphs, read_paragraphs
from adjudicator.law.rules.pack import Pack, Paragraph
from adjudicator.law.rules.position import Setting
from adjudicator.law.rules.span import best_on
from adjudicator.machine import kept_here
from adjudicator.records.toml_table import Table, read_table
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.words import _, beside

__all__ = [
    "DEFAULT_PACK",
    "PACK_IDS",
    "docs",
    "folder",
    "georgia_holiday",
    "georgia_holiday_name",
    "holidays_of",
    "pack",
    "paragraph",
    "path",
]

PACK_IDS: tuple[str, ...] = tuple(PROVISIONS)
"""The packs of the product; `pack_ids` has a county's own and the examples, too."""

EXAMPLES = "examples"
"""The folder beside the packs of the product with examples of other states' laws: no county's counsel has read them."""

PARAMETERS, RULES, SCENARIOS = "parameters.toml", "rules.toml", "scenarios.toml"
"""The files of a pack's folder; the rules of the product's own packs are code."""

_PACK_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@cache
def folder() -> Path:
    """The folder of resources: inside an installed package, or beside the package in a source checkout."""
    package = Path(__file__).parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def path(*parts: str) -> Path:
    """A file or folder among the resources; it need not exist."""
    return folder().joinpath(*parts)


@cache
def docs() -> Path:
    """The folder of the manual: inside an installed package, or beside the package in a source checkout."""
    package = Path(__file__).parent
    installed = package / "_docs"
    return installed if installed.is_dir() else package.parent / "docs"


def own_folder() -> Path:
    """The folder of the packs that a county has written, for this user on this machine; it need not exist."""
    return kept_here("packs")


def pack_ids() -> tuple[str, ...]:
    """The packs there are: those of the product, then a county's own and the examples, which have their rules as tables."""
    return (*PACK_IDS, *(name for name, place in _written_packs().items() if (place / RULES).is_file()))


def example_ids() -> tuple[str, ...]:
    """The examples among the packs."""
    return tuple(_examples())


def is_example(name: str) -> bool:
    """Whether a pack is one of the examples, which a LIVE case takes only once a person says who has read it."""
    return name in _examples()


def _written_packs() -> dict[str, Path]:
    """The folders of packs that are written as tables, by name: a county's own, then the examples."""
    return _own_packs() | _examples()


def _examples() -> dict[str, Path]:
    """The folders of the examples by name; without one whose name a county has given to a pack of its own, so that an
    example that is added later takes nothing from anybody.
    """
    taken = {*PROVISIONS, *_own_packs()}
    return {place.name: place for place in _folders(path("law", EXAMPLES)) if place.name not in taken}


def _own_packs() -> dict[str, Path]:
    """The folders of a county's own packs by name; none that has the name of a pack of the product."""
    return {place.name: place for place in _folders(own_folder()) if place.name not in PROVISIONS}


def _folders(place: Path) -> list[Path]:
    """The folders in a folder that have a file of a pack."""
    try:
        found = sorted(place.iterdir())
    except OSError:
        return []
    return [each for each in found if any((each / name).is_file() for name in (PARAMETERS, RULES))]


def _astray() -> tuple[Problem, ...]:
    """Packs that are not used for where they lie: under the name of one of the product's, or among the product's files."""
    own = own_folder()
    taken = (_shadowing(place.name) for place in _folders(own) if place.name in PROVISIONS)
    among = (each for each in _folders(path("law")) if each.name not in PROVISIONS)
    return (*taken, *(_among_the_programs(place) for place in among if not (own / place.name).exists()))


def _shadowing(name: str) -> Problem:
    what = _("the program has a pack of this name, so this folder is not used")
    return Problem(name, what, _("Give the folder another name, as in {name}-county.", name=name))


def _among_the_programs(place: Path) -> Problem:
    what = _("this folder lies among the program's own files, where it is not used")
    return Problem(place.name, what, _("Move it to {folder}.", folder=str(own_folder())))


def fitting(day: date) -> Pack | None:
    """The pack of the product that fits an election of a day best; None where it has none.

    A county's own and an example are never proposed: what a file on a machine says of itself is not to choose the law.
    """
    return best_on((pack(name) for name in PACK_IDS), day)


def pack(name: str = DEFAULT_PACK) -> Pack:
    """A pack by its id, with parameters, the default positions and cited text.

    Raises KeyError for an unknown id, and WorldError for a pack whose files have mistakes.
    """
    place = _folder_of(name)
    return _code_pack(place) if is_code(place) else _usable(place).under({})


def pack_with(name: str, settings: Mapping[str, Setting]) -> Pack:
    """A pack with some positions set by motions of the board.

    Raises KeyError for an unknown pack or position, ValueError for a value that is none of the position's choices, and
    WorldError for a pack whose files have mistakes.
    """
    return _usable(_folder_of(name)).under(settings)


def packs() -> tuple[tuple[Pack, ...], tuple[Problem, ...]]:
    """The packs that can be used, and the errors in the files of the others."""
    written = (place for place in _written_packs().values() if (place / RULES).is_file())
    read = [_read_now(place) for place in (*(path("law", name) for name in PACK_IDS), *written)]
    errors = (error for __, problems in read for error in _errors(problems))
    return tuple(each.under({}) for each, __ in read if each), (*errors, *_astray())


def _read_now(place: Path) -> tuple[PackFolder | None, tuple[Problem, ...]]:
    return _read_example(place) if _among_examples(place) else read_folder(place)


@cache
def _read_example(place: Path) -> tuple[PackFolder | None, tuple[Problem, ...]]:
    """An example, read once: it does not change while the program runs, and the list of packs is asked for often."""
    return read_folder(place)


def paragraph(citation: str, of: Pack) -> Paragraph:
    """A paragraph that the pack's law has, cited by a rule or not. Raises KeyError where there is none."""
    return of.paragraphs.get(citation) or _usable(_folder_of(of.id)).paragraphs[citation]


def read_folder(place: Path, above: tuple[Path, ...] = ()) -> tuple[PackFolder | None, tuple[Problem, ...]]:
    """Read a pack's folder, wherever it lies; gives None for it where its files have errors, with every one of them.

    `above` are the folders of the packs that begin with it.
    """
    files = [read_file(place, name) for name in ((PARAMETERS,) if is_code(place) else (PARAMETERS, RULES))]
    shared = _shared(place, files[0])
    misplaced = _misplaced(place)
    if misplaced:
        return None, (*misplaced, *_collected(files, shared))
    told, texts = None, dict[str, Paragraph]()
    if not files[0].problems and not (shared and shared.problems):
        told = stated(files[0], shared)
        texts = dict(_texts(place, told, files[0]))
    read = _read(place, told, texts, files, above)
    if told is not None and not is_code(place):
        check_words(files[0].part(told.said, "[words]"))
        check_parameters(told, files[0], shared=shared is not None or not files[0].keys.get("shared"))
    problems = tuple(dict.fromkeys(_collected(files, shared)))
    return (None if _errors(problems) else read), problems


def _read(
    place: Path, told: Stated | None, texts: Mapping[str, Paragraph], files: list[Table], above: tuple[Path, ...]
) -> PackFolder | None:
    """The folder, None where a file has mistakes; `told` is None where its parameters could not even be read."""
    if is_code(place):
        return PackFolder(place.name, told, PROVISIONS[place.name], texts) if told is not None else None
    return _written_folder(place, told, texts, files, above)


def _collected(files: list[Table], shared: Table | None) -> list[Problem]:
    return [problem for file in (*files, *([shared] if shared else [])) for problem in file.problems]


def _misplaced(place: Path) -> list[Problem]:
    """What is wrong with the folder itself."""
    if is_code(place) and (place / RULES).exists():
        what = _("this file is not read: the rules of this pack are code")
        remedy = _("Make a folder of your own beside it, and begin with this pack.")
        return [Problem(f"{place.name}/{RULES}", what, remedy)]
    if place.name in PROVISIONS and not is_code(place):
        return [_shadowing(place.name)]
    if not _PACK_NAME.fullmatch(place.name):
        what = _("the folder's name cannot be a pack's")
        return [Problem(place.name, what, _("Use small letters, digits and hyphens, as in north-carolina-2022."))]
    return []


def _written_folder(
    place: Path, told: Stated | None, texts: Mapping[str, Paragraph], files: list[Table], above: tuple[Path, ...]
) -> PackFolder | None:
    parameters, rules = files
    if rules.problems:  # it could not be read
        return None
    begun = _begun(place, rules, above)
    if begun is None:
        return None
    whole = told is not None and not parameters.errors
    choices = told.choices if told is not None else {}
    written = rewritten(rules, begun.base, PackVocabulary(choices, texts, whole))
    if told is None:
        return None
    read = PackFolder(place.name, told, written.rules, texts, begun.id, written.own, _among_examples(place))
    if not parameters.errors and not rules.errors:
        check_folder(read, begun.base, parameters, rules)
    return read


def _begun(place: Path, rules: Table, above: tuple[Path, ...]) -> PackFolder | None:
    """The pack that a pack begins with, with the mistake collected where it cannot."""
    known = beside(*pack_ids(), by=", ")
    name = rules.needed("begins_with", _("the pack whose rules it has but for its own; one of {packs}", packs=known))
    if not rules.choose([name] if name else [], pack_ids(), _("a pack")):
        return None
    lies = _beside(place, name) or _folder_of(name)
    if lies in (place, *above):
        remedy = _("Begin with a pack of the product: {packs}.", packs=beside(*PACK_IDS, by=", "))
        rules.refuse(_("begins_with leads back to this pack"), remedy)
        return None
    read, __ = read_folder(lies, (place, *above))
    if read is None:
        rules.refuse(
            _("the pack {pack}, which it begins with, has mistakes", pack=name),
            _("Run adjudicator rules --check {pack} first.", pack=name),
        )
        return None
    return read


def _beside(place: Path, name: str) -> Path | None:
    """The example of a name, for another example: what a county has under that name is not to change it."""
    there = place.with_name(name)
    return there if _among_examples(place) and (there / RULES).is_file() else None


def _among_examples(place: Path) -> bool:
    return place.parent == path("law", EXAMPLES)


def is_code(place: Path) -> bool:
    """Whether a folder is that of a pack whose rules are code."""
    return place.name in PROVISIONS and place == path("law", place.name)


def folder_named(name: str) -> Path | None:
    """The folder of a pack by its name, whether it is whole or not, or the folder that lies at a path; None for neither."""
    if not name:
        return None
    named = pack_folder(name)
    place = Path(name).resolve()
    return named or (place if place.is_dir() else None)


def pack_folder(name: str) -> Path | None:
    """The folder of a pack by its name, whether it is whole or not; None where there is none."""
    return path("law", name) if name in PROVISIONS else _written_packs().get(name)


def why_not(name: str) -> Problem | None:
    """Why a pack of a name is not used for where it lies; None where there is none such."""
    return next((each for each in _astray() if each.file == name and name not in PROVISIONS), None)


def _folder_of(name: str) -> Path:
    place = pack_folder(name)
    if place is None or name not in pack_ids():
        raise KeyError(name)
    return place


@cache
def _code_pack(place: Path) -> Pack:
    return _code_folder(place).under({})


@cache
def _code_folder(place: Path) -> PackFolder:
    return _read_whole(place)


def _usable(place: Path) -> PackFolder:
    """A folder as it is now; that of a pack of the product, or of an example, does not change while the program runs."""
    return _code_folder(place) if is_code(place) or _among_examples(place) else _read_whole(place)


def _read_whole(place: Path) -> PackFolder:
    read, problems = read_folder(place)
    if read is None:
        first = _errors(problems)[0]
        lies = beside(first.file, first.place, by=", ")
        what = _("The pack {pack} cannot be used: {place}: {problem}", pack=place.name, place=lies, problem=first.what)
        remedy = _("`adjudicator rules --check {pack}` says everything that is wrong.", pack=place.name)
        raise WorldError("damaged", what, remedy)
    return read


def _errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if not problem.warning]


def read_file(place: Path, name: str) -> Table:
    """A TOML file of a pack's folder; where it is missing or cannot be read, a table with the problem."""
    file = f"{place.name}/{name}"
    if (place / name).is_file():
        return read_table(file, (place / name).read_bytes())
    there = sorted(each.name for each in place.glob("*") if each.is_file())
    remedy = _("Add it; the folder is empty.")
    if there:
        remedy = _("Add it; the folder has {files}.", files=beside(*there, by=", "))
    return Table(file, {}, problems=[Problem(file, _("this file is missing"), remedy)])


def _shared(place: Path, own: Table) -> Table | None:
    """The file that a pack shares with others, in its own folder or beside the packs."""
    name = own.text("shared")
    found = {each.name: each for each in (*path("law").glob("*.toml"), *place.glob("*.toml"))}
    if not name or not own.choose([name], sorted(found.keys() - {PARAMETERS, RULES}), _("a file that packs share")):
        return None
    return read_table(name, found[name].read_bytes())


def _texts(place: Path, told: Stated, own: Table) -> Mapping[str, Paragraph]:
    """Paragraphs by citation; where two files have one, the earlier file's."""
    there = {each.name: each for each in (*path("law", "texts").glob("*.md"), *place.glob("*.md"))}
    found: dict[str, Paragraph] = {}
    for name in reversed(own.choose(told.texts, sorted(there), _("a file of paragraphs"))):
        content = there[name].read_text(encoding="utf-8-sig", errors="replace")
        problems = check_paragraphs(f"{there[name].parent.name}/{name}", content)
        own.problems.extend(problems)
        found |= {} if problems else read_paragraphs(content)
    return found


@cache
def holidays_of(state: str) -> Callable[[date], str]:
    """The legal holidays of a state ("GA"), by the library's table: a day's name there, empty where it is none.

    Raises NotImplementedError for what is no state.
    """
    import holidays  # noqa: PLC0415 - a library that takes a while to load, and only a new case asks for it

    table: Any = holidays.country_holidays("US", subdiv=state)
    return lambda day: str(table.get(day, "")).replace("; ", " and ")


def georgia_holiday(day: date) -> bool:
    """Whether a day is a legal holiday of the State of Georgia, by the library's table."""
    return bool(georgia_holiday_name(day))


def georgia_holiday_name(day: date) -> str:
    """The name of the State of Georgia's legal holiday on a day, by the library's table; empty where it is none."""
    return holidays_of("GA")(day)
