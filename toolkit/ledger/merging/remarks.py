"""What a merge has to say: its cells in plain words, and its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.deadlines.holds import other_holds
from toolkit.ledger.cells import CELL, values_of
from toolkit.ledger.facts import CARRIED
from toolkit.ledger.merging import recall as ask
from toolkit.ledger.merging.merge import BLANK, CHANGED, CONFLICT, STALE, STILL
from toolkit.ledger.merging.typed import REMARK
from toolkit.rules.codes import ledger as codes
from toolkit.rules.finding import Code, Finding, Hits, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from toolkit.ledger.merging.merged import BatchMerge, SheetMerge
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.table import Table

SAID = {CHANGED: CHANGED, CONFLICT: CONFLICT, STILL: CONFLICT, STALE: STALE, BLANK: BLANK, REMARK: REMARK}
"""What each verdict is called outside; a conflict that waits already is a conflict."""

CELL_CODES = ((CONFLICT, codes.L505), (STALE, codes.L503), (BLANK, codes.L504), (REMARK, codes.L510))


_NONE = np.zeros(0, np.int64)


def told(connection: Connection, verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return differing cells as people see them: values for JSON, and who gave the ledger's value, when."""
    cells = verdicts[verdicts["what"].isin(SAID)].reset_index(drop=True)
    doubtful = cells["feedback_key"][cells["what"] != CHANGED].unique()
    touched = ask.last_touched(connection, np.sort(doubtful))
    by_cell = cells[CELL].merge(touched[touched["key"] != ""], on=CELL, how="left")
    by_row = cells[["feedback_key"]].merge(touched[touched["key"] == ""], on="feedback_key", how="left")
    made = {name: by_cell[name].where(by_cell[name].notna(), by_row[name]) for name in ("file", "at")}
    return pd.DataFrame(
        {
            "at": cells["at"],
            "feedback_key": cells["feedback_key"],
            "key": cells["key"],
            "what": cells["what"].map(SAID),
            "kept": pd.Series(values_of(cells["mine"]), dtype=object),
            "typed": pd.Series(values_of(cells["theirs"]), dtype=object),
            "file": made["file"].astype(object),
            "since": made["at"].astype(object),
        }
    )


def findings_of(merge: SheetMerge, batches: Sequence[BatchMerge]) -> Iterator[Finding | Hits]:
    """Everything to say about one table: numbers, ids, repeats, withdrawals, then single cells."""
    yield from _numbers(merge, batches)
    typed = merge.table.frame.get("feedback_id", pd.Series(dtype=object))
    yield from _rows(merge, codes.L502, np.flatnonzero(merge.is_other), typed=typed)
    first = pd.Series(merge.feedback_key).duplicated().to_numpy() & merge.accepted
    yield from _rows(merge, codes.L511, np.flatnonzero(first))
    revived = [batch.feedback_key[batch.is_revived] for batch in batches]
    yield from _rows(
        merge, codes.L512, np.flatnonzero(np.isin(merge.feedback_key, np.concatenate([_NONE, *revived])))
    )
    withdrawn = merge.cells[
        (merge.cells["key"] == "is_withdrawn")
        & (merge.cells["what"] == CHANGED)
        & (merge.cells["typed"] == "yes")
    ]
    yield from _rows(merge, codes.L506, withdrawn["at"].to_numpy(np.int64))
    if merge.table.sheet.key == "feedback":
        yield from _dropped_holds(merge)
    for what, code in CELL_CODES:
        for key, part in merge.cells[merge.cells["what"] == what].groupby("key"):
            yield _cell_hits(merge.table, code, str(key), part)


def _dropped_holds(merge: SheetMerge) -> Iterator[Hits]:
    """Where a hold that was over made way for a later one, which nobody has written down as another hold."""
    cells = merge.cells[merge.cells["what"].isin((CHANGED, BLANK))]
    begins, ends = (cells[cells["key"] == key] for key in ("held_from", "held_until"))
    both = begins.merge(ends[["at", "kept"]].rename(columns={"kept": "end"}), on="at").dropna(
        subset=["kept", "typed", "end"]
    )
    both = both[both["typed"].astype(str) >= both["end"].astype(str)]
    written = merge.facts.get("other_holds", np.full(len(merge.accepted), None, object))
    known = other_holds(pd.Series(written[both["at"].to_numpy(np.int64)], dtype=object)).begins
    both = both[~(known == both["kept"].to_numpy("datetime64[s]")[:, None]).any(axis=1)]
    if len(both):
        index = both["at"].to_numpy(np.int64)
        column, header = header_of(merge.table, "held_from")
        facts: dict[str, object] = {name: _shown(both[name], {}) for name in ("kept", "typed", "end")}
        yield Hits(codes.L520, merge.table.title, merge.table.rows[index], index, column, header, facts)


def _numbers(merge: SheetMerge, batches: Sequence[BatchMerge]) -> Iterator[Finding]:
    for batch in batches:
        numbered = batch.newcomers.numbered
        here = batch.newcomers.ids[numbered][np.isin(batch.newcomers.keys[numbered], merge.feedback_key)]
        if len(here):
            facts = {"count": len(here), "first": here[0], "last": here[-1]}
            yield Finding(codes.L501, Place(merge.table.title), facts)


def _rows(merge: SheetMerge, code: Code, index: np.ndarray, typed: pd.Series | None = None) -> Iterator[Hits]:
    if len(index):
        facts = {"feedback_id": merge.feedback_id[index]}
        if typed is not None:
            facts["typed"] = typed.to_numpy(object)[index]
        column, header = (
            merge.table.where("feedback_id") if "feedback_id" in merge.table.sheet.by_key else (0, "")
        )
        yield Hits(code, merge.table.title, merge.table.rows[index], index, column, header, facts)


def _cell_hits(table: Table, code: Code, key: str, part: pd.DataFrame) -> Hits:
    index = part["at"].to_numpy(np.int64)
    labels = _labels(table.sheet, key)
    facts: dict[str, object] = {name: _shown(part[name], labels) for name in ("kept", "typed")}
    facts |= {"file": part["file"].to_numpy(object), "at": _moments(part["since"])}
    column, header = header_of(table, key)
    return Hits(code, table.title, table.rows[index], index, column, header, facts)


def header_of(table: Table, key: str) -> tuple[int, str]:
    """Where a key or carried column stands, as the person sees it."""
    return (0, key.removeprefix(CARRIED)) if key.startswith(CARRIED) else table.where(key)


def _labels(sheet: Sheet, key: str) -> dict[str, str]:
    column = sheet.by_key.get(key)
    return column.choices.label_of("zh") if column and column.choices else {}


def _shown(values: pd.Series, labels: dict[str, str]) -> np.ndarray:
    """Values as people write them: a choice by its label, a moment without the T and empty seconds."""
    result = np.empty(len(values), object)
    result[:] = [labels.get(value, _readable(value)) for value in values]
    return result


def _readable(value: object) -> object:
    if isinstance(value, str) and len(value) == 19 and value[10] == "T":
        return value.replace("T", " ").removesuffix(":00")
    return "" if value is None else value


def _moments(values: pd.Series) -> np.ndarray:
    return values.str.slice(0, 16).str.replace("T", " ").to_numpy(object)
