"""Sheets of paper for the tables and for boxes: lists to pull by, instructions, and what is worked there with a pen.

No sheet has a number of a ballot, or room for one. An instruction says what to copy, not from which envelope: the part with
the envelope's number is torn off before the envelope is opened, and alike instructions are alike to the letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adjudicator.casework.record.count_state import BoxState, PileState
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.paper.page_words import over
from adjudicator.export.paper.summary import PRACTICE
from adjudicator.export.paper.typeset import set_page
from adjudicator.records.count import BOXES, EXCEPTIONS, PILES
from adjudicator.records.election import Election
from adjudicator.records.envelope import ordinal_of
from adjudicator.records.received import REGISTRATION_LISTS
from adjudicator.words import ENGLISH, Language, _, beside, capital, n_
from adjudicator.words import number as told_number
from adjudicator.words.dates import dated_words, long_day_and_hour

ROWS_BY_HAND = 6
"""Empty lines for what is found at an opening."""

FOOT = _("Worked with a pen, and entered afterwards with the hours as told. Keep it with the record.")
NO_NUMBERS = _(
    "No number of a ballot is written on this sheet. It stands on the ballots alone, written by hand on the original and on "
    "its duplicate."
)
SHUFFLE = _(
    "Take all outer envelopes off first and lay them away. Shuffle the inner envelopes of the whole pile: from here on "
    "nobody can say whose is whose."
)


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """What stands on every sheet: the election, the present moment in the county, and its language."""

    election: Election
    now: datetime
    practice: bool
    language: Language = ENGLISH


def pull_list(title: str, envelopes: Sequence[EnvelopeState], place: SheetPlace) -> bytes:
    """Envelopes in the order of boxes and positions (PDF), to be taken out of them one after another."""
    ordered = sorted(envelopes, key=lambda state: (ordinal_of(state.box), state.position, ordinal_of(state.number)))
    boxes = list(dict.fromkeys(state.box for state in ordered))
    lists = [_in_box(box, [state for state in ordered if state.box == box]) for box in boxes]
    what = [n_("{count} envelope to take out.", "{count} envelopes to take out.", len(ordered))]
    return set_sheet(place, _("Pull list: {what}", what=title), what=what, lists=lists, blanks=_PULLED, sign=_TWO)


def _in_box(box: str, envelopes: Iterable[EnvelopeState]) -> dict[str, Any]:
    if not box:  # positions are those of a box
        rows = [(state.number, state.place) for state in envelopes]
        return listed(_("In no box"), (_("Envelope"), _("Place")), (2, 5), rows)
    numbered = [(str(state.position or ""), state.number, state.place) for state in envelopes]
    return listed(_("Box {box}", box=box), (_("Position"), _("Envelope"), _("Place")), (1, 2, 4), numbered)


def sorting_sheet(sorts: Sequence[tuple[str, int]], place: SheetPlace) -> bytes:
    """What lies in no pile yet, by sort, with room for the count by hand (PDF). `sorts` are words and how many."""
    rows = [(capital(words), told_number(number), "", "") for words, number in sorts]
    columns = (_("What becomes of them"), _("By the record"), _("By hand"), _("Box"))
    lists = [listed(_("Piles"), columns, (5, 2, 2, 2), rows)]
    steps = [
        _("Two people sort, each with an oath on record."),
        _(
            "Count each pile by hand before the first envelope is opened. Write the number as it is, even where it differs."
        ),
        _("A pile to open has ten envelopes or more, or all that is left of its kind. Kinds are never mixed."),
    ]
    return set_sheet(place, _("Sorting"), steps=steps, lists=lists, blanks=(_("Hour"),), sign=_TWO)


def opening_sheet(pile: PileState, still: Sequence[str], people: int, place: SheetPlace) -> bytes:
    """The sheet of one opening (PDF): the number by the record, room for the one by hand and for what is found."""
    out = [number for number in pile.items if number not in set(still)]
    steps = [
        _(
            "{people} people open, each with an oath on record. They neither duplicate nor witness from this pile.",
            people=people,
        ),
        SHUFFLE,
        _(
            "Count what was opened. Write down by envelope what was found otherwise than one ballot in an inner envelope."
        ),
    ]
    found = listed(
        _("What was found"), (_("Envelope"), _("What")), (1, 3), [("", "")] * ROWS_BY_HAND,
        words=_("{words}.", words=capital(beside(*EXCEPTIONS.values(), by="; "))),
    )  # fmt: skip
    lists = [found]
    if out:
        words = _("They have left the pile: take them out before you begin, and lay them with those that are held.")
        lists.insert(0, listed(_("Take out"), (_("Envelope"),), (1,), [(number,) for number in out], words=words))
    return set_sheet(
        place,
        _("Opening pile {pile}", pile=pile.id),
        what=[_of_pile(pile, len(still))],
        warn=_APART if pile.apart else "",
        steps=steps,
        lists=lists,
        blanks=(_("Opened, counted by hand"), _("Begins"), _("Ends")),
        sign=_TWO if people < len(_THREE) else _THREE,
    )


def duplicating_sheet(pile: PileState, to_copy: int, place: SheetPlace) -> bytes:
    """The sheet of one session of duplicating (PDF), with lines for maker and witness."""
    steps = [
        _("Maker and witness are two people with an oath on record, of whom neither opened this pile."),
        _("Take blank ballots from anywhere in the pack, not in the order of their stubs."),
        _(
            "Copy as the clipped instruction says. Write the same serial number by hand on both ballots; label it DUPLICATE."
        ),
        _(
            "The witness compares. Original and duplicate go into different boxes. The instruction is destroyed afterwards."
        ),
    ]
    what = n_("{count} ballot to duplicate by the record.", "{count} ballots to duplicate by the record.", to_copy)
    return set_sheet(
        place,
        _("Duplicating from pile {pile}", pile=pile.id),
        what=[what, NO_NUMBERS],
        warn=_APART if pile.apart else "",
        steps=steps,
        blanks=(
            _("Blank ballots given out"),
            _("Duplicates done"),
            _("Spoiled"),
            _("Returned"),
            _("Begins"),
            _("Ends"),
        ),
        sign=(_("Maker"), _("Witness")),
    )


def instructions(pile: PileState, envelopes: Iterable[EnvelopeState], place: SheetPlace, *, duplicate_on: str) -> bytes:
    """A slip for each envelope of a pile to copy (PDF): the envelope's number to be torn off, and what to copy below it.

    Alike slips stand together, and below the line where they are torn nothing tells one from the other.
    """
    slips = [(_instruction(state, place.election, duplicate_on), state.number) for state in envelopes]
    ordered = sorted(slips, key=lambda slip: (str(slip[0]), ordinal_of(slip[1])))
    return set_sheet(
        place,
        _("Instructions of pile {pile}", pile=pile.id),
        what=[
            _("Clip each to the sealed inner envelope, and tear the number off before the outer envelope goes away."),
            SHUFFLE,
            NO_NUMBERS,
        ],
        warn=_APART if pile.apart else "",
        slips=[{**slip, "stub": number} for slip, number in ordered],
    )


def _instruction(state: EnvelopeState, election: Election, duplicate_on: str) -> dict[str, Any]:
    determination = state.determination
    counted = determination.counted if determination is not None else ()
    cast = determination.cast_style if determination is not None else state.style_cast
    home = determination.home_style if determination is not None else ""
    style = home if duplicate_on == "home" and home else cast
    on_it = election.styles.get(style, ())
    copied = [contest for contest in on_it if contest in counted]
    blank = [contest for contest in on_it if contest not in counted]
    return {
        "stub_words": _("Tear off here. This part stays with the outer envelope."),
        "title": _("DUPLICATE"),
        "place": state.place,
        "lines": [
            (_("Ballot style"), style),
            (_("Copy"), _titles(copied, election) or _("nothing")),
            (_("Leave blank"), _titles(blank, election) or _("nothing")),
        ],
    }


def _titles(contests: Iterable[str], election: Election) -> str:
    return beside(*(election.contests[contest].title for contest in contests), by="; ")


def box_labels(boxes: Sequence[BoxState], place: SheetPlace) -> bytes:
    """A label for each box (PDF), and the list of them."""
    labels = [
        {
            "box": box.id,
            "holds": BOXES[box.holds],
            "lines": [_seals_of(box), _("Where: {place}", place=box.place or "")],
            "sign": (_("Sealed by"), _("Second person")),
        }
        for box in boxes
    ]
    rows = [(box.id, BOXES[box.holds], beside(*box.seals, by=", "), box.place, _last_step(box)) for box in boxes]
    columns = (_("Box"), _("Holds"), _("Seals"), _("Where"), _("Last step"))
    lists = [listed(_("Boxes"), columns, (2, 4, 3, 3, 4), rows, tick=False)]
    return set_sheet(place, _("Boxes and seals"), lists=lists, boxes=labels)


def _seals_of(box: BoxState) -> str:
    if not box.sealed:
        return _("Seals: ______________________")
    return _("Seals: {seals}", seals=beside(*box.seals, by=", "))


def _last_step(box: BoxState) -> str:
    return dated_words(box.moves[-1].hour) if box.moves else ""


def hit_page(number: str, kind: str, words: str, pile: PileState, place: SheetPlace) -> bytes:
    """What is reported of what was found after its envelope was opened (PDF): to board and district attorney.

    `kind` is the list, of votes or of registrations, `words` what it says.
    """
    of_a_vote = kind not in REGISTRATION_LISTS.values()
    nothing_undone = (
        _(
            "Nothing is undone. Voting twice is a felony (O.C.G.A. 21-2-572); whether this was one is not for the office "
            "to say."
        )
        if of_a_vote
        else _("Nothing is undone. What the list means for this voter is not for the office to say.")
    )
    return set_sheet(
        place,
        _("Another vote, found after opening: envelope {number}", number=number)
        if of_a_vote
        else _("A registration canceled or pending, found after opening: envelope {number}", number=number),
        what=[
            words,
            _(
                "The envelope was opened with pile {pile}. Its ballot lies among others and cannot be told from them.",
                pile=pile.id,
            ),
            nothing_undone,
        ],
        steps=[
            _("Tell the board and the district attorney, and write down whom, when and how."),
            _("Record at Opening who was told."),
        ],
        blanks=(
            _("The board: who was told"),
            _("Hour, and how"),
            _("The district attorney: who was told"),
            _("Hour, and how"),
        ),
        sign=(_("Supervisor"), _("Received by")),
    )


_TWO = (_("First person"), _("Second person"))
_THREE = (*_TWO, _("Third person"))
_PULLED = (_("Taken out, counted by hand"), _("Hour"))
_APART = _("KEPT APART: opened, copied, scanned and stored apart from all others.")


def _of_pile(pile: PileState, number: int) -> str:
    kind = _("to copy") if pile.copy else _("to count as they are")
    count = n_("{count} envelope by the record", "{count} envelopes by the record", number)
    return _("{words}.", words=capital(beside(PILES[pile.what], kind, count, by=", ")))


def listed(
    heading: str,
    columns: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    words: str = "",
    *,
    tick: bool = True,
) -> dict[str, Any]:
    return {
        "heading": heading, "words": words, "columns": list(columns), "widths": list(widths), "rows": list(rows),
        "tick": tick,
    }  # fmt: skip


def set_sheet(place: SheetPlace, title: str, foot: str = FOOT, **parts: Any) -> bytes:
    """A sheet (PDF) with a title and the parts of `resources/reports/tables.typ` that it has; `foot` stands under it."""
    empty: dict[str, Any] = {
        "what": [], "warn": "", "steps": [], "lists": [], "blanks": [], "slips": [], "boxes": [], "sign": [],
    }  # fmt: skip
    made = _("Printed {when}.", when=long_day_and_hour(place.now))
    data = {
        **empty,
        **{name: list(part) if isinstance(part, tuple) else part for name, part in parts.items()},
        "over": over(place.election),
        "practice": PRACTICE if place.practice else "",
        "title": title,
        "foot": beside(made, foot),
    }
    return set_page("tables.typ", data, place.now, place.language, _lines)


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    """The words of a sheet that could not be typeset."""
    yield from (data["practice"], data["over"], "", data["title"], "", *data["what"], data["warn"], "")
    yield from (f"{at}. {words}" for at, words in enumerate(data["steps"], start=1))
    for each in data["lists"]:
        yield from ("", each["heading"], each["words"], "   ".join(each["columns"]))
        yield from (("[ ] " if each["tick"] else "") + "   ".join(row) for row in each["rows"])
    yield from (f"{words}: {'_' * 30}" for words in data["blanks"])
    for slip in data["slips"]:
        yield from ("", f"{slip['stub_words']}   {slip['stub']}", "-" * 60, f"{slip['title']}   {slip['place']}")
        yield from (f"{label}: {words}" for label, words in slip["lines"])
    for box in data["boxes"]:
        yield from ("", box["box"], box["holds"], *box["lines"], *(f"{'_' * 40}  {who}" for who in box["sign"]))
    yield from (*(f"{'_' * 40}  {who}" for who in data["sign"]), "", data["foot"])
