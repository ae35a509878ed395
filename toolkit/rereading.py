"""Whether an original that somebody was taken out of still brings the same rows: asked before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from toolkit.intake.gate.verdict import inspect
from toolkit.intake.redact import TELLS_WHO

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.intake.redact import Person
    from toolkit.schema.table import Table
    from toolkit.site import Site


def reads_the_same(original: Path, content: bytes, person: Person, site: Site) -> bool:
    """Whether changed content gives the tables of its original, but for the person; what was no drop gives none."""
    drop = site.ledger.drop_with(original.name)
    if drop is None:
        return True
    with site.store.workplace() as place:
        (changed := place / "changed").write_bytes(content)
        before, after = (_tables(path, drop.name, site) for path in (original, changed))
    return len(before) == len(after) and all(
        _is_same(one, other, person) for one, other in zip(before, after, strict=True)
    )


def _tables(path: Path, name: str, site: Site) -> list[Table]:
    gate = inspect(path, site.limits, name)
    return [] if gate.is_refused else list(site.read(path, gate, name).tables)


def _is_same(one: Table, other: Table, person: Person) -> bool:
    if one.rows.tolist() != other.rows.tolist() or [*one.frame] != [*other.frame]:
        return False
    return all(_without(one.frame[key], person).equals(other.frame[key]) for key in _compared(one))


def _compared(table: Table) -> list[str]:
    return [key for key in map(str, table.frame) if key not in TELLS_WHO]


def _without(values: pd.Series, person: Person) -> pd.Series:
    if values.dtype != object:
        return values
    taken_out = [person.taken_out(value) if isinstance(value, str) else value for value in values]
    return pd.Series(taken_out, values.index, dtype=object)
