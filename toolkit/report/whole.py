"""A frame with every column that reports read."""

from __future__ import annotations

import pandas as pd

from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.table import complete


def whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with every column that a report reads; a team of one folder has no name."""
    absent = {
        key: pd.Series(None, frame.index, dtype=object) for key in ("team", "source_file") if key not in frame
    }
    return complete(frame, FEEDBACK.columns).assign(**absent)
