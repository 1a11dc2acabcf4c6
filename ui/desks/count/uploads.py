"""The part of the desk for uploads: a file is dropped, its batches are checked, and later the state's site is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from adjudicator.casework.acts.count.tabulation import SentFile, is_reconciled, proposed_scans
from adjudicator.casework.record.count_state import UploadState
from adjudicator.office import Office
from adjudicator.office.desks.count.tabulation import SentName
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, n_, number
from adjudicator.words.dates import dated_words
from ui.desks.count.screen import UPLOAD_OFFERS, Sending, Tick, UploadsScreen
from ui.desks.count.words import stands_words, tick_words, upload_row
from ui.parts import Choice, Notice
from ui.shared.asking import AskedField, AskedForm, Chosen, OfferedAct
from ui.shared.desk import Shell
from ui.shared.hours import HINT, NO_NUMBER, hour_of, number_of
from ui.shared.work import LongWork

FIELDS = ("ballots", "contest", "votes", "hour", "override")

EARLY = _(
    "The results were not reconciled since the last of these batches was recorded. Reconcile them first (Alt+3), or write "
    "why they were uploaded before."
)

Values = Mapping[str, str]


class Uploads:
    """The file that was dropped, which upload is chosen, and what is asked about it."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._work = LongWork(shell.run, changed)
        self._file: SentName | None = None
        self._ticked: dict[str, bool] = {}
        self._draft: dict[str, str] = {}
        self._problems: dict[str, str] = {}
        self._ask_problems: dict[str, str] = {}
        self._chosen, self._asked, self._serial = "", "", 0
        self.strip: Notice | None = None

    def screen(self) -> UploadsScreen:
        """The part as it stands."""
        uploads = self._office.tabulation.uploads()
        chosen = self._upload()
        mine = self._may()
        newest = uploads[-1] if uploads else None
        return UploadsScreen(
            drop=_("Drop the file that was sent to the state here, or choose it") if mine else "",
            work=self._work.working,
            sending=self._sending() if mine and self._file is not None else None,
            rows=tuple(
                upload_row(
                    each,
                    self._office.tabulation.words_of(each.name),
                    self._contest(each.contest),
                    stands_words(each, newest),
                    gone=each is not newest or bool(each.withdrawn),
                )
                for each in reversed(uploads)
                if newest is not None
            ),
            chosen=self._subject(chosen) if chosen is not None else None,
            ask=self._ask(chosen) if chosen is not None and self._asked else None,
        )

    def take(self, path: str) -> None:
        """Take the file that was dropped or chosen: it is read beside the window, and not kept."""
        if not path or not self._may():
            return
        self.strip = None
        look = self._office.tabulation.looking_into(Path(path))
        self._work.start(_("Reading {file}", file=Path(path).name), lambda __: look(), self._looked, self._failed)

    def put_away(self) -> None:
        """Leave the file as it is."""
        self._work.stop()
        self._file, self._draft, self._problems = None, {}, {}
        self._changed()

    def write(self, field: str, text: str) -> None:
        """Something was typed or chosen in a field; for another contest the file's own number is filled in."""
        self._draft[field] = text
        if field == "contest" and self._file is not None and self._file.votes:
            self._fill_votes()
            self._serial += 1
            self._changed()

    def tick(self, scan: str, ticked: bool) -> None:
        """A batch was ticked, or no longer."""
        was = self._early()
        self._ticked[scan] = ticked
        if was != self._early():
            self._changed()

    def record(self, values: Values) -> None:
        """Record the upload as it stands in the fields."""
        file = self._file
        if file is None:
            return
        self._draft |= {field: values[field] for field in FIELDS if field in values}
        sent = self._told(file)
        if sent is not None:
            done = self._office.tabulation.upload(sent, self._draft.get("override", ""))
            if isinstance(done, Refusal):
                self.strip = Notice(done.words)
            else:
                self._recorded(sent)
        self._changed()

    def choose(self, upload: str) -> None:
        """Show one upload of the list."""
        if upload and upload != self._chosen:
            self._chosen, self._asked, self._ask_problems = upload, "", {}
            self._changed()

    def ask(self, doing: str) -> None:
        """Ask about the chosen upload: "seen" or "withdraw"; empty: no longer."""
        chosen = self._upload()
        if chosen is not None and (not doing or doing in {each.code for each in self._offers(chosen)}):
            self._chosen, self._asked, self._ask_problems = chosen.id, doing, {}
            self._changed()

    def answer(self, values: Values) -> None:
        """Record what was asked."""
        chosen, asked = self._upload(), self._asked
        if chosen is None or not asked:
            return
        hour, wrong = hour_of(values.get("hour", ""), self._office.election.date, self._office.now())
        told, reason = number_of(values.get("number", "")), values.get("reason", "").strip()
        problems = {"hour": wrong}
        if asked == "seen":
            problems["number"] = NO_NUMBER if told is None else ""
        elif not reason:
            problems["reason"] = _("Write why, in a sentence.")
        self._ask_problems = {field: words for field, words in problems.items() if words}
        if not self._ask_problems:
            desk = self._office.tabulation
            done = desk.see(chosen, told or 0, hour) if asked == "seen" else desk.withdraw(chosen, hour, reason)
            self.strip = Notice(done.words) if isinstance(done, Refusal) else None
            if not isinstance(done, Refusal):
                self._asked = ""
                self._shell.said(_("Upload {upload}: recorded", upload=chosen.id))
        self._changed()

    def _may(self) -> bool:
        return self._office.may("upload") is None

    def _upload(self) -> UploadState | None:
        uploads = self._office.tabulation.uploads()
        return next((each for each in uploads if each.id == self._chosen), uploads[-1] if uploads else None)

    def _contest(self, contest: str) -> str:
        known = self._office.election.contests.get(contest)
        return known.title if known is not None else contest

    def _looked(self, file: SentName) -> None:
        self._file, self._problems = file, {}
        standing = set(proposed_scans(self._office.tabulation.scans()))
        self._ticked = {scan.id: scan.id in standing for scan in self._office.tabulation.scans()}
        uploads = self._office.tabulation.uploads()
        contests = self._contests()
        contest = uploads[-1].contest if uploads else contests[0].value
        ballots = str(file.proves) if file.proves is not None else ""
        self._draft = {"ballots": ballots, "contest": contest, "votes": "", "hour": "", "override": ""}
        self._fill_votes()
        self._serial += 1
        self._changed()

    def _fill_votes(self) -> None:
        """The provisional votes of the contest as the file says them, where it could be read."""
        if self._file is not None and self._file.votes:
            self._draft["votes"] = str(self._file.votes.get(self._draft["contest"], 0))

    def _failed(self, error: WorldError) -> None:
        self._file, self.strip = None, Notice(error.what, remedy=error.remedy)
        self._changed()

    def _contests(self) -> tuple[Choice, ...]:
        known = sorted(self._office.election.contests.values(), key=lambda contest: contest.ordinal)
        return tuple(Choice("", contest.id, contest.title) for contest in known)

    def _early(self) -> str:
        scans = {scan.id: scan for scan in self._office.tabulation.scans()}
        chosen = (scans[scan] for scan, ticked in self._ticked.items() if ticked and scan in scans)
        return "" if is_reconciled(self._office.tabulation.count(), chosen) else EARLY

    def _sending(self) -> Sending | None:
        file = self._file
        if file is None:
            return None
        scans = self._office.tabulation.scans()
        return Sending(
            file=file.name,
            digest=file.digest,
            ticks=tuple(
                Tick(scan.id, tick_words(scan), self._ticked.setdefault(scan.id, not scan.voided)) for scan in scans
            ),
            contests=self._contests(),
            values=dict(self._draft),
            problems=dict(self._problems),
            early=self._early(),
            serial=self._serial,
        )

    def _told(self, file: SentName) -> SentFile | None:
        """The upload in the fields; None where something in them cannot be read."""
        draft, office = self._draft, self._office
        ballots, votes = number_of(draft["ballots"]), number_of(draft["votes"])
        hour, wrong_hour = hour_of(draft["hour"], office.election.date, office.now())
        early = self._early() and not draft.get("override", "").strip()
        found = {
            "ballots": NO_NUMBER if ballots is None else "",
            "votes": NO_NUMBER if votes is None else "",
            "hour": wrong_hour,
            "override": _("Write why, in a sentence.") if early else "",
        }
        self._problems = {field: words for field, words in found.items() if words}
        if ballots is None or votes is None or self._problems:
            return None
        scans = tuple(scan for scan, ticked in self._ticked.items() if ticked)
        return SentFile(scans, file.digest, file.name, ballots, draft["contest"], votes, hour)

    def _recorded(self, sent: SentFile) -> None:
        newest = self._office.tabulation.uploads()[-1]
        self.strip, self._file, self._draft, self._chosen, self._asked = None, None, {}, newest.id, ""
        self._shell.said(
            n_(
                "Upload {upload} recorded: {count} ballot",
                "Upload {upload} recorded: {count} ballots",
                sent.ballots,
                upload=newest.id,
            )
        )

    def _offers(self, upload: UploadState) -> tuple[OfferedAct, ...]:
        return () if upload.withdrawn or not self._may() else UPLOAD_OFFERS

    def _subject(self, upload: UploadState) -> Chosen:
        uploads = self._office.tabulation.uploads()
        stands = stands_words(upload, uploads[-1])
        sent = _(
            "Sent {when}, recorded by {person}",
            when=dated_words(upload.hour),
            person=self._office.people.name_of(upload.by),
        )
        says = _(
            "The file says {ballots} ballots and {votes} votes for {contest}",
            ballots=number(upload.ballots),
            votes=number(upload.votes),
            contest=self._contest(upload.contest),
        )
        seen = (
            _("The state's site showed {votes}, {when}", votes=number(upload.seen), when=dated_words(upload.seen_hour))
            if upload.seen >= 0
            else _("Nobody has looked at the state's site yet")
        )
        batches = _("Batches: {scans}", scans=", ".join(upload.scans)) if upload.scans else _("No batches")
        why = self._office.tabulation.words_of(upload.withdrawn)
        gone = (_('Why it was taken out: "{reason}"', reason=why),) if why else ()
        lines = (sent, says, seen, batches, _("SHA-256 {digest}", digest=upload.file), *gone)
        title = _("Upload {upload}: {stands}", upload=upload.id, stands=stands)
        return Chosen(upload.id, title, lines, self._offers(upload))

    def _ask(self, upload: UploadState) -> AskedForm:
        about = f"{self._asked} {upload.id} {upload.version}"
        hour = AskedField("hour", _("When"), HINT, chained=False)
        if self._asked == "seen":
            contest = self._contest(upload.contest)
            votes = AskedField("number", _("Provisional votes for {contest}", contest=contest))
            title = _("What does the state's site show?")
            return AskedForm(about, title, _("Record"), (votes, hour), problems=dict(self._ask_problems))
        reason = AskedField("reason", _("Why"), _("In a sentence, without a voter's name."), kind="long")
        title = _("Was upload {upload} taken out of the state's totals?", upload=upload.id)
        words = _("The one before it does not come back by itself: nothing is uploaded until another is sent.")
        return AskedForm(about, title, _("It was taken out"), (reason, hour), words, problems=dict(self._ask_problems))
