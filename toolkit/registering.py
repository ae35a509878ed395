"""The register as a drop: what people typed into it since we wrote it, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.intake.gate.verdict import inspect
from toolkit.ledger.drop import REGISTER as BOOK_ID
from toolkit.ledger.drop import Origin
from toolkit.ledger.facts import ID, canonical, is_none, plain
from toolkit.ledger.merging.typed import Typed, typed_into
from toolkit.rules.book import ColumnFinding, check
from toolkit.rules.finding import Hits, Severity
from toolkit.rules.reporting import rows_in_error
from toolkit.schema.books.register import KEEPS, ONLY_HERE, TEAM
from toolkit.schema.books.register import REGISTER as SHEET
from toolkit.schema.books.tracking import ONLY_COMPUTED
from toolkit.schema.identity import MARK, REVISION
from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from toolkit.excel.read import ReadBook
    from toolkit.ledger.drop import Drop
    from toolkit.ledger.merging.merged import Merged
    from toolkit.rules.finding import Finding
    from toolkit.schema.table import Table
    from toolkit.site import Site


@dataclass(frozen=True)
class Heard:
    """What a register says: its tables, the team of each row, what was typed, which rows are taken, and what is said.

    typed: empty where nobody knows how the register stood; then every cell speaks, against the revision it names.
    """

    tables: Sequence[Table]
    teams: Sequence[np.ndarray]
    typed: Sequence[Typed]
    accepted: Sequence[np.ndarray]
    findings: Sequence[Finding | Hits]
    origin: Origin

    @property
    def rows_read(self) -> int:
        return int(sum(rows.sum() for rows in self._spoken()))

    @property
    def rows_taken(self) -> int:
        return int(
            sum((rows & taken).sum() for rows, taken in zip(self._spoken(), self.accepted, strict=True))
        )

    def _spoken(self) -> list[np.ndarray]:
        return [one.rows for one in self.typed] or [np.ones(len(table), bool) for table in self.tables]

    def merged(self, drop: Drop, site: Site) -> Merged:
        """Compare with the ledger; nothing is written."""
        return site.ledger.merge(drop, self.tables, self.accepted, self.origin, self.teams, typed=self.typed)


def has_rows(book: ReadBook) -> bool:
    """Say whether a register still has its sheet to fill."""
    return next(_rows_of(book), None) is not None


def why_not(book: ReadBook) -> list[Finding]:
    """Say why a register cannot be read: what became of its sheet to fill."""
    told = [skipped.reason for skipped in book.skipped if normalise(skipped.title) in SHEET.titles]
    return [*book.findings, *told]


def _rows_of(book: ReadBook) -> Iterator[Table]:
    """Yield the sheets to fill, and copies of them; lists and statistics are computed."""
    return filter(_is_to_fill, book.tables)


def _is_to_fill(table: Table) -> bool:
    """Whether people fill a sheet: a page of tasks has the headers of a plan, but not its name."""
    return table.sheet.key == SHEET.key or normalise(table.title) in table.sheet.titles


def hear(book: ReadBook, drop: Drop, site: Site) -> Heard:
    """Find out what was typed into a register, wherever it lies."""
    every = [_with_team(table, drop).used() for table in _rows_of(book)]
    mark, revision = book.properties.get(MARK, ""), book.properties.get(REVISION, "")
    origin = Origin(BOOK_ID, int(revision) if revision.isdecimal() else None, mark)
    stood = _as_it_stood(drop, mark, site)
    if stood is None:
        return _as_any_workbook(every, site, origin)
    tables = [table for table in every if table.sheet.key in stood]
    typed = [typed_into(table, stood[table.sheet.key], _keeps(table)) for table in tables]
    return Heard(*_judged(tables, typed, stood, site), origin=origin)


def _judged(
    tables: Sequence[Table], typed: Sequence[Typed], stood: Mapping[str, Table], site: Site
) -> tuple[
    Sequence[Table], Sequence[np.ndarray], Sequence[Typed], Sequence[np.ndarray], Sequence[Finding | Hits]
]:
    """Check what was typed: a cell that cannot be is refused alone; a new row with a mistake is not taken."""
    named = [_as_known(table, one, stood[table.sheet.key]) for table, one in zip(tables, typed, strict=True)]
    found = [list(check(table, site.context)) for table in named]
    heard = [_refused(table, one, said) for table, one, said in zip(named, typed, found, strict=True)]
    accepted = [
        one.is_known | ~rows_in_error(said, len(one.place)) for one, said in zip(typed, found, strict=True)
    ]
    findings = [finding for table, one, said in zip(named, typed, found, strict=True)
                for finding in _about_what_was_typed(table, one, said)]  # fmt: skip
    return named, [table.frame[TEAM].to_numpy(object) for table in named], heard, accepted, findings


def _as_any_workbook(tables: Sequence[Table], site: Site, origin: Origin) -> Heard:
    found = [list(check(table, site.context)) for table in tables]
    return Heard(
        tables,
        [table.frame[TEAM].to_numpy(object) for table in tables],
        (),
        [~rows_in_error(said, len(table)) for table, said in zip(tables, found, strict=True)],
        [finding for said in found for finding in said],
        origin,
    )


def _as_it_stood(drop: Drop, mark: str, site: Site) -> Mapping[str, Table] | None:
    """The sheets that were typed into, by kind: as they came last from this place, else as we wrote them; None if unknown."""
    before = site.ledger.typed_before(drop, mark) if mark else None
    written = site.workspace.bases.use(mark) if mark else None
    path = site.original(before.sha256) if before else written
    if path is None:
        return None
    tables = [*_rows_of(_read(path, drop, site))]
    return {table.sheet.key: _with_team(table, drop).used() for table in reversed(tables)} or None


def _read(path: Path, drop: Drop, site: Site) -> ReadBook:
    return site.read(path, inspect(path, site.limits, drop.name), drop.name)


def _with_team(table: Table, drop: Drop) -> Table:
    """Take the register's own columns out of what looks like people's, and keep the team of each row."""
    own = {
        normalise(word): column.key
        for column in (*ONLY_HERE, *ONLY_COMPUTED)
        for word in (column.zh, column.en)
    }
    keys = {header: own[normalise(str(header))] for header in table.carried if normalise(str(header)) in own}
    found = {key: plain(table.carried[header].to_numpy(object)) for header, key in keys.items()}
    blank = np.full(len(table), None, object)
    frame = table.frame.copy()
    teams = [drop.team if team is None else str(team) for team in found.get(TEAM, blank)]
    frame[TEAM], frame[KEEPS] = (
        pd.Series(teams, dtype=object),
        pd.Series(found.get(KEEPS, blank), dtype=object),
    )
    return replace(table, frame=frame, carried=table.carried.drop(columns=list(keys)))


def _keeps(table: Table) -> np.ndarray:
    """Rows in which somebody says that what is in force stays."""
    return table.frame[KEEPS].notna().to_numpy(bool)


def _as_known(table: Table, typed: Typed, stood: Table) -> Table:
    """Give rows that we wrote the team and id that we wrote; what was typed over those is a remark."""
    rows = np.flatnonzero(typed.is_known)
    frame = table.frame.copy()
    for key in {ID, TEAM} & set(frame) & set(stood.frame):
        values = frame[key].to_numpy(object, copy=True)
        values[rows] = stood.frame[key].to_numpy(object)[typed.place[rows]]
        frame[key] = pd.Series(values, frame.index, dtype=object)
    return replace(table, frame=frame)


def _refused(table: Table, typed: Typed, findings: Sequence[Finding | Hits]) -> Typed:
    """Leave out cells of known rows that cannot be what was typed; their words are kept."""
    refused: dict[str, np.ndarray] = {}
    for key, mask in _mistakes(table, typed, findings):
        refused[key] = refused.get(key, False) | (mask & _filled(table, key))
    facts = canonical(table, np.arange(len(table)))
    for key, mask in typed.cells.items():
        # What cannot be read at all, such as words for a moment, would count as a blank.
        lost = mask & _filled(table, key) & is_none(facts[key])
        if lost.any():
            refused[key] = refused.get(key, False) | lost
    return typed.without(refused, {key: plain(table.raw[key].to_numpy(object)) for key in refused})


def _filled(table: Table, key: str) -> np.ndarray:
    """Whether a cell holds anything as it was typed."""
    return table.raw[key].notna().to_numpy(bool) if key in table.raw else np.zeros(len(table), bool)


def _mistakes(
    table: Table, typed: Typed, findings: Sequence[Finding | Hits]
) -> Iterator[tuple[str, np.ndarray]]:
    """Yield, for each error, which typed cells of known rows it concerns."""
    keys = {header.column: key for key, header in table.headers.items()}
    moments = [column.key for column in table.columns if column.is_time and column.key in typed.cells]
    for found in findings:
        if found.code.severity is not Severity.ERROR or not isinstance(found, (Hits, ColumnFinding)):
            continue
        hit = np.zeros(len(table), bool)
        hit[found.index] = True
        own = keys.get(_column_of(found), "")
        # Moments that contradict each other are said of one of them; any that was just typed may be the wrong one.
        for key in moments if found.code.id.startswith("R") else [own] if own in typed.cells else []:
            yield key, hit & typed.is_known & typed.cells[key]


def _about_what_was_typed(
    table: Table, typed: Typed, findings: Sequence[Finding | Hits]
) -> Iterator[Finding | Hits]:
    """Keep what is said about cells that were typed and rows that are new; the rest was said before."""
    keys = {header.column: key for key, header in table.headers.items()}
    for found in findings:
        if not isinstance(found, (Hits, ColumnFinding)):
            continue
        key = keys.get(_column_of(found), "")
        mask = (typed.cells.get(key, typed.rows) | ~typed.is_known)[found.index]
        if mask.any():
            yield _some(found, mask) if isinstance(found, Hits) else found


def _some(hits: Hits, mask: np.ndarray) -> Hits:
    facts: Mapping[str, object] = {
        name: value[mask] if isinstance(value, np.ndarray) else value for name, value in hits.facts.items()
    }
    return replace(hits, rows=hits.rows[mask], index=hits.index[mask], facts=facts)


def _column_of(found: Hits | ColumnFinding) -> int:
    return found.column if isinstance(found, Hits) else found.place.column
