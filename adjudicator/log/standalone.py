"""Check a case file with nothing but Python's standard library: python3 standalone.py FILE.case

For auditors who would rather not trust the program that wrote the file. It reads the log, hashes every body and builds
the Merkle tree of RFC 6962, then compares: places 1, 2, 3 ... without a gap; leaf = SHA-256(0x00 || body); size and root
as stored. A view in the place of a table is not read, because SQLite would run what its maker wrote. Prints the size and the
root, which must be those on the printed reports. Needs SQLite 3.31 of 2020 or newer. Exit: 0 as it should be; 1 findings;
2 no such file, no case file or an older SQLite.
"""

import hashlib
import pathlib
import sqlite3
import sys


def node(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into one."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def grow(peaks: list[bytes], size: int, leaf: bytes) -> None:
    """Add a leaf to the roots of the perfect subtrees of a tree of that size."""
    while size & 1:
        leaf = node(peaks.pop(), leaf)
        size >>= 1
    peaks.append(leaf)


def root_of(peaks: list[bytes]) -> bytes:
    """Join the roots of the perfect subtrees, smallest first, into the root of the tree."""
    if not peaks:
        return hashlib.sha256(b"").digest()
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node(peak, root)
    return root


def are_tables(connection: sqlite3.Connection) -> bool:
    """Whether the log and its head are plain tables, of which no column is computed on reading.

    A table of the file may be called pragma_table_list; sqlite_master and the statement PRAGMA cannot be taken by anything.
    """
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name IN ('log', 'head')"
    if sorted(connection.execute(sql)) != [(b"head",), (b"log",)]:
        return False
    columns = [*connection.execute('PRAGMA table_xinfo("log")'), *connection.execute('PRAGMA table_xinfo("head")')]
    return not any(hidden for *_, hidden in columns)


def check(connection: sqlite3.Connection) -> tuple[int, bytes, list[str]]:
    """Read the log once; gives its size, its root and the findings in words."""
    findings: list[str] = []
    peaks: list[bytes] = []
    size = 0
    # an index may hold other bytes than its table, and SQLite reads the one that is nearer
    for seq, body, stored in connection.execute("SELECT seq, body, leaf FROM log NOT INDEXED ORDER BY seq"):
        if seq != size + 1:
            findings.append(f"entry {seq} stands where entry {size + 1} is due")
        leaf = hashlib.sha256(b"\x00" + body).digest() if isinstance(body, bytes) else b""
        if leaf != stored or not leaf:
            findings.append(f"entry {seq}: the leaf is not the hash of the body")
        grow(peaks, size, leaf)
        size += 1
    head = connection.execute("SELECT size, root FROM head NOT INDEXED").fetchone()
    if head != (size, root_of(peaks)):
        findings.append("the stored size or root is not that of the entries")
    return size, root_of(peaks), findings


def shown(text: str) -> str:
    """Write \\x1b in place of what a terminal would obey: the file is written by somebody else."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def main(arguments: list[str]) -> int:
    """Check the file named on the command line."""
    if len(arguments) != 1 or not pathlib.Path(arguments[0]).is_file():
        sys.stderr.write("usage: python3 standalone.py FILE.case\n")
        return 2
    if sqlite3.sqlite_version_info < (3, 31):  # older ones take a view that is stored as a table
        sys.stderr.write(f"SQLite 3.31 or newer is needed, and this Python has {sqlite3.sqlite_version}\n")
        return 2
    connection = sqlite3.connect(pathlib.Path(arguments[0]).absolute().as_uri() + "?mode=ro", uri=True)
    connection.text_factory = bytes  # a body is hashed as it lies in the file
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        if not are_tables(connection):
            sys.stdout.write("NOT OK: log or head is no plain table, so nothing was read\n")
            return 1
        size, root, findings = check(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # SQLite's words can hold any bytes of the file
        sys.stderr.write(shown(f"{arguments[0]} cannot be read as a case file: {error}") + "\n")
        return 2
    finally:
        connection.close()
    for finding in findings:
        sys.stdout.write(shown(finding) + "\n")
    sys.stdout.write(f"{'NOT OK' if findings else 'OK'}: {size} entries, root {root.hex()}\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
