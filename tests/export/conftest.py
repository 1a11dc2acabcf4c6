"""A small election with three precincts and three styles, and a release in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from adjudicator.canvass.tally import tally
from adjudicator.casework.record.entry import canonical
from adjudicator.casework.record.state import DeterminationState, EnvelopeState
from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.casework.telling.explanation import PublicExplainer
from adjudicator.casework.telling.particulars import election_particulars
from adjudicator.export.content import Correction, ReleaseContent, ReleaseRow
from adjudicator.export.files import release_files
from adjudicator.export.folder import WrittenRelease, write_release
from adjudicator.export.public_plan import standing_of
from adjudicator.export.standing import ProvenHead
from adjudicator.law.engine.recommend import Recommender
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.log.tree.notes import checkpoint_by
from adjudicator.people.keys import SigningKey
from adjudicator.port.acts import Document, Signer
from adjudicator.port.answers import Head
from adjudicator.records.election import Contest, Election, Portion, Precinct
from adjudicator.resources import pack

MakeEnvelope = Callable[..., EnvelopeState]
MakeContent = Callable[..., ReleaseContent]

STYLES = {
    "S1": ("president", "house-7", "sheriff", "tax"),
    "S2": ("president", "house-4", "sheriff"),
    "S3": ("president", "sheriff"),
}
PRECINCTS = {"001": ("Pleasant Hill", "S1"), "002": ("Five Forks", "S2"), "003": ("Rock Bridge", "S3")}


@pytest.fixture(scope="session")
def election() -> Election:
    """The definition lists its contests in another order than the ballot."""
    contests = (
        Contest("sheriff", 4, "Sheriff", "county"),
        Contest("president", 1, "President of the United States", "federal_statewide"),
        Contest("house-4", 2, "US House District 4", "congressional", "4"),
        Contest("house-7", 3, "US House District 7", "congressional", "7"),
        Contest("tax", 5, '=Tax "for roads", 1 %', "county_measure", measure=True),
    )
    precincts = {
        code: Precinct(code, name, (Portion(code, code, style, {}),)) for code, (name, style) in PRECINCTS.items()
    }
    return Election(
        "General Election", date(2020, 11, 3), "GA", "Gwinnett", "135", "America/New_York",
        {contest.id: contest for contest in contests}, precincts, STYLES, digest="ab" * 32,
    )  # fmt: skip


@pytest.fixture(scope="session")
def envelope() -> MakeEnvelope:
    """Make an approved envelope: `envelope("0001", "count_partial", counted=(...), code="wrong_precinct")`."""

    def make(number: str, outcome: str = "count_full", status: str = "approved", **changes: Any) -> EnvelopeState:
        papers = {"stream": "election_day", "place": "Pleasant Hill", "precinct_cast": "001", **changes}
        style = papers.pop("style", PRECINCTS.get(papers["precinct_cast"], ("", "S1"))[1])
        counted = papers.pop("counted", STYLES[style] if outcome.startswith("count") else ())
        code = papers.pop("code", "ballot_not_counted")
        facts = papers.pop("facts", {})
        departs = papers.pop("departs", False)
        rest = () if outcome == "held" else STYLES[style]
        determination = DeterminationState(
            seq=40, by="mortiz", at="2020-11-05T14:00:00.000000Z", outcome=outcome, recommended=outcome,
            reasons=papers.pop("reasons", ()), holds=(), marks=papers.pop("marks", ()), counted=counted,
            not_counted={contest: code for contest in rest if contest not in counted}, facts=facts, cast_style=style,
            home_style=style, too_late_for=(), rules="georgia-2020-sos", pack="sha256:aa",
            departs=departs,
        )  # fmt: skip
        return EnvelopeState(
            number, 50, 1, "2020-11-03T23:00:00.000000Z", status, determination=determination, batch="B0001",
            style_cast=style, sealed={"last_name": "5ea1ed", "cast_at": "ca57a7"}, **papers,
        )  # fmt: skip

    return make


@pytest.fixture(scope="session")
def explainer(election: Election) -> PublicExplainer:
    """Explains by the default pack."""
    calendar = Calendar(date(2020, 10, 5), date(2020, 10, 4), datetime(2020, 11, 6, 17, tzinfo=UTC), date(2020, 10, 5))
    law = Recommender(pack(), election)
    return PublicExplainer(lambda _: law, election_particulars(election.date, calendar))


@pytest.fixture(scope="session")
def standing() -> ProvenHead:
    """A record of two entries, the second of which gives Sun Kim the key that signs."""
    key = SigningKey(b"k" * 32)
    added = {"key": key.public.hex(), "name": "Sun Kim", "person": "skim", "roles": ["supervisor"]}
    entries = (("case.opened", {"case": "C1"}), ("person.added", added))
    bodies = [canonical({"at": "", "by": "", "data": data, "kind": kind, "v": 1}) for kind, data in entries]
    head = Head(len(bodies), root_of([leaf_hash(body.encode()) for body in bodies]))
    signer = Signer("provisional-ballots/C1/1", "skim", key.public, key.sign)
    return ProvenHead(head, signer, bodies, [checkpoint_by(signer, head)])


@pytest.fixture(scope="session")
def content(election: Election, explainer: PublicExplainer, standing: ProvenHead) -> MakeContent:
    """Make a release of the approved ones among some envelopes."""

    def make(envelopes: Sequence[EnvelopeState], **changes: Any) -> ReleaseContent:
        rows = tuple(
            ReleaseRow(envelope, envelope.batch, "skim", "2020-11-06T09:30:00.000000Z")
            for envelope in envelopes
            if envelope.status == "approved"
        )
        what: dict[str, Any] = {
            "release": "R0001", "follows": "", "mode": "live", "election": election, "rules": "georgia-2020-sos",
            "pack_digest": "sha256:aa", "head": standing.head, "checkpoint": standing.checkpoint,
            "corrections": tuple(filter(None, map(Correction.of, envelopes))),
            "definition": "{}", "packs": (Document.of("pack", '{"pack": "sha256:aa"}'),),
            "made_at": "2020-11-06T10:00:00.000000Z", "made_by": "skim", "rows": rows,
            "standings": {each.number: standing_of(each) for each in envelopes},
            "canvass": tally(envelopes, election, approved_only=True), "explainer": explainer,
            "people": {"mortiz": "Maria Ortiz", "skim": "Sun Kim", "other": "Somebody Else"},
            "rules_words": "Georgia 2020, as the Secretary of State announced", **changes,
        }  # fmt: skip
        return ReleaseContent(**what)

    return make


@pytest.fixture
def envelopes(envelope: MakeEnvelope) -> list[EnvelopeState]:
    """Eight envelopes: six approved, one held, one determined and not approved."""
    return _eight(envelope)


def _eight(envelope: MakeEnvelope) -> list[EnvelopeState]:
    part = {
        "place": "Five Forks",
        "precinct_cast": "002",
        "counted": ("president", "sheriff"),
        "code": "wrong_precinct",
    }
    return [
        envelope("0001"),
        envelope("0002", "count_partial", marks=("wrong_precinct",), **part),
        envelope("0003", "count_partial", marks=("wrong_precinct",), **part),
        envelope("0004", "count_partial", marks=("kept_apart", "wrong_precinct"), **part),
        envelope("0005", "not_counted", reasons=("already_voted", "oath_unsigned"), precinct_cast="003"),
        envelope("0006", stream="advance", place="Fairgrounds", precinct_cast=""),
        envelope("0007", "held", "held"),
        envelope("0008", "not_counted", "in_batch", reasons=("oath_unsigned",)),
    ]


@pytest.fixture(scope="session")
def written_once(
    tmp_path_factory: pytest.TempPathFactory, content: MakeContent, envelope: MakeEnvelope, standing: ProvenHead
) -> WrittenRelease:
    """A release of the eight envelopes: its report takes a typesetter longer than most tests of it. Copied, never changed."""
    package = release_files(content(_eight(envelope)), standing)
    written = write_release(tmp_path_factory.mktemp("written") / "R0001", package)
    assert isinstance(written, WrittenRelease)
    return written


@pytest.fixture
def written(written_once: WrittenRelease, tmp_path: Path) -> WrittenRelease:
    """A release of the eight envelopes."""
    folder = Path(shutil.copytree(written_once.folder, tmp_path / written_once.folder.name))
    archive, room = (Path(shutil.copy(each, tmp_path)) for each in (written_once.archive, written_once.room_archive))
    return WrittenRelease(folder, archive, room, written_once.digests)
