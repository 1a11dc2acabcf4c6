"""The part of the desk for bags: what a place brought, held against its numbered list, one place after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.office import Done, Office
from adjudicator.office.desks.count.boxes import Brought
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_, number
from ui.desks.receive.screen import COUNT_BAG, BagsScreen
from ui.parts import Cell, Notice, Row, Wrong
from ui.shared.asking import AskedField, AskedForm, Chosen
from ui.shared.desk import Shell
from ui.shared.hours import NO_NUMBER, number_of

FIELDS = ("issued", "missing", "unlisted")


class Bags:
    """Which place is chosen, and whether its bag is being entered. `changed` is called after each change."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._chosen, self._asks, self._serial = "", False, 0
        self._problems: dict[str, str] = {}
        self.strip: Notice | None = None

    def screen(self) -> BagsScreen:
        """The part as it stands."""
        places = self._office.boxes.brought()
        chosen = self._place(places)
        counted = sum(each.bag is not None for each in places)
        says = n_(
            "{counted} of {count} place is entered.",
            "{counted} of {count} places are entered.",
            len(places),
            counted=number(counted),
        )
        return BagsScreen(
            says=says,
            rows=tuple(_row(each) for each in places),
            chosen=self._subject(chosen) if chosen is not None else None,
            asked=self._ask(chosen) if chosen is not None and self._asks else None,
        )

    def choose(self, place: str) -> None:
        """Show one place of the list."""
        if place and place != self._chosen:
            self._chosen = place
            self._leave()
            self._changed()

    def do(self, what: str) -> None:
        """Ask what the chosen place brought; empty: ask no longer."""
        self.strip = None
        self._leave()
        self._asks = bool(what) and self._may()
        self._changed()

    def answer(self, values: Mapping[str, str]) -> None:
        """Record what the place brought, and go on to the next one that brought envelopes."""
        chosen = self._place(self._office.boxes.brought())
        told = {name: number_of(values.get(name, "") or ("" if name == "issued" else "0")) for name in FIELDS}
        self._problems = {name: NO_NUMBER for name, found in told.items() if found is None}
        if chosen is not None and not self._problems:
            numbers = [told[name] or 0 for name in FIELDS]
            self._recorded(chosen.place, self._office.boxes.count_bag(chosen.place, *numbers))
        self._changed()

    def _recorded(self, place: str, done: Done | Refusal) -> None:
        if isinstance(done, Refusal):
            self.strip = Notice(done.words)
            return
        self.strip = None
        self._shell.said(_("{place}: recorded", place=place))
        self._leave()
        following = self._next(place)
        if following:
            self._chosen, self._asks = following, True

    def _next(self, place: str) -> str:
        """The next place behind one that brought envelopes and of which nothing is entered; empty where there is none."""
        places = self._office.boxes.brought()
        at = next((at for at, each in enumerate(places) if each.place == place), 0)
        return next((each.place for each in (*places[at + 1 :], *places[:at]) if _waits(each)), "")

    def _may(self) -> bool:
        return self._office.may("count_bags") is None

    def _place(self, places: tuple[Brought, ...]) -> Brought | None:
        first = next((each for each in places if _waits(each)), places[0] if places else None)
        return next((each for each in places if each.place == self._chosen), first)

    def _leave(self) -> None:
        self._asks, self._problems = False, {}
        self._serial += 1

    def _subject(self, place: Brought) -> Chosen:
        differs = _differs(place)
        offers = (COUNT_BAG,) if self._may() else ()
        return Chosen(place.place, place.place, () if differs else (_stands(place),), offers, differs)

    def _ask(self, place: Brought) -> AskedForm:
        bag = place.bag
        before = {"issued": bag.issued, "missing": bag.missing, "unlisted": bag.unlisted} if bag is not None else {}
        written = {name: str(found) for name, found in before.items()}
        fields = (
            AskedField("issued", _("On its numbered list"), _("How many the list has."), written.get("issued", "")),
            AskedField("missing", _("Not in the bag"), _("On the list, and not there."), written.get("missing", "0")),
            AskedField(
                "unlisted", _("Not on the list"), _("In the bag, and not listed."), written.get("unlisted", "0")
            ),
        )
        title = _("What did {place} bring?", place=place.place)
        words = n_(
            "{count} envelope was received from there.",
            "{count} envelopes were received from there.",
            place.received,
        )
        about = f"{place.place} {self._serial}"
        return AskedForm(about, title, _("Record"), fields, words, problems=self._problems)


def _waits(place: Brought) -> bool:
    """Whether envelopes came from a place, and nothing of its list and bag is entered."""
    return place.bag is None and place.received > 0


def _row(place: Brought) -> Row:
    bag = place.bag
    received: Cell = Wrong(number(place.received)) if _differs(place) else place.received
    numbers: tuple[Cell, ...] = (bag.issued, bag.missing, bag.unlisted) if bag is not None else ("", "", "")
    return Row(place.place, (place.place, *numbers, received, _stands(place)))


def _stands(place: Brought) -> str:
    if place.bag is None:
        return _("Nothing entered yet")
    return _("Does not fit") if _differs(place) else _("Fits")


def _differs(place: Brought) -> str:
    """That the list and the bag have another number than was received; empty where they fit, or before a count."""
    if place.bag is None or place.expected == place.received:
        return ""
    return _(
        "By the list and the bag there are {expected} envelopes, and {received} were received. Look for the envelope or the "
        "line that is missing.",
        expected=number(place.expected),
        received=number(place.received),
    )
