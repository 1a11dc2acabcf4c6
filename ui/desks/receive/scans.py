"""The part of the Receive desk for a folder of scans: matched beside the window, shown whole, and taken or left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from adjudicator.office import Office
from adjudicator.office.behind.files.scan_folder import FolderMatch, FoundScan, LeftOut
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside, n_
from ui.desks.receive.screen import Matched, ScansScreen
from ui.parts import Filter, Notice, Row
from ui.shared.desk import Shell
from ui.shared.work import LongWork

PAPER_WORDS: Mapping[str, str] = {
    "envelope": _("Envelope"), "certificate": _("Certificate"), "form": _("Form"), "more": _("Another paper"),
}  # fmt: skip
KNOWN_BY: Mapping[str, str] = {
    "name": _("its name"), "barcode": _("its barcode"), "both": _("its name and its barcode"),
}  # fmt: skip
FITS, UNFIT, TWICE = _("Fits"), _("Does not fit"), _("Twice")


class ScanMatching:
    """A folder of scans. `changed` is called when there is something else to show; `strip` is what went wrong."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._folder: Path | None = None
        self._found: FolderMatch | None = None
        self._work = LongWork(shell.run, changed)
        self.strip: Notice | None = None

    def screen(self) -> ScansScreen:
        """The part as it stands."""
        refusal = self._office.may("receive")
        problems = self._office.scans.layout()[1]
        return ScansScreen(
            chosen=self._folder.name if self._folder is not None else "",
            work=self._work.working,
            matched=_matched(self._found, refusal.words if refusal is not None else "") if self._found else None,
            layout=beside(*(str(problem) for problem in problems[:1])),
        )

    def choose(self, folder: Path, codes: Callable[[bytes], Sequence[str]]) -> None:
        """Match a folder; `codes` reads the barcodes on a scan. Nothing is taken."""
        self.put_away()
        matching = self._office.scans.matching(folder, codes)
        if isinstance(matching, Refusal):
            self.strip = Notice(matching.words, why=matching.citation)
            self._changed()
            return
        self._folder = folder
        self._work.start(_("Reading the scans in {folder}", folder=folder.name), matching, self._show, self._fail)

    def take(self) -> None:
        """Take what fits, all of it or nothing."""
        found = self._found
        if found is None or self._work.working is not None:
            return
        keeping = self._office.scans.keeping(found)
        if isinstance(keeping, Refusal):
            self.strip = Notice(keeping.words, why=keeping.citation, kind="notice")
            self._changed()
            return
        self._work.start(_("Taking the scans"), keeping, self._taken, self._fail)

    def put_away(self) -> None:
        """Leave the folder as it is; what is under way stops, and nothing was taken."""
        self._work.stop()
        self._folder, self._found, self.strip = None, None, None
        self._changed()

    def _show(self, found: FolderMatch) -> None:
        self._found = found
        self._changed()

    def _taken(self, many: int) -> None:
        self._shell.said(n_("{count} scan taken", "{count} scans taken", many))
        self._folder, self._found, self.strip = None, None, None
        self._changed()

    def _fail(self, error: WorldError) -> None:
        self._found, self.strip = None, Notice(error.what, remedy=error.remedy)
        self._changed()


def _matched(found: FolderMatch, blocked: str) -> Matched:
    many, envelopes = len(found.fits), found.envelopes
    nothing = "" if many else _("There is nothing in the folder to take.")
    return Matched(
        facts=_facts(found),
        rows=(*map(_twice, found.twice), *map(_unfit, found.unfit), *map(_fits, found.fits)),
        filters=(
            Filter("fits", FITS, many),
            Filter("unfit", UNFIT, len(found.unfit)),
            Filter("twice", TWICE, len(found.twice)),
        ),
        summary=n_(
            "{scans} fit {count} envelope.",
            "{scans} fit {count} envelopes.",
            envelopes,
            scans=n_("{count} scan", "{count} scans", many),
        ),
        button=n_("Take {count} scan", "Take {count} scans", many) if many else _("Nothing to take"),
        blocked=blocked or nothing,
    )


def _facts(found: FolderMatch) -> tuple[str, ...]:
    told = (
        (len(found.unfit), n_("{count} does not fit", "{count} do not fit", len(found.unfit))),
        (len(found.twice), n_("{count} is there twice", "{count} are there twice", len(found.twice))),
        (found.already, n_("{count} was taken before", "{count} were taken before", found.already)),
        (found.others, n_("{count} other file is no scan", "{count} other files are no scans", found.others)),
        (found.without, n_("{count} envelope has none here", "{count} envelopes have none here", found.without)),
    )
    return tuple(words for many, words in told if many)


def _fits(found: FoundScan) -> Row:
    why = _("known by {what}", what=KNOWN_BY[found.known_by])
    cells = (FITS, found.file.name, found.number, PAPER_WORDS[found.paper], why, "")
    return Row(f"fits {found.file}", cells, frozenset({"fits"}))


def _unfit(left: LeftOut) -> Row:
    return Row(f"unfit {left.file}", (UNFIT, left.file.name, "", "", left.why, left.remedy), frozenset({"unfit"}))


def _twice(left: LeftOut) -> Row:
    return Row(f"twice {left.file}", (TWICE, left.file.name, "", "", left.why, left.remedy), frozenset({"twice"}))
