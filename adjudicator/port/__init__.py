"""The record's port: all that the office and everything above it knows of the record, and nothing of how it is kept.

A record takes whole acts and says what became of each (`record.Record`), answers queries (`states.States`), and keeps
beside it what is no part of it: keys under passwords (`keys.KeyRing`), what is begun (`drafts.Drafts`) and the pictures
of papers (`scans.Scans`). `adjudicator.log` is the record in one file; another may lie behind a network, whose answer
comes later. `tests/port` has the contract that each must keep.
"""
