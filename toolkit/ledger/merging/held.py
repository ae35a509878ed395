"""What a returned workbook held when it went back: what the next drop of it is compared with."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from toolkit.ledger.cells import cell_frame
from toolkit.ledger.tables import HELD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Held:
    """What a returned workbook held where it was not what the ledger holds: people's cells are never overwritten in it.

    feedback_keys: the rows it had, ascending. keys: the columns it had.
    cells: feedback_key, key, value (JSON; None for blank). marks: by key, hashes of what we wrote (see `computed`).
    """

    feedback_keys: np.ndarray
    keys: tuple[str, ...]
    cells: pd.DataFrame
    marks: Mapping[str, str] = field(default_factory=dict)

    def packed(self) -> bytes:
        by_key = {
            key: [part["feedback_key"].tolist(), part["value"].tolist()]
            for key, part in self.cells.groupby("key", sort=True)
        }
        content = {
            "rows": self.feedback_keys.tolist(),
            "keys": self.keys,
            "cells": by_key,
            "marks": dict(self.marks),
        }
        return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 1)

    @classmethod
    def unpacked(cls, packed: bytes) -> Held:
        content = json.loads(zlib.decompress(packed))
        cells = [
            (row, key, value)
            for key, columns in content["cells"].items()
            for row, value in zip(*columns, strict=True)
        ]
        return cls(
            np.array(content["rows"], np.int64),
            tuple(content["keys"]),
            cell_frame(cells, "value"),
            content["marks"],
        )


def everything(feedback_keys: np.ndarray, keys: Iterable[str]) -> Held:
    """A workbook that held exactly the facts of its revision, such as the register."""
    return Held(feedback_keys, tuple(keys), cell_frame([], "value"))


def held_by(connection: sa.Connection, drop_id: int, team: str, sheet: str) -> Held | None:
    """What the workbook of a drop held when it went back."""
    mine = (HELD.c.drop_id == drop_id, HELD.c.team == team, HELD.c.sheet == sheet)
    packed = connection.scalar(sa.select(HELD.c.content).where(*mine))
    return Held.unpacked(packed) if packed else None
