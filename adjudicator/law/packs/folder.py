"""A pack as its folder has it, before a motion of the board has set any position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adjudicator.law.facts.derive import READ_POSITIONS
from adjudicator.law.packs.parameters import Stated
from adjudicator.law.packs.tables import Base
from adjudicator.law.rules.pack import Pack, Paragraph, make_pack
from adjudicator.law.rules.position import Position, Setting
from adjudicator.law.rules.rule import Provision


@dataclass(frozen=True, slots=True)
class PackFolder:
    """Rules in the law's order, what the pack states of itself, and the texts it reads.

    `begins_with` is the pack whose rules it has but for the `own` ones; empty where its rules are code.
    """

    id: str
    stated: Stated
    rules: tuple[Provision, ...]
    paragraphs: Mapping[str, Paragraph]
    begins_with: str = ""
    own: frozenset[str] = frozenset()

    @property
    def base(self) -> Base:
        """The pack as another one may begin with it."""
        return Base(self.rules, self.stated.choices)

    @property
    def carried_over(self) -> tuple[Provision, ...]:
        """The rules that are those of the pack it begins with."""
        return tuple(rule for rule in self.rules if self.begins_with and rule.id not in self.own)

    @property
    def positions(self) -> tuple[Position, ...]:
        """The positions on which a rule or a derived fact turns; the others of a shared file are no part of the pack."""
        rested_on = {position for rule in self.rules for position in (*rule.turns_on, *rule.rests_on)}
        return tuple(each for each in self.stated.positions if each.id in rested_on or each.id in READ_POSITIONS)

    def under(self, settings: Mapping[str, Setting]) -> Pack:
        """The pack with some positions set by motions of the board.

        Raises KeyError for an unknown position, and ValueError for a value that is none of its choices.
        """
        for name in settings.keys() - {each.id for each in self.positions}:
            raise KeyError(name)
        positions = [each.set_by(settings[each.id]) if each.id in settings else each for each in self.positions]
        choices = {each.id: each.value for each in positions}
        rules = [each.under(choices) for each in self.rules]
        effective = [each for each in rules if each.rows]  # a position may leave a rule nothing to say
        heading, turned_on = (self.id, self.stated.name), (self.stated.parameters, positions)
        return make_pack(heading, effective, turned_on, self.paragraphs, self.stated.words, self.stated.doubts)
