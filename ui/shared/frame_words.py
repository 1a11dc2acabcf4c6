"""The words of the frame: county and election, the pack in words, time left, person, what waits at each desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adjudicator.canvass.story import open_again_words
from adjudicator.office import Office
from adjudicator.port.rows import QueueQuery
from adjudicator.words import _, beside, told
from adjudicator.words.dates import day_and_hour, hour, long_day, span_words
from ui.frame import DESKS, Desk, FrameScreen
from ui.shared.differs import outside_notice
from ui.shared.opening import desk_for
from ui.shared.people_words import roles_words
from ui.shared.standing import saved_words, standing_of

SOON = timedelta(minutes=10)
"""How long before the end of a shift it is said."""

BEGIN = ("review", "batches")
"""The desks to begin at where something waits there, in this order."""


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
            county=_("{county} County", county=election.county),
            election=beside(election.name, long_day(election.date), by=", "),
            pack=told(office.recommender.pack.name),
            practice=office.case.mode == "practice",
            practice_time=practice_time_words(office),
            outside=outside_notice(office.recommender.pack, election.date),
            current=current,
            standing=standing_of(office, current),
        )
        if person is None:
            return screen
        return replace(
            screen,
            time_left=time_left_words(office),
            deadline=deadline_words(office),
            person=person.name,
            roles=roles_words(person.roles),
            desks=desks_of(office),
            saved=saved_words(office),
            happened=self.happened,
            undo=_("Undo") if undo else "",
            ends=ends_words(office),
            key=office.people.fingerprint(person.id),
            may_go=bool(desk_for(office)),
        )


def practice_time_words(office: Office) -> str:
    """What time the clock of a practice case has; empty where the machine's is used."""
    if not office.practice_clock.runs:
        return ""
    return _("Practice time: {when}", when=day_and_hour(office.now()))


def ends_words(office: Office) -> str:
    """That the shift ends within ten minutes, and what happens then; empty before, and where no end is set."""
    ends = office.sittings.ends_at()
    left = ends - office.now() if ends is not None else None
    if ends is None or left is None or left > SOON:
        return ""
    return _(
        "Your shift ends at {hour}, in {span}. Then you are signed out; what is recorded is saved",
        hour=hour(ends),
        span=span_words(left),
    )


def desks_of(office: Office) -> tuple[Desk, ...]:
    """The person's desks in rail order, each with the number waiting; one is marked while what left is open again."""
    waiting, warning = waiting_by_desk(office), open_again_of(office)
    mine = office.people.desks()
    marked = "release" if "release" in mine else "overview"
    return tuple(
        replace(desk, waiting=waiting.get(desk.id, 0), warning=warning if desk.id == marked else "")
        for desk in DESKS
        if desk.id in mine
    )


def open_again_of(office: Office) -> str:
    """What stands red of what has left, in words: open again, not acknowledged, another number; empty where nothing does."""
    waiting = office.overview.waiting()
    return beside(open_again_words(waiting.left, waiting.open_again), *office.releases.unsettled(), by=". ")


def first_desk(office: Office) -> str:
    """The desk that a person begins at: where work waits for them, else the Overview."""
    waiting, mine = waiting_by_desk(office), office.people.desks()
    return next((desk for desk in BEGIN if desk in mine and waiting[desk]), "overview")


def waiting_by_desk(office: Office) -> dict[str, int]:
    """What waits at each desk for the person signed in.

    Envelopes to do and held; own determinations in no batch yet and envelopes to decide a second time, with batches to
    approve and questions to answer for who approves; envelopes to release.
    """
    waiting = office.overview.waiting()
    approves, doubted = office.may("approve") is None, office.mistakes.number_waiting()
    return {
        "review": waiting.to_do - waiting.referred,
        "holds": waiting.held,
        "batches": _to_close(office)
        + len(office.second.waiting())
        + (waiting.to_approve + waiting.referred + doubted if approves else 0),
        "opening": _at_tables(office),
        "board": _for_the_board(office),
        "count": _not_fitting(office),
        "release": waiting.to_release - office.board.numbers().unvoted,
    }


def _at_tables(office: Office) -> int:
    """What the person has not signed of piles, sessions and boxes, and votes found too late that nobody was told of."""
    unsigned = len(office.tables.unsigned()) + office.boxes.unsigned()
    return unsigned + sum(not hit.told for hit in office.looking_up.late_hits())


def _for_the_board(office: Office) -> int:
    """Dockets that wait for a vote, and where there are none, whether anything is ready for one."""
    if office.board.count().board_votes == "off":
        return 0
    return len(office.board.waiting()) or int(office.board.numbers().ready)


def _not_fitting(office: Office) -> int:
    """How many numbers do not fit, for those who have the desk."""
    if "count" not in office.people.desks():
        return 0
    return sum(not trouble.settled for trouble in office.tabulation.troubles())


def _to_close(office: Office) -> int:
    person = office.people.signed_in
    return office.overview.count(QueueQuery(status=("determined",), reviewer=person.id)) if person else 0


def time_left_words(office: Office) -> str:
    """ "1 day 4 hours left"; after the last day, that the period is over or closed."""
    if office.case.period_closed:
        return _("The period is closed")
    left = office.overview.time_left()
    return _("{span} left", span=span_words(left)) if left > timedelta(0) else _("The last day is over")


def deadline_words(office: Office) -> str:
    """Until when there is time, or when it ended."""
    last_day = day_and_hour(office.overview.last_day())
    over = office.case.period_closed or office.overview.time_left() <= timedelta(0)
    return _("ended {when}", when=last_day) if over else _("until {when}", when=last_day)
