"""Effects as slopes: what is drawn first, what the words claim, and what native and web charts show of it."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime

import numpy as np
import pytest
from improvement_shop import EFFECT, FEEDBACK, PLANS, received, shop
from judged import judged
from lxml import etree

from toolkit.excel.draw.report import draw_report
from toolkit.report.digest.quarter import quarterly_report
from toolkit.report.digest.week import weekly_report
from toolkit.report.html import report_html
from toolkit.report.html.slopes import draw_slope
from toolkit.report.html.values import Values
from toolkit.report.monthly import monthly_report
from toolkit.report.options import ReportOptions
from toolkit.schema.page import SlopeBlock, TableBlock, Tone
from toolkit.words import LANGUAGES

AS_OF = datetime.fromisoformat("2026-11-02T09:00")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
GOAL = {
    "issue": "支付问题",
    "goal": "满意率提升至85%",
    "measures": "升级支付接口",
    "state": "done",
    "done_on": "2026-10-01",
}
SATISFIED = {"measure": "升级支付接口", "metric": "支付问题满意率"}


def answers(day, satisfied, every):
    return [
        row | {"satisfaction": "satisfied" if n < satisfied else "dissatisfied", "followed_up_at": f"{day} 12:00",
               "resolved_at": f"{day} 11:00", "customer_id": f"P{n}"}
        for n, row in enumerate(received(day, every, "支付问题"))
    ]  # fmt: skip


ASKED = judged(*answers("2026-09-12", 42, 60), *answers("2026-10-05", 54, 60))


def report_of(*effects, plans=PLANS, feedback=FEEDBACK, lang="zh"):
    improvement = shop(plans, effects, feedback)
    return monthly_report(feedback, "2026-10", AS_OF, ReportOptions(lang=lang), improvement=improvement)


def page(report, key):
    return next((page for page in report.pages if page.key == key), None)


def drawn(report):
    return [block for block in page(report, "plan").blocks if isinstance(block, SlopeBlock)]


def cells(report, row, key="slope_1"):
    table = next(block for block in page(report, "slopes").blocks if block.key == key)
    found = next(one for one in table.rows if one.key == row)
    return {key: figure.value for key, figure in found.cells.items()}


def test_a_count_that_fell_below_its_goal():
    report = report_of(EFFECT)
    (block,) = drawn(report)
    assert (block.title, block.metric) == ("增加十名分拣员", "物流延迟 · 投诉量(件)")
    assert block.said == "达标 · ▼ 60.0% · 目标 ≤ 10 · 变化不像偶然"
    assert (block.tone, block.goal, block.ends[0]) == (Tone.GOOD, "目标 10", 0)
    before, after = cells(report, "before"), cells(report, "after")
    assert (before["value"], after["value"], after["goal"]) == (20, 8, 10)
    # The exact interval of 8 of a Poisson process is 3.45 to 15.76.
    assert after["value"] - after["below"] == pytest.approx(3.454, abs=0.001)
    assert after["value"] + after["above"] == pytest.approx(15.763, abs=0.001)


def test_a_share_says_points_and_what_it_rests_on():
    report = report_of(SATISFIED, plans=(GOAL,), feedback=ASKED)
    (block,) = drawn(report)
    assert block.said == "达标 · ▲ 20.0 个百分点 · 目标 ≥ 85.0% · 变化不像偶然"
    assert cells(report, "before")["when"] == "生效前 30 天（样本 60）"
    assert (cells(report, "before")["value"], cells(report, "after")["value"]) == (0.7, 0.9)
    assert 0 < block.ends[0] < cells(report, "before")["low"], (
        "a share need not begin at zero: its points carry figures"
    )


def test_a_goal_that_was_missed_is_red_and_says_so():
    report = report_of(EFFECT, plans=({**PLANS[0], "goal": "物流投诉降至5件"},))
    (block,) = drawn(report)
    assert (block.tone, block.said.split(" · ")[0]) == (Tone.BAD, "未达标")


def test_half_a_window_has_no_later_figure():
    late = {**EFFECT, "effective_on": "2026-10-15"}
    report = report_of(late)
    (block,) = drawn(report)
    assert block.said == "观察中，2026-11-14 满 30 天再比 · 目标 ≤ 10"
    assert block.tone is Tone.MUTED
    assert cells(report, "before")["value"] == 28
    assert cells(report, "after")["value"] is None
    plot = draw_slope(block, Values(report), "zh", 320, 12)
    assert len(plot.dots) == 1


def test_what_the_ledger_cannot_count_is_drawn_as_typed_and_says_so():
    typed = {"measure": "改规则", "metric": "3天发货率", "before": 89.0, "after": 97.0}
    plan = {
        "issue": "其他",
        "measures": "改规则",
        "goal": "3天发货率提升至95%",
        "state": "done",
        "done_on": "2026-10-01",
    }
    report = report_of(typed, plans=(plan,))
    (block,) = drawn(report)
    assert block.said == "达标 · ▲ 8.0 个百分点 · 目标 ≥ 95.0% · 按填的数值，系统没有这项数据"
    assert (cells(report, "before")["value"], cells(report, "after")["value"]) == (0.89, 0.97)
    assert "below" not in cells(report, "before"), "nobody knows how sure a typed figure is"


def test_of_many_the_clearest_are_drawn_and_the_rest_is_counted():
    weak = [{"measure": f"措施{n}", "metric": "物流投诉", "effective_on": "2026-10-20"} for n in range(8)]
    report = report_of(*weak, EFFECT, {"measure": "无从谈起", "metric": "员工心情"})
    found = drawn(report)
    assert [block.title for block in found] == ["增加十名分拣员", *(f"措施{n}" for n in range(5))]
    assert "共 10 项，画出看得最清楚的 6 项，其余见表。" in page(report, "plan").rules[0]
    assert [block.is_beside for block in found] == [False, True, True, False, True, True]


def test_without_an_effect_to_draw_nothing_is_said_of_slopes():
    report = report_of({"measure": "无从谈起", "metric": "员工心情"})
    assert not drawn(report)
    assert page(report, "slopes") is None
    assert page(report, "plan").rules == ()


def test_names_are_masked_and_long_ones_cut():
    long = {**EFFECT, "measure": "请客户拨打13912345678确认地址" + "再确认一次" * 20}
    report = report_of(long)
    (block,) = drawn(report)
    assert "13912345678" not in block.title + block.alt
    assert len(block.title) == 40


def test_the_name_of_the_goal_keeps_clear_of_the_figures():
    held = report_of(EFFECT, plans=({**PLANS[0], "goal": "物流投诉不超过19件"},))
    assert drawn(held)[0].is_goal_last, "near the earlier figure it stands at the later one"
    even = report_of(
        {**EFFECT, "effective_on": "2026-10-11"}, plans=({**PLANS[0], "goal": "物流投诉不超过5件"},)
    )
    assert drawn(even)[0].goal == "目标 5"


@pytest.fixture(scope="module")
def charts(tmp_path_factory):
    """The chart parts of a report that hold intervals, and its sheets by name."""
    path = tmp_path_factory.mktemp("slopes") / "r.xlsx"
    draw_report(report_of(EFFECT, {**EFFECT, "measure": "补用例", "effective_on": "2026-10-15"}), path)
    with zipfile.ZipFile(path) as book:
        parts = [
            etree.fromstring(book.read(name))
            for name in book.namelist()
            if re.search(r"charts/chart\d+", name)
        ]
    return [part for part in parts if part.find(f".//{CHART}errBars") is not None]


def test_a_native_slope_draws_from_cells(charts):
    first, second = charts
    references = [one.text for one in first.iter(f"{CHART}f")]
    assert all(one.startswith("'效果数据'!$") for one in references)
    values = [
        [point.findtext(f"{CHART}v") for point in one.iter(f"{CHART}pt")] for one in first.iter(f"{CHART}val")
    ]
    assert values == [["10", "10"], ["20"], ["20", "8"]]
    colours = {
        one.get("val") for one in first.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr")
    }
    assert "027A48" in colours, "the colour of the verdict"
    gap = [len(list(one.iter(f"{CHART}pt"))) for one in second.iter(f"{CHART}val")]
    assert gap == [2, 1, 1], "a figure that is not there yet is a gap"


def test_a_web_slope_stands_where_its_figures_are():
    report = report_of(EFFECT)
    (block,) = drawn(report)
    plot = draw_slope(block, Values(report), "zh", 320, 12)
    before, after = plot.dots
    zero = plot.rules[0].points.split()[0].split(",")[1]
    heights = [float(zero) - 7 - dot.y for dot in (before, after)]
    assert heights[0] / heights[1] == pytest.approx(20 / 8, rel=0.01)
    assert {words.text for words in plot.words} >= {"20", "8", "目标 10", "生效前 30 天", "生效后 30 天"}
    assert all(0 <= words.x <= 320 for words in plot.words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_languages_have_their_words_on_the_web(lang):
    page_text = report_html(report_of(EFFECT, SATISFIED, lang=lang))
    assert page_text.count('class="chart slope"') == 1
    assert ("达标 · ▼ 60.0%" if lang == "zh" else "reached · ▼ 60.0%") in page_text


@pytest.mark.parametrize(("make", "name"), [(quarterly_report, "2026Q4"), (weekly_report, "2026-W44")])
def test_quarter_and_week_draw_them_too(make, name, tmp_path):
    report = make(FEEDBACK, name, AS_OF, ReportOptions(), shop())
    assert len(drawn(report)) == 1
    assert cells(report, "after")["value"] == 8
    draw_report(report, tmp_path / "r.xlsx")


def test_intervals_are_formulas_over_their_ends():
    report = report_of(EFFECT)
    table = next(block for block in page(report, "slopes").blocks if isinstance(block, TableBlock))
    for row in table.rows:
        values = {key: figure.value for key, figure in row.cells.items()}
        assert row.cells["below"].formula == "{@value}-{@low}"
        assert np.isclose(values["below"], values["value"] - values["low"])
        assert row.cells["above"].formula == "{@high}-{@value}"
