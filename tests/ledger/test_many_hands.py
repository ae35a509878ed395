"""Laws of many hands: whatever three people do with copies of their workbooks, nothing typed is lost or counted twice."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_desk import Desk, as_register, back, row

from toolkit.ledger.drop import REGISTER, Origin
from toolkit.ledger.ledger import Ledger
from toolkit.ledger.merging.typed import typed_into
from toolkit.ledger.tables import FEEDBACKS

CELLS = {
    "owner": ("张三", "李四", "王五", None),
    "solution": ("补发", "退款", None),
    "rating": (1.0, 3.0, 5.0, None),
}
LAWS = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@dataclass
class Book:
    """A workbook on somebody's disk. Going on in the returned one gives it ids and an origin; the original has neither."""

    path: str
    goes_on_in_returned: bool
    rows: list[dict[str, object]] = field(default_factory=list)
    origin: Origin = field(default_factory=Origin)


class Office:
    """Three people, their books, and everything that any of them ever dropped."""

    def __init__(self, ledger):
        self.ledger, self.desk = ledger, Desk(ledger)
        self.books = [Book("a.xlsx", True), Book("b.xlsx", True), Book("c.xlsx", False)]
        self.customers = 0
        self.typed: set[tuple[int, str, object]] = set()
        self.dropped: set[object] = set()
        self.shown: list[dict[str, object]] = []
        """The register as it was last written, which may be long ago."""

    def add(self, book, place, cells):
        self.customers += 1
        self.books[book].rows.insert(
            place, row(customer_id=f"C{self.customers}", description=f"第 {self.customers} 件事", **cells)
        )

    def edit(self, book, place, key, value):
        if rows := self.books[book].rows:
            rows[place % len(rows)][key] = value

    def move(self, book, place):
        rows = self.books[book].rows
        rows.insert(place % (len(rows) + 1), rows.pop()) if rows else None

    def lose(self, book, place):
        if rows := self.books[book].rows:
            rows.pop(place % len(rows))

    def copy(self, book, other):
        """One gets a copy of another's book and goes on with that."""
        if book != other:
            self.books[book] = deepcopy(self.books[other])
            self.books[book].path = f"{self.books[other].path[0]} ({book + 1}).xlsx"

    def drop(self, book):
        """Drop a book; the returned one holds numbers where there were none."""
        book = self.books[book]
        if not book.rows:
            return
        merged = self.desk.drop(book.path, deepcopy(book.rows), origin=book.origin)
        sheet = merged.sheets[0]
        for key, cells in zip(sheet.feedback_key.tolist(), book.rows, strict=True):
            self.typed |= {
                (key, name, value) for name, value in cells.items() if value is not None and name in CELLS
            }
            self.dropped.add(cells["customer_id"])
        if book.goes_on_in_returned:
            book.origin = back(merged)
            for number, cells in zip(sheet.feedback_id, book.rows, strict=True):
                cells["feedback_id"] = number

    def supervise(self, place, key, value):
        """Somebody types into the register, which holds exactly the facts in force."""
        facts = self.ledger.facts()
        if len(facts):
            here = facts.iloc[place % len(facts)]
            cells = {
                name: here[name] for name in ("feedback_id", "customer_id", "description", "channel", *CELLS)
            }
            clean = {
                name: None if value is None or value != value else value for name, value in cells.items()
            }
            moment = str(here["received_at"])[:16]
            self.desk.drop(
                "台账.xlsx",
                [clean | {"received_at": moment, key: value}],
                origin=Origin(REGISTER, self.ledger.revision),
            )
            if value is not None:
                self.typed.add((here["feedback_key"], key, value))

    def write_register(self):
        """The register is written anew from the facts in force."""
        names = ("feedback_key", "feedback_id", "customer_id", "description", "channel", *CELLS)
        self.shown = [
            {name: None if here[name] != here[name] else here[name] for name in names}
            | {"received_at": str(here["received_at"])[:16]}
            for here in self.ledger.facts().to_dict("records")
        ]

    def type_in(self, place, key, value, to):
        """Somebody types into the register as it lies there, moves the row, and perhaps wipes its id out."""
        if not self.shown:
            return
        place %= len(self.shown)
        rows = deepcopy(self.shown)
        rows[place] |= {key: value} | ({"feedback_id": None} if to == 0 else {})
        rows.insert(to % len(rows), rows.pop(place))
        table = as_register(rows)
        typed = typed_into(table, as_register(self.shown), np.zeros(len(rows), bool))
        self.desk.drop(
            "台账.xlsx", [table], origin=Origin(REGISTER, 0, "x"), typed=[typed], teams=[table.frame["team"]]
        )
        if value is not None and value != self.shown[place][key]:
            self.typed.add((self.shown[place]["feedback_key"], key, value))

    def undo(self, back_by):
        drops = self.ledger.drops()
        if len(drops):
            self.ledger.undo(self.ledger.drop(int(drops["drop_id"].iloc[-1 - back_by % len(drops)])))

    # What must hold ------------------------------------------------------------------------------------------------
    def known_values(self):
        everything = self.ledger.facts(with_withdrawn=True)
        facts = {
            (line.feedback_key, key, getattr(line, key)) for line in everything.itertuples() for key in CELLS
        }
        changes = self.ledger.changes()
        return facts | {
            (key, name, value)
            for key, name, before, after in changes[["feedback_key", "key", "before", "after"]].itertuples(
                index=False
            )
            for value in (before, after)
        }

    def undone_values(self):
        """What rows hold that were taken back: out of force, but not forgotten."""
        with self.ledger._reading() as connection:
            kept = connection.execute(
                sa.select(FEEDBACKS.c.feedback_key, FEEDBACKS.c.facts).where(FEEDBACKS.c.is_undone)
            )
            return {(key, name, value) for key, facts in kept for name, value in json.loads(facts).items()}


book = st.integers(0, 2)
place = st.integers(0, 5)
cell = st.sampled_from([(key, value) for key, values in CELLS.items() for value in values])
filled = st.fixed_dictionaries({}, optional={key: st.sampled_from(values) for key, values in CELLS.items()})
work = st.one_of(
    st.tuples(st.just("add"), book, place, filled),
    st.tuples(st.just("edit"), book, place, cell),
    st.tuples(st.just("edit"), book, place, cell),
    st.tuples(st.just("move"), book, place),
    st.tuples(st.just("lose"), book, place),
    st.tuples(st.just("copy"), book, book),
    st.tuples(st.just("drop"), book),
    st.tuples(st.just("drop"), book),
    st.tuples(st.just("supervise"), place, cell),
    st.tuples(st.just("write_register")),
    st.tuples(st.just("type_in"), place, cell, place),
)


def flat(step):
    name, *rest = step
    return name, [part for one in rest for part in (one if isinstance(one, tuple) else (one,))]


def play(office, steps):
    for name, given_parts in map(flat, steps):
        getattr(office, name)(*given_parts)


@pytest.fixture
def office():
    with Ledger.open("sqlite://") as ledger:
        yield Office(ledger)


undoing = st.tuples(st.just("undo"), place)


@LAWS
@given(steps=st.lists(st.one_of(work, work, undoing), min_size=4, max_size=30))
def test_every_value_anybody_typed_is_in_force_or_in_history(steps):
    with Ledger.open("sqlite://") as ledger:
        office = Office(ledger)
        play(office, [*steps, ("drop", 0), ("drop", 1), ("drop", 2)])
        assert office.typed <= office.known_values()


@LAWS
@given(steps=st.lists(work, min_size=4, max_size=30))
def test_no_feedback_is_there_twice_and_none_is_missing(steps):
    with Ledger.open("sqlite://") as ledger:
        office = Office(ledger)
        play(office, [*steps, ("drop", 0), ("drop", 1), ("drop", 2)])
        assert sorted(ledger.facts()["customer_id"]) == sorted(office.dropped)


@LAWS
@given(steps=st.lists(st.one_of(work, work, undoing), min_size=4, max_size=25), last=book)
def test_dropping_twice_changes_nothing(steps, last):
    with Ledger.open("sqlite://") as ledger:
        office = Office(ledger)
        play(office, [*steps, ("drop", last)])
        before = ledger.fingerprint()
        play(office, [("drop", last), ("drop", last)])
        assert ledger.fingerprint() == before


@LAWS
@given(steps=st.lists(st.one_of(work, work, undoing), min_size=4, max_size=25))
def test_the_same_work_gives_the_same_ledger(steps):
    prints = []
    for _ in range(2):
        with Ledger.open("sqlite://") as ledger:
            play(Office(ledger), steps)
            prints.append(ledger.fingerprint())
    assert prints[0] == prints[1]


@LAWS
@given(
    steps=st.lists(work, min_size=4, max_size=20), which=st.tuples(place, place), values=st.tuples(cell, cell)
)
def test_the_order_of_drops_that_touch_different_cells_does_not_matter(steps, which, values):
    results = []
    for order in ((0, 1), (1, 0)):
        with Ledger.open("sqlite://") as ledger:
            office = Office(ledger)
            play(office, [("add", 0, 0, {}), *steps, ("drop", 0)])
            office.copy(1, 0)
            rows = len(office.books[0].rows)
            if not rows or (which[0] % rows, values[0][0]) == (which[1] % rows, values[1][0]):
                return
            for hand in (0, 1):
                office.edit(hand, which[hand], *values[hand])
            play(office, [("drop", hand) for hand in order])
            facts = ledger.facts().set_index("customer_id")[list(CELLS)].astype(object)
            results.append(facts.where(facts.notna(), None).to_dict("index"))
    assert results[0] == results[1]


@LAWS
@given(steps=st.lists(work, min_size=4, max_size=20), taken=book)
def test_undoing_the_last_drop_gives_the_facts_before_it(steps, taken):
    with Ledger.open("sqlite://") as ledger:
        office = Office(ledger)
        play(office, steps)
        before = ledger.facts().drop(columns=["updated_at"])
        waiting = len(ledger.conflicts())
        if not office.books[taken].rows:
            return
        office.drop(taken)
        last = ledger.drop(int(ledger.drops()["drop_id"].max()))
        assert ledger.undo(last).is_done
        assert ledger.facts().drop(columns=["updated_at"]).equals(before)
        assert len(ledger.conflicts()) == waiting


def test_the_office_notices_a_lost_value(office):
    """The laws have teeth: a value that the ledger never saw is missed."""
    office.add(0, 0, {"owner": "张三"})
    office.drop(0)
    office.typed.add((1, "owner", "赵六"))
    assert not office.typed <= office.known_values()
