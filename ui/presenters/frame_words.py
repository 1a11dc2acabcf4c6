"""The words of the frame: county and election, the pack in words, time left, person, what waits at each desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adjudicator.office import Office
from adjudicator.office.overview_desk import Waiting
from ui.presenters.frame import DESKS, Desk, FrameScreen
from ui.presenters.times import day_and_hour, long_day

ROLE_WORDS = {
    "clerk": "Clerk",
    "reviewer": "Reviewer",
    "supervisor": "Supervisor",
    "secretary": "Board secretary",
    "custodian": "Custodian",
    "observer": "Observer",
    "administrator": "Administrator",
}


class FrameWords:
    """Makes the frame's screen; keeps what just happened."""

    def __init__(self) -> None:
        self.happened = ""

    def screen(self, office: Office | None, current: str, *, undo: bool) -> FrameScreen:
        """The frame as it stands."""
        if office is None:
            return FrameScreen()
        election, person = office.election, office.people.signed_in
        screen = FrameScreen(
            county=f"{election.county} County",
            election=f"{election.name}, {long_day(election.date)}",
            pack=office.recommender.pack.name,
            practice=office.case.mode == "practice",
            current=current,
        )
        if person is None:
            return screen
        saved = office.last_saved
        return replace(
            screen,
            time_left=time_left_words(office),
            deadline=f"until {day_and_hour(office.overview.last_day())}",
            person=person.name,
            roles=", ".join(ROLE_WORDS[role] for role in person.roles),
            desks=desks_of(office),
            saved=f"Saved {office.local(saved):%H:%M}" if saved else "Nothing changed yet",
            happened=self.happened,
            undo="Undo" if undo else "",
        )


def desks_of(office: Office) -> tuple[Desk, ...]:
    """The person's desks in rail order, each with the number waiting."""
    waiting = waiting_by_desk(office.overview.waiting())
    mine = office.people.desks()
    return tuple(replace(desk, waiting=waiting.get(desk.id, 0)) for desk in DESKS if desk.id in mine)


def waiting_by_desk(waiting: Waiting) -> dict[str, int]:
    """What waits at each desk: envelopes to do, holds, batches to approve, envelopes to release."""
    return {
        "review": waiting.to_do - waiting.referred,
        "holds": waiting.held,
        "batches": waiting.to_approve,
        "release": waiting.to_release,
    }


def time_left_words(office: Office) -> str:
    """ "1 day 4 hours left"; after the last day, that the period is over or closed."""
    if office.case.period_closed:
        return "The period is closed"
    left = office.overview.time_left()
    return f"{span_words(left)} left" if left > timedelta(0) else "The last day is over"


def span_words(span: timedelta) -> str:
    """A span of time in its two largest units: "1 day 4 hours", "3 hours 20 minutes", "12 minutes"."""
    minutes = int(span.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        parts = ((days, "day"), (hours, "hour"))
    elif hours:
        parts = ((hours, "hour"), (rest, "minute"))
    else:
        parts = ((rest, "minute"),)
    shown = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(shown) or "less than a minute"
