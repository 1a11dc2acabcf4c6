"""A record that many stations share through PostgreSQL, behind the record's port.

The server has the authoritative log; each station has a whole copy, a case file of its own, which reading, searching and
verifying use. The copy is written by pulling alone: a station sends an act (`server.Server.append`), keeps it in its outbox
until the server has answered for it, and pulls it with those of everybody else. Everything personal is encrypted at the
station under a case key before it leaves (`secrets`); what the server can read is the log itself, where personal data stand
as commitments, and the definition and pack of the case.
"""
