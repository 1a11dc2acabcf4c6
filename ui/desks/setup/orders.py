"""Reading a court order out of its form: hours as people write them, and what is wrong beside each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from adjudicator.casework.acts.orders import STATUSES as ORDER_STATUSES
from adjudicator.law.telling.words import value_words
from adjudicator.records.orders import CourtOrder, Hours, by_hours, for_contests
from adjudicator.words import _, beside, capital, n_
from adjudicator.words.dates import hour, long_day
from ui.desks.setup.screen import NewOrder, OrderCard
from ui.parts import Choice
from ui.shared.reading_times import read_hour

HOUR_WORDS = _("Write an hour such as 7:45 p.m.")
END_WORDS = _("The end has to come after the beginning.")


def status_words(status: str) -> str:
    """Where an order stands, as a phrase of its own: "In force"."""
    return capital(value_words("court_order", status))


STATUSES = tuple(Choice(str(place), status, status_words(status)) for place, status in enumerate(ORDER_STATUSES, 1))


def order_of(new: NewOrder, day: date, amends: str = "", contests: Iterable[str] = ()) -> CourtOrder | dict[str, str]:
    """The order as the record has it; else what is wrong, by field.

    `amends` is the number that it was entered with, `contests` are all of the election, in ballot order.
    """
    troubles = {field: words for field, words in _troubles(new) if words}
    if troubles:
        return troubles
    number = new.number.strip()
    return CourtOrder(
        amends or number,
        {place: _hours_of(written, day) for place, written in new.hours.items()},
        new.status,
        new.court.strip(),
        new.judge.strip(),
        number if amends not in ("", number) else "",
        for_contests(new.contests, contests) if new.contests else (),
    )


def written_of(order: CourtOrder) -> NewOrder:
    """An order as it stands, as it is written in the form."""
    hours = {place: (hour(there.begins), hour(there.ends)) for place, there in order.hours.items()}
    contests = frozenset(order.contests) or None
    return NewOrder(order.name, order.court, order.judge, hours, order.status, contests)


def hours_words(order: CourtOrder) -> str:
    """From when until when an order keeps its places open, whether that is not the same everywhere, and not for all."""
    begins, ends = hour(order.begins), hour(order.ends)
    said = _("{begins} to {ends}", begins=begins, ends=ends)
    if len(by_hours(order)) > 1:
        said = _("{begins} to {ends}, not the same at each place", begins=begins, ends=ends)
    alone = n_("for {count} contest alone", "for {count} contests alone", len(order.contests))
    return beside(said, alone, by=", ") if order.contests else said


def order_card(order: CourtOrder, cast_under: int, contests: Mapping[str, str], *, may_change: bool) -> OrderCard:
    """An order with all its places, how many envelopes were cast under it, and how else it may stand.

    `contests` maps each contest of the election to its title.
    """
    others = [choice for choice in STATUSES if choice.value != order.status]
    cast = n_("{count} envelope cast under it", "{count} envelopes cast under it", cast_under)
    title = _("Order {number}", number=order.name)
    if order.called:
        title = beside(title, _("(entered as {number})", number=order.number))
    return OrderCard(
        order.number,
        title,
        status_words(order.status),
        _("{day}, {hours}", day=long_day(order.begins), hours=hours_words(order)),
        ", ".join(part for part in (order.court, order.judge) if part),
        cast if cast_under else _("No envelope cast under it"),
        beside(*_place_lines(order), by="\n"),
        tuple(replace(choice, key=str(key)) for key, choice in enumerate(others, 1)) if may_change else (),
        beside(*(contests.get(each, each) for each in order.contests), by="\n"),
    )


def _place_lines(order: CourtOrder) -> Iterator[str]:
    grouped = by_hours(order)
    for there, places in grouped:
        for place in places:
            hours = _("{place}: {begins} to {ends}", place=place, begins=hour(there.begins), ends=hour(there.ends))
            yield hours if len(grouped) > 1 else place


def _hours_of(written: tuple[str, str], day: date) -> Hours:
    begins, ends = map(read_hour, written)
    assert begins is not None and ends is not None  # noqa: PT018, S101 - there was no trouble with them
    return Hours(datetime.combine(day, begins), datetime.combine(day, ends))


def _troubles(new: NewOrder) -> Iterator[tuple[str, str]]:
    """Each field with what is wrong with it, empty for nothing."""
    yield "number", "" if new.number.strip() else _("Write the order's number, such as 20-CV-1187.")
    yield "court", "" if new.court.strip() else _("Write which court made the order.")
    yield "places", "" if new.hours else _("Choose at least one place.")
    if new.contests is not None and not new.contests:
        yield "contests", _("Choose at least one contest, or say that the order is for all.")
    wrong = {place: found for place, written in new.hours.items() if any((found := _hour_troubles(written)).values())}
    if not wrong:
        return
    place, found = next(iter(wrong.items()))
    if len(set(new.hours.values())) == 1:  # the same everywhere: it is put right where they are written for all
        yield from found.items()
    else:
        words = next(filter(None, found.values()))
        yield "hours", _("{place}: {trouble}", place=place, trouble=words)


def _hour_troubles(written: tuple[str, str]) -> Mapping[str, str]:
    begins, ends = map(read_hour, written)
    if begins is None or ends is None:
        return {"begins": "" if begins else HOUR_WORDS, "ends": "" if ends else HOUR_WORDS}
    return {"ends": "" if ends > begins else END_WORDS}
