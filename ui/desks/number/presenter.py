"""Going to an envelope by its number, typed or scanned off a label; where there is none it is said at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from adjudicator.office import Office
from adjudicator.office.behind.by_number import ByNumber
from adjudicator.port.rows import EnvelopeRow, QueueQuery
from adjudicator.words import _, beside
from ui.parts import Choice, Notice
from ui.shared.envelope_words import NO_PLACE, where_words
from ui.shared.listening import Listening

MOST = 8
"""So many are offered where a text fits several; more of it has to be typed then."""


@dataclass(frozen=True, slots=True)
class NumberScreen:
    """What is known of the words typed: `found` is the one envelope that Enter opens, in words.

    `notice` says that there is none, or several; `choices` are those, or numbers near it, and while nothing is typed the
    envelopes that the window names.
    """

    found: str = ""
    notice: Notice | None = None
    choices: tuple[Choice, ...] = ()


class NumberPresenter(Listening[NumberScreen]):
    """Looks a number up while it is typed, and opens its envelope: `open_it` is called with the number."""

    def __init__(self, office: Office, open_it: Callable[[str], None], named: tuple[str, ...] = ()) -> None:
        self._office, self._open, self._named = office, open_it, named
        highest = office.overview.envelopes(QueueQuery(limit=1, descending=True))
        self._digits = len(highest[0].number) if highest and highest[0].number.isdecimal() else 0
        super().__init__(self._untyped())

    def whole(self, words: str) -> str:
        """The envelope whose number is typed whole, so that nothing more can follow: it opens without Enter. Else empty.

        Whole is a number exactly as it is written, of digits alone, as long as the highest that there is.
        """
        typed = words.strip()
        if not typed.isdecimal() or len(typed) != self._digits:
            return ""
        return typed if self._office.overview.by_number(typed).numbers == (typed,) else ""

    def look(self, words: str) -> None:
        """Say what is known of the words typed so far."""
        self.show(self._drawn(words, self._office.overview.by_number(words)))

    def go(self, words: str) -> None:
        """Open the envelope that has the number; where none or several have it, say so."""
        found = self._office.overview.by_number(words)
        if len(found.numbers) == 1:
            self._open(found.numbers[0])
        else:
            self.show(self._drawn(words, found))

    def choose(self, number: str) -> None:
        """Open one of those that were offered."""
        self._open(number)

    def _drawn(self, words: str, found: ByNumber) -> NumberScreen:
        typed = words.strip()
        if not typed:
            return self._untyped()
        rows = self._office.overview.numbered(found.numbers[:MOST] or found.near)
        if len(found.numbers) == 1:
            return NumberScreen(beside(*(beside(self._title(row), self._detail(row), by=": ") for row in rows)))
        choices = self._choices(rows)
        if found.numbers:
            what = _("{number} may be several envelopes", number=typed)
            remedy = _("Choose one, or type more of the number.")
            return NumberScreen(notice=Notice(what, remedy=remedy, kind="warning"), choices=choices)
        return NumberScreen(notice=self._none(typed, found), choices=choices)

    def _untyped(self) -> NumberScreen:
        return NumberScreen(choices=self._choices(self._office.overview.numbered(self._named[:MOST])))

    def _choices(self, rows: Iterable[EnvelopeRow]) -> tuple[Choice, ...]:
        return tuple(
            Choice(str(key), row.number, self._title(row), self._detail(row)) for key, row in enumerate(rows, 1)
        )

    def _none(self, typed: str, found: ByNumber) -> Notice:
        what = _("There is no envelope {number}", number=typed)
        if not found.first:
            return Notice(what, _("No envelope was received yet."))
        ends = _("The numbers go from {first} to {last}.", first=found.first, last=found.last)
        return Notice(what, ends, _("These are near it:") if found.near else "")

    def _title(self, row: EnvelopeRow) -> str:
        return _("Envelope {number}, {place}", number=row.number, place=row.place or NO_PLACE)

    def _detail(self, row: EnvelopeRow) -> str:
        """At which desk it waits, and with whom it is."""
        if not row.taken_by:
            return where_words(row)
        me = self._office.people.signed_in
        if me is not None and row.taken_by == me.id:
            return beside(where_words(row), _("you are working on it"), by=", ")
        who, since = self._office.people.name_of(row.taken_by), self._office.whose.since(row.number)
        return beside(where_words(row), _("with {person} since {since}", person=who, since=since), by=", ")
