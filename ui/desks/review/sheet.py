"""One envelope as the desk's whole Screen, put together from its columns; and the desk with nothing left to do."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import short_name
from adjudicator.office import Office
from adjudicator.records.reasons import REASON_CODES
from adjudicator.words import counted
from adjudicator.words.dates import day_and_hour
from ui.desks.review.bar import bar_of
from ui.desks.review.cards import cards_screen
from ui.desks.review.outcome import DIFFERENTLY, Explained, outcome_screen, recorded_screen
from ui.desks.review.papers import images_of, papers_screen, ticked_words
from ui.desks.review.screen import IdentityStrip, NothingLeft, OutcomeScreen, Papers, ReviewScreen
from ui.desks.review.work import Work
from ui.parts import Notice
from ui.shared.envelope_words import STREAMS

STATUSES: Mapping[str, str] = {
    "to_do": "",
    "held": "Held",
    "determined": "Determined, in no batch yet",
    "in_batch": "In a batch, waiting for approval",
    "approved": "Approved",
    "released": "Released",
}

LOOK = "You can look at it, and not work on it."


def sheet_screen(work: Work, waiting: tuple[int, int], *, may_back: bool) -> ReviewScreen:
    """The Screen of the envelope on the desk, without strip and panel; `waiting` is how many are left, and with others."""
    office, sheet = work.office, work.sheet
    state, words_of = sheet.state, office.review.reason_of
    return ReviewScreen(
        number=sheet.number,
        head=head_of(state, waiting, work.open_lines, office.case.reasons),
        whose=_whose_notice(sheet, office),
        came_back=came_back(state, words_of(state.returned), words_of(state.reopened), words_of(state.referred)),
        papers=_papers(work),
        cards=cards_screen(work),
        outcome=_outcome(work),
        bar=bar_of(work, may_back=may_back),
    )


def head_of(
    state: EnvelopeState, waiting: tuple[int, int], open_lines: int, reasons: Mapping[str, str] = REASON_CODES
) -> IdentityStrip:
    """Which envelope, from where, how many are left and with others, what was ticked, how many lines are open."""
    ticked = ticked_words(state.reasons, reasons)
    status = "Referred to a supervisor" if state.referred else STATUSES[state.status]
    to_do = state.status == "to_do" and not state.referred
    return IdentityStrip(
        title=f"Envelope {state.number}",
        place=", ".join(part for part in (state.place, STREAMS.get(state.stream, "")) if part),
        position=left_words(*waiting),
        ticked=f"Poll worker ticked: {ticked}" if ticked else "Poll worker ticked nothing",
        open_words=(f"{counted(open_lines, 'line')} open" if open_lines else "no line open") if to_do else "",
        status=status,
    )


def left_words(left: int, with_others: int = 0) -> str:
    """How many envelopes are left: "3 left in this queue, 2 with others"."""
    others = f", {with_others:,} with others" if with_others else ""
    return f"{left:,} left in this queue{others}" if left else f"nothing left in this queue{others}"


def came_back(state: EnvelopeState, returned: str, reopened: str, referred: str) -> Notice | None:
    """Why the envelope is here again: a supervisor returned or reopened it, or it is still with a supervisor."""
    left = f"It left in {state.released_in}, and the tabulation room still holds it." if state.open_again else ""
    if state.returned:
        return Notice("A supervisor sent this envelope back", returned, left, kind="warning")
    if state.reopened:
        return Notice("A supervisor reopened this envelope", reopened, left, kind="warning")
    if state.referred:
        return Notice("This envelope is with a supervisor", referred, left, kind="notice")
    return Notice("This envelope was released and is open again", left, kind="warning") if left else None


def is_anothers(sheet: Sheet, office: Office) -> bool:
    """Whether somebody else than the person signed in has taken the envelope."""
    me = office.people.signed_in
    return sheet.state.taken_by not in ("", me.id if me is not None else "")


def _whose_notice(sheet: Sheet, office: Office) -> Notice | None:
    """With whom the envelope is, since when, and whether it can be taken over now; None where it is with nobody else."""
    if not is_anothers(sheet, office):
        return None
    who, since = office.people.name_of(sheet.state.taken_by), office.whose.since(sheet.number)
    refusal = office.whose.may_take_over(sheet.state)
    if refusal is None:
        return Notice(f"With {who} since {since}", LOOK, action="Take it over (T)", kind="notice")
    after_first = refusal.words.partition(". ")[2]  # the band says the first sentence in its own words
    return Notice(f"With {who} since {since}", after_first, kind="notice")


def nothing_left(office: Office, left: int, with_others: int) -> ReviewScreen:
    """The empty desk: what would be here, and what to do now."""
    mine = len(office.batches.closable())
    received = office.overview.waiting()
    if with_others:
        are = "is" if with_others == 1 else "are"
        words = f"{counted(with_others, 'envelope')} {are} with others, who have taken them to work on."
        return ReviewScreen(nothing=NothingLeft("Nothing is left for you", words, "Go to Batches", "batches"))
    if left == 0 and mine:
        wait = f"{counted(mine, 'determination')} {'waits' if mine == 1 else 'wait'}"
        words = f"{wait} to be closed into a batch, so that a supervisor can approve what you recorded."
        return ReviewScreen(nothing=NothingLeft("The queue is empty", words, "Close a batch", "batches"))
    if received.held or received.to_approve or received.to_release:
        words = (
            "Every envelope is determined, held, or with a supervisor. What is held comes back when its cure arrives."
        )
        return ReviewScreen(nothing=NothingLeft("The queue is empty", words, "Go to Batches", "batches"))
    words = "Envelopes come here as soon as they are received: from the county's list, or entered by hand."
    return ReviewScreen(nothing=NothingLeft("No envelope is waiting for review", words, "Receive envelopes", "receive"))


def _papers(work: Work) -> Papers:
    office, papers, number = work.office, work.sheet.evidence.papers, work.sheet.number
    images = images_of(papers, office.receive.scans_folder(number), office.receive.kept_scans(number))
    may_correct = not work.standing.read_only
    return papers_screen(papers, office.election, images, office.case.reasons, may_correct=may_correct)


def _outcome(work: Work) -> OutcomeScreen:
    office, sheet, unfolded = work.office, work.sheet, work.standing.unfolded
    explanations = office.explanations
    ways = explanations.otherwise(sheet) if DIFFERENTLY in unfolded else None
    paragraphs = explanations.law_of(sheet).pack.paragraphs
    explained = Explained(explanations.of(sheet), paragraphs, unfolded, ways)
    determination = sheet.state.determination
    if determination is None or sheet.state.status == "to_do":
        return outcome_screen(sheet, explained)
    who = short_name(office.people.name_of(determination.by))
    when = day_and_hour(office.local(determination.at))
    reason = office.review.reason_of(determination.reason)
    return recorded_screen(determination, sheet, f"Recorded by {who}, {when}", reason, explained)
