"""The roll file: build it from the state's list, look electors up, match a voter."""

from adjudicator.roll.building import build_roll
from adjudicator.roll.file import DistrictRow, Roll
from adjudicator.roll.info import RollInfo
from adjudicator.roll.query import RollQuery

__all__ = ["DistrictRow", "Roll", "RollInfo", "RollQuery", "build_roll"]
