"""From facts to the recommendation, also where facts are missing."""
