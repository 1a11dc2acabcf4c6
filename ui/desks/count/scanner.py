"""The part of the desk for scanner batches: two fields and Enter, then what became of each batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.acts.count.tabulation import ScannedBatch
from adjudicator.casework.record.count_state import ScanState
from adjudicator.office import Done, Office
from adjudicator.records.count import sort_words
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_, number
from adjudicator.words.dates import dated_words
from ui.desks.count.screen import SCAN_OFFERS, ScannerScreen
from ui.desks.count.words import SORTS, left_words, scan_row, sort_choices, upload_of
from ui.parts import Notice
from ui.shared.asking import AskedField, AskedForm, Chosen, OfferedAct
from ui.shared.desk import Shell
from ui.shared.hours import HINT, NO_NUMBER, hour_of, number_of

FIELDS = ("scan", "ballots", "sort", "flagged", "hour")

Values = Mapping[str, str]


class Scanner:
    """What is being entered, which batch is chosen, and what is asked about it. `changed` is called after each change."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._draft: dict[str, str] = {}
        self._fresh: dict[str, str] = {}
        self._problems: dict[str, str] = {}
        self._ask_problems: dict[str, str] = {}
        self._chosen, self._asked, self._serial, self._sort = "", "", 0, ""
        self.strip: Notice | None = None
        self._begin()

    def screen(self) -> ScannerScreen:
        """The part as it stands."""
        scans, uploads = self._office.tabulation.scans(), self._office.tabulation.uploads()
        left, mine = self._office.tabulation.to_scan(), self._may()
        chosen = next((scan for scan in scans if scan.id == self._chosen), scans[-1] if scans else None)
        return ScannerScreen(
            button=_("Record this batch") if mine else "",
            left=left_words(left),
            sorts=sort_choices(left),
            values=dict(self._draft),
            problems=dict(self._problems),
            serial=self._serial,
            rows=tuple(scan_row(scan, uploads) for scan in reversed(scans)),
            chosen=self._subject(chosen) if chosen is not None else None,
            ask=self._ask(chosen) if chosen is not None and self._asked else None,
        )

    def write(self, field: str, text: str) -> None:
        """Something was typed or chosen in a field."""
        self._draft[field] = text

    def record(self, values: Values) -> None:
        """Record the batch as it stands in the fields."""
        self._draft |= {field: values[field] for field in FIELDS if field in values}
        told = self._told()
        if told is not None:
            done = self._office.tabulation.record_scan(told)
            if isinstance(done, Refusal):
                self.strip = Notice(done.words)
            else:
                self._recorded(told)
        self._changed()

    def choose(self, scan: str) -> None:
        """Show one batch of the list."""
        if scan and scan != self._chosen:
            self._chosen, self._asked, self._ask_problems = scan, "", {}
            self._changed()

    def ask(self, doing: str) -> None:
        """Ask about the chosen batch: "cleared", "results" or "void"; empty: no longer."""
        chosen = self._scan()
        if chosen is not None and (not doing or doing in {each.code for each in self._offers(chosen)}):
            self._chosen, self._asked, self._ask_problems = chosen.id, doing, {}
            self._changed()

    def answer(self, values: Values) -> None:
        """Record what was asked."""
        chosen, asked = self._scan(), self._asked
        if chosen is None or not asked:
            return
        done = self._void(chosen, values) if asked == "void" else self._number(chosen, asked, values)
        if isinstance(done, Refusal):
            self.strip = Notice(done.words)
        elif done is not None:
            self.strip, self._asked = None, ""
            self._shell.said(_said(asked, chosen.id))
            self._go_on(asked)
        self._changed()

    def begun(self) -> dict[str, str] | None:
        """What is entered and not yet recorded; None while nothing was entered beyond what the desk fills in itself."""
        return dict(self._draft) if self._draft != self._fresh else None

    def take_up(self, value: Mapping[str, object]) -> bool:
        """Put back what was entered."""
        kept = {field: str(value[field]) for field in FIELDS if field in value}
        if not kept or kept.get("sort", self._draft["sort"]) not in SORTS:
            return False
        self._draft |= kept
        self._serial += 1
        return True

    def happened(self) -> None:
        """Something was recorded elsewhere: what the desk proposes follows it, what was typed stays."""
        if self._draft == self._fresh and self._draft != self._next():
            self._begin()

    def _may(self) -> bool:
        return self._office.may("record_scan") is None

    def _scan(self) -> ScanState | None:
        scans = self._office.tabulation.scans()
        return next((scan for scan in scans if scan.id == self._chosen), scans[-1] if scans else None)

    def _told(self) -> ScannedBatch | None:
        """The batch in the fields; None where something in them cannot be read."""
        draft, office = self._draft, self._office
        ballots, flagged = number_of(draft["ballots"]), number_of(draft["flagged"] or "0")
        hour, wrong_hour = hour_of(draft["hour"], office.election.date, office.now())
        found = {
            "scan": "" if draft["scan"].strip() else _("Write the number that the scanner gave, such as 17."),
            "ballots": NO_NUMBER if ballots is None else "",
            "flagged": NO_NUMBER if flagged is None else "",
            "hour": wrong_hour,
        }
        self._problems = {field: words for field, words in found.items() if words}
        if ballots is None or flagged is None or self._problems:
            return None
        holds, apart = SORTS[draft["sort"]]
        number_with_scanner = _whole(draft["scan"].strip(), self._scanner())
        return ScannedBatch(number_with_scanner, holds, apart, ballots, hour, flagged, bool(draft["hour"].strip()))

    def _recorded(self, told: ScannedBatch) -> None:
        self.strip, self._chosen, self._asked, self._sort = None, told.id, "", self._draft["sort"]
        self._begin()
        self._shell.said(
            n_(
                "Scanner batch {scan} recorded: {count} ballot",
                "Scanner batch {scan} recorded: {count} ballots",
                told.ballots,
                scan=told.id,
            )
        )

    def _begin(self) -> None:
        self._fresh = self._next()
        self._draft, self._problems = dict(self._fresh), {}
        self._serial += 1

    def _next(self) -> dict[str, str]:
        """The next batch: its number as it most likely is, and what still is to be scanned."""
        scans = self._office.tabulation.scans()
        number_after = _after(scans[-1].id) if scans else ""
        return {"scan": number_after, "ballots": "", "sort": self._proposed(), "flagged": "", "hour": ""}

    def _proposed(self) -> str:
        """What the next batch most likely holds: the same as before while there is some left, else what there is most of."""
        left = self._office.tabulation.to_scan()
        if self._sort and left.get(SORTS[self._sort], 0) > 0:
            return self._sort
        most = max(SORTS, key=lambda value: left.get(SORTS[value], 0))
        return most if left.get(SORTS[most], 0) > 0 else self._sort or next(iter(SORTS))

    def _scanner(self) -> str:
        """The scanner of the batch before: a number alone is one of its."""
        scans = self._office.tabulation.scans()
        return scans[-1].id.rpartition("/")[0] if scans else ""

    def _offers(self, scan: ScanState) -> tuple[OfferedAct, ...]:
        if scan.voided or not self._may():
            return ()
        return SCAN_OFFERS if scan.flagged or scan.cleared else SCAN_OFFERS[1:]

    def _subject(self, scan: ScanState) -> Chosen:
        title = _("Scanner batch {scan}", scan=scan.id)
        ballots = n_("{count} ballot", "{count} ballots", scan.ballots)
        what = beside(ballots, sort_words(scan.holds, scan.apart), by=", ")
        who = self._office.people.name_of(scan.by)
        scanned = _("Scanned {when}, recorded by {person}", when=dated_words(scan.hour), person=who)
        if scan.later:
            scanned = beside(scanned, _("entered later"), by=", ")
        if scan.voided:
            instead = _("Voided; {scan} is in its place.", scan=scan.instead) if scan.instead else _("Voided.")
            return Chosen(scan.id, title, (what, scanned, *self._why(scan.voided)), warns=instead)
        flagged = (
            _(
                "Flagged for the review panel {flagged}, settled {cleared}",
                flagged=number(scan.flagged),
                cleared=number(scan.cleared),
            )
            if scan.flagged or scan.cleared
            else _("Nothing was flagged for the review panel")
        )
        results = (
            _("In the county's results with {ballots}", ballots=number(scan.in_results))
            if scan.in_results >= 0
            else _("Not in the county's results yet")
        )
        upload = _("Upload: {upload}", upload=upload_of(scan, self._office.tabulation.uploads()))
        return Chosen(scan.id, title, (what, scanned, flagged, results, upload), self._offers(scan))

    def _why(self, commitment: str) -> tuple[str, ...]:
        why = self._office.tabulation.words_of(commitment)
        return (_('Why: "{reason}"', reason=why),) if why else ()

    def _ask(self, scan: ScanState) -> AskedForm:
        about = f"{self._asked} {scan.id} {scan.version}"
        if self._asked == "void":
            return AskedForm(
                about,
                _("Void scanner batch {scan}?", scan=scan.id),
                _("Void it"),
                (
                    AskedField(
                        "instead", _("Batch in its place"), _("Empty where its ballots were not scanned again.")
                    ),
                    AskedField("reason", _("Why"), _("In a sentence, without a voter's name."), kind="long"),
                ),
                _("It stays in the record and counts nowhere. Its number can be used again."),
                problems=dict(self._ask_problems),
            )
        hour = AskedField("hour", _("When"), HINT, chained=False)
        if self._asked == "cleared":
            settled = AskedField("number", _("Settled so far, all together"), value=str(scan.flagged))
            title = _("How many flagged ballots of {scan} are settled?", scan=scan.id)
            return AskedForm(about, title, _("Record"), (settled, hour), problems=dict(self._ask_problems))
        ballots = AskedField(
            "number", _("Ballots in the county's results"), _("As the tabulation system shows it for this batch.")
        )
        title = _("With how many ballots is {scan} in the county's results?", scan=scan.id)
        return AskedForm(about, title, _("Record"), (ballots, hour), problems=dict(self._ask_problems))

    def _number(self, scan: ScanState, asked: str, values: Values) -> Done | Refusal | None:
        told = number_of(values.get("number", ""))
        hour, wrong = hour_of(values.get("hour", ""), self._office.election.date, self._office.now())
        problems = {"number": NO_NUMBER if told is None else "", "hour": wrong}
        self._ask_problems = {field: words for field, words in problems.items() if words}
        if told is None or wrong:
            return None
        desk = self._office.tabulation
        return (desk.clear_scan if asked == "cleared" else desk.take_into_results)(scan, told, hour)

    def _void(self, scan: ScanState, values: Values) -> Done | Refusal | None:
        reason = values.get("reason", "").strip()
        self._ask_problems = {} if reason else {"reason": _("Write why, in a sentence.")}
        instead = values.get("instead", "").strip()
        instead = _whole(instead, self._scanner()) if instead else ""
        return self._office.tabulation.void_scan(scan, instead, reason) if reason else None

    def _go_on(self, asked: str) -> None:
        """After a number was recorded, the next batch that still lacks it, and the same question."""
        waits: Callable[[ScanState], bool] = {
            "cleared": lambda scan: not scan.is_reviewed,
            "results": lambda scan: scan.in_results < 0,
        }.get(asked, lambda __: False)
        following = next((s for s in self._office.tabulation.scans() if not s.voided and waits(s)), None)
        if following is not None:
            self._chosen, self._asked = following.id, asked


def _said(asked: str, scan: str) -> str:
    if asked == "void":
        return _("Scanner batch {scan} is voided", scan=scan)
    return _("Scanner batch {scan}: recorded", scan=scan)


def _whole(written: str, scanner: str) -> str:
    """A batch's number with its scanner: "17" is one of the scanner before, "ICC2/4" says its own."""
    return f"{scanner}/{written}" if scanner and "/" not in written else written


def _after(scan: str) -> str:
    """The number after one: "ICC1/17" is followed by "18", as it is typed."""
    written = scan.rpartition("/")[2]
    return str(int(written) + 1) if written.isascii() and written.isdigit() else ""
