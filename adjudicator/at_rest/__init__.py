"""Files that a thief cannot read: SQLite files under a passphrase, in the form of SQLCipher 4."""
