"""With how many examples a property is tried: all that its test names, or a fifth of them in the rapid part."""

from __future__ import annotations

from hypothesis import settings

AS_ALWAYS = 100
"""Examples of hypothesis' own profile."""

settings.register_profile("rapid", max_examples=AS_ALWAYS // 5)
settings.register_profile("long", max_examples=AS_ALWAYS * 10)

LEAST = 5


def examples(many: int, rapid: int = 0) -> int:
    """So many examples as always, a fifth (or `rapid`) under the profile "rapid", ten times as many under "long"."""
    if rapid and settings().max_examples < AS_ALWAYS:
        return rapid
    return max(many * settings().max_examples // AS_ALWAYS, min(many, LEAST))
