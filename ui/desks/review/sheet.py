"""One envelope as the desk's whole Screen, put together from its columns; and the desk with nothing left to do."""

from __future__ import annotations

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import short_name
from adjudicator.office import Office
from ui.desks.review.asking import OpenOnDesk
from ui.desks.review.bar import bar_of
from ui.desks.review.cards import cards_screen, open_lines, work_of
from ui.desks.review.head import came_back, head_of
from ui.desks.review.outcome import DIFFERENTLY, Explained, outcome_screen, recorded_screen
from ui.desks.review.papers import images_of, papers_screen
from ui.desks.review.screen import NothingLeft, OutcomeScreen, ReviewScreen
from ui.desks.review.whose import whose_notice
from ui.parts import Notice
from ui.shared.counting import counted
from ui.shared.times import day_and_hour


def sheet_screen(
    office: Office, sheet: Sheet, standing: OpenOnDesk, waiting: tuple[int, int], *, may_back: bool
) -> ReviewScreen:
    """The Screen of the envelope on the desk, without strip and panel; `waiting` is how many are left, and with others."""
    work = work_of(sheet, standing)
    editable = not standing.read_only
    return ReviewScreen(
        number=sheet.number,
        head=head_of(sheet.state, waiting, open_lines(work), office.case.reasons),
        whose=whose_notice(sheet, office),
        came_back=_came_back(office, sheet),
        papers=papers_screen(
            sheet.evidence.papers,
            office.election,
            images_of(
                sheet.evidence.papers,
                office.receive.scans_folder(sheet.number),
                office.receive.kept_scans(sheet.number),
            ),
            office.case.reasons,
            may_correct=editable,
        ),
        cards=cards_screen(sheet, standing, office.people.name_of),
        outcome=_outcome(office, sheet, standing),
        bar=bar_of(sheet, work, read_only=standing.read_only, may_back=may_back),
    )


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


def _came_back(office: Office, sheet: Sheet) -> Notice | None:
    state, words_of = sheet.state, office.review.reason_of
    return came_back(state, words_of(state.returned), words_of(state.reopened), words_of(state.referred))


def _outcome(office: Office, sheet: Sheet, standing: OpenOnDesk) -> OutcomeScreen:
    explanations = office.explanations
    ways = explanations.otherwise(sheet) if DIFFERENTLY in standing.unfolded else None
    paragraphs = explanations.law_of(sheet).pack.paragraphs
    explained = Explained(explanations.of(sheet), paragraphs, standing.unfolded, ways)
    determination = sheet.state.determination
    if determination is None or sheet.state.status == "to_do":
        return outcome_screen(sheet, explained)
    who = short_name(office.people.name_of(determination.by))
    when = day_and_hour(office.local(determination.at))
    reason = office.review.reason_of(determination.reason)
    return recorded_screen(determination, sheet, f"Recorded by {who}, {when}", reason, explained)
