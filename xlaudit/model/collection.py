"""Many filled workbooks put together: which count, which were set aside or refused, and how the teams stand."""

from typing import TYPE_CHECKING, Literal

from xlaudit.model.base import Lang, Record
from xlaudit.model.collected_tables import CollectionPart, table_of
from xlaudit.model.frames import data_frame
from xlaudit.model.results import Results

if TYPE_CHECKING:
    import pandas as pd

RefusalKind = Literal["not_a_workbook", "unsafe", "foreign", "not_found", "other"]
GroupField = Literal["structure_type", "size", "territory"]
GROUP_FIELDS: tuple[GroupField, ...] = ("structure_type", "size", "territory")
