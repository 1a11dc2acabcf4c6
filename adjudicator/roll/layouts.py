"""The layouts of Georgia's voter list: which column holds what, by the column's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DISTRICT_LEVELS = (
    "us_house", "state_senate", "state_house", "county_commission", "school_board", "judicial", "city_council",
    "municipal_school_board", "water_board", "super_council", "super_commissioner", "super_school_board", "fire",
)  # fmt: skip
"""Levels of `Portion.districts` that the list answers, in the order in which they are stored.

The last six are in the GARViS list only. The municipality is a field of its own.
"""

STREET_PARTS = ("pre_direction", "street_name", "street_type", "post_direction")
"""The columns that together make `Elector.street`, in the order in which they are written."""

FIELDS = (
    "county", "registration_number", "status", "status_reason", "last_name", "first_name", "middle_name", "suffix",
    "birth_year", "house_number", *STREET_PARTS, "unit", "city", "zip_code", "precinct", *DISTRICT_LEVELS,
    "municipality", "combo", "registered_on", "changed_on",
)  # fmt: skip
"""Everything the roll keeps. Race, gender and party are in the lists and are not in here."""


@dataclass(frozen=True, slots=True)
class RollLayout:
    """One layout: `columns` maps a field to its column's name; a field that is not in it is always empty."""

    name: str
    delimiter: str
    columns: Mapping[str, str]
    statuses: Mapping[str, str]
    county_codes: bool = False


_GARVIS_COLUMNS = {
    "county": "County",
    "registration_number": "Voter Registration Number",
    "status": "Status",
    "status_reason": "Status Reason",
    "last_name": "Last Name",
    "first_name": "First Name",
    "middle_name": "Middle Name",
    "suffix": "Suffix",
    "birth_year": "Birth Year",
    "house_number": "Residence Street Number",
    "pre_direction": "Residence Pre Direction",
    "street_name": "Residence Street Name",
    "street_type": "Residence Street Type",
    "post_direction": "Residence Post Direction",
    "unit": "Residence Apt Unit Number",
    "city": "Residence City",
    "zip_code": "Residence Zipcode",
    "precinct": "County Precinct",
    "us_house": "Congressional District",
    "state_senate": "State Senate District",
    "state_house": "State House District",
    "county_commission": "County Commission District",
    "school_board": "School Board District",
    "judicial": "Judicial District",
    "city_council": "City Council District",
    "municipal_school_board": "Municipal School Board District",
    "water_board": "Water Board District",
    "super_council": "Super Council District",
    "super_commissioner": "Super Commissioner District",
    "super_school_board": "Super School Board District",
    "fire": "Fire District",
    "municipality": "Municipality",
    "combo": "Combo",
    "registered_on": "Registration Date",
    "changed_on": "Last Modified Date",
}

_ENET_COLUMNS = {
    "county": "COUNTY_CODE",
    "registration_number": "REGISTRATION_NUMBER",
    "status": "VOTER_STATUS",
    "status_reason": "STATUS_REASON",
    "last_name": "LAST_NAME",
    "first_name": "FIRST_NAME",
    "middle_name": "MIDDLE_MAIDEN_NAME",
    "suffix": "NAME_SUFFIX",
    "birth_year": "BIRTHDATE",
    "house_number": "RESIDENCE_HOUSE_NUMBER",
    "street_name": "RESIDENCE_STREET_NAME",
    "street_type": "RESIDENCE_STREET_SUFFIX",
    "unit": "RESIDENCE_APT_UNIT_NBR",
    "city": "RESIDENCE_CITY",
    "zip_code": "RESIDENCE_ZIPCODE",
    "precinct": "COUNTY_PRECINCT_ID",
    "us_house": "CONGRESSIONAL_DISTRICT",
    "state_senate": "SENATE_DISTRICT",
    "state_house": "HOUSE_DISTRICT",
    "county_commission": "COMMISSION_DISTRICT",
    "school_board": "SCHOOL_DISTRICT",
    "judicial": "JUDICIAL_DISTRICT",
    "city_council": "WARD_CITY_COUNCIL_CODE",
    "municipality": "MUNICIPAL_NAME",
    "combo": "DISTRICT_COMBO",
    "registered_on": "REGISTRATION_DATE",
    "changed_on": "DATE_CHANGED",
}

_STATUSES = {"ACTIVE": "active", "INACTIVE": "inactive", "CANCELLED": "cancelled", "CANCELED": "cancelled",
             "PENDING": "pending", "A": "active", "I": "inactive", "C": "cancelled", "P": "pending"}  # fmt: skip

LAYOUTS: Mapping[str, RollLayout] = {
    "garvis": RollLayout("garvis", ",", _GARVIS_COLUMNS, _STATUSES),
    "enet": RollLayout("enet", "|", _ENET_COLUMNS, _STATUSES, county_codes=True),
}
"""Layout's name -> layout. GARViS is the list from 2023 (53 columns, commas), ENET to 2022 (63 columns, bars)."""

_IN_ORDER = """
APPLING ATKINSON BACON BAKER BALDWIN BANKS BARROW BARTOW BEN_HILL BERRIEN BIBB BLECKLEY BRANTLEY BROOKS BRYAN
BULLOCH BURKE BUTTS CALHOUN CAMDEN CANDLER CARROLL CATOOSA CHARLTON CHATHAM CHATTAHOOCHEE CHATTOOGA CHEROKEE
CLARKE CLAY CLAYTON CLINCH COBB COFFEE COLQUITT COLUMBIA COOK COWETA CRAWFORD CRISP DADE DAWSON DECATUR DEKALB
DODGE DOOLY DOUGHERTY DOUGLAS EARLY ECHOLS EFFINGHAM ELBERT EMANUEL EVANS FANNIN FAYETTE FLOYD FORSYTH FRANKLIN
FULTON GILMER GLASCOCK GLYNN GORDON GRADY GREENE GWINNETT HABERSHAM HALL HANCOCK HARALSON HARRIS HART HEARD
HENRY HOUSTON IRWIN JACKSON JASPER JEFF_DAVIS JEFFERSON JENKINS JOHNSON JONES LAMAR LANIER LAURENS LEE LIBERTY
LINCOLN LONG LOWNDES LUMPKIN MACON MADISON MARION MCDUFFIE MCINTOSH MERIWETHER MILLER MITCHELL MONROE MONTGOMERY
MORGAN MURRAY MUSCOGEE NEWTON OCONEE OGLETHORPE PAULDING PEACH PICKENS PIERCE PIKE POLK PULASKI PUTNAM QUITMAN
RABUN RANDOLPH RICHMOND ROCKDALE SCHLEY SCREVEN SEMINOLE SPALDING STEPHENS STEWART SUMTER TALBOT TALIAFERRO
TATTNALL TAYLOR TELFAIR TERRELL THOMAS TIFT TOOMBS TOWNS TREUTLEN TROUP TURNER TWIGGS UNION UPSON WALKER WALTON
WARE WARREN WASHINGTON WAYNE WEBSTER WHEELER WHITE WHITFIELD WILCOX WILKES WILKINSON WORTH
"""

GEORGIA_COUNTIES = tuple(name.replace("_", " ") for name in _IN_ORDER.split())
"""The state's 159 counties in alphabetical order, which is the order of their codes."""


def county_of_code(code: str) -> str | None:
    """The county of ENET's code "001" to "159" (the counties in alphabetical order), None for any other text."""
    if not (code.isascii() and code.isdigit() and 1 <= int(code) <= len(GEORGIA_COUNTIES)):
        return None
    return GEORGIA_COUNTIES[int(code) - 1]
