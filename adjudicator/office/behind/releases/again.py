"""A release made again from the record that it carries.

What the record gives is worked out as it was in the office, from the entries, the definition and the packs in the release,
and has to be equal: envelopes, codes, people, instants, contests, groups, totals, and what stands on its page. Words are
compared where the program that wrote them had the same ones.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.state import PersonState, ReleaseState
from adjudicator.export.checking import ReleaseFinding
from adjudicator.export.comparing import DIFFERS, KEYS, compare_csv, compare_json, differing, shown
from adjudicator.export.files import (
    DEFINITION,
    PACKS,
    ROOM_MANIFEST,
    SUMMARY,
    SUMMARY_DATA,
    Made,
    Parts,
    is_apart,
    made_files,
    pack_file,
)
from adjudicator.export.manifest import MANIFEST, ROOM, ROOM_CLAIMS, claims_of_room
from adjudicator.export.manifest_versions import FORMAT, MADE_AGAIN_SINCE, READABLE, TAKES_AWAY_SINCE
from adjudicator.export.opening import ReleaseSource, TooMuchError
from adjudicator.export.paper.summary import without_words
from adjudicator.export.standing import CHECKPOINT, CHECKPOINTS, ENTRIES, SIGNATURES
from adjudicator.export.vocabulary import SPOKEN, words_digest
from adjudicator.intake.sources import MOST_OF_DEFINITION
from adjudicator.log import standalone_release
from adjudicator.log.checks.signatures import Seen
from adjudicator.log.checks.verdicts import Verdict
from adjudicator.log.checks.verify import Rules, VerifyOptions
from adjudicator.log.copies.carried import UnfitRecordError, carried
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.tree.acts import ActRow, from_json
from adjudicator.log.tree.notes import read_note
from adjudicator.office.behind.law.replay import LawOfFile, election_in
from adjudicator.office.behind.releases.content import Leaving, content_of
from adjudicator.office.behind.releases.published import published_before
from adjudicator.people.rights import may
from adjudicator.port.answers import Head
from adjudicator.records.people import Person
from adjudicator.words import _

Progress = Callable[[int, int], None]
"""Is told how many entries are folded, and how many there are."""

OTHER_WORDS = _(
    "The program that wrote this release has other words than this one. Envelopes, codes, people, instants "
    "and numbers were compared with the record, its words were not."
)
OLDER = _(
    "This release is of version 2 and carries neither the election's definition nor the packs. The envelopes "
    "and codes of dispositions.csv were compared with the record; contests, groups, totals, words and its "
    "page were not."
)
OTHER_PAGE = _(
    "{page} was set by another typesetter than this one. What it has to say is in {data}, which was compared:"
    " hold the two side by side.",
    page=SUMMARY,
    data=SUMMARY_DATA,
)

DERIVED = (
    "mode",
    "notice",
    "rules_notice",
    "not_the_shared_record",
    "release",
    "follows",
    "made_at",
    "envelopes",
    "corrects",
    "ballots",
    "election",
    "rules",
    "tree",
    "disputed_keys",
    "people",
)
"""What a manifest says that follows from the record."""

SPOKEN_CLAIMS = frozenset({"notice", "rules_notice"})


class _UnfitActsError(Exception):
    """A line of the signatures is no act; the message names the kind of error alone."""


class ReleaseAgain:
    """One release made again. What it holds in memory does not grow with the number of acts.

    Once `findings` was gone through, `not_proved` says in words what could not be compared, `items` maps the envelopes that
    the record gives to the seqs of their determinations, `taken_away` those that it takes away, and `verdicts` and `given`
    are those of its record.
    """

    def __init__(
        self, shelf: RebuiltShelf, progress: Progress | None, against: Sequence[Seen], *, every_signature: bool
    ) -> None:
        self._shelf, self._progress = shelf, progress
        self._against, self._every = against, every_signature
        self.given: tuple[tuple[int, Entry], ...] = ()
        self.not_proved: list[str] = []
        self.verdicts: tuple[Verdict, ...] = ()
        self.items: Mapping[str, int] = {}
        self.taken_away: Mapping[str, int] = {}
        self._passed_over = frozenset[int]()

    def findings(self, source: ReleaseSource) -> Iterator[ReleaseFinding]:
        """Everything that the release says otherwise than its record. What is missing altogether is named elsewhere."""
        manifest = manifest_in(source)
        if manifest is None or ENTRIES not in source.names:
            return
        self._source, self._manifest = source, manifest
        if manifest["version"] >= MADE_AGAIN_SINCE:
            yield from self._made_again()
        else:
            self.not_proved.append(OLDER)
            yield from self._record(Rules)
            yield from self._older()

    def _older(self) -> Iterator[ReleaseFinding]:
        """Of a release without a definition: the set of envelopes and the codes."""
        name = "dispositions.csv"
        if name in self._source.names:
            with self._source.open(ENTRIES) as entries, self._source.open(name) as said:
                for words in standalone_release.differences(entries, said):
                    yield ReleaseFinding(DIFFERS, name, f"{name}: {words}")

    def _made_again(self) -> Iterator[ReleaseFinding]:
        head = yield from self._record(self._rules)
        if head is not None:
            yield from self._from(head)

    def _record(self, rules: Callable[[], Rules]) -> Generator[ReleaseFinding, None, Head | None]:
        """Verify the record in the release; gives its head, with the states that it leaves on the shelf, None for no
        record.
        """
        notes = yield from self._notes()
        try:
            with carried(self._bodies(), self._acts(), notes) as record:
                record.verify(self._shelf, VerifyOptions("deep", rules(), self._against, self._every), self._progress)
        except _UnfitActsError as error:
            words = _(
                "{file} cannot be read, so nobody can tell whose acts the entries are ({error}).",
                file=SIGNATURES,
                error=str(error),
            )
            yield ReleaseFinding("release.unreadable", SIGNATURES, words)
            return None
        except UNFIT as error:
            why = str(error) if isinstance(error, UnfitRecordError) else type(error).__name__
            words = _(
                "The record in the release cannot be read ({reason}): nobody can tell whose acts it holds.", reason=why
            )
            yield ReleaseFinding("release.unreadable", ENTRIES, words)
            return None
        self.verdicts, self.given, self._passed_over = record.verdicts, record.given, record.not_in_force
        for each in record.findings:
            of_saved = each.id.startswith("against.")  # its place is a file of the person who asks
            words = str(each) if of_saved else f"{ENTRIES}, {each.place}: {each.words}"
            yield ReleaseFinding(each.id, ENTRIES, words)
        return Head(record.tree.size, record.tree.root())

    def _from(self, head: Head) -> Iterator[ReleaseFinding]:
        """Everything made again from the states that the entries in force have left on the shelf."""
        try:
            leaving = Leaving(self._shelf)
            checkpoint = self._source.whole(CHECKPOINT).decode() if CHECKPOINT in self._source.names else ""
            made_by = str(self._manifest.get("made_by", ""))
            made_before = self._shelf.states(ReleaseState)
            earlier = published_before(made_before, self._bodies(), lambda seq: seq not in self._passed_over)
            content = content_of(leaving, self._document, head, checkpoint, made_by, earlier)
            made = made_files(content, self._manifest["version"])
        except UNFIT as error:
            why = shown(str(error.args[0]) if error.args else type(error).__name__)
            words = _("Nothing can be made again from the record in the release: {reason}.", reason=why)
            yield ReleaseFinding("release.unreadable", ENTRIES, words)
            return
        self.items = leaving.items
        if self._manifest["version"] >= TAKES_AWAY_SINCE:
            self.taken_away = leaving.taken_away
        yield from self._claims(made, head)
        yield from self._files(made)

    def _notes(self) -> Generator[ReleaseFinding, None, list[str]]:
        """The checkpoints that were signed until then; a finding and none of them where they cannot be read."""
        lines = self._source.lines(CHECKPOINTS) if CHECKPOINTS in self._source.names else ()
        try:
            notes = [str(json.loads(line)) for line in lines]
            for note in notes:
                read_note(note)
        except UNFIT as error:
            words = _(
                "{file} holds what is no signed checkpoint ({error}).",
                file=CHECKPOINTS,
                error=type(error).__name__,
            )
            yield ReleaseFinding("release.unreadable", CHECKPOINTS, words)
            return []
        return notes

    def _acts(self) -> Iterator[ActRow]:
        """The acts with their signatures, line by line; raises _UnfitActsError at one that cannot be read."""
        try:
            for line in self._source.lines(SIGNATURES) if SIGNATURES in self._source.names else ():
                yield from_json(json.loads(line))
        except UNFIT as error:
            raise _UnfitActsError(type(error).__name__) from error

    def _rules(self) -> Rules:
        """The law that the release carries; none of it where it cannot be read, which is named elsewhere.

        Raises TooMuchError for more packs than fit into memory.
        """
        packs = [name for name in self._source.names if name.startswith(f"{PACKS}/")]
        size = sum(self._source.sizes[name] for name in packs)
        if size > MOST_OF_DEFINITION:
            raise TooMuchError(
                _(
                    "its packs have {size} bytes together, and may have at most {most}",
                    size=size,
                    most=MOST_OF_DEFINITION,
                )
            )
        try:
            election = election_in(self._source.whole(DEFINITION, MOST_OF_DEFINITION).decode())
            texts = {name.removeprefix(f"{PACKS}/").removesuffix(".json"): self._pack(name) for name in packs}
            law = LawOfFile.of_documents(election, texts)
        except UNFIT:
            return Rules()
        return Rules(law.replay, law)

    def _pack(self, name: str) -> str:
        return self._source.whole(name, MOST_OF_DEFINITION).decode()

    def _bodies(self) -> Iterator[str]:
        return (line.removesuffix(b"\n").decode() for line in self._source.lines(ENTRIES))

    def _document(self, digest: str) -> str:
        """The definition or a pack, by its SHA-256."""
        for name in (DEFINITION, pack_file(digest)):
            if name in self._source.names:
                found = self._source.whole(name, MOST_OF_DEFINITION)
                if hashlib.sha256(found).hexdigest() == digest:
                    return found.decode()
        raise KeyError(f"it names a document with SHA-256 {digest}, which is not there")

    def _claims(self, made: Made, head: Head) -> Iterator[ReleaseFinding]:
        """What the manifest says beside its files."""
        for name in DERIVED:
            if name not in SPOKEN_CLAIMS or self._same_words:
                yield from compare_json(MANIFEST, self._manifest.get(name), made.claims.get(name), name)
        by = str(self._manifest.get("made_by", ""))
        person = self._shelf.get(PersonState, by)
        if person is None or not person.active or not may(Person(by, person.name, frozenset(person.roles)), "release"):
            words = _("{file}: it names nobody as its maker.", file=MANIFEST)
            if by:
                words = _("{file}: {person} made it, and may not release by the record.", file=MANIFEST, person=by)
            yield ReleaseFinding(DIFFERS, MANIFEST, words, column="made_by", says=by)
        signer = self._signer(head)
        if signer != by:
            yield differing(CHECKPOINT, "", _("who signed it"), signer, by)

    def _signer(self, head: Head) -> str:
        try:
            note = read_note(self._source.whole(CHECKPOINT).decode())
        except (ValueError, KeyError):
            return ""
        return note.signer if note.head == head else ""

    def _files(self, made: Made) -> Iterator[ReleaseFinding]:
        if not self._same_words:
            self.not_proved.append(OTHER_WORDS)
        there, due = self._source.names.keys(), {*made.parts, SIGNATURES, CHECKPOINTS}
        apart = {name for name in due if is_apart(name)} if self._source.has_left_out(is_apart) else set[str]()
        for name in sorted(apart):
            yield from self._listed(name, made.parts[name])
        for name in sorted(due - there - apart):
            yield ReleaseFinding(DIFFERS, name, _("{file}: it is not there, and the record gives it.", file=name))
        for name in sorted(there - due):
            if name.startswith(f"{PACKS}/"):
                yield ReleaseFinding(DIFFERS, name, _("{file}: it was never in force.", file=name))
        for name in sorted(there & made.parts.keys()):
            yield from self._file(name, made.parts[name])
        if ROOM_MANIFEST in there:
            yield from self._room(made)

    def _listed(self, name: str, parts: Parts) -> Iterator[ReleaseFinding]:
        """A file that is handed over apart: the manifest has the SHA-256 of what the record gives."""
        if name not in KEYS or (not self._same_words and name in SPOKEN):
            return
        sha256 = hashlib.sha256()
        for part in parts():
            sha256.update(part)
        listed = {each["name"]: each["sha256"] for each in self._manifest["files"]}
        if listed.get(name) != sha256.hexdigest():
            yield differing(MANIFEST, name, "sha256", str(listed.get(name, "")), sha256.hexdigest())

    def _room(self, made: Made) -> Iterator[ReleaseFinding]:
        """What the manifest of the tabulation room's package says: the same of the release, and the same files."""
        try:
            said = json.loads(self._source.whole(ROOM_MANIFEST))
            files = {f"{ROOM}/{each['name']}": each["sha256"] for each in said["files"]}
        except UNFIT:
            yield ReleaseFinding(DIFFERS, ROOM_MANIFEST, _("{file} cannot be read as JSON.", file=ROOM_MANIFEST))
            return
        given = claims_of_room(made.claims)
        told = {name: said.get(name) for name in ROOM_CLAIMS if name not in SPOKEN_CLAIMS or self._same_words}
        yield from compare_json(ROOM_MANIFEST, told, {name: given.get(name) for name in told})
        listed = {each["name"]: each["sha256"] for each in self._manifest["files"]}
        due = {name: digest for name, digest in listed.items() if name in made.parts and name.startswith(f"{ROOM}/")}
        yield from compare_json(ROOM_MANIFEST, files, due, "files")

    def _file(self, name: str, parts: Parts) -> Iterator[ReleaseFinding]:
        if name in KEYS:
            unheeded = frozenset[str]() if self._same_words else SPOKEN.get(name, frozenset[str]())
            yield from compare_csv(name, partial(self._source.lines, name), parts, unheeded)
        elif name == SUMMARY_DATA:
            yield from self._page(name, b"".join(parts()))
        elif name == SUMMARY and (not self._same_words or b"".join(self._source.pieces(name)) != b"".join(parts())):
            self.not_proved.append(OTHER_PAGE)

    def _page(self, name: str, given: bytes) -> Iterator[ReleaseFinding]:
        try:
            said = json.loads(self._source.whole(name))
        except (ValueError, RecursionError):
            yield ReleaseFinding(DIFFERS, name, _("{file} cannot be read as JSON.", file=name))
            return
        due = json.loads(given)
        pair = (said, due) if self._same_words else (without_words(said), without_words(due))
        yield from compare_json(name, *pair)

    @cached_property
    def _same_words(self) -> bool:
        """Whether the program that wrote the release had the same words."""
        program = self._manifest.get("program")
        return isinstance(program, dict) and program.get("words") == words_digest(self._manifest["version"])


def manifest_in(source: ReleaseSource, form: str = FORMAT) -> Any:
    """The manifest of a release, or one of another form, as JSON with a version; None for none, which has its own finding."""
    try:
        manifest = json.loads(source.whole(MANIFEST)) if MANIFEST in source.names else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(manifest, dict) or manifest.get("format") != form:
        return None
    version = manifest.get("version")
    return manifest if isinstance(version, int) and version in READABLE else None
