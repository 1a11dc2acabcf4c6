"""One envelope as the desk's whole Screen, put together from its columns; and the desk with nothing left to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.claims import facts_against_records, record_against
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import claim_words, short_name
from adjudicator.office import Office
from adjudicator.records.reasons import REASON_CODES
from adjudicator.words import _, beside, n_, small
from adjudicator.words.dates import day_and_hour
from ui.desks.review.ballots import BALLOTS, ballots_screen
from ui.desks.review.bar import bar_of
from ui.desks.review.cards import cards_screen
from ui.desks.review.framed import fields_asked
from ui.desks.review.notices import came_back, whose_notice
from ui.desks.review.others import OTHERS, others_screen
from ui.desks.review.outcome import DIFFERENTLY, Explained, outcome_screen, preview_screen, recorded_screen
from ui.desks.review.papers import papers_screen
from ui.desks.review.screen import (
    CardScreen,
    IdentityStrip,
    NothingLeft,
    OutcomeScreen,
    PanelScreen,
    Papers,
    ReviewScreen,
)
from ui.desks.review.work import Work
from ui.shared.box_words import lies_words
from ui.shared.envelope_words import STREAMS, label_of, ticked_words

STATUSES: Mapping[str, str] = {
    "to_do": "",
    "held": _("Held"),
    "determined": _("Determined, in no batch yet"),
    "in_batch": _("In a batch, waiting for approval"),
    "approved": _("Approved"),
    "released": _("Released"),
    "by_mistake": _("Entered by mistake: no envelope"),
}

PANEL_FIRST = _("Esc closes the panel")


def sheet_screen(work: Work, waiting: tuple[int, int], *, may_back: bool) -> ReviewScreen:
    """The Screen of the envelope on the desk, without strip and panel; `waiting` is how many are left, and with others."""
    office, sheet = work.office, work.sheet
    state = sheet.state
    return ReviewScreen(
        number=sheet.number,
        head=head_of(
            state, waiting, open_words(work), office.case.reasons, lies_words(state.number, office) if state.box else ""
        ),
        whose=whose_notice(sheet, office),
        came_back=came_back(sheet, office),
        others=others_screen(work) if OTHERS in work.standing.unfolded else (),
        papers=_papers(work),
        cards=cards_screen(work),
        outcome=_outcome(work),
        ballots=ballots_screen(sheet) if BALLOTS in work.standing.unfolded else None,
        bar=bar_of(work, may_back=may_back),
    )


def under_panel(screen: ReviewScreen, panel: PanelScreen, *, asks: bool) -> ReviewScreen:
    """The Screen with a panel open: no key of a card acts under it. One that `asks` more of a line stands in its card.

    Of the answers of the question, the one that was given stays in sight.
    """
    cards = tuple(_under(card, panel) if card.state == "current" else card for card in screen.cards)
    place = screen.current if asks else ""
    bar = replace(screen.bar, why_not=PANEL_FIRST)
    return replace(screen, panel=replace(panel, place=place), cards=cards, bar=bar)


def _under(card: CardScreen, panel: PanelScreen) -> CardScreen:
    quiet = replace(card, key="", summary="", accept=False)
    fact, __, more = panel.about.partition(":")
    key, asking = more.partition(":")[0], card.asking
    if asking is None:
        return quiet
    given = tuple(choice for choice in asking.choices if asking.fact == fact and choice.key == key)
    return replace(quiet, asking=replace(asking, choices=given, help="", note="", search=False, likely=""))


def head_of(
    state: EnvelopeState,
    waiting: tuple[int, int],
    open_words: str = "",
    reasons: Mapping[str, str] = REASON_CODES,
    lies: str = "",
) -> IdentityStrip:
    """Which envelope, from where, how many are left and with others, what was ticked, what is open in words.

    `lies` says in which box it is.
    """
    ticked = ticked_words(state.reasons, reasons)
    status = _("Referred to a supervisor") if state.referred else STATUSES[state.status]
    to_do = state.status == "to_do" and not state.referred
    return IdentityStrip(
        title=_("Envelope {number}", number=state.number),
        place=beside(state.place, STREAMS.get(state.stream, ""), lies, by=", "),
        position=left_words(*waiting),
        ticked=_("Poll worker ticked: {ticked}", ticked=ticked) if ticked else _("Poll worker ticked nothing"),
        open_words=open_words if to_do else "",
        status=status,
        is_held=state.status == "held",
    )


def open_words(work: Work) -> str:
    """How much of an envelope wants a key of its own, or is owed to its voter."""
    if work.open_lines:
        return n_("{count} line open", "{count} lines open", work.open_lines)
    if work.owed_steps:
        return n_("{count} step owed to the voter", "{count} steps owed to the voter", work.owed_steps)
    if work.places_left:
        return n_("{count} place left to search", "{count} places left to search", work.places_left)
    return _("no line open")


def left_words(left: int, with_others: int = 0) -> str:
    """How many envelopes are left: "3 left in this queue, 2 with others"."""
    if left and with_others:
        return _("{left} left in this queue, {others} with others", left=left, others=with_others)
    if left:
        return _("{left} left in this queue", left=left)
    if with_others:
        return _("nothing left in this queue, {others} with others", others=with_others)
    return _("nothing left in this queue")


def nothing_under(narrowed: str) -> ReviewScreen:
    """The desk with nothing left under a filter."""
    title, words = _("Nothing is left of {filter}", filter=narrowed), _("Without the filter the queue goes on.")
    return ReviewScreen(nothing=NothingLeft(title, words, _("Whole queue"), ""))


def nothing_left(office: Office, left: int, with_others: int) -> ReviewScreen:
    """The empty desk: what would be here, and what to do now."""
    mine = len(office.batches.closable())
    received = office.overview.waiting()
    if with_others:
        words = n_(
            "{count} envelope is with another person, who is working on it.",
            "{count} envelopes are with other people, who are working on them.",
            with_others,
        )
        return ReviewScreen(nothing=NothingLeft(_("Nothing is left for you"), words, _("Go to Batches"), "batches"))
    if left == 0 and mine:
        words = n_(
            "{count} determination is in no batch yet. Close a batch, so that a supervisor can approve what you recorded.",
            "{count} determinations are in no batch yet. Close a batch, so that a supervisor can approve what you recorded.",
            mine,
        )
        return ReviewScreen(nothing=NothingLeft(_("The queue is empty"), words, _("Close a batch"), "batches"))
    if received.held or received.to_approve or received.to_release:
        words = _(
            "Every envelope is determined, held, or with a supervisor. What is held comes back when its cure arrives."
        )
        return ReviewScreen(nothing=NothingLeft(_("The queue is empty"), words, _("Go to Batches"), "batches"))
    words = _("Envelopes come here as soon as they are received: from the county's list, or entered by hand.")
    return ReviewScreen(
        nothing=NothingLeft(_("No envelope is waiting for review"), words, _("Receive envelopes"), "receive")
    )


def lists_unread(number: str) -> ReviewScreen:
    """An envelope whose voter may stand on a list that is still being read on another thread."""
    words = _(
        "Its voter may stand on the canceled or the pending list. It is shown once these are read. Go on with others by "
        "their number, or from the queue."
    )
    return ReviewScreen(
        nothing=NothingLeft(
            _("Envelope {number} waits for the lists", number=number), words, _("Go to Overview"), "overview"
        )
    )


def _papers(work: Work) -> Papers:
    office, papers, number = work.office, work.sheet.evidence.papers, work.sheet.number
    screen = papers_screen(
        papers, office.election, office.scans.of(number), office.case.reasons,
        may_correct=not work.standing.read_only, corrected=_corrected(number, office),
    )  # fmt: skip
    return replace(screen, asked=fields_asked(work))


def _corrected(number: str, office: Office) -> frozenset[str]:
    """The fields of an envelope's papers that somebody corrected since they were received."""
    lines = office.record.lines(envelope=number, kind="envelope.corrected")
    return frozenset(field for line in lines for field in read_body(line.body).data["papers"])


def _outcome(work: Work) -> OutcomeScreen:
    return replace(_what_comes(work), against=tuple(_against(work)))


def _against(work: Work) -> Iterator[str]:
    """What was answered against a record, with what the record says: nobody records it without having it before them."""
    answers = work.sheet.state.answers
    for fact in facts_against_records(work.sheet.state):
        record = record_against(answers[fact]) if fact in answers else None
        label = small(label_of(fact))
        if record is None:
            yield _("Answered against the record: {label}", label=label)
        else:
            claim = claim_words(fact, record, work.office.people.name_of)
            yield _("Answered against the record: {label} ({claim})", label=label, claim=claim)


def _what_comes(work: Work) -> OutcomeScreen:
    office, sheet = work.office, work.sheet
    determination = sheet.state.determination
    if determination is not None and sheet.state.status != "to_do":
        who = short_name(office.people.name_of(determination.by))
        when = day_and_hour(office.local(determination.at))
        reason = office.review.reason_of(determination.reason)
        recorded = _("Recorded by {person}, {when}", person=who, when=when)
        return recorded_screen(determination, sheet, recorded, reason, _explained(sheet, work))
    if work.is_open and not work.standing.read_only:
        preview = office.review.if_the_cards_hold(sheet)
        return preview_screen(preview, _explained(preview, work))
    screen = outcome_screen(sheet, _explained(sheet, work))
    return screen if work.ready or screen.outcome == "not_counted" else replace(screen, settled=False)


def _explained(sheet: Sheet, work: Work) -> Explained:
    explanations, unfolded = work.office.explanations, work.standing.unfolded
    ways = explanations.otherwise(sheet) if DIFFERENTLY in unfolded else None
    return Explained(explanations.of(sheet), explanations.law_of(sheet).pack.paragraphs, unfolded, ways)
