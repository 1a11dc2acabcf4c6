"""What a verdict says beside its word: what was not counted, not proved, not checked."""

from __future__ import annotations

import pytest

from adjudicator.log.findings import CheckFinding
from adjudicator.log.verdicts import Looked, verdicts

NOT_COUNTED = "what rests on one person alone is counted at the deep depth only"


@pytest.mark.parametrize(
    ("looked", "said"),
    [
        (Looked(deep=True), "Who did it: OK"),
        (Looked(deep=False), f"Who did it: OK ({NOT_COUNTED})"),
        (
            Looked(deep=True, by_one=2),
            "Who did it: OK (2 determinations and approvals rest on what one person alone gave)",
        ),
        (
            Looked(deep=False, unsigned=7),
            "Who did it: NOT PROVED (for entries 1 to 7, which are of form 3.0: their acts are not signed one by one; "
            f"{NOT_COUNTED})",
        ),
        (Looked(deep=False, read=False), "Who did it: not checked"),
    ],
)
def test_who_did_it_says_what_was_not_counted(looked: Looked, said: str) -> None:
    assert str(verdicts((), looked)[1]) == said


def test_where_it_is_not_ok_nothing_stands_beside_it() -> None:
    found = CheckFinding("act.unsigned", "error", "entry 7", "It is not signed.")
    assert str(verdicts([found], Looked(deep=False))[1]) == "Who did it: NOT OK"
