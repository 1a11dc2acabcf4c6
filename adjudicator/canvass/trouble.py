"""What does not fit: two numbers, where they stand, and a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """Two numbers that differ: `code` says which, `subject` of what, `step` where it belongs.

    `settled` says that it was explained, or put right since; `sentence` tells a person what stands there and what to do.
    """

    code: str
    subject: str
    step: str
    expected: int
    actual: int
    sentence: str
    settled: bool = False

    @property
    def about(self) -> str:
        """Code and subject, as an explanation names them."""
        return f"{self.code}:{self.subject}"
