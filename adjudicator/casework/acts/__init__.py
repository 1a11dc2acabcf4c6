"""One pure function per act of a person: from the states and what the person says to entries, or a refusal."""
