"""The left side of the desk: what is ready, which batches go on the next docket, looking up once more, and drawing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from adjudicator.office import Office
from adjudicator.office.desks.count.board import DrawnDocket, Ready, ReadyBatch
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside, n_
from ui.desks.board.screen import ReadyPart
from ui.desks.board.words import OUTCOMES, Cards, by_question, case_row, figures
from ui.parts import Notice, Row, TickCell, Working
from ui.shared.desk import Shell
from ui.shared.looked_up import LookingUp
from ui.shared.standing import refused
from ui.shared.work import LongWork

WHILE_DRAWN = Notice(_("Nothing was recorded"), _("A docket is being drawn. Wait until it is, or stop it."))
"""What is said where a second act is tried meanwhile."""


class ReadyForBoard:
    """Which batches are left out of the next docket, and which envelope is looked at.

    `changed` is called when anything here is another, `further` when long work has begun or come further, `drawn` with the
    number of a docket that is drawn.
    """

    def __init__(
        self,
        office: Office,
        shell: Shell,
        cards: Cards,
        changed: Callable[[], None],
        further: Callable[[], None],
        drawn: Callable[[str], None],
    ) -> None:
        self._office, self._shell, self._cards, self._changed, self._drawn = office, shell, cards, changed, drawn
        self._left_out: set[str] = set()
        self._asked = ""
        self._troubles: dict[str, str] = {}
        self._looking_up = LookingUp(office, shell, self._looked, further)
        self._drawing = LongWork(shell.run, further)
        self.strip: Notice | None = None

    def part(self) -> ReadyPart:
        """This side as it stands."""
        board = self._office.board
        ready, refusal = board.ready(), self._office.may("draw_docket")
        asked = self._asked if self._asked in ready.questions else next(iter(ready.questions), "")
        chosen = self._chosen(ready)
        stale = board.not_looked_up([each.id for each in chosen]) if ready and refusal is None else None
        draws = bool(chosen or ready.questions) and refusal is None and self.drawing is None
        return ReadyPart(
            heading=_ready_words(ready)
            if board.count().board_votes != "off" or ready
            else _("The board does not vote"),
            figures=_sums(chosen) if ready.batches else (),
            batches=tuple(self._row(each) for each in ready.batches),
            chosen=_chosen_words(chosen, ready) if len(ready.batches) > 1 else "",
            turn_all=self._turn_all_words(ready)
            if len(ready.batches) > 1 and refusal is None and not self.drawing
            else "",
            cases=tuple(case_row(each, codes) for each, codes in by_question(ready.questions)),
            card=self._cards.card(asked),
            draw=_("Draw docket {docket}", docket=board.next_docket()) if draws else "",
            why_not=refusal.words if ready and refusal is not None else "",
            stale=stale.words if stale is not None else "",
            look_up=_("Look up once more") if stale is not None and self._may_look_up() else "",
            working=self.working,
            goes_on=stale is not None and self._office.may("certify_over") is None,
            wants_reason=bool(ready) and board.count().certified is not None,
            troubles=dict(self._troubles),
        )

    def look_at(self, number: str) -> None:
        """Show what the board needs on an envelope that waits."""
        if number and number != self._asked:
            self._asked = number
            self._changed()

    @property
    def asked(self) -> str:
        """The envelope that is looked at."""
        return self._asked

    @property
    def drawing(self) -> Working | None:
        """How far the drawing of a docket is; None while none is drawn."""
        return self._drawing.working

    @property
    def working(self) -> Working | None:
        """How far the drawing or the look-up is; None while neither is under way."""
        return self.drawing or self._looking_up.working

    # choosing

    def turn(self, batch: str) -> None:
        """Leave a batch out of the next docket, or put it on again; not while it is drawn."""
        if batch and self.drawing is None and self._office.may("draw_docket") is None:
            self._left_out ^= {batch}
            self._changed()

    def turn_all(self) -> None:
        """Leave every batch out where all are chosen, else choose all; not while the docket is drawn."""
        if self.drawing is not None:
            return
        ready = self._office.board.ready()
        everything = {each.id for each in ready.batches}
        self._left_out = everything if not everything & self._left_out else set()
        self._changed()

    def _chosen(self, ready: Ready) -> list[ReadyBatch]:
        return [each for each in ready.batches if each.id not in self._left_out]

    # acts

    def look_up(self) -> None:
        """Look up in the newest lists what goes on the next docket; not while it is drawn."""
        if self.drawing is None:
            self._looking_up.begin(self._office.board.next_docket())

    def stop(self) -> None:
        """Look up no further, or do not draw the docket; nothing is recorded."""
        self._looking_up.stop()
        if self.drawing is not None:
            self._drawing.stop()
            self.strip = Notice(_("The docket was not drawn"), _("Nothing was recorded."), kind="notice")
            self._changed()

    def _looked(self, notice: Notice) -> None:
        self.strip = notice
        if notice.kind != "error":
            self._shell.said(notice.what)
        self._changed()

    def draw(self, reason: str = "", why: str = "") -> None:
        """Put together what is chosen, on another thread, and record it; not while that or a look-up is under way."""
        board = self._office.board
        if self.working is not None:
            return
        self._troubles = {}
        refusal = self._office.may("draw_docket")
        if refusal is not None:
            self._refused(refusal)
            self._changed()
            return
        drawing = board.drawing([each.id for each in self._chosen(board.ready())], reason, why=why)
        words = _("Drawing docket {docket}: checking signatures", docket=board.next_docket())
        self._drawing.start(words, drawing, self._record, self._failed)

    def _record(self, drawn: DrawnDocket) -> None:
        board = self._office.board
        done = board.record_docket(drawn)
        if isinstance(done, Refusal):
            self._refused(done)
        else:
            docket = board.dockets()[0].id
            self.strip = Notice(_("Docket {docket} is drawn", docket=docket), kind="done")
            self._shell.said(self.strip.what)
            self._left_out.clear()
            self._drawn(docket)
        self._changed()

    def _failed(self, error: WorldError) -> None:
        self.strip = Notice(error.what, remedy=error.remedy)
        self._changed()

    def _refused(self, refusal: Refusal) -> None:
        """A refusal stands at the field that mends it."""
        field = {"reason_missing": "reason", "number_written": "why"}.get(refusal.code, "")
        if refusal.code == "not_looked_up" and self._office.may("certify_over") is None:
            field = "why"
        if field:
            self._troubles = {field: refusal.words}
        else:
            self.strip = refused(refusal)

    # words

    def _may_look_up(self) -> bool:
        return self.working is None and self._office.may("look_up_again") is None

    def _row(self, batch: ReadyBatch) -> Row:
        approved_by = self._office.people.name_of(batch.approved_by) if batch.approved_by else ""
        first = TickCell(batch.id, on=batch.id not in self._left_out)
        return Row(batch.id, (first, *(batch.outcomes.get(code, 0) for code in OUTCOMES), approved_by))

    def _turn_all_words(self, ready: Ready) -> str:
        return _("Leave all out") if len(self._chosen(ready)) == len(ready.batches) else _("Choose all")


def _sums(chosen: list[ReadyBatch]) -> tuple[tuple[str, str, int], ...]:
    outcomes, reasons = Counter[str](), Counter[str]()
    for each in chosen:
        outcomes.update(each.outcomes)
        reasons.update(each.reasons)
    return figures(outcomes, reasons)


def _chosen_words(chosen: list[ReadyBatch], ready: Ready) -> str:
    """How much of what is ready goes on the docket."""
    determinations = sum(len(each.envelopes) for each in chosen)
    return n_(
        "Chosen: {chosen} of {batches} batches, with {count} determination.",
        "Chosen: {chosen} of {batches} batches, with {count} determinations.",
        determinations,
        chosen=len(chosen),
        batches=len(ready.batches),
    )


def _ready_words(ready: Ready) -> str:
    if not ready:
        return _("Nothing waits for a meeting")
    number, asked = ready.envelopes, len(ready.questions)
    said = n_("{count} determination is ready", "{count} determinations are ready", number) if number else ""
    wants = n_("{count} envelope wants a ruling", "{count} envelopes want a ruling", asked) if asked else ""
    return beside(said, wants, by="; ")
