"""One presenter per screen: plain Python that makes frozen screens; no Qt in here."""
