"""The part of the desk for results: a file is held against the ballots that may count, before it is uploaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from adjudicator.canvass.differing import subject_words
from adjudicator.canvass.reconciling import DISAGREEMENTS, Disagreement
from adjudicator.office import Office
from adjudicator.office.behind.meanwhile import CHANGED
from adjudicator.office.desks.count.tabulation import HeldAgainst, about_of
from adjudicator.records.trouble import Problem, Refusal, WorldError
from adjudicator.words import _, beside, n_, number
from adjudicator.words.dates import day_and_hour
from ui.desks.count.screen import ReadResults, ResultsScreen
from ui.desks.count.words import disagreement_row, problem_words
from ui.parts import Notice, Row
from ui.shared.desk import Shell
from ui.shared.work import LongWork

MOST_AGAIN = 3
"""So often results are held against the record once more by themselves because others recorded something meanwhile."""


class KnownResults:
    """The results that were read, and what stands recorded of those before."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._work = LongWork(shell.run, changed)
        self._path: Path | None = None
        self._held: HeldAgainst | None = None
        self._again = 0
        self.strip: Notice | None = None

    def screen(self) -> ResultsScreen:
        """The part as it stands."""
        mine = self._office.may("reconcile") is None
        return ResultsScreen(
            drop=_("Drop the county's results here before they are uploaded, or choose them") if mine else "",
            newest=self._newest(),
            work=self._work.working,
            read=self._read() if self._held is not None else None,
        )

    def take(self, path: str) -> None:
        """Take the file that was dropped or chosen: it is read and held against the record beside the window."""
        if path and self._office.may("reconcile") is None:
            self._path, self._held, self.strip, self._again = Path(path), None, None, 0
            self._hold(self._path, self._show)

    def put_away(self) -> None:
        """Leave the file as it is."""
        self._work.stop()
        self._path, self._held = None, None
        self._changed()

    def record(self) -> None:
        """Record what was found. Where others recorded something meanwhile, it is held against the record once more."""
        held = self._held
        if held is None or held.found is None or self._work.working is not None:
            return
        done = self._office.tabulation.reconcile(held)
        if isinstance(done, Refusal):
            self._refused(done)
        else:
            differing = len(held.found.disagreements)
            self._path, self._held, self.strip = None, None, None
            self._shell.said(
                n_("Recorded: {count} number differs", "Recorded: {count} numbers differ", differing)
                if differing
                else _("Recorded: the results agree with the record")
            )
        self._changed()

    def _refused(self, refusal: Refusal) -> None:
        if refusal.code == CHANGED and self._path is not None and self._again < MOST_AGAIN:
            self._again += 1
            self._hold(self._path, self._shown_again)
        else:
            self.strip = Notice(refusal.words)

    def _hold(self, path: Path, show: Callable[[HeldAgainst], None]) -> None:
        hold = self._office.tabulation.holding_against(path)
        words = _("Holding {file} against the record", file=path.name)
        self._work.start(words, lambda __: hold(), show, self._failed)

    def _show(self, held: HeldAgainst) -> None:
        self._held = held
        self._changed()

    def _shown_again(self, held: HeldAgainst) -> None:
        """What the person saw is recorded; where it is not the same any more, they look again."""
        before, self._held = self._held, held
        if before is not None and before.differences() == held.differences():
            self.record()
            return
        self.strip = Notice(_("Others recorded something meanwhile, and other numbers differ now. Look again."))
        self._changed()

    def _failed(self, error: WorldError) -> None:
        self._held, self.strip = None, Notice(error.what, remedy=error.remedy)
        self._changed()

    def _newest(self) -> str:
        reconciled = self._office.tabulation.count().reconciled
        if reconciled is None:
            return _("No results were held against the record yet. That comes before the first upload.")
        at = self._office.tabulation.recorded_at(reconciled.seq)
        when = _("Held against the record {when}.", when=day_and_hour(self._office.local(at))) if at else ""
        differing = n_(
            "The results prove {ballots} provisional ballots; {count} number differed.",
            "The results prove {ballots} provisional ballots; {count} numbers differed.",
            len(reconciled.found),
            ballots=number(reconciled.ballots),
        )
        return beside(when, differing)

    def _read(self) -> ReadResults | None:
        held = self._held
        if held is None:
            return None
        if held.found is None:
            return ReadResults(
                file=held.file.name,
                proves=_("This file cannot be held against the record."),
                rows=(),
                button="",
                problems=tuple(map(problem_words, held.file.problems)),
            )
        scanned = sum(scan.ballots for scan in self._office.tabulation.scans() if not scan.voided)
        proves = _(
            "The results prove {proven} provisional ballots; {scanned} were scanned.",
            proven=number(held.found.proven),
            scanned=number(scanned),
        )
        return ReadResults(
            file=held.file.name,
            proves=proves,
            rows=tuple(self._rows(held.found.disagreements)),
            whole={about_of(each): _whole(each) for each in held.found.disagreements},
            button=_("Record what was found"),
            problems=tuple(map(problem_words, _warnings(held.file.problems))),
        )

    def _rows(self, found: tuple[Disagreement, ...]) -> Iterator[Row]:
        for each in found:
            about = about_of(each)
            where = subject_words(about.partition(":")[2], self._office.election)
            yield disagreement_row(about, each, where)


def _whole(each: Disagreement) -> str:
    cited = _("({citation})", citation=each.citation) if each.citation else ""
    return beside(each.sentence, cited, DISAGREEMENTS[each.code].what_to_do)


def _warnings(problems: tuple[Problem, ...]) -> Iterator[Problem]:
    return (problem for problem in problems if problem.warning)
