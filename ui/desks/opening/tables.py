"""The part of the desk for piles: sorted, looked up, opened and duplicated, and what was found settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from adjudicator.casework.acts.count.piles import Sorted
from adjudicator.casework.acts.count.sessions import FoundInside, Seated, Stock
from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.office import Done, Office
from adjudicator.office.behind.co_signing import Together
from adjudicator.office.desks.count.table_papers import SHEETS, hit_words, sort_words
from adjudicator.records.count import EXCEPTIONS, HIT_TOLD
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside, n_, number
from ui.desks.opening.questions import SeenPile, TableQuestions, left_line
from ui.desks.opening.screen import DUPLICATE, LOOK_UP, OPEN, SETTLE, SIGN, SORT, SWEAR, LateLine, TablesScreen
from ui.desks.opening.words import exception_line, pile_row, pile_words, session_line, signed_words, unsigned_words
from ui.parts import Notice
from ui.shared.asking import AskedForm, Chosen, OfferedAct, TheOthers
from ui.shared.desk import Shell
from ui.shared.hours import NO_NUMBER, hour_of, number_of
from ui.shared.looked_up import LookingUp
from ui.shared.reading_times import read_day_of_season

Values = Mapping[str, str]

SEPARATORS = str.maketrans(";\n", ",,")
HAS_PAPER = frozenset({"pull", "opening", "duplicating", "instructions"})


class Tables:
    """Which pile is chosen and what is asked about it. `changed` is called after each change."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._chosen, self._asked, self._serial = "", "", 0
        self._problems: dict[str, str] = {}
        self._questions = TableQuestions(office)
        self._seen = SeenPile()
        self._looking_up = LookingUp(office, shell, self._looked, changed, in_pile=True)
        self.strip: Notice | None = None

    def screen(self) -> TablesScreen:
        """The part as it stands."""
        tables = self._office.tables
        sessions = tables.sessions()
        opened = {each.pile: each for each in sessions if each.what == "opened"}
        copied = Counter[str]()
        for each in sessions:
            if each.what == "duplicated":
                copied[each.pile] += each.done
        piles, chosen = tables.piles(), self._pile()
        return TablesScreen(
            left=tuple(left_line(left) for left in tables.left()) or (_("Every envelope lies in a pile."),),
            offers=self._general_offers(),
            lists=self._lists(),
            rows=tuple(
                pile_row(
                    pile, opened.get(pile.id), copied[pile.id], self._office.table_papers.to_copy(pile),
                    looked_up=self._office.looking_up.is_looked_up(pile.id),
                )
                for pile in reversed(piles)
            ),
            chosen=self._subject(chosen, sessions) if chosen is not None else None,
            late=self._late(),
            looking_up=self._looking_up.working,
            asked=self._ask(),
        )  # fmt: skip

    def choose(self, pile: str) -> None:
        """Show one pile of the list."""
        if pile and pile != self._chosen:
            self._chosen = pile
            self._leave()
            self._changed()

    def do(self, what: str) -> None:
        """Do what a button says: look up at once, or ask for what is told first; empty: ask no longer."""
        self.strip = None
        if what == "look_up":
            self._look_up()
        else:
            self._leave()
            self._asked = what
            self._see()
        self._changed()

    def tell(self, envelope: str) -> None:
        """Ask who was told of a vote that was found after an envelope was opened."""
        self.do(f"tell {envelope}")

    def answer(self, values: Values, others: TheOthers) -> None:
        """Record what was asked."""
        what, __, about = self._asked.partition(" ")
        ways: Mapping[str, Callable[[], object]] = {
            "sort": lambda: self._sort(values, others),
            "open": lambda: self._open(values, others),
            "duplicate": lambda: self._duplicate(values, others),
            "settle": lambda: self._settle(values),
            "sign": lambda: self._sign(values),
            "tell": lambda: self._tell(about, values),
            "oath": lambda: self._swear(values),
        }
        done = ways[what]() if what in ways else None
        if isinstance(done, Refusal):
            self.strip = Notice(done.words)
        elif done is not None:
            self.strip = None
            self._leave()
        self._changed()

    def write(self, what: str, path: str) -> None:
        """Write a sheet of paper: of the chosen pile, of what lies in no pile, or about a late hit ("hit 0417")."""
        out = Path(path).with_suffix(".pdf")
        papers, language = self._office.table_papers, self._shell.language
        kind, __, about = what.partition(" ")
        pile = self._pile()
        try:
            refusal = None
            if kind == "sorting":
                papers.write_sorting_sheet(out, language)
            elif kind == "left":
                papers.write_pull_list(self._office.tables.left()[int(about)], out, language)
            elif kind == "hit":
                refusal = papers.write_hit(about, out, language)
            elif pile is not None and kind in HAS_PAPER:
                refusal = papers.write(kind, pile.id, out, language)
        except WorldError as error:
            self.strip = Notice(error.what, remedy=error.remedy)
        else:
            self.strip = Notice(refusal.words) if refusal is not None else None
            if refusal is None:
                self._shell.said(_("{file} written", file=out.name))
        self._changed()

    # what stands

    def _pile(self) -> PileState | None:
        piles = self._office.tables.piles()
        return next((pile for pile in piles if pile.id == self._chosen), piles[-1] if piles else None)

    def _handles(self) -> bool:
        return self._office.may("handle_ballots") is None

    def _general_offers(self) -> tuple[OfferedAct, ...]:
        left = self._office.tables.left()
        papers = [OfferedAct("paper sorting", _("Sorting sheet"), "")]
        for place, each in enumerate(left):
            if each.what == "to_open":
                words = sort_words(each.what, apart=each.apart, copy=each.copy)
                papers.append(OfferedAct(f"paper left {place}", _("Pull list: {what}", what=words), ""))
        sorts = [SORT] if left and self._handles() else []
        oath = [SWEAR] if self._office.may("swear_in") is None else []
        return (*sorts, *papers, *oath)

    def _lists(self) -> str:
        refusal = self._office.looking_up.not_final()
        return refusal.words if refusal is not None else ""

    def _subject(self, pile: PileState, sessions: tuple[SessionState, ...]) -> Chosen:
        mine = [each for each in sessions if each.pile == pile.id]
        still = self._office.tables.still_in(pile)
        sorted_by = beside(*(self._office.people.name_of(who) for who in pile.people), by=", ")
        lines = [
            _(
                "{what}: {count} by the record, {hand} counted by hand when it was sorted, by {names}",
                what=pile_words(pile),
                count=number(len(pile.items)),
                hand=number(pile.counted),
                names=sorted_by,
            )
        ]
        unsigned = unsigned_words(pile.people, pile.signed, self._office)
        if unsigned:
            lines.append(_("As it was sorted: {unsigned}", unsigned=unsigned))
        if pile.box:
            lines.append(_("In box {box}", box=pile.box))
        out = [each for each in pile.items if each not in set(still)]
        if out and not pile.session:
            lines.append(
                n_(
                    "Take out before it is opened: envelope {numbers}",
                    "Take out before it is opened: envelopes {numbers}",
                    len(out),
                    numbers=beside(*out, by=", "),
                )
            )
        lines += [session_line(each, self._office) for each in mine]
        lines += [exception_line(envelope, each) for each in mine for envelope in each.exceptions]
        return Chosen(
            pile.id, _("Pile {pile}", pile=pile.id), tuple(lines), self._offers(pile, mine), self._questions.warns(pile)
        )

    def _offers(self, pile: PileState, sessions: list[SessionState]) -> tuple[OfferedAct, ...]:
        offers: list[OfferedAct] = []
        opened = next((each for each in sessions if each.what == "opened"), None)
        to_open = pile.what == "to_open"
        if to_open and self._office.may("look_up_again") is None:
            offers.append(LOOK_UP)
        if to_open and opened is None and self._handles():
            offers.append(OPEN)
        if opened is not None and self._handles() and self._office.table_papers.to_copy(pile):
            offers.append(DUPLICATE)
        if opened is not None and opened.unsettled and self._office.may("settle_exception") is None:
            offers.append(SETTLE)
        if self._questions.signs([pile, *sessions]):
            offers.append(SIGN)
        papers = ["pull"] if opened is None else []
        if to_open and opened is None:
            papers += ["opening", *(["instructions"] if pile.copy else [])]
        if to_open and self._office.table_papers.to_copy(pile):
            papers.append("duplicating")
        return (*offers, *(OfferedAct(f"paper {paper}", SHEETS[paper], "") for paper in papers))

    def _late(self) -> tuple[LateLine, ...]:
        tells = _("Record who was told") if self._office.may("report_hit") is None else ""
        lines: list[LateLine] = []
        for hit in self._office.looking_up.late_hits():
            told = beside(*(HIT_TOLD[whom] for whom in hit.told), by=", ")
            words = _("Envelope {number} was opened with pile {pile}.", number=hit.number, pile=hit.pile)
            reported = _("Told: {whom}.", whom=told) if told else _("Nobody is told yet.")
            row = _("{row}.", row=hit.row) if hit.row else ""
            said = beside(words, hit_words(hit.kind), row, reported)
            lines.append(LateLine(hit.number, said, tells, _("Page to report it")))
        return tuple(lines)

    # what is asked

    def _see(self) -> None:
        """What the question shows is what its answer is held to, whatever others record meanwhile."""
        pile = self._pile()
        still = len(self._office.tables.still_in(pile)) if pile is not None else 0
        self._seen = SeenPile(self._office.tables.left(), still)

    def _leave(self) -> None:
        self._asked, self._problems = "", {}
        self._serial += 1

    def _ask(self) -> AskedForm | None:
        about = f"{self._asked} {self._chosen} {self._serial}"
        asked = self._questions.ask(self._asked, self._pile(), self._seen)
        return replace(asked, id=about, problems=self._problems) if asked is not None else None

    # what is recorded

    def _look_up(self) -> None:
        pile = self._pile()
        if pile is not None:
            self._looking_up.begin(pile.id)

    def stop_looking_up(self) -> None:
        """Look up no further."""
        self._looking_up.stop()

    def _looked(self, notice: Notice) -> None:
        self.strip = notice
        self._changed()

    def _hours(self, values: Values, *names: str) -> list[str] | None:
        hours: list[str] = []
        for name in names:
            hour, wrong = hour_of(values.get(name, ""), self._office.election.date, self._office.now())
            if wrong or (name == "begins" and not values.get(name, "").strip()):
                self._problems[name] = wrong or _("Write when it began.")
            hours.append(hour)
        return None if self._problems else hours

    def _numbers(self, values: Values, *names: str) -> list[int] | None:
        found = [number_of(values.get(name, "")) for name in names]
        self._problems |= {name: NO_NUMBER for name, told in zip(names, found, strict=True) if told is None}
        return [told for told in found if told is not None] if all(told is not None for told in found) else None

    def _people(self, others: TheOthers) -> tuple[tuple[str, ...], dict[str, str]]:
        person = self._office.people.signed_in
        me = person.id if person is not None else ""
        return (me, *(who for who, __ in others)), {who: password for who, password in others if password}

    def _sort(self, values: Values, others: TheOthers) -> Together | Refusal | None:
        self._problems = {}
        left, place = self._seen.left, int(values.get("sort") or 0)
        numbers, hours = self._numbers(values, "counted"), self._hours(values, "hour")
        if numbers is None or hours is None or place >= len(left):
            return None
        sort, (people, passwords) = left[place], self._people(others)
        listed = _listed(values.get("numbers", "")) or sort.numbers
        new = Sorted(
            sort.what, listed, numbers[0], people, hours[0], sort.apart, sort.copy, values.get("box", "").strip(),
            _is_later(values),
        )  # fmt: skip
        done = self._office.tables.sort(new, passwords)
        if isinstance(done, Together):
            self._chosen = done.id
            self._shell.said(beside(_("Pile {pile} recorded", pile=done.id), signed_words(done, self._office), by=", "))
        return done

    def _open(self, values: Values, others: TheOthers) -> Together | Refusal | None:
        self._problems = {}
        numbers, hours, pile = self._numbers(values, "hand"), self._hours(values, "begins", "ends"), self._pile()
        exceptions: dict[str, str] = {}
        for code in EXCEPTIONS:
            for envelope in _listed(values.get(code, "")):
                if envelope in exceptions:
                    self._problems[code] = _("Envelope {number} stands in two fields.", number=envelope)
                exceptions[envelope] = code
        if numbers is None or hours is None or pile is None or self._problems:
            return None
        people, passwords = self._people(others)
        found = FoundInside(self._seen.still, numbers[0], exceptions, values.get("override", ""))
        seated = Seated(people, hours[0], hours[1], _is_later(values))
        return self._said(self._office.tables.open(pile.id, seated, found, passwords))

    def _duplicate(self, values: Values, others: TheOthers) -> Together | Refusal | None:
        self._problems = {}
        numbers = self._numbers(values, "issued", "done", "spoiled", "returned")
        hours, pile = self._hours(values, "begins", "ends"), self._pile()
        if numbers is None or hours is None or pile is None:
            return None
        people, passwords = self._people(others)
        seated = Seated(people, hours[0], hours[1], _is_later(values))
        return self._said(self._office.tables.duplicate(pile.id, seated, Stock(*numbers), passwords))

    def _said(self, done: Together | Refusal) -> Together | Refusal:
        if isinstance(done, Together):
            words = _("Session {session} recorded", session=done.id)
            self._shell.said(beside(words, signed_words(done, self._office), by=", "))
        return done

    def _settle(self, values: Values) -> Done | Refusal | None:
        pile = self._pile()
        if pile is None:
            return None
        reason = values.get("reason", "").strip()
        self._problems = {} if reason else {"reason": _("Write why, in a sentence.")}
        if not reason:
            return None
        return self._office.tables.settle(pile.session, values.get("envelope", ""), values.get("settled", ""), reason)

    def _sign(self, values: Values) -> Done | Refusal:
        about, __, who = values.get("who", "").partition(" ")
        tables, password = self._office.tables, values.get("password", "")
        is_pile, person = tables.pile(about) is not None, self._office.people.signed_in
        if person is not None and person.id == who:
            return tables.sign_pile(about) if is_pile else tables.sign(about)
        return tables.sign_pile_here(about, who, password) if is_pile else tables.sign_here(about, who, password)

    def _swear(self, values: Values) -> Done | Refusal | None:
        day = read_day_of_season(values.get("day", ""), self._office.election.date)
        person = values.get("person", "")
        self._problems = {} if day is not None else {"day": _("This is not a day. Write it like Nov 2.")}
        if not person:
            self._problems["person"] = _("Choose who took the oath.")
        return self._office.tables.swear(person, day.isoformat()) if day is not None and person else None

    def _tell(self, envelope: str, values: Values) -> Done | Refusal | None:
        self._problems = {}
        hours = self._hours(values, "hour")
        return self._office.looking_up.tell(envelope, values.get("to", ""), hours[0]) if hours is not None else None


def _is_later(values: Values) -> bool:
    return values.get("how") == "later"


def _listed(text: str) -> tuple[str, ...]:
    """Envelope numbers as they are written, with commas, blanks or new lines between them."""
    parts = (part for piece in text.translate(SEPARATORS).split(",") for part in piece.split())
    return tuple(dict.fromkeys(parts))
