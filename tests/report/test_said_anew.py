"""What customers say again and again, and what is new in it, on the page of frequent issues."""

from __future__ import annotations

from datetime import datetime

import pytest
from judged import judged

from toolkit.report.monthly import monthly_report
from toolkit.report.options import ReportOptions

AS_OF = datetime.fromisoformat("2026-11-02T09:00")


def said(text, count, month="10"):
    return [
        {"description": f"{text}，{place}号", "received_at": f"2026-{month}-{place + 1:02} 10:00"}
        for place in range(count)
    ]


def top_of(*rows, **options):
    report = monthly_report(
        judged(*(row for some in rows for row in some)), "2026-10", AS_OF, ReportOptions(**options)
    )
    return next(page for page in report.pages if page.key == "top")


def keywords(page):
    table = next(block for block in page.blocks if getattr(block, "key", "") == "issues")
    return table.rows[0].cells["keywords"].value


def test_the_statistics_tell_phrases_with_their_counts():
    assert "物流信息不更新（4）" in keywords(top_of(said("物流信息不更新", 4), said("信息填错", 2)))


def test_without_anything_that_recurs_the_words_of_the_team_stand():
    row = {"description": "慢", "keywords": "配送慢", "received_at": "2026-10-09 10:00"}
    assert keywords(top_of([row])) == "配送慢"


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (said("快递丢了", 5, "09"), "客户的新说法：物流信息不更新（4）。"),
        (
            said("快递丢了", 5, "09") + said("物流信息不更新", 1, "09"),
            "比上月说得多的：物流信息不更新（4）。",
        ),
        ([], ""),
    ],
    ids=["new", "rising", "nothing to compare with"],
)
def test_what_is_new_against_last_month(before, sentence):
    lead = "".join(top_of(said("物流信息不更新", 4), before).lead)
    assert sentence in lead
    assert ("新说法" in lead or "说得多" in lead) is bool(sentence)


def test_a_name_that_many_write_is_no_phrase():
    page = top_of(said("我叫张三丰，电话13800138000，物流信息不更新", 5))
    assert "张三丰" not in keywords(page)
    assert "13800138000" not in keywords(page)
