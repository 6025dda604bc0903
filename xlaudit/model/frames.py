"""Rows to a pandas DataFrame: the one place where pandas is imported."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def data_frame(rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> "pd.DataFrame":
    """Return a DataFrame with the given columns, also when there is no row."""
    import pandas as pd  # 0.5 s: only where a DataFrame is asked for

    return pd.DataFrame(list(rows), columns=list(columns))
