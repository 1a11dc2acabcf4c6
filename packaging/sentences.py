"""Collects every sentence of the program into resources/languages/sentences.pot, from which a translation begins.

Those of click, which reads the commands and has words of its own, are among them.

`.venv/bin/python packaging/sentences.py` writes the file anew and says how many sentences there are, and in how many places;
`.venv/bin/python packaging/sentences.py es` also brings resources/languages/es.po up to date with it, keeping what is
translated, and compiles it to es.mo, which the program reads. A sentence is named with the files it stands in, without line
numbers: so the file changes when a sentence does, and only then.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from adjudicator.cli.main import cli
from adjudicator.cli.shared.commands import paragraphs
from adjudicator.cli.shared.library_words import MODULES
from adjudicator.law.rules.pack import Pack
from adjudicator.resources import PACK_IDS, pack

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "languages"
TEMPLATE = FOLDER / "sentences.pot"
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"_": None, "n_": (1, 2), "plural": (1, 2)}
CLICKS = {"_": None, "ngettext": (1, 2)}
"""What click has in the place of these."""


def sentences() -> Catalog:
    """Every sentence of the program, in the order of the files, each with the files it stands in."""
    found = Catalog(project="adjudicator", charset="utf-8", fuzzy=False)
    for place, message in _found():
        found.add(message, locations=[(place, 0)])
    return found


@cache
def _found() -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    """Where each sentence stands, read once: all files take a second or two."""
    return (*_in_source(), *_in_packs())


def _in_source() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for room in ("adjudicator", "ui"):
        for found in extract_from_dir(ROOT / room, [("**.py", "python")], {}, KEYWORDS):
            yield f"{room}/{found[0]}", found[2]


def _in_packs() -> Iterator[tuple[str, str]]:
    for name in PACK_IDS:
        for sentence in _of_pack(pack(name)):
            yield f"resources/law/{name}", sentence
    for command in _with_all_under(cli):
        for sentence in paragraphs(command):
            yield f"{command.callback.__module__.replace('.', '/')}.py", sentence
    for module in MODULES:
        with Path(str(module.__file__)).open("rb") as file:
            for __, sentence, *__ in extract("python", file, CLICKS):
                yield module.__name__.replace(".", "/"), sentence


def _with_all_under(command: Any) -> Iterator[Any]:
    yield command
    for each in getattr(command, "commands", {}).values():
        yield from _with_all_under(each)


def _of_pack(law: Pack) -> Iterator[str]:
    """The sentences of a pack of the program that people read; the law's own text is never translated."""
    told = [law.name, law.says, law.differs, law.begun_by, law.ended_by]
    told += [words for rule in law.rules for words in rule.because.values()]
    told += [words for each in law.parameters for words in (each.says, each.source)]
    told += [words for each in law.positions for words in (each.asks, each.doubt, each.source)]
    told += [choice.says for each in law.positions for choice in each.choices]
    told += [words for each in law.doubts for words in (each.asks, each.doubt, each.source, each.says)]
    yield from dict.fromkeys(filter(None, told))


def template() -> bytes:
    """The file itself: sentences and files, without line numbers and without a date."""
    out = BytesIO()
    write_po(out, sentences(), omit_header=True, include_lineno=False, sort_output=True, width=120)
    return out.getvalue()


def bring_up_to_date(code: str) -> None:
    """Add new sentences to a language's file and take away those that are gone, then compile it."""
    po = FOLDER / f"{code}.po"
    catalog = Catalog(locale=code)
    if po.exists():
        with po.open("rb") as file:
            catalog = read_po(file, locale=code)
    catalog.update(sentences(), no_fuzzy_matching=True)
    with po.open("wb") as file:
        write_po(file, catalog, include_lineno=False, sort_output=True, width=120, ignore_obsolete=True)
    with po.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def main() -> None:
    """Write the template anew, and bring languages up to date with it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("codes", nargs="*", metavar="code", help="languages to bring up to date: es")
    FOLDER.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(template())
    every = [message for message in sentences() if message.id]
    print(
        f"{len(every):,} sentences in {sum(len(message.locations) for message in every):,} files' places: {TEMPLATE.name}"
    )
    for code in parser.parse_args().codes:
        bring_up_to_date(code)


if __name__ == "__main__":
    main()
