"""A whole log folded anew while its entries go by: what leaves is made from these states, never from projections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.fold import InForce, every_entry, fold
from adjudicator.casework.record.shelf import Shelf
from adjudicator.log.tree.merkle import Frontier, leaf_hash
from adjudicator.port.answers import Head
from adjudicator.port.states import Told, nobody_told

CHUNK = 1_000


class UnfitEntryError(Exception):
    """An entry cannot be read, or cannot be applied to what stood before it; `seq` is its place in the log."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"entry {seq:,} cannot be applied to what stood before it")
        self.seq = seq


class Folding:
    """The bodies of a log, once: each is hashed and folded on to `shelf` before it is handed on.

    `frontier` is the tree over what has gone by. An entry that is not `in_force` is in the tree and changes no state.
    Raises UnfitEntryError on the way, and ValueError for a second pass.
    """

    def __init__(
        self, bodies: Iterable[str], shelf: Shelf, in_force: InForce = every_entry, told: Told = nobody_told
    ) -> None:
        self.frontier = Frontier()
        self._bodies, self._shelf, self._in_force, self._told = bodies, shelf, in_force, told

    def __iter__(self) -> Iterator[str]:
        if self.frontier.size:
            raise ValueError("a log is folded once")
        source = iter(self._bodies)
        while chunk := list(islice(source, CHUNK)):
            for seq, body in enumerate(chunk, self.frontier.size + 1):
                if self._in_force(seq):
                    self._fold(seq, body)
            self.frontier.extend([leaf_hash(body.encode()) for body in chunk])
            self._told(self.frontier.size)
            yield from chunk

    @property
    def head(self) -> Head:
        """The head of what has gone by."""
        return Head(self.frontier.size, self.frontier.root())

    def run(self) -> None:
        """Fold everything, where nobody wants the bodies."""
        for _ in self:
            pass

    def _fold(self, seq: int, body: str) -> None:
        try:
            fold(self._shelf, seq, read_body(body))
        except UNFIT as error:
            raise UnfitEntryError(seq) from error
