"""A case file in another place or form: backups, observers' copies, what a release carries, raising and rekeying."""
