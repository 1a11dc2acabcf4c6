"""The Release desk: what is approved leaves as files, and what has left is shown with its digests.

Files are written off the window's thread through a reading connection; the release is recorded on the window's thread
once they are whole on disk. Stopped in between, nothing is recorded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from adjudicator.canvass.handed_over import counts_words, differs_words, owed_words, single_words
from adjudicator.canvass.story import open_again_words, resting_words
from adjudicator.casework.acts.releasing import Said
from adjudicator.casework.record.state import EnvelopeState, ReleaseState
from adjudicator.export.manifest import MANIFEST, ROOM, held_in
from adjudicator.export.receivers import RECEIVERS, by_receiver
from adjudicator.export.standing import SIGNATURE
from adjudicator.office import Office
from adjudicator.office.desks.overview import OpenAgain, Waiting
from adjudicator.office.desks.release import UNSET_SUMMARY, JoinedPrecincts, OnDisk, Released, TheySaid
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside, n_
from adjudicator.words.dates import day_and_hour
from ui.desks.release.screen import Acknowledging, Again, Gone, NextRelease, Receiver, ReleaseScreen
from ui.parts import Notice, Row, Slice
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.envelope_words import where_words
from ui.shared.first_reading import FirstReading
from ui.shared.hours import hour_of, signed_number_of
from ui.shared.work import LongWork

OUTCOMES = ("count_full", "count_partial", "not_counted")
SHORT = 16
"""Hexadecimal digits of a root that a list shows."""

MOST_AGAIN = 200
"""So many of the envelopes that are open again are listed."""

MOST_NAMES = 8
"""So many files of a receiver are named."""

NO_BALLOTS = _(
    "Write the number of ballots that the tabulation room found, such as 14, or -3 where more are taken away."
)

MANIFEST_FOR = _("those who check the release")


class ReleasePresenter(DeskPresenter[ReleaseScreen]):
    """What a supervisor can do at the Release desk."""

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._folder = office.path.absolute().parent
        self._where: dict[str, Released] = {}
        self._shown = ""
        self._strip: Notice | None = None
        self._asks = False
        self._problems: Mapping[str, str] = {}
        self._seen = 0
        self._joined: JoinedPrecincts | None = None
        self._joining = LongWork(shell.run)
        self._reading = FirstReading(office.releases, shell.run, self.refresh)
        self._writing = LongWork(shell.run, lambda: self.show(replace(self.screen, writing=self._writing.working)))

    def make_screen(self) -> ReleaseScreen:
        """Make the Screen from the office as it is now."""
        releases, unread = self._office.releases.releases(), self._reading.waits()
        waiting = () if unread else self._office.releases.waiting()
        stands = self._office.overview.waiting()
        shown = next((release for release in releases if release.id == self._shown), releases[0] if releases else None)
        return ReleaseScreen(
            leaving=self._leaving(waiting, releases) if not unread and self._has_to_leave(waiting) else None,
            releases=tuple(self._row(release, stands.open_again) for release in releases),
            gone=self._gone(shown, stands.open_again) if shown else None,
            again=self._again(stands),
            unsettled=tuple(self._office.releases.unsettled()),
            writing=self._writing.working,
            reading=self._reading.working,
            strip=self._strip or self._reading.notice,
            empty_words="" if unread else self._empty_words(releases),
        )

    def _has_to_leave(self, waiting: Sequence[EnvelopeState]) -> bool:
        return bool(waiting or self._office.releases.to_take_away())

    def _empty_words(self, releases: Sequence[ReleaseState]) -> str:
        """Why nothing leaves: the board has still to vote, nothing is approved, or all of it has been released."""
        owed = _owed_words(self._office.releases.for_the_board())
        if owed:
            return beside(_("{sentence}.", sentence=owed), self._office.board.missing())
        if not releases:
            return _("Approve a batch, and its envelopes are listed here until they are released.")
        return _("Everything that is approved now has been released.")

    def choose_folder(self, folder: str) -> None:
        """Choose the folder in which the release's own folder is made; empty changes nothing."""
        if folder:
            self._folder, self._strip = Path(folder), None
            self.refresh()

    def write(self) -> None:
        """Write a release of everything approved and not yet released."""
        releases = self._office.releases
        if self._writing.working is None and self.screen.leaving is not None:
            self._strip, folder = None, self._folder / releases.proposed_name()
            self.refresh()
            self._writing.start(
                _("Writing the files"), lambda progress: releases.write(folder, progress), self._written, self._failed
            )

    def stop(self) -> None:
        """Stop writing; nothing is recorded, and nothing half-written is left. While nothing is written, stop reading."""
        self._reading.stop()
        if self._writing.working is not None:
            self._writing.stop()
            self._strip = Notice(
                _("Writing was stopped"), _("Nothing was released."), _("Write it again when you are ready.")
            )
            self.refresh()

    def show_release(self, release: str) -> None:
        """Show one release of the list."""
        shown = self.screen.gone
        if release and (shown is None or release != shown.id):
            self._shown = release
            self._asks, self._problems = False, {}
            self.refresh()

    def ask(self) -> None:
        """Open the form for what the tabulation room says of the release that is shown."""
        release = self._of_shown()
        if self._office.may("acknowledge") is None and release is not None:
            self._asks, self._problems, self._seen = True, {}, release.version
            self.refresh()

    def not_now(self) -> None:
        """Close the form; nothing is recorded."""
        self._asks, self._problems = False, {}
        self.refresh()

    def acknowledge(self, values: Mapping[str, str]) -> None:
        """Record what the tabulation room said; what cannot be read stands beside its field."""
        release = self._of_shown()
        if release is None:
            return
        hour, wrong = hour_of(values["hour"], self._office.election.date, self._office.now())
        ballots = signed_number_of(values["ballots"])
        self._problems = {
            **({"ballots": NO_BALLOTS} if ballots is None else {}),
            **({} if values["who"].strip() else {"who": _("Write who said so.")}),
            **({"hour": wrong} if wrong else {}),
        }
        if not self._problems and ballots is not None:
            self._record(release, Said(values["who"], hour, ballots, values["reference"]))
        self.refresh()

    def _record(self, release: ReleaseState, said: Said) -> None:
        done = self._office.releases.acknowledge(release.id, said, self._seen)
        if isinstance(done, Refusal):
            self._strip = Notice(_("{release} was not acknowledged", release=release.id), done.words)
            return
        self._asks = False
        words = n_(
            "{release} is acknowledged, with {count} ballot",
            "{release} is acknowledged, with {count} ballots",
            said.ballots,
            release=release.id,
        )
        self._strip = Notice(words, kind="done")
        self._shell.said(words)

    def write_stop_notice(self, path: str) -> None:
        """Write the stop notice for the tabulation room; an empty path does nothing."""
        if not path:
            return
        try:
            refused = self._office.releases.write_stop_notice(Path(path), self._shell.language)
        except WorldError as trouble:
            self._strip = Notice(trouble.what, remedy=trouble.remedy)
        else:
            where = _("It is in {file}. Print it, and hand it to the tabulation room.", file=path)
            self._strip = (
                Notice(refused.words) if refused else Notice(_("The stop notice is written"), where, kind="done")
            )
        self.refresh()

    def _of_shown(self) -> ReleaseState | None:
        shown = self.screen.gone
        releases = self._office.releases.releases()
        return next((each for each in releases if shown is not None and each.id == shown.id), None)

    def open_envelope(self, number: str) -> None:
        """Show what the record says of an envelope."""
        if "record" in self._office.people.desks():
            self._shell.go("record", number)

    def read_again(self) -> None:
        """Read what waits for release, which a person had stopped."""
        self._reading.read()

    def dismiss(self) -> None:
        """Take the strip away."""
        self._strip = None
        self.refresh()

    def to_batches(self) -> None:
        """Go to the Batches desk."""
        self._shell.go("batches")

    # the work, as it goes

    def _written(self, result: OnDisk | Refusal) -> None:
        """The files are on disk: record them. What was stopped meanwhile is left unrecorded."""
        released = result if isinstance(result, Refusal) else self._office.releases.record(result)
        if isinstance(released, Refusal):
            self._strip = Notice(_("Nothing was released"), released.words)
        else:
            self._where[released.id], self._shown = released, released.id
            words = n_(
                "Release {release} written with {count} envelope",
                "Release {release} written with {count} envelopes",
                released.envelopes,
                release=released.id,
            )
            below = _("Its files and their SHA-256 are listed below.")
            if released.unset:
                self._strip = Notice(words, UNSET_SUMMARY, below)
            else:
                self._strip = Notice(words, below, kind="done")
            self._shell.said(words)
        self.refresh()

    def _failed(self, trouble: WorldError) -> None:
        self._strip = Notice(_("Nothing was released: {trouble}", trouble=trouble.what), remedy=trouble.remedy)
        self.refresh()

    # words

    def _leaving(self, waiting: Sequence[EnvelopeState], releases: Sequence[ReleaseState]) -> NextRelease:
        refusal = self._office.releases.may_release(waiting)
        number = f"R{self._office.case.next_release:04d}"
        return NextRelease(
            heading=_heading(len(waiting), self._office.releases.to_take_away()),
            since=self._since(waiting),
            slices=tuple(Slice(each, sum(e.outcome == each for e in waiting)) for each in OUTCOMES if waiting),
            details=tuple(
                filter(
                    None,
                    (
                        _away_words(self._office.releases.to_take_away()),
                        _owed_words(self._office.releases.for_the_board()),
                        *_details(waiting, releases),
                        self._public(),
                    ),
                )
            ),
            contests=self._contests(waiting),
            folder=str(self._folder),
            name=self._office.releases.proposed_name(),
            write=_("Write release {release}", release=number) if refusal is None else "",
            why_not=_why_not(refusal),
            resting=resting_words(self._office.releases.resting_on_one(waiting)),
            warns=self._office.case.mode == "live",
            single=single_words(self._office.releases.orders(waiting)) or "",
        )

    def _public(self) -> str:
        """What the public totals would count together; it is looked at beside the window, anew when the record has grown."""
        size = self._office.record.head().size
        if (self._joined is None or self._joined.size != size) and self._joining.working is None:
            look = self._office.releases.joining()
            self._joining.start(_("Looking at the public totals"), lambda __: look(), self._looked, self._not_looked)
        if self._joined is None:
            return _("Public totals: looking which precincts have to be counted together")
        return _joined_words(self._joined)

    def _looked(self, joined: JoinedPrecincts) -> None:
        self._joined = joined
        self.refresh()

    def _not_looked(self, trouble: WorldError) -> None:
        self._joined = JoinedPrecincts(self._office.record.head().size, 0, 0)
        self._strip = Notice(trouble.what, remedy=trouble.remedy)
        self.refresh()

    def _since(self, waiting: Sequence[EnvelopeState]) -> str:
        """Since when the oldest of it waits."""
        batches = {batch.id: batch for batch in self._office.batches.batches()}
        approved = [batches[envelope.batch].decided_at for envelope in waiting if envelope.batch in batches]
        return _("The first of them since {when}", when=self._local(min(approved))) if approved else ""

    def _contests(self, waiting: Sequence[EnvelopeState]) -> tuple[Row, ...]:
        every, apart = Counter[str](), Counter[str]()
        for envelope in waiting:
            counts = envelope.determination.counted if envelope.determination else ()
            every.update(counts)
            apart.update(counts if envelope.kept_apart else ())
        contests = self._office.election.contests.values()
        return tuple(
            Row(
                each.id,
                (each.title, every[each.id], apart[each.id]),
                order=(each.ordinal, every[each.id], apart[each.id]),
            )
            for each in contests
        )

    def _again(self, stands: Waiting) -> Again | None:
        """The envelopes that left and are open again, by number: since when, by whom, why."""
        number = sum(stands.open_again.values())
        if not number:
            return None
        found = self._office.overview.open_again(MOST_AGAIN)
        remedy = n_(
            "Tell the tabulation room. This stays red until a later release has taken it away and is acknowledged.",
            "Tell the tabulation room. This stays red until a later release has taken them away and is acknowledged.",
            number,
        )
        notice = Notice(open_again_words(stands.left, stands.open_again), remedy=remedy, kind="error")
        more = _("The first {shown} of {all} are listed.", shown=len(found), all=number) if len(found) < number else ""
        may_stop = self._office.may("acknowledge") is None
        return Again(notice, tuple(self._again_row(each) for each in found), more, may_stop)

    def _again_row(self, each: OpenAgain) -> Row:
        since = self._local(each.since) if each.since else ""
        by = self._office.people.name_of(each.by) if each.by else ""
        cells = (each.row.number, each.release, since, by, where_words(each.row), each.why)
        return Row(each.row.number, cells, order=(each.row.ordinal, each.release, each.since, by, cells[4], each.why))

    def _row(self, release: ReleaseState, again: Mapping[str, int]) -> Row:
        who, envelopes = self._office.people.name_of(release.made_by), len(release.items)
        said, corrects = release.acknowledged, beside(*release.corrects, by=", ")
        cells = (release.id, corrects, self._local(release.made_at), who, envelopes, release.ballots,
                 self._told(release), again.get(release.id, 0) or "", release.root[:SHORT])  # fmt: skip
        told_at = said.told_at if said is not None else ""
        return Row(release.id, cells, order=(release.id, corrects, release.made_at, *cells[3:6], told_at, *cells[7:]))

    def _told(self, release: ReleaseState) -> str:
        """Whether the tabulation room has said that it has a release, and its number where that is another than ours."""
        said = release.acknowledged
        if said is None:
            return _("not yet")
        when = day_and_hour(datetime.fromisoformat(said.told_at))
        if said.ballots == release.ballots:
            return when
        return _("{theirs}, not {ours}: {when}", theirs=said.ballots, ours=release.ballots, when=when)

    def _gone(self, release: ReleaseState, again: Mapping[str, int]) -> Gone:
        where = self._where.get(release.id)
        follows = _("follows {release}", release=release.follows) if release.follows else _("the first of this case")
        who = self._office.people.name_of(release.made_by)
        envelopes = n_("{count} envelope", "{count} envelopes", len(release.items))
        if release.id in again:
            envelopes = _("{envelopes} ({count} open again since)", envelopes=envelopes, count=again[release.id])
        return Gone(
            id=release.id,
            title=_("Release {release}", release=release.id),
            detail=_(
                "{envelopes}, {ballots}; {follows}; made by {person}, {when}; from the record's first {size} entries, root "
                "{root}",
                envelopes=envelopes,
                ballots=counts_words(release),
                follows=follows,
                person=who,
                when=self._local(release.made_at),
                size=release.size,
                root=release.root,
            ),
            files=tuple(Row(name, (name, _for_whom(name), digest)) for name, digest in sorted(release.files.items())),
            where=_where_words(where),
            folder=str(where.folder) if where else "",
            archive=str(where.archive) if where else "",
            receivers=tuple(_receivers(release, where)),
            said=self._acknowledging(release),
        )

    def _acknowledging(self, release: ReleaseState) -> Acknowledging:
        lines = tuple(self._they_said(each) for each in self._office.releases.said_of(release))
        red = tuple(words for words in (owed_words(release), differs_words(release)) if words)
        may = self._office.may("acknowledge") is None
        offers = _("Acknowledged again") if release.acknowledgments else _("The tabulation room has it")
        hint = n_("Its rows come to {count} ballot", "Its rows come to {count} ballots", release.ballots)
        return Acknowledging(
            lines=lines or (_("The tabulation room has not said yet that it has this release."),),
            red=red,
            offers=offers if may else "",
            asks=self._asks and may,
            hint=hint,
            problems=self._problems,
        )

    def _they_said(self, said: TheySaid) -> str:
        ballots = n_("{count} ballot", "{count} ballots", said.ballots)
        reference = _("reference {reference}", reference=said.reference) if said.reference else ""
        recorded = _("recorded by {person}", person=self._office.people.name_of(said.by))
        when = day_and_hour(datetime.fromisoformat(said.told_at))
        return beside(beside(said.who, when, by=", "), ballots, reference, recorded, by="; ")

    def _local(self, at: str) -> str:
        return day_and_hour(self._office.local(at))


def _owed_words(number: int) -> str:
    """How many are approved and cannot leave before the board has voted; empty for none."""
    if not number:
        return ""
    return n_(
        "{count} more envelope is approved and waits for the board's vote",
        "{count} more envelopes are approved and wait for the board's vote",
        number,
    )


def _heading(waiting: int, away: int) -> str:
    """What a release written now would be: what leaves in it, or that it only takes away."""
    if waiting or not away:
        return n_(
            "{count} envelope approved, not yet released", "{count} envelopes approved, not yet released", waiting
        )
    return _("Nothing is approved anew: a release now only takes away")


def _away_words(away: int) -> str:
    """How much a release written now would take away without anything in its place; empty for none."""
    if not away:
        return ""
    return n_(
        "{count} envelope that has left is open again: its ballot is taken away",
        "{count} envelopes that have left are open again: their ballots are taken away",
        away,
    )


def _why_not(refusal: Refusal | None) -> str:
    if refusal is None:
        return ""
    return beside(_("A supervisor releases."), refusal.words) if refusal.code == "no_right" else refusal.words


def _details(waiting: Sequence[EnvelopeState], releases: Sequence[ReleaseState]) -> tuple[str, ...]:
    """What a receiver has to know of it: what is kept apart, what corrects an earlier release, what it follows."""
    apart = sum(envelope.kept_apart for envelope in waiting)
    again = sum(bool(envelope.releases) for envelope in waiting)
    said = (
        n_("{count} ballot kept apart from all others", "{count} ballots kept apart from all others", apart)
        if apart
        else "",
        n_(
            "{count} envelope determined again: corrects what an earlier release said",
            "{count} envelopes determined again: corrects what an earlier release said",
            again,
        )
        if again
        else "",
        _("Follows release {release}", release=releases[0].id) if releases else _("The first release of this case"),
    )
    return tuple(words for words in said if words)


def _joined_words(joined: JoinedPrecincts) -> str:
    if not joined.precincts:
        return _("Public totals: nobody could look which precincts have to be counted together")
    if not joined.joined:
        return _("Public totals: each precinct has a line of its own")
    return n_(
        "Public totals: {joined} of {count} precinct counted together, so that nobody's outcome can be told",
        "Public totals: {joined} of {count} precincts counted together, so that nobody's outcome can be told",
        joined.precincts,
        joined=joined.joined,
    )


def _where_words(where: Released | None) -> str:
    if where is None:
        return _(
            "Where its files were put is not known here: they were written before this window was opened, or elsewhere."
        )
    return _(
        "Written to {folder}, and as {archive} and {room}, which are handed over apart",
        folder=str(where.folder),
        archive=where.archive.name,
        room=where.room_archive.name,
    )


def _receivers(release: ReleaseState, where: Released | None) -> Iterator[Receiver]:
    """Who gets which files; the tabulation room has a package of its own."""
    for code, names in by_receiver(release.files).items():
        room = code == "tabulation_room"
        told = (
            names
            if len(names) <= MOST_NAMES
            else (*names[:MOST_NAMES], _("{count} more", count=len(names) - MOST_NAMES))
        )
        short = (each.removeprefix(f"{ROOM}/") for each in told)
        path = "" if where is None else str(where.folder / ROOM if room else where.folder)
        yield Receiver(code, RECEIVERS[code], beside(*short, by=", "), path)


def _for_whom(name: str) -> str:
    return MANIFEST_FOR if name in (MANIFEST, SIGNATURE) else held_in(name)[0]
