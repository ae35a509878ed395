"""Claims of the effectiveness check that the ledger contradicts: each code has a case, and a cure that clears it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from improvement_shop import EFFECT, FEEDBACK, PLANS, received, shop
from judged import judged

from toolkit.report.improvement.book import improvement_report
from toolkit.report.improvement.denied import contradictions
from toolkit.report.improvement.desk import Desk
from toolkit.report.options import ReportOptions
from toolkit.rules.codes.improvement import IMPROVEMENT_CODES
from toolkit.words import LANGUAGES

SAID = {"note": "物流投诉下降50%", "achievement": "reached"}
MORE = judged(*received("2026-09-20", 20, "物流延迟"), *received("2026-10-10", 16, "物流延迟"))
"""20 in the thirty days before, 16 in the thirty days after; the goal was 10."""
CASES = {
    "L530": (
        SAID | {"achievement": "missed"},
        {"note": "物流投诉下降20%", "achievement": "missed"},
        "“备注”里的“物流投诉下降50%”与数据不符（20→16）",
    ),
    "L531": (
        SAID | {"note": None},
        {"note": None, "achievement": "missed"},
        "“达成情况”写着“达标”，按数据是“未达标”（目标 10，改进后 16）",
    ),
}


def found(cells, lang="zh", **differs):
    known = shop(effects=(EFFECT | cells,), **({"feedback": MORE} | differs))
    desk = Desk(known, ReportOptions(lang=lang))
    return list(contradictions(desk, known.measured[0], cells["achievement"]))


def test_every_code_has_a_case():
    assert CASES.keys() == {code.id for code in IMPROVEMENT_CODES}


@pytest.mark.parametrize("code", CASES)
def test_a_case_raises_it_and_the_cure_clears_it(code):
    wrong, cured, sentence = CASES[code]
    assert [(one.code.id, one.message("zh")) for one in found(wrong)] == [(code, sentence)]
    assert found(cured) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CASES)
def test_a_sentence_is_whole(code, lang):
    for one in found(CASES[code][0], lang):
        for sentence in (one.message(lang), one.cure(lang), one.code.why(lang)):
            assert sentence
            assert not re.search(r"[{}]|None|nan|NaT|“”", sentence)


@pytest.mark.parametrize(
    ("cells", "differs"),
    [
        (SAID | {"note": "物流投诉下降60%"}, {"feedback": FEEDBACK}),
        (SAID | {"achievement": "unknown", "note": "等数据"}, {}),
        (SAID, {"as_of": "2026-10-20T09:00:00"}),
        (SAID | {"metric": "员工士气", "note": None}, {}),
    ],
    ids=["borne out", "claims nothing", "the window is not over", "the ledger has no such figure"],
)
def test_what_is_not_settled_or_true_is_left_alone(cells, differs):
    moments = {key: np.datetime64(value) for key, value in differs.items() if key == "as_of"}
    assert found(cells, **(differs | moments)) == []


def test_it_stands_in_the_row_where_it_was_claimed():
    report = improvement_report(shop(PLANS, (EFFECT | SAID,), MORE), ReportOptions())
    said = report.entries[1].frame.iloc[0]["effect_check"]
    assert said.split("\n") == [CASES["L531"][2], CASES["L530"][2]]
