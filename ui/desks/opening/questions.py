"""The questions of the part for piles: which fields each has, and who may sit at the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.office import Office
from adjudicator.office.behind.count.at_tables import Unsorted
from adjudicator.office.desks.count.table_papers import sort_words
from adjudicator.records.count import EXCEPTIONS, HIT_TOLD, SETTLED_AS
from adjudicator.words import _, beside, n_, number
from adjudicator.words.dates import dated_cell
from ui.desks.opening.words import HOW
from ui.parts import Choice
from ui.shared.asking import NOBODY, AskedField, AskedForm, Seats
from ui.shared.hours import HINT

FOUND: Mapping[str, str] = {
    "empty": _("No ballot in the envelope"),
    "two_ballots": _("More than one ballot"),
    "no_inner": _("No inner envelope"),
    "other_style": _("A ballot of another style"),
    "papers_inside": _("Papers beside the ballot"),
}
"""What was found, as a field asks for it."""


@dataclass(frozen=True, slots=True)
class SeenPile:
    """What a question shows and its answer is held to: what lay in no pile, and how many envelopes the pile had."""

    left: tuple[Unsorted, ...] = ()
    still: int = 0


class TableQuestions:
    """Makes the questions from what stands; it records nothing."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def ask(self, what: str, pile: PileState | None, seen: SeenPile) -> AskedForm | None:
        """The question of a code ("open", "tell 0417"); None where there is none, or nothing to ask it of."""
        code, __, about = what.partition(" ")
        general: Mapping[str, Callable[[], AskedForm]] = {
            "sort": lambda: self.sort(seen),
            "tell": lambda: self.telling(about),
            "oath": self.oath,
        }
        if code in general:
            return general[code]()
        of_pile: Mapping[str, Callable[[PileState], AskedForm | None]] = {
            "open": lambda pile: self.opening(pile, seen),
            "duplicate": self.duplicating,
            "settle": self.settling,
            "sign": self.signing,
        }
        return of_pile[code](pile) if pile is not None and code in of_pile else None

    def sort(self, seen: SeenPile) -> AskedForm:
        """What pile was sorted."""
        choices = tuple(Choice("", str(place), left_line(each)) for place, each in enumerate(seen.left))
        fields = (
            AskedField("sort", _("What was sorted"), kind="choice", choices=choices, value="0", chained=False),
            AskedField("counted", _("Counted by hand"), _("As it was counted, even where the record says otherwise.")),
            AskedField("box", _("Box"), _("Where the pile lies now; may stay empty.")),
            AskedField("hour", _("Hour"), HINT, chained=False),
            _how(),
            AskedField("numbers", _("Only these envelopes"), _("Empty for all of them."), kind="long", chained=False),
        )
        words = _("Count each pile by hand before the first envelope is opened. Kinds are never mixed.")
        return AskedForm("", _("Which pile was sorted?"), _("Record the pile"), fields, words, self._seats())

    def opening(self, pile: PileState, seen: SeenPile) -> AskedForm:
        """What came of opening a pile."""
        found = [
            AskedField(code, words, _("Envelope numbers, where there are any"), chained=False)
            for code, words in FOUND.items()
        ]
        warns = self.warns(pile)
        override = [
            AskedField(
                "override", _("Why it is opened all the same"), _("A supervisor at the table, in a sentence."), kind="long",
                chained=False,
            )
        ]  # fmt: skip
        fields = (
            AskedField("hand", _("Opened, counted by hand")),
            AskedField("begins", _("Begins"), _("Such as 2:05 p.m., or Nov 9, 2:05 p.m.")),
            AskedField("ends", _("Ends"), HINT),
            _how(),
            *found,
            *(override if warns else []),
        )
        words = _(
            "By the record {count} envelopes may be opened. All outer envelopes come off first; then the inner ones are "
            "shuffled, and nobody can say whose is whose.",
            count=number(seen.still),
        )
        least = self._office.tables.least_people(pile)
        title = _("What came of opening pile {pile}?", pile=pile.id)
        seats = self._seats(least=least)
        return AskedForm("", title, _("Record the opening"), fields, words, seats)

    def duplicating(self, pile: PileState) -> AskedForm:
        """What was duplicated."""
        opened = self._office.tables.session(pile.session)
        fields = (
            AskedField("issued", _("Blank ballots given out")),
            AskedField("done", _("Duplicates done")),
            AskedField("spoiled", _("Spoiled"), value="0"),
            AskedField("returned", _("Returned"), value="0"),
            AskedField("begins", _("Begins"), _("Such as 2:05 p.m., or Nov 9, 2:05 p.m.")),
            AskedField("ends", _("Ends"), HINT),
            _how(),
        )
        to_copy = self._office.table_papers.to_copy(pile)
        words = n_(
            "{count} ballot of this pile is to be duplicated. Numbers of ballots are written by hand on both ballots, and "
            "nowhere else. Who opened the pile neither duplicates nor witnesses from it.",
            "{count} ballots of this pile are to be duplicated. Numbers of ballots are written by hand on both ballots, and "
            "nowhere else. Who opened the pile neither duplicates nor witnesses from it.",
            to_copy,
        )
        if to_copy == 1:
            words = beside(words, _("It is a single one: duplicate it together with those of another pile."))
        without = frozenset(opened.people) if opened is not None else frozenset[str]()
        seats = self._seats((_("Maker"), _("Witness")), without=without)
        title = _("What was duplicated of pile {pile}?", pile=pile.id)
        return AskedForm("", title, _("Record the session"), fields, words, seats)

    def settling(self, pile: PileState) -> AskedForm | None:
        """What becomes of an exception."""
        session = self._office.tables.session(pile.session)
        if session is None or not session.unsettled:
            return None
        waiting = tuple(
            Choice("", each, _("Envelope {number}: {what}", number=each, what=EXCEPTIONS[session.exceptions[each]]))
            for each in session.unsettled
        )
        ways = tuple(Choice("", code, words) for code, words in SETTLED_AS.items())
        fields = (
            AskedField("envelope", _("Envelope"), kind="choice", choices=waiting, value=waiting[0].value),
            AskedField("settled", _("What becomes of it"), kind="choice", choices=ways, value="as_it_is"),
            AskedField(
                "reason", _("Why"), _("In a sentence, without a number of a ballot."), kind="long", chained=False
            ),
        )
        title = _("What becomes of what was found?")
        return AskedForm("", title, _("Settle it"), fields)

    def signing(self, pile: PileState) -> AskedForm | None:
        """Who signs, here and now."""
        waiting = self.signs([pile, *(each for each in self._office.tables.sessions() if each.pile == pile.id)])
        if not waiting:
            return None
        person = self._office.people.signed_in
        me = person.id if person is not None else ""
        choices = tuple(
            Choice(
                "",
                f"{each.id} {who}",
                _("{session} as {person}", session=each.id, person=self._office.people.name_of(who)),
            )
            for each in waiting
            for who in each.people
            if who not in each.signed
        )
        mine = next((choice.value for choice in choices if choice.value.endswith(f" {me}")), choices[0].value)
        fields = (
            AskedField("who", _("Pile or session"), kind="choice", choices=choices, value=mine, chained=False),
            AskedField("password", _("Password"), _("Their own, where another than you signs here."), kind="secret"),
        )
        return AskedForm("", _("Who signs?"), _("Sign"), fields)

    def telling(self, envelope: str) -> AskedForm:
        """Who was told of a late hit."""
        whom = tuple(Choice("", code, words) for code, words in HIT_TOLD.items())
        fields = (
            AskedField("to", _("Who was told"), kind="choice", choices=whom, value="board", chained=False),
            AskedField("hour", _("When"), HINT),
        )
        title = _("Who was told of the other vote of envelope {number}?", number=envelope)
        return AskedForm("", title, _("Record"), fields)

    def oath(self) -> AskedForm:
        """Whose oath is put on record."""
        people = tuple(
            Choice(
                "",
                each.id,
                _("{name}, sworn in {day}", name=each.name, day=dated_cell(each.sworn)) if each.sworn else each.name,
            )
            for each in self._office.tables.handlers()
        )
        fields = (
            AskedField("person", _("Who took the oath"), kind="choice", choices=(NOBODY, *people)),
            AskedField("day", _("Day of the oath"), _("Such as Nov 2, or 11/2/2020.")),
        )
        words = _("Who touches ballots has taken the oath before (O.C.G.A. 21-2-483(a)). Its day stands in the record.")
        return AskedForm("", _("Whose oath is put on record?"), _("Record the oath"), fields, words)

    def _seats(self, roles: tuple[str, ...] = (), *, least: int = 2, without: frozenset[str] = frozenset()) -> Seats:
        person = self._office.people.signed_in
        me = person.id if person is not None else ""
        people = tuple(
            Choice("", each.id, each.name if each.sworn else _("{name} (no oath on record)", name=each.name))
            for each in self._office.tables.handlers()
            if each.id != me and each.id not in without
        )
        return Seats(person.name if person is not None else "", people, roles or _SEATS, least)

    def warns(self, pile: PileState) -> str:
        """Why a pile cannot be opened yet, empty where nothing stands in the way."""
        if pile.what != "to_open" or pile.session:
            return ""
        refusal = self._office.tables.not_fresh(pile)
        return refusal.words if refusal is not None else ""

    def signs(self, done: list[PileState | SessionState]) -> list[PileState | SessionState]:
        """What the person signed in did with others, of a pile and its sessions, and somebody still has to sign."""
        person = self._office.people.signed_in
        me = person.id if person is not None else ""
        return [each for each in done if me in each.people and len(each.signed) < len(each.people)]


_SEATS = (_("First person"), _("Second person"), _("Third person"))


def _how() -> AskedField:
    return AskedField("how", _("How it was worked"), kind="choice", choices=HOW, value="now", chained=False)


def left_line(left: Unsorted) -> str:
    """How many envelopes of one sort lie in no pile."""
    words = sort_words(left.what, apart=left.apart, copy=left.copy)
    return n_("{count} envelope {what}", "{count} envelopes {what}", len(left.numbers), what=words)
