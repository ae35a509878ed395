"""What reading 100,000 short texts costs, against segmenting them with rjieba alone.

Run with: pytest -m bench tests/bench/bench_text_cost.py -s
"""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import pytest
import rjieba

from toolkit.enrich.because import suggestion_note
from toolkit.enrich.hearing import heard
from toolkit.enrich.keywords import keywords
from toolkit.enrich.mentioned import mentioned
from toolkit.enrich.suggest import classes, issue_type, kind
from toolkit.judging import rules_of
from toolkit.learning.model import Models
from toolkit.learning.training import Lessons, fitted
from toolkit.schema.learned import QUESTIONS
from toolkit.settings import load_settings

pytestmark = [pytest.mark.bench, pytest.mark.shared_data]

ROWS, SHORT, MOST = 100_000, 40, 3.0
FEWER = 20_000
FILES = ("waimai", "shop_10cats", "gov_hot_topics", "gov_kind_prefix")


def short_texts(shared_data) -> pd.Series:
    """Real feedback cut short, each text once: three characters at its end tell copies apart."""
    tables = (
        pd.read_excel(shared_data / "A_zh_feedback" / f"{name}.xlsx", dtype=str, engine="calamine")
        for name in FILES
    )
    said = pd.concat([table["问题描述"].dropna().str.slice(0, SHORT) for table in tables], ignore_index=True)
    copies = pd.concat([said] * (ROWS // len(said) + 1), ignore_index=True)[:ROWS]
    return copies + pd.Series(
        ["".join(chr(0x4E00 + number // 50**place % 50) for place in range(3)) for number in range(ROWS)]
    )


def cpu(work) -> tuple[float, object]:
    gc.collect()
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def test_keywords_mentions_and_suggestions_of_100_000_texts(shared_data):
    texts = short_texts(shared_data)
    assert texts.is_unique
    rules = rules_of(load_settings([], lang="zh", today=date(2026, 11, 1)), None)
    frame = pd.DataFrame({"description": texts, "issue_type": None, "kind": None}, dtype=object)
    cutter = rjieba.Jieba()
    cutter.cut("热身")
    alone, _ = cpu(lambda: [cutter.cut(text) for text in texts])
    parts: dict[str, float] = {}
    for name, enricher in (
        ("words", heard),
        ("issue type", issue_type),
        ("kind", kind),
        ("classes", classes),
        ("why", suggestion_note),
        ("keywords", keywords),
        ("mentions", mentioned),
    ):
        parts[name], made = cpu(partial(enricher, frame, rules))
        frame = frame.assign(**{key: pd.Series(values, frame.index) for key, values in made.items()})
    ours = sum(parts.values())
    said = ", ".join(f"{name} {cost:.1f}" for name, cost in parts.items())
    sys.stdout.write(
        f"\n{ROWS:,} texts: rjieba alone {alone:.1f} s; ours {ours:.1f} s ({said}): {ours / alone:.2f} times, at most {MOST:g} wanted\n"
    )
    assert ours <= MOST * alone


def test_five_models_asked_at_once(shared_data):
    """Models are none of the bound above: most teams have none. Cutting texts once for all is what keeps them cheap."""
    letters = shared_data / "A_zh_feedback" / "gov_kind_prefix"
    labels = pd.read_csv(letters.with_suffix(".labels.csv"), dtype=str).set_index("反馈ID")["kind"]
    said = pd.read_excel(letters.with_suffix(".xlsx"), dtype=str, engine="calamine").set_index("反馈ID")
    known = said["问题描述"].to_frame("text").join(labels, how="inner").dropna()
    model = fitted("kind", Lessons(list(known["text"]), list(known["kind"]), [None] * len(known)))
    models = Models({question: replace(model, question=question) for question in QUESTIONS[:5]})
    texts = short_texts(shared_data)[:FEWER]
    cutter = rjieba.Jieba()
    cutter.cut("热身")
    alone, _ = cpu(lambda: [cutter.cut(text) for text in texts])
    each, one_by_one = cpu(lambda: {question: one.suggest(texts) for question, one in models.items()})
    ours, together = cpu(lambda: models.suggest(texts))
    sys.stdout.write(
        f"\n{FEWER:,} texts, five models: one by one {each / alone:.1f}, at once {ours / alone:.1f} times rjieba alone\n"
    )
    assert all(together[question].equals(one_by_one[question]) for question in models)
    assert ours <= each / 2
