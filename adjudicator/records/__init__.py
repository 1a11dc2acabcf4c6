"""The nouns: frozen, slotted dataclasses that every other package speaks in. They decide nothing."""
