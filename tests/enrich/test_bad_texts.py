"""Whatever people paste into a description: nothing breaks, nothing takes long, nothing of it is changed."""

from __future__ import annotations

import time
from dataclasses import replace

import pandas as pd
import pytest
from enrich_rows import RULES as PLAIN

from toolkit.domain.text.alike import alike
from toolkit.domain.text.nearby import entries
from toolkit.domain.text.wording import gaps, is_garbled, is_vague
from toolkit.enrich import enrich, main_phrases
from toolkit.learning.pieces import pieces

RULES = replace(
    PLAIN,
    class_words={
        "issue_attribute": {"process": ("退款", "refund")},
        "issue_nature": {"efficiency": ("未发货", "慢")},
    },
)
LONG = 10_000
BAD = {
    "emoji": "😡👎🏽👩‍👩‍👧‍👦🇨🇳 快递3天没到 " * 40,
    "ten thousand characters": "下单三天了还未发货，请问怎么退款，" * (LONG // 17),
    "one word without an end": "啊" * LONG,
    "letters without an end": "a" * LONG,
    "digits without an end": "1" * LONG,
    "numbers without an end": "1,234," * (LONG // 6),
    "only punctuation": "？！……——《》、。，！？!?.,;:()" * 200,
    "html": "<div onclick='x()'><p>快递&nbsp;未发货</p><script>alert(1)</script></div>" * 50,
    "unclosed html": "<" * LONG,
    "mojibake": "é¢„çº¦åŽ»é—¨åº—ï¼Œå®¢æœ\x8d" * 100,
    "lost characters": "锟斤拷" * 500 + "\ufffd" * 500,
    "traditional characters": "快遞三天沒有動靜，請問怎麼退款？" * 20,
    "zero-width": "未\u200b发\u200d货\ufeff，\u2060扣\u200c款" * 50,
    "right to left": "\u202eمرحبا لم تصل الطلبية \u202cשלום 未发货" * 30,
    "bidi overrides": "\u202a\u202b\u202d\u2066\u2067" * 500,
    "lone surrogates": "未发货\ud800\udfff扣款",
    "controls": "未发货\x00\x01\x07\x1b[31m扣款",
    "newlines": "\n" * LONG + "未发货",
    "spaces": " " * LONG + "未发货" + " " * LONG,
    "combining marks": "未发货" + "\u0301" * 5_000,
    "full width": "ＡＢＣ１２３４５６７８９０　未发货" * 50,
    "pattern bomb": "(a+)+$" * 100 + "a" * 5_000 + "!",
    "thanks without an end": "很" * 500 + "谢谢！" * 2_000,
    "quotation without an end": "“" * LONG,
    "phones without an end": "138-0013-8000 " * 500,
    "dates without an end": "2026年10月8日、" * 800,
    "looks like a formula": '=HYPERLINK("http://x","未发货")',
    "one character": "慢",
    "nothing": "",
}  # fmt: skip


def frame_of(texts: list[str | None]) -> pd.DataFrame:
    rows = len(texts)
    received = pd.to_datetime(pd.Series(["2026-10-08 09:30"] * rows))
    cells = {"feedback_id": [f"F{n}" for n in range(rows)], "customer_id": ["C1"] * rows, "description": texts, "issue_type": None, "kind": None}  # fmt: skip
    return pd.DataFrame(cells, dtype=object).assign(received_at=received.to_numpy("M8[s]"))


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_it_is_read_in_no_time_and_left_as_it_is(text):
    frame = frame_of([text, None, text])
    start = time.process_time()
    made = enrich(frame, RULES)
    main_phrases(frame.assign(issue_type="物流延迟"), RULES)
    alike(frame, 30)
    entries(frame)
    pieces([text])
    is_vague(pd.Series([text], dtype=object))
    gaps(text)
    is_garbled(text)
    assert time.process_time() - start < 3
    assert made["description"].tolist() == [text, None, text]
    assert frame["description"].tolist() == [text, None, text]


def test_all_of_them_at_once():
    made = enrich(frame_of(list(BAD.values())), RULES)
    assert made["description"].tolist() == list(BAD.values())


@pytest.mark.parametrize("name", ["emoji", "html", "right to left", "controls", "spaces", "full width"])
def test_what_can_be_read_in_it_is_read(name):
    assert enrich(frame_of([BAD[name].replace("快递3天没到", "未发货")]), RULES)["issue_type"].tolist() == [
        "物流延迟"
    ]
