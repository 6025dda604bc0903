"""The one contract that writer and reader share: sheets, rows, columns, keys and names."""

from typing import Final
from zlib import crc32

from xlaudit.model.assessment import Identity
from xlaudit.model.issue import APPLICABILITY_PREFIX as APPLICABILITY_PREFIX
from xlaudit.model.issue import IDENTITY_PREFIX as IDENTITY_PREFIX
from xlaudit.model.template import ColumnKey

MAGIC: Final = "xlaudit"
SCHEMA: Final = "1"

MARK_SHEET: Final = "_xlaudit"
"""Very hidden: identity of the workbook in columns A and B, vocabularies further right."""
CALC_SHEET: Final = "_calc"
"""Very hidden: every live formula, one row per practice. Reserved."""

TITLE_ROW: Final = 0
HINT_ROW: Final = 1
KEYS_ROW: Final = 3
"""The hidden row of machine keys, above the one header row (rows and columns count from 0)."""
HEADER_ROW: Final = 4
FIRST_ROW: Final = 5

ANSWER_KEYS: Final[tuple[ColumnKey, ...]] = (
    "level",
    "declared",
    "retained",
    "support",
    "evidence",
    "comment",
    "notes",
    "initials",
)
"""The columns people fill on the questionnaire."""
LEVEL_KEYS: Final[tuple[ColumnKey, ...]] = ("level", "declared", "retained")

HOME_KEY: Final = "key"
HOME_VALUE: Final = "value"
"""On the first sheet, a hidden row names two columns: the one of machine keys and the one that people fill."""
IDENTITY_FIELDS: Final = tuple(Identity.model_fields)
MARK_FIELDS: Final = ("magic", "schema", "meta", "version", "profile", "lang", "selection", "instance", "checksum")

NAME_LEVELS: Final = "xa_list_levels"
NAME_SUPPORT: Final = "xa_list_support"
NAME_YES_NO: Final = "xa_list_yes_no"
NAME_LISTS: Final = {
    "structure_type": "xa_list_structure_types",
    "size": "xa_list_sizes",
    "actor_category": "xa_list_actor_categories",
}

MAX_CELL: Final = 32_767
"""The most characters an Excel cell holds."""


def practice_checksum(ids: tuple[str, ...]) -> str:
    """Return a short fingerprint of practice ids in their order, to see at a glance that a set is the same."""
    return f"{crc32('|'.join(ids).encode()):08x}"


REGISTER_PREFIX: Final = "register."
REGISTER_ROWS: Final = 30
"""How many empty rows a register offers; a person may add more below."""


def register_key(register: str, column: str) -> str:
    """Return the machine key of a column of a register."""
    return f"{REGISTER_PREFIX}{register}.{column}"


KIND_BALLOT: Final = "ballot"
KIND_COUNT: Final = "count"
"""What the identity sheet calls a ballot, and the workbook in which a facilitator counts dots."""
HANDED_FIELDS: Final = ("magic", "schema", "kind", "meta", "version", "lang", "source", "code", "selection", "checksum")
"""What it says of either; ``source`` is the instance of the workbook that they were prepared from."""
CODE_KEY: Final = "ballot.code"
PRESENT_KEY: Final = "count.invited"
VOTE_KEYS: Final = ("practice", "vote", "remark")
VOTES_PREFIX: Final = "votes."
CATEGORY_KEY: Final = f"{VOTES_PREFIX}category"
INVITED_KEY: Final = f"{VOTES_PREFIX}invited"
NAME_VOTES: Final = "xa_list_votes"
MOST_VOTES: Final = 9999
"""The largest number of votes that is one: a day typed by mistake is a larger number."""


def votes_key(degree: int) -> str:
    """Return the machine key of a column of votes, −2 … +2."""
    return f"{VOTES_PREFIX}{degree}"
