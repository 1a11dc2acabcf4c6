"""The roll file: build it from the state's list, look electors up, match a voter."""

from adjudicator.roll.building import build_roll
from adjudicator.roll.checking import RollFinding, RollReport, check_roll
from adjudicator.roll.file import DistrictRow, Roll
from adjudicator.roll.info import RollInfo
from adjudicator.roll.listed import ListedNames
from adjudicator.roll.query import RollQuery

__all__ = [
    "DistrictRow", "ListedNames", "Roll", "RollFinding", "RollInfo", "RollQuery", "RollReport", "build_roll", "check_roll",
]  # fmt: skip
