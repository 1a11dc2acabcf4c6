"""The Overview: the whole story, what waits where, what blocks, and the supervisor's act that closes the period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from adjudicator.canvass.account import CountAccount
from adjudicator.canvass.story import resting_words, story
from adjudicator.canvass.tally import Canvass
from adjudicator.casework.acts.review.in_hand import TAKE_OVER_WHYS
from adjudicator.casework.acts.review.whys import OTHER, Why
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.sheet.source_words import NameOf
from adjudicator.office import Office
from adjudicator.office.desks.overview import Waiting
from adjudicator.port.rows import EnvelopeRow, QueueQuery
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside, n_, number
from ui.desks.overview.day import DAY, DayEnd
from ui.desks.overview.screen import (
    Block,
    Closing,
    Door,
    Envelopes,
    OverviewScreen,
    Steps,
    TakenEnvelope,
    TakenEnvelopes,
)
from ui.desks.overview.words import (
    check_words,
    contest_lines,
    envelope_row,
    file_blocks,
    follows_words,
    otherwise_of,
    period_words,
    place_row,
    resting_blocks,
    slices_of,
    step_cells,
    trouble_block,
    undecided_words,
    waiting_blocks,
)
from ui.parts import Choice, Notice, Row
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.envelope_words import NO_PLACE
from ui.shared.frame_words import deadline_words, span_words
from ui.shared.names import sees_names
from ui.shared.opening import desk_for, from_place
from ui.shared.work import LongWork

ABOUT = {"setup": "people"}
"""Desk that a door leads to -> the part of it that is meant."""

PAGE = 1000

MOST_STANDING = 3
"""So many of the numbers that do not fit are said here; the desk In the count? has all."""

MOST_TAKEN = 12
"""So many lines are shown; a county has fewer people at work, and each has one envelope."""

AT_ONCE = 1_000
"""A canvass of so many envelopes and their account are counted in a moment; larger ones beside the window."""

UNCOUNTED = frozenset({
    "facts.recorded", "research.recorded", "envelope.taken", "envelope.put_back", "envelope.taken_over",
    "person.signed_in",
})  # fmt: skip
"""Kinds that leave the canvass as it is."""


class OverviewPresenter(DeskPresenter[OverviewScreen]):
    """What everybody may see; a row of the table opens its envelopes, and an envelope opens where the person works."""

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._counted: tuple[int, Canvass] | None = None
        self._counting = LongWork(shell.run)
        self._uncountable = -1
        self._accounted: tuple[int, CountAccount] | None = None
        self._freeing = ""
        self._place: str | None = None
        self._search = ""
        self._contests_open = self._closing_asked = self._departing = False
        self._strip: Notice | None = None
        self.day = DayEnd(office, shell, self.refresh)

    def make_screen(self) -> OverviewScreen:
        """Make the Screen from the office as it is now."""
        canvass, waiting = self._canvass(), self._office.overview.waiting()
        resting, live = resting_words(self._office.overview.resting_on_one()), self._office.case.mode == "live"
        screen = OverviewScreen(
            story=_("The envelopes are being counted."),
            steps=self._steps(),
            doors=self._doors(waiting),
            blocks=self._blocks(waiting, resting if live else ""),
            resting="" if live else resting,
            closing=self._closing(waiting),
            in_hand=self._in_hand(),
            contests_open=self._contests_open,
            search_hint=_("Find by number or name") if sees_names(self._office) else _("Find by number"),
            search=self._search,
            envelopes=self._envelopes(),
            day=self.day.screen(),
            strip=self._strip,
        )
        return self._with_counts(screen, canvass) if canvass is not None else replace(screen, uncounted=True)

    def _with_counts(self, screen: OverviewScreen, canvass: Canvass) -> OverviewScreen:
        return replace(
            screen,
            story=story(canvass),
            slices=slices_of(canvass),
            check=check_words(canvass),
            balances=canvass.balances(),
            places=tuple(place_row(place, counts) for place, counts in canvass.by_place.items()),
            contests=contest_lines(canvass, self._office.election),
            otherwise=otherwise_of(canvass.departures, self._name_of()),
        )

    def happened(self, entries: Sequence[Entry]) -> None:
        """Something was recorded, here or elsewhere: counted again where the canvass may be another."""
        size = self._office.record.head().size
        if self._counted is not None and UNCOUNTED.issuperset(entry.kind for entry in entries):
            self._counted = (size, self._counted[1]) if self._counted[0] + len(entries) == size else self._counted
            kept = self._accounted
            self._accounted = (size, kept[1]) if kept is not None and kept[0] + len(entries) == size else kept
        self.refresh()

    def enter(self, about: str = "") -> None:
        """The desk came to the front; `about` is a number to find, or the page for the end of the day."""
        if about == DAY:
            self.show_day()
            return
        if about:
            self.day.leave()
            self._place, self._search = None, about
        self.refresh()

    def show_day(self) -> None:
        """Show the end of the day in place of the story."""
        self._place, self._search, self._departing = None, "", False
        self.day.show()

    def show_progress(self) -> None:
        """Show how far one is, and how fast it goes."""
        self._shell.ask("progress")

    def backed_up(self) -> None:
        """A backup was made: the step of the day is done."""
        if self.day.open:
            self.refresh()

    def open_desk(self, desk: str) -> None:
        """Go through a door."""
        if desk in self._office.people.desks():
            self._shell.go(desk, ABOUT.get(desk, ""))

    def open_place(self, place: str) -> None:
        """Show one place's envelopes."""
        self._place, self._search = place, ""
        self.day.leave()
        self.refresh()

    def show_departures(self) -> None:
        """Show the envelopes that were recorded otherwise than recommended."""
        self._departing = self._name_of() is not None
        self._place, self._search = None, ""
        self.day.leave()
        self.refresh()

    def find(self, words: str) -> None:
        """Show the envelopes whose number or voter's name begins so; empty words show the story again."""
        if words.strip() != self._search:
            self._place, self._search, self._departing = None, words.strip(), False
            self.day.leave()
            self.refresh()

    def back(self) -> None:
        """Show the story again."""
        self._place, self._search, self._departing = None, "", False
        self.day.leave()
        self.refresh()

    def open_envelope(self, number: str) -> None:
        """Open an envelope at the desk where the person can work on it."""
        desk = desk_for(self._office)
        if desk:
            at = self._place if desk == "review" else None
            self._shell.go(desk, number if at is None else from_place(number, at))

    def fold_contests(self) -> None:
        """Show or hide how many ballots may count in each contest."""
        self._contests_open = not self._contests_open
        self.refresh()

    def ask_closing(self) -> None:
        """Show what follows from closing the period."""
        self._closing_asked = self._office.overview.may_close_period() is None
        self.refresh()

    def leave_closing(self) -> None:
        """Do not close the period."""
        self._closing_asked = False
        self.refresh()

    def close_period(self) -> None:
        """Close the period for cures: open holds become proposals."""
        self._closing_asked = False
        done = self._office.overview.close_period()
        self._strip = Notice(done.words, why=done.citation) if isinstance(done, Refusal) else None
        if not isinstance(done, Refusal):
            self._shell.said(_("The period is closed: open holds are proposals now"))
        self.refresh()

    def ask_free(self, number: str) -> None:
        """Ask why an envelope that a person has is set free for others; empty: no longer."""
        self._freeing = number
        self.refresh()

    def set_free(self, code: str) -> None:
        """Set it free, for a reason of the list."""
        number, self._freeing = self._freeing, ""
        done = self._office.whose.set_free(number, Why(code))
        self._strip = Notice(done.words) if isinstance(done, Refusal) else None
        if not isinstance(done, Refusal):
            self._shell.said(_("Envelope {number} is free for others", number=number))
        self.refresh()

    def dismiss(self) -> None:
        """Put the strip away."""
        self._strip = None
        self.refresh()

    def _canvass(self) -> Canvass | None:
        """The canvass by replay, kept until the record has grown.

        That of a large case is counted beside the window: until it is, the last one is told, None the first time.
        """
        size = self._office.record.head().size
        if self._counted is None or self._counted[0] != size:
            if self._is_small:
                self._counted = (size, self._office.overview.canvass())
            else:
                self._count_beside()
        return self._counted[1] if self._counted is not None else None

    @property
    def _is_small(self) -> bool:
        return self._office.overview.count(QueueQuery()) <= AT_ONCE

    def _account(self) -> CountAccount | None:
        """The account, kept as the canvass is; None until that of a large case was made beside the window."""
        size = self._office.record.head().size
        if self._accounted is None or self._accounted[0] != size:
            if self._is_small:
                self._accounted = (size, self._office.accounts.account())
            else:
                self._count_beside()
        return self._accounted[1] if self._accounted is not None else None

    def _count_beside(self) -> None:
        """Count, unless it is done already, or failed on the record as it is."""
        if self._counting.working is None and self._uncountable != self._office.record.head().size:
            canvass, account = self._office.overview.counting(), self._office.accounts.accounting()
            self._counting.start(
                _("Counting"), lambda __: (canvass(), account()), self._counted_beside, self._not_counted
            )

    def _counted_beside(self, counted: tuple[tuple[int, Canvass], tuple[int, CountAccount]]) -> None:
        self._counted, self._accounted = counted
        self.refresh()

    def _steps(self) -> Steps:
        """Where the ballots are, and what does not fit, what stands longest first."""
        account = self._account()
        waiting = [each for each in self._office.tabulation.troubles() if not each.settled]
        desks = self._office.people.desks()
        stands = tuple(trouble_block(each, desks) for each in waiting[:MOST_STANDING])
        left = len(waiting) - len(stands)
        more = n_("and {count} more number that does not fit", "and {count} more numbers that do not fit", left)
        return Steps(step_cells(account) if account is not None else (), stands, more if left else "")

    def _not_counted(self, error: WorldError) -> None:
        self._strip, self._uncountable = Notice(error.what, remedy=error.remedy), self._office.record.head().size
        self.refresh()

    def _doors(self, waiting: Waiting) -> tuple[Door, ...]:
        closed = bool(self._office.case.period_closed)
        doors = (
            Door("review", number(waiting.to_do), _("To do"), _to_do_detail(waiting)),
            Door(
                "holds",
                number(waiting.held),
                _("Held"),
                _("the period is closed") if closed else deadline_words(self._office),
            ),
            Door("batches", number(waiting.to_approve), _("Batches waiting for approval"), _close_detail(waiting)),
            Door("release", number(waiting.to_release), _("Approved, waiting for release"), _released_detail(waiting)),
        )
        mine = self._office.people.desks()
        return tuple(replace(door, open=door.desk in mine) for door in doors)

    def _blocks(self, waiting: Waiting, resting: str) -> tuple[Block, ...]:
        files = file_blocks(
            self._office.receive.files(),
            self._office.election.date,
            roll=self._office.roll is not None,
            named=bool(self._office.case.roll),
        )
        mine = self._office.people.desks()
        found = (
            *files,
            *waiting_blocks(waiting, self._office.releases.unsettled(), self._office.mistakes.number_waiting()),
            *resting_blocks(resting),
        )
        return tuple(block if block.desk in mine else replace(block, desk="", action="") for block in found)

    def _closing(self, waiting: Waiting) -> Closing:
        overview, closed = self._office.overview, bool(self._office.case.period_closed)
        left = overview.time_left()
        over = left <= timedelta(0)
        words = period_words(overview.last_day(), closed=closed, over=over, left=span_words(left))
        if overview.may_close_period() is not None:
            return Closing(words)
        if not self._closing_asked:
            return Closing(words, _("Close the period"))
        undecided = undecided_words(waiting, overview.count(QueueQuery(taken=True)))
        follows = follows_words(waiting.held, overview.last_day())
        return Closing(words, _("Close the period"), asked=True, follows=follows, undecided=undecided)

    def _in_hand(self) -> TakenEnvelopes:
        """Who has what, a line an envelope, the person's name first; nothing for those who set nothing free."""
        if self._office.may("set_free") is not None:
            return TakenEnvelopes()
        hands = tuple(
            TakenEnvelope(
                self._office.people.name_of(held.person),
                number,
                _("since {since}", since=self._office.whose.since(number)),
            )
            for held in self._office.whose.in_hand()
            for number in held.envelopes
        )
        shown = tuple(sorted(hands, key=lambda hand: (hand.person, hand.envelope)))[:MOST_TAKEN]
        more = (
            n_("and {count} more envelope", "and {count} more envelopes", len(hands) - MOST_TAKEN)
            if len(hands) > MOST_TAKEN
            else ""
        )
        if self._freeing not in {hand.envelope for hand in hands}:
            return TakenEnvelopes(shown, more)
        short = ((code, words) for code, words in TAKE_OVER_WHYS.items() if code != OTHER)
        choices = tuple(Choice(str(key), code, words) for key, (code, words) in enumerate(short, 1))
        return TakenEnvelopes(
            shown, more, self._freeing, _("Why is envelope {number} set free?", number=self._freeing), choices
        )

    def _envelopes(self) -> Envelopes | None:
        if self._place is not None:
            found = list(self._of_place(self._place))
            return Envelopes(
                _("Envelopes of {place}", place=self._place or NO_PLACE), self._rows(found), self._open_hint()
            )
        if self._search:
            found = self._found(self._search)
            title = n_(
                '{count} envelope found for "{search}"',
                '{count} envelopes found for "{search}"',
                len(found),
                search=self._search,
            )
            return Envelopes(title, self._rows(found), self._open_hint())
        if self._departing:
            found = self._departures()
            title = n_(
                "{count} envelope recorded otherwise than recommended",
                "{count} envelopes recorded otherwise than recommended",
                len(found),
            )
            return Envelopes(title, self._rows(found), self._open_hint())
        return None

    def _departures(self) -> list[EnvelopeRow]:
        """The rows of the envelopes whose determination in force departs, by number."""
        numbers = [
            state.number
            for state in self._office.overview.states()
            if state.outcome != "undecided" and state.determination is not None and state.determination.departs
        ]
        return [row for number in numbers for row in self._office.overview.find(number) if row.number == number]

    def _name_of(self) -> NameOf | None:
        """Gives people's names where the person signed in may see whose departures are whose."""
        return self._office.people.name_of if self._office.may("read_departures") is None else None

    def _of_place(self, place: str) -> Iterator[EnvelopeRow]:
        """Every envelope of a place, a page at a time."""
        query = QueueQuery(place=place, limit=PAGE)
        while page := self._office.overview.envelopes(query):
            yield from (row for row in page if row.place == place)
            query = replace(query, after=page[-1])

    def _found(self, words: str) -> list[EnvelopeRow]:
        """By number; by name too for a person who sees names."""
        return self._office.overview.find(words)

    def _rows(self, found: list[EnvelopeRow]) -> tuple[Row, ...]:
        names: dict[str, str] = {}
        for start in range(0, len(found), PAGE):
            names |= self._office.overview.voter_names([row.number for row in found[start : start + PAGE]])
        return tuple(envelope_row(row, names.get(row.number, "")) for row in found)

    def _open_hint(self) -> str:
        return OPENS.get(desk_for(self._office), "")


OPENS = {
    "review": _("Enter opens the envelope at Review"),
    "holds": _("Enter opens the envelope at Holds"),
    "record": _("Enter opens the envelope at the Record"),
}


def _to_do_detail(waiting: Waiting) -> str:
    referred = _("{count} referred", count=waiting.referred) if waiting.referred else ""
    returned = _("{count} returned", count=waiting.returned) if waiting.returned else ""
    return beside(referred, returned, by=", ")


def _close_detail(waiting: Waiting) -> str:
    return _("{count} determined, in no batch yet", count=waiting.to_close) if waiting.to_close else ""


def _released_detail(waiting: Waiting) -> str:
    """What has left, whatever became of it since, and how much of that is open again."""
    if not waiting.left:
        return _("none released yet")
    again = sum(waiting.open_again.values())
    if again:
        return _("{left} released so far, {again} of them open again", left=waiting.left, again=again)
    return _("{left} released so far", left=waiting.left)
