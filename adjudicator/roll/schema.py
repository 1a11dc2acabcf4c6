"""The tables of a roll file, and what marks a file as one."""

from __future__ import annotations

APPLICATION_ID = 0x50424C52
"""SQLite's application_id of a roll file: "PBLR"."""

VERSION = 1
"""SQLite's user_version of the roll files that this program writes and reads."""

TABLES = """
CREATE TABLE about (item TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE surname (id INTEGER PRIMARY KEY, text TEXT NOT NULL, spelling TEXT NOT NULL) STRICT;
CREATE TABLE given_name (id INTEGER PRIMARY KEY, text TEXT NOT NULL, spelling TEXT NOT NULL) STRICT;
CREATE TABLE standing (id INTEGER PRIMARY KEY, status TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE street (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL, city TEXT NOT NULL, zip_code TEXT NOT NULL, spelling TEXT NOT NULL
) STRICT;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, county TEXT NOT NULL, precinct TEXT NOT NULL, us_house TEXT NOT NULL,
    state_senate TEXT NOT NULL, state_house TEXT NOT NULL, county_commission TEXT NOT NULL,
    school_board TEXT NOT NULL, judicial TEXT NOT NULL, city_council TEXT NOT NULL,
    municipal_school_board TEXT NOT NULL, water_board TEXT NOT NULL, super_council TEXT NOT NULL,
    super_commissioner TEXT NOT NULL, super_school_board TEXT NOT NULL, fire TEXT NOT NULL,
    municipality TEXT NOT NULL, combo TEXT NOT NULL, electors INTEGER NOT NULL, example TEXT NOT NULL
) STRICT;
-- id is the row in the file received; birth_year 0 is not given; dates are ISO 8601 or empty
CREATE TABLE elector (
    id INTEGER PRIMARY KEY, registration_number TEXT NOT NULL, standing_id INTEGER NOT NULL,
    surname_id INTEGER NOT NULL, given_id INTEGER NOT NULL, middle_name TEXT NOT NULL, suffix TEXT NOT NULL,
    birth_year INTEGER NOT NULL, house_number TEXT NOT NULL, street_id INTEGER NOT NULL, unit TEXT NOT NULL,
    place_id INTEGER NOT NULL, registered_on TEXT NOT NULL, changed_on TEXT NOT NULL
) STRICT;
-- the forms of every surname with one letter left out, crc32(form) << 28 | surname's id, ascending, in packs of 512
CREATE TABLE neighbour (first_slot INTEGER PRIMARY KEY, slots BLOB NOT NULL) STRICT;
CREATE TABLE surname_part (surname_id INTEGER NOT NULL, part_id INTEGER NOT NULL) STRICT;
-- electors of double surnames, under each part of the name
CREATE TABLE double_name (
    part_id INTEGER NOT NULL, birth_year INTEGER NOT NULL, given_id INTEGER NOT NULL, elector_id INTEGER NOT NULL,
    PRIMARY KEY (part_id, birth_year, given_id, elector_id)
) STRICT, WITHOUT ROWID;
CREATE VIEW roll AS
SELECT e.registration_number, p.county, t.status, t.reason AS status_reason, s.text AS last_name,
    g.text AS first_name, e.middle_name, e.suffix, e.birth_year, e.house_number, r.text AS street, e.unit,
    r.city, r.zip_code, p.precinct, p.us_house, p.state_senate, p.state_house, p.county_commission, p.school_board,
    p.judicial, p.city_council, p.municipal_school_board, p.water_board, p.super_council, p.super_commissioner,
    p.super_school_board, p.fire, p.municipality, p.combo, e.registered_on, e.changed_on
FROM elector e JOIN surname s ON s.id = e.surname_id JOIN given_name g ON g.id = e.given_id
    JOIN standing t ON t.id = e.standing_id JOIN street r ON r.id = e.street_id JOIN place p ON p.id = e.place_id;
"""
"""Made before the electors are loaded; `roll` shows them in one piece to those who open the file with another tool."""

NUMBER_INDEX = "CREATE UNIQUE INDEX elector_by_number ON elector (registration_number)"

ELECTOR_INDEXES = (
    "CREATE INDEX elector_by_surname ON elector (surname_id, birth_year, given_id)",
    "CREATE INDEX elector_by_address ON elector (street_id, house_number)",
)
"""The long ones, made beside other work."""

DOUBLE_NAMES = """SELECT part.part_id, e.birth_year, e.given_id, e.id
    FROM surname_part part JOIN elector e ON e.surname_id = part.surname_id ORDER BY 1, 2, 3, 4"""
"""The rows of `double_name`."""

NAME_INDEXES = (
    f"INSERT INTO double_name {DOUBLE_NAMES}",
    "CREATE INDEX surname_by_spelling ON surname (spelling)",
    "CREATE INDEX given_name_by_spelling ON given_name (spelling)",
    "CREATE INDEX street_by_spelling ON street (spelling)",
)
"""Made last, in this order, after the distinct names are in."""

ALL = (TABLES, NUMBER_INDEX, *ELECTOR_INDEXES, *NAME_INDEXES)
"""Everything that the schema of a finished roll holds."""

PLAIN_PAGES = "PRAGMA page_size = 8192"

FAST_BUILD = """
PRAGMA journal_mode = MEMORY;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -24576;
PRAGMA threads = 2;
"""
"""For a file under a temporary name that is thrown away whole if anything goes wrong; it is synced once at the end.

SQLite sorts an index in up to three parts, each of which may fill as much memory as the cache: with 64 MB a state's whole
roll took 200 MB more for it, and no less time.
"""
