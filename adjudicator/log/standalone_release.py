"""Check what a release says of each envelope with nothing but Python's standard library: python3 standalone_release.py FOLDER

It trusts nothing of the program that wrote it. From log/entries.jsonl alone it works out which envelopes leave in the
release, and of each outcome, codes, pack, people, instants and batch; and compares these columns of dispositions.csv.
It does no more: not the signatures and hashes (adjudicator verify does), nor any other column or file, nor whether a
determination follows from its facts. Exit: 0 equal; 1 not; 2 no folder with these files.
"""

import csv
import json
import pathlib
import sys
from collections.abc import Iterable, Iterator
from typing import IO

COLUMNS = (
    "envelope", "outcome", "reasons", "marks", "rules", "pack", "determined_by", "determined_at", "approved_by",
    "approved_at", "batch",
)  # fmt: skip
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
TO_DO = ("envelope.returned", "determination.withdrawn", "cure.recorded", "envelope.referred", "envelope.reopened")
DOES_NO_MORE = "Only these columns were compared, with the entries as they stand; no signature, no other file, no rule."


def leaving(lines: Iterable[bytes]) -> dict[str, tuple[str, ...]]:
    """Envelope -> its columns, for each that is approved and in no earlier release."""
    rows: dict[str, tuple[str, ...]] = {}
    lists: dict[str, list[str]] = {}
    approved: dict[str, tuple[str, ...]] = {}
    for line in lines:
        entry = json.loads(line)
        kind, data, by, at = entry["kind"], entry["data"], entry["by"], entry["at"]
        number, batch = data.get("envelope"), data.get("batch")
        if kind == "envelope.determined":
            codes = (";".join(data["reasons"]), ";".join(data["marks"]))
            rows[number] = (number, data["outcome"], *codes, data["rules"], data["pack"], by, at)
        elif kind == "batch.closed":
            lists[batch] = list(data["items"])
        elif kind == "batch.approved":
            approved |= {each: (*rows[each], by, at, batch) for each in lists[batch]}
        elif kind == "release.made":
            approved = {each: row for each, row in approved.items() if each not in data["items"]}
        for each in (
            *data.get("back", ()),
            *data.get("rulings", ()),
        ):  # sent back by a look-up, or ruled on by the board
            approved.pop(each, None)
        if kind in TO_DO or kind == "envelope.determined":
            approved.pop(number, None)
            if batch in lists:
                lists[batch] = [each for each in lists[batch] if each != number]
    return approved


def differences(entries: Iterable[bytes], said: IO[bytes]) -> Iterator[str]:
    """Each row that is not what the entries give, in words."""
    due = {number: tuple(map(str, row)) for number, row in leaving(entries).items()}
    for row in csv.DictReader(line.decode() for line in said):
        there = tuple(str(row.get(column)) for column in COLUMNS)
        numbers = (number for number in (there[0], there[0].removeprefix("'")) if number in due)
        found = next((number for number in numbers if all(map(is_written, due[number], there))), None)
        if found is None:
            yield f"says, and the record does not: {plain(there)}"
        else:
            del due[found]
    yield from (f"does not say, and the record does: {plain(row)}" for row in sorted(due.values()))


def is_written(text: str, there: str) -> bool:
    """Whether a cell is how the file may have a text: behind an apostrophe where a spreadsheet would take it for a formula.

    It would where the text begins with one of SIGNS, and not where it begins with a letter, a digit or an apostrophe of its
    own. Of all others some stand behind one (a blank may hide a sign, a sign may be of another width): either way is right.
    """
    if text.startswith(SIGNS):
        return there == f"'{text}"
    never = text[:1] in ("", "'") or text[0].isalnum()
    return there == text or (there == f"'{text}" and not never)


def plain(row: tuple[str, ...]) -> str:
    """A row in one line for a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in " | ".join(row))[:400]


def main(arguments: list[str]) -> int:
    """Check the folder named on the command line."""
    folder = pathlib.Path(arguments[0]) if len(arguments) == 1 else pathlib.Path()
    files = [folder / "log" / "entries.jsonl", folder / "dispositions.csv"]
    if len(arguments) != 1 or not all(file.is_file() for file in files):
        sys.stderr.write("usage: python3 standalone_release.py FOLDER (a release; unpack a ZIP first)\n")
        return 2
    try:
        with files[0].open("rb") as entries, files[1].open("rb") as said:
            found = list(differences(entries, said))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, csv.Error) as error:
        sys.stdout.write(f"NOT OK: an entry or a row cannot be read ({type(error).__name__})\n")
        return 1
    for words in found:  # a terminal may have no other letters than these
        sys.stdout.write(f"dispositions.csv {words.encode('ascii', 'backslashreplace').decode()}\n")
    sys.stdout.write("NOT OK\n" if found else "OK\n")
    sys.stdout.write(f"{DOES_NO_MORE}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
