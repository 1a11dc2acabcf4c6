"""What commands answer with --json: one value on standard output, an object or a list of objects, with these keys.

Where a command ends in a refusal, in wrong use or in the world's trouble, there is no answer: the exit code tells, and
sentences on standard error. Keys are never renamed; new ones may come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class Shape:
    """One form of an answer: its keys, those only there in some cases, whether it is a list, and when it is given."""

    keys: tuple[str, ...]
    also: tuple[str, ...] = ()
    is_list: bool = False
    when: str = ""


def _keys(words: str, also: str = "") -> Shape:
    return Shape(tuple(words.split()), tuple(also.split()))


def _list_of(words: str, also: str = "") -> Shape:
    return Shape(tuple(words.split()), tuple(also.split()), is_list=True)


_ACCOUNT = _keys("person name roles account must_choose_password key own_key given_by_one")
_CONFIRMED = _keys("done entry examined changes days")
_COUNTS = "received count_full count_partial not_counted held undecided kept_apart"
_CANVASS = f"{_COUNTS} released departures against_record contests"
_PACK = "rules name digest since until begun_by ended_by differs"

_STEPS = (
    "issued missing unlisted entered_by_mistake received approved voted may_count count_full count_partial not_counted held "
    "undecided sorted opened not_opened as_is remade tickets tickets_done tickets_spoiled tickets_returned scanned flagged "
    "cleared reviewed published uploaded seen certified no_ballot apart releases found troubles went_on"
)

_VOTE = "number hour text for against abstained carried later"
_DOCKET = "docket batches envelopes outcomes reasons questions amends override vote taken_out rulings"
_SCAN = "scan holds apart ballots flagged cleared in_results hour later voided instead"
_UPLOAD = "upload scans file ballots contest votes hour seen withdrawn"
_DIFFERENCE = "about step expected actual settled sentence"

_AT_TABLE = "session what pile people signed begins ends later"
_OPENED = _keys(f"{_AT_TABLE} by_record by_hand left exceptions settled")
_COPIED = _keys(f"{_AT_TABLE} issued done spoiled returned")
_PILE = _keys("pile what apart copy envelopes counted people hour box later session signed")
_BOX = "box holds seals place steps"

SHAPES: Mapping[str, tuple[Shape, ...]] = {
    "account": (_keys(_STEPS),),
    "acknowledge": (_keys("release ballots ours differs"),),
    "authority": (_keys(_VOTE),),
    "bag": (_keys("place issued missing unlisted"),),
    "box deliver": (_keys(_BOX),),
    "box labels": (_keys("file"),),
    "box list": (_list_of(_BOX),),
    "box move": (_keys(_BOX),),
    "box open": (_keys(_BOX),),
    "box seal": (_keys(_BOX),),
    "mistake agree": (_keys("envelopes"),),
    "mistake ask": (_keys("envelopes"),),
    "mistake list": (_list_of("envelope by_mistake waiting what same_as by agreed_by"),),
    "mistake refuse": (_keys("envelopes"),),
    "mistake take-back": (_keys("envelopes"),),
    "box sign": (_keys(_BOX),),
    "hit list": (_list_of("envelope list pile told"),),
    "hit print": (_keys("file"),),
    "hit tell": (_keys("envelope told"),),
    "images draw": (_keys("scans folder"),),
    "images layout": (_list_of("paper places"),),
    "images match": (_keys("taken fits unfit twice already others without"),),
    "person sworn": (_keys("person sworn"),),
    "pile duplicate": (_COPIED,),
    "pile list": (_keys("piles sessions in_no_pile"),),
    "pile look-up": (_keys("envelopes back opened hits"),),
    "pile open": (_OPENED,),
    "pile print": (_keys("file"),),
    "pile settle": (_OPENED,),
    "pile sign": (_PILE, _OPENED, _COPIED),
    "pile sort": (_PILE,),
    "where": (_keys("envelope box position pile opened last_step"),),
    "backup": (_keys("file entries root"),),
    "calendar": (_keys("county election date rules time_zone days"),),
    "checkpoint": (_keys("entries root signed_by note sheet"),),
    "certify": (_keys(f"{_VOTE} in_the_way"),),
    "docket draw": (_keys(_DOCKET),),
    "docket list": (_list_of(_DOCKET),),
    "docket look-up": (_keys("envelopes back opened hits"),),
    "docket minutes": (_keys("file public"),),
    "docket print": (_keys("file public"),),
    "docket vote": (_keys(_DOCKET),),
    "difference explain": (_keys(_DIFFERENCE),),
    "difference list": (_list_of(_DIFFERENCE),),
    "day": (_keys("steps closed"),),
    "decide-again": (_keys("waiting"),),
    "explain": (
        _keys("envelope rules digest determined departs outcome counted contests sentence grounds settling otherwise"),
    ),
    "labels": (_keys("file labels"),),
    "law change": (_CONFIRMED,),
    "law set": (_CONFIRMED,),
    "law show": (_keys(f"{_PACK} outside positions"),),
    "new": (_keys("file encrypted county election date rules roll recovery_sheet"),),
    "observe": (_keys("file entries root tells"),),
    "order amend": (_CONFIRMED,),
    "order change": (_CONFIRMED,),
    "order enter": (_CONFIRMED,),
    "order list": (_list_of("order called court judge places from to hours contests status envelopes"),),
    "paper": (_keys("file what"),),
    "passphrase": (_keys("file encrypted roll roll_changed"),),
    "person add": (_ACCOUNT,),
    "person adopt": (_keys("done accounts"),),
    "person change": (_ACCOUNT,),
    "person confirm": (_ACCOUNT,),
    "person dispute": (_CONFIRMED,),
    "person list": (_list_of(" ".join(_ACCOUNT.keys), "failed failed_last"),),
    "person new-key": (_ACCOUNT,),
    "person password": (_ACCOUNT,),
    "person recover": (_ACCOUNT,),
    "person strict": (_keys("strict proposed"),),
    "practice": (_keys(f"{_CANVASS} {_STEPS} planted agreement questions keys"),),
    "prove": (_keys("file envelope"),),
    "raise": (_keys("file backup"),),
    "reason": (_list_of("code words"),),
    "receive": (_keys("file kind rows received sheet columns problems"),),
    "progress": (_keys("received decided approved waiting last_day today this_hour hours pace left forecast"),),
    "reconcile": (_keys("file ballots found"),),
    "release": (_keys("release follows envelopes folder zip", "tabulation_room_zip"),),
    "restore": (_keys("file entries"),),
    "score": (_keys("of decided right share by_person by_question differing"),),
    "roll attach": (_keys("file id electors dated recorded change"),),
    "roll build": (_keys("file id electors counties dated"),),
    "roll find": (_list_of("elector score agrees differs decisive"),),
    "rules": (
        Shape(("rules", "name", "says", "digest", "default", "example"), is_list=True, when=_("without a pack")),
        Shape(tuple(f"{_PACK} says facts table parameters doubts unsettled paragraphs".split()), when=_("with a pack")),
        Shape(
            ("rules", "ok", "digest", "problems", "scenarios", "differences", "own_rules", "carried_over"),
            when=_("with --check"),
        ),
        Shape(("folder",), when=_("with --folder")),
    ),
    "scan cleared": (_keys(_SCAN),),
    "scan list": (_list_of(_SCAN),),
    "scan record": (_keys(_SCAN),),
    "scan results": (_keys(_SCAN),),
    "scan void": (_keys(_SCAN),),
    "seen": (_keys(_UPLOAD),),
    "second-decisions": (_keys("second_decisions"),),
    "server-setup": (_keys("", "roles founder renewed"),),
    "share": (_keys("file entries root"),),
    "join": (_keys("file entries root"), _keys("password_kept")),
    "leave": (_keys("file"), _keys("file entries root")),
    "stations": (_list_of("login name version behind clock seen last_act connected revoked wrong_passwords_for"),),
    "sitting": (_keys("idle_minutes shift_ends"),),
    "steps": (_keys("board_votes duplicate_on"),),
    "status": (_keys(f"{_CANVASS} given_by_one outside left"),),
    "look-up": (_keys("outcome words reasons sentence"),),
    "stop-notice": (_keys("file ballots"),),
    "upload list": (_list_of(_UPLOAD),),
    "upload record": (_keys(_UPLOAD),),
    "upload withdraw": (_keys(_UPLOAD),),
    "verify": (_keys("ok findings", "for_observers verdicts given_since not_proved server"),),
}
"""Command -> the forms of its answer."""
