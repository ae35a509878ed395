"""Every L code has a case that raises it, sentences in both languages, and a cure that clears it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from ledger_desk import Desk, back, row, rows_of

from toolkit.ledger.drop import REGISTER, Origin
from toolkit.ledger.ledger import Ledger
from toolkit.rules.codes.ledger import LEDGER_CODES
from toolkit.rules.finding import Hits

MINE = row(feedback_id="F001", owner="张三")
STATUS = [pd.DataFrame({"status": pd.Series(["in_progress"], dtype=object)})]


def register(desk, **cells):
    return desk.drop("台账.xlsx", [MINE | cells], origin=Origin(REGISTER, desk.ledger.revision))


def number_given(desk):
    first = desk.drop("a.xlsx", [row()])
    yield first
    yield desk.drop("a.xlsx", [row(feedback_id="F001")], origin=back(first))


def id_taken(desk):
    desk.drop("a.xlsx", [row(feedback_id="K1")])
    first = desk.drop("b.xlsx", [row(feedback_id="K1", customer_id="C2", description="屏幕发绿")])
    yield first
    yield desk.drop(
        "b.xlsx", [row(feedback_id="F001", customer_id="C2", description="屏幕发绿")], origin=back(first)
    )


def stale(desk):
    first = desk.drop("a.xlsx", [MINE])
    register(desk, owner="李四")
    second = desk.drop("a.xlsx", [MINE], origin=back(first))
    yield second
    register(desk, owner="张三")
    yield desk.drop("a.xlsx", [MINE], origin=back(second))


def blanked(desk):
    first = desk.drop("a.xlsx", [MINE])
    second = desk.drop("a.xlsx", [MINE | {"owner": None}], origin=back(first))
    yield second
    yield desk.drop("a.xlsx", [MINE | {"owner": "李四"}], origin=back(second))


def conflict(desk):
    first = desk.drop("a.xlsx", [MINE])
    register(desk, owner="李四")
    second = desk.drop("a.xlsx", [MINE | {"owner": "王五"}], origin=back(first))
    yield second
    register(desk, owner="王五")
    yield desk.drop("a.xlsx", [MINE | {"owner": "王五"}], origin=back(second))


def withdrawn(desk):
    first = desk.drop("a.xlsx", [MINE])
    second = desk.drop("a.xlsx", [MINE | {"is_withdrawn": "yes"}], origin=back(first))
    yield second
    yield desk.drop("a.xlsx", [MINE | {"is_withdrawn": "no"}], origin=back(second))


def same_file(desk):
    desk.drop("a.xlsx", [MINE], sha="s1")
    yield desk.drop("a.xlsx", [MINE], sha="s1")
    yield desk.drop("a.xlsx", [MINE | {"owner": "李四"}], sha="s2")


def undone(desk):
    first = desk.drop("a.xlsx", [MINE], sha="s1")
    yield desk.ledger.undo(first.drop)
    yield desk.drop("a.xlsx", [MINE], sha="s1")


def undo_blocked(desk):
    first = desk.drop("a.xlsx", [MINE])
    second = desk.drop("a.xlsx", [MINE | {"owner": "李四"}], origin=back(first))
    yield desk.ledger.undo(first.drop)
    desk.ledger.undo(second.drop)
    yield desk.ledger.undo(first.drop)


def typed_over(desk):
    first = desk.drop("a.xlsx", [MINE], written=STATUS)
    second = desk.drop("a.xlsx", [MINE | {"status": "closed"}], origin=back(first), written=STATUS)
    yield second
    yield desk.drop("a.xlsx", [MINE | {"status": "in_progress"}], origin=back(second), written=STATUS)


def repeated(desk):
    first = desk.drop("a.xlsx", rows_of("C1", "C2"))
    named = [
        cells | {"feedback_id": number}
        for cells, number in zip(rows_of("C1", "C2"), ("F001", "F002"), strict=True)
    ]
    second = desk.drop("a.xlsx", [named[0], named[0], named[1]], origin=back(first))
    yield second
    yield desk.drop("a.xlsx", named, origin=back(second))


def taken_again(desk):
    first = desk.drop("a.xlsx", [MINE], sha="s1")
    desk.ledger.undo(first.drop)
    yield desk.drop("a.xlsx", [MINE], sha="s1")
    yield desk.drop("a.xlsx", [MINE])


def held_again(desk):
    held = MINE | {"held_from": "2026-10-12 16:00", "held_until": "2026-10-14 10:00"}
    again = {"held_from": "2026-10-15 09:00", "held_until": "2026-10-15 17:00"}
    first = desk.drop("a.xlsx", [held])
    yield desk.drop("a.xlsx", [held | again], origin=back(first))
    with Ledger.open("sqlite://") as other:
        written = {"other_holds": "2026-10-12 16:00 至 2026-10-14 10:00"}
        first = Desk(other).drop("a.xlsx", [held])
        yield Desk(other).drop("a.xlsx", [held | again | written], origin=back(first))


CASES = (
    number_given, id_taken, stale, blanked, conflict, withdrawn, same_file, undone, undo_blocked, typed_over, repeated, taken_again,
    held_again,
)  # fmt: skip


def singles(said):
    return [found for one in said.findings for found in (one if isinstance(one, Hits) else [one])]


def test_every_code_has_a_case():
    assert len(CASES) == len(LEDGER_CODES) == len({code.id for code in LEDGER_CODES})
    assert [code.id for code in LEDGER_CODES] == sorted(code.id for code in LEDGER_CODES)


@pytest.mark.parametrize(
    ("code", "case"), [*zip(LEDGER_CODES, CASES, strict=True)], ids=lambda one: getattr(one, "slug", "")
)
def test_a_code_is_raised_said_and_cured(code, case):
    with Ledger.open("sqlite://") as ledger:
        raised, cured = case(Desk(ledger))
        mine = [found for found in singles(raised) if found.code is code]
        assert mine
        for found in mine:
            for lang in ("zh", "en"):
                said = found.message(lang) + found.cure(lang)
                assert "{" not in said
                assert "None" not in said
                assert not any(word in said for word in ("feedback_id", "nan", str(np.nan)))
        assert code not in {found.code for found in singles(cured)}
