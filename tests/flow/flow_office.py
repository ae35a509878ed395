"""Three people at their desks in one process: real workbooks, edited by hand, taken in as `voc run` takes them."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from flow_books import book, row
from flow_desk import LONG_AGO, loaded, table_of

from toolkit.arrivals import coming
from toolkit.publishing import publish_outbox
from toolkit.rounds import take_up
from toolkit.schema.books.feedback import FEEDBACK

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    import pandas as pd

    from toolkit.site import Site

VALUES = {
    "owner": ("客服周", "客服陈", "客服林", None),
    "solution": ("补发", "退款", None),
    "request": ("等回电", "要求换货", None),
}
HEADERS = {key: FEEDBACK[key].zh for key in VALUES}
TITLE, CUSTOMER = FEEDBACK.zh, FEEDBACK["customer_id"].zh

Typed = tuple[str, str, object]
"""Customer, key and value: every customer stands in one row."""


@dataclass
class Paper:
    """A workbook on somebody's disk. One who goes on in the returned one takes that after every drop."""

    path: Path
    name: str
    goes_on_in_returned: bool

    def edit(self, change: object) -> None:
        """Let somebody change the rows below the header: lists of cells, in the order in which they stand."""
        opened = loaded(self.path)
        sheet = opened[TITLE]
        header, *rows = ([cell.value for cell in line] for line in sheet.iter_rows())
        wide, high = len(header), len(rows)
        change(header, rows)
        rows += [[None] * wide for _ in range(high - len(rows))]
        for place, cells in enumerate(rows, start=2):
            for column, value in enumerate(cells, start=1):
                sheet.cell(place, column).value = value
        opened.save(self.path)
        opened.close()

    def typed(self) -> dict[str, set[Typed]]:
        """What people have typed into each customer's row, as far as it is looked at here."""
        return {
            cells[CUSTOMER]: {(cells[CUSTOMER], key, cells[head]) for key, head in HEADERS.items() if cells.get(head)}
            for cells in table_of(self.path, TITLE)
            if cells.get(CUSTOMER)
        }  # fmt: skip


@dataclass
class Office:
    """Three people of a team, one shared folder, and everything that they ever dropped into it."""

    site: Site
    desk: Path
    team: str = "华东"
    papers: list[Paper] = field(default_factory=list)
    customers: int = 0
    typed: set[Typed] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Everybody begins with a workbook of one row."""
        self.desk.mkdir()
        self.papers = [Paper(self.desk / f"{name}.xlsx", f"{name}.xlsx", name != "丙") for name in "甲乙丙"]
        for who, paper in enumerate(self.papers):
            paper.path.write_bytes(book([row(who + 1, solution=None)]))
        self.customers = len(self.papers)

    # What people do ------------------------------------------------------------------------------------------------
    def add(self, who: int, place: int = 0, **cells: object) -> None:
        """Type a new row somewhere in the middle."""
        self.customers += 1
        new = {FEEDBACK[key].zh: value for key, value in row(self.customers, **cells).items()}

        def change(header: list[object], rows: list[list[object]]) -> None:
            rows.insert(place % (len(rows) + 1), [new.get(str(name)) for name in header])

        self.papers[who].edit(change)

    def edit(self, who: int, place: int, key: str, value: object) -> None:
        """Type into a cell, or empty it."""

        def change(header: list[object], rows: list[list[object]]) -> None:
            if rows:
                rows[place % len(rows)][header.index(HEADERS[key])] = value

        self.papers[who].edit(change)

    def shuffle(self, who: int, random: Random) -> None:
        """Sort the rows otherwise."""
        self.papers[who].edit(lambda _header, rows: random.shuffle(rows))

    def lose(self, who: int, place: int) -> None:
        """Delete a row, which is no deletion of the feedback."""
        self.papers[who].edit(lambda _header, rows: rows.pop(place % len(rows)) if len(rows) > 1 else None)

    def copy(self, who: int, other: int) -> None:
        """One gets a copy of another's workbook and goes on with that."""
        mine, theirs = self.papers[who], self.papers[other]
        mine.path.write_bytes(theirs.path.read_bytes())
        mine.name = f"{theirs.name.partition(' ')[0].removesuffix('.xlsx')} ({who + 1}).xlsx"
        mine.goes_on_in_returned = theirs.goes_on_in_returned

    def drop(self, who: int) -> None:
        """Drop a workbook an hour later, and go on in what comes back."""
        paper = self.papers[who]
        typed = paper.typed()
        self.typed |= set().union(*typed.values())
        self.dropped |= typed.keys()
        self.site = replace(self.site, as_of=self.site.as_of + timedelta(hours=1))
        target = self.site.workspace.inbox / self.team / paper.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(paper.path.read_bytes())
        os.utime(target, (LONG_AGO, LONG_AGO))
        for file in coming(self.site):
            take_up(file, self.site, lambda _entry: True)
        assert not publish_outbox(self.site, time.time())
        back = self.site.workspace.returned / self.team / paper.name
        if (
            paper.goes_on_in_returned and back.exists()
        ):  # bytes that came under another name are only said to be known
            paper.path.write_bytes(back.read_bytes())

    # What the ledger makes of it -------------------------------------------------------------------------------------
    def facts(self) -> dict[str, dict[str, object]]:
        """What is in force, by customer; the same customer twice is a failure."""
        found = self._in_force()
        assert found["customer_id"].is_unique
        kept = found.where(found.notna(), None).set_index("customer_id")[[*VALUES]]
        return kept.to_dict("index")

    def known(self) -> set[Typed]:
        """Every value that is in force or in history."""
        found = self._in_force()
        customer = dict(zip(found["feedback_key"], found["customer_id"], strict=True))
        now = {(one["customer_id"], key, one[key]) for one in found.to_dict("records") for key in VALUES}
        lines = self.site.ledger.changes()
        return now | {
            (customer[line.feedback_key], line.key, value)
            for line in lines.itertuples()
            if line.feedback_key in customer
            for value in (line.before, line.after)
        }

    def _in_force(self) -> pd.DataFrame:
        found = self.site.ledger.facts()
        return found[found["team"] == self.team].astype(object)
