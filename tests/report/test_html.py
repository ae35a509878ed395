"""The report as a web page: the same figures as the workbook, customers' words as they are, nothing that runs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from itertools import pairwise
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from judged import judged
from judged_months import months

from toolkit.excel.look import OTHERS, PALETTE, contrast, recoloured
from toolkit.report.html import report_html
from toolkit.report.html.axes import Measure
from toolkit.report.html.blocks import VIEWS
from toolkit.report.html.charts import DRAWN, draw_chart
from toolkit.report.html.drawings import draw_shapes
from toolkit.report.html.plot import cut, steps
from toolkit.report.html.scatter import draw_scatter
from toolkit.report.html.series import chart_of
from toolkit.report.html.values import Values
from toolkit.report.html.written import written
from toolkit.report.monthly import monthly_report
from toolkit.report.options import DropCount, ReportOptions
from toolkit.schema.chart import Mark
from toolkit.schema.drawing import Box, Drawing, Ink, Stroke
from toolkit.schema.page import (
    Block,
    ChartBlock,
    ChartKind,
    Figure,
    Form,
    Page,
    Report,
    Row,
    Series,
    TableBlock,
    TableColumn,
)
from toolkit.schema.scatter import Group, Point, ScatterBlock, Shape

AS_OF = datetime.fromisoformat("2026-11-02T09:00")
DROPS = (DropCount("一组.xlsx", 210, 204, 6, "华东"), DropCount("二组.xlsx", 120, 120, 0, "华南"))


def monthly(frame, **options):
    return monthly_report(frame, "2026-10", AS_OF, ReportOptions(**options), DROPS)


class Text(HTMLParser):
    """The tags of a page, and its words by the id of the section they stand in."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words, self._section, self._skips = [], {}, "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._skips = tag in ("style", "title")
        if tag == "section":
            self._section = dict(attrs)["id"]

    def handle_endtag(self, tag):
        self._skips = False

    def handle_data(self, data):
        if data.strip() and not self._skips:
            self.words.setdefault(self._section, []).append(data.strip())


@pytest.fixture(scope="module")
def busy():
    return monthly(months(900), company="示例商贸有限公司", targets={"resolution_rate": 0.9})


def test_every_kind_of_block_has_a_template():
    assert VIEWS.keys() == set(get_args(Block))


def test_every_kind_of_chart_is_drawn():
    assert DRAWN.keys() == set(ChartKind)


def test_every_page_is_a_section_and_every_link_leads_to_one(busy):
    page = Text(report_html(busy))
    sections = [attrs["id"] for tag, attrs in page.tags if tag == "section"]
    assert sections == [one.key for one in busy.pages if not one.is_aid]
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert {link[1:] for link in links} == set(sections)


def test_every_figure_of_a_table_stands_there_as_its_cell_shows_it(busy):
    page = Text(report_html(busy))
    for one in (one for one in busy.pages if not one.is_aid):
        said = page.words.get(one.key, [])
        for block in (block for block in one.blocks if isinstance(block, TableBlock) and not block.is_aid):
            for row in block.rows:
                shown = [c.key for c in block.columns if c.form is not Form.TREND]
                if any(row.cells[key].link == "points" for key in row.cells):
                    continue
                for figure in (row.cells[key] for key in shown if key in row.cells):
                    text = " ".join(written(figure.value, figure.form, "zh").split())
                    assert not text or any(text in " ".join(words.split()) for words in said), (one.key, text)


def test_pivots_are_plain_tables_with_their_totals(busy):
    received = next(card.figure.value for card in busy.pages[0].blocks[0].cards)
    assert Text(report_html(busy)).words["pivot_issue"][-1] == f"{received:,}"


NASTY = ("<script>alert(1)</script>", "{{7*7}}", "]]>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "{% raw %}")  # fmt: skip


def test_what_customers_wrote_is_shown_as_they_wrote_it():
    rows = [{"issue_type": word, "description": word, "region": word, "owner": word} for word in NASTY]
    late = {"resolution_due": "2026-10-10 18:00", "satisfaction": "dissatisfied"}
    page = report_html(monthly(judged(*[row | late for row in rows]), company=NASTY[0], top=6))
    read = Text(page)
    for word in NASTY:
        assert word in " ".join(read.words["top"])
    assert "49" not in " ".join(read.words["overdue"])
    assert not {"script", "iframe", "object", "link"} & {tag for tag, _ in read.tags}
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on")]


def test_nothing_is_fetched_and_nothing_runs(busy):
    page = report_html(busy)
    policy = "default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:"
    assert f'http-equiv="Content-Security-Policy" content="{policy}' in page
    assert not re.search(r"https?://|url\(|@import", page)


PERSONAL = ("13800138000", "zhang.san@example.com", "110101199003074514", "张三丰")


def test_no_personal_data_leaves():
    text = "我叫张三丰,电话13800138000,邮箱 zhang.san@example.com,身份证110101199003074514"
    planted = {"customer_name": "张三丰", "customer_id": "13800138000", "owner": "张三丰", "description": text,
               "issue_type": "找13800138000", "region": "13800138000", "keywords": "13800138000",
               "resolution_due": "2026-10-10 10:00", "satisfaction": "dissatisfied"}  # fmt: skip
    drops = (DropCount("13800138000.xlsx", 1, 1, 0, "zhang.san@example.com"),)
    page = report_html(monthly_report(judged(planted, planted), "2026-10", AS_OF, ReportOptions(), drops))
    assert not [word for word in PERSONAL if word in page]


def test_the_rows_of_detail_stay_in_the_workbook():
    frame = judged({"feedback_id": "ONLY-IN-DETAIL", "description": "只在明细里"}, {})
    page = report_html(monthly(frame, top=1))
    assert "ONLY-IN-DETAIL" not in page
    assert len(page) < 120_000


def test_the_same_report_gives_the_same_text():
    frame = months(300)
    assert report_html(monthly(frame)) == report_html(monthly(frame))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("frame", [judged(), judged({}), judged(*[{"issue_type": f"类{n % 40}"} for n in range(90)])],
                         ids=["no rows", "one row", "forty types"])  # fmt: skip
def test_small_and_odd_months_are_whole(frame, lang):
    page = report_html(monthly(frame, lang=lang))
    assert not re.search(r"\bnan\b|\bNaT\b|\bNone\b|inf\b", page)
    assert page.count("<svg") == page.count("</svg>")


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (1234, Form.COUNT, "1,234"), (0, Form.COUNT, "0"), (-3, Form.COUNT, "-3"), (None, Form.COUNT, ""),
        ("–", Form.RATE, "–"), (0.9125, Form.RATE, "91.3%"), (0.00049, Form.RATE, "0.0%"), (1, Form.RATE, "100.0%"),
        (2.25, Form.DECIMAL, "2.3"), (-0.04, Form.DECIMAL, "0.0"), (np.float64("nan"), Form.DECIMAL, ""),
        (5, Form.CHANGE, "▲ 5"), (-1234, Form.CHANGE, "▼ 1,234"), (0, Form.CHANGE, "±0"),
        (-2.25, Form.POINTS, "▼ 2.3 个百分点"), (3, Form.CARD_CHANGE, "较上月 ▲ 3"), (0, Form.CARD_POINTS, "与上月相同"),
        (np.datetime64("2026-10-31T23:59:59"), Form.MOMENT, "2026-10-31 23:59"), (pd.NaT, Form.MOMENT, ""),
        (np.datetime64("2026-10-31"), Form.DAY, "2026-10-31"), (pd.Timestamp("2026-10-31 08:30"), Form.MOMENT, "2026-10-31 08:30"),
        (7.0, Form.TEXT, "7"), ("00123", Form.ID, "00123"),
    ],
)  # fmt: skip
def test_values_are_written_as_cells_show_them(value, form, said):
    assert written(value, form, "zh") == said


def table(*values, key="t"):
    rows = tuple(Row(f"r{n}", {"v": Figure(value), "n": Figure(f"第{n}")}) for n, value in enumerate(values))
    return TableBlock(key, (TableColumn("n", "n"), TableColumn("v", "v")), rows)


def report_of(*blocks):
    return Report("r", "r", "zh", (Page("cover", "c", "c", blocks=blocks),))


def test_references_are_columns_and_their_last_rows():
    values = Values(report_of(table(1, 2.5, None, "–", np.int64(4))))
    assert values.numbers("{t.v:}") == [1, 2.5, None, None, 4]
    assert values.numbers("{t.v:2}") == [None, 4]
    for wrong in ("{t.v}", "{other.v:}", "A1:A3"):
        with pytest.raises(ValueError, match="table"):
            values.of(wrong)


def chart(*values, kind=ChartKind.COLUMN, **series):
    block = ChartBlock("图", kind, "{t.n:}", (Series("数", "{t.v:}", **series),), "说明", rows=10)
    return draw_chart(chart_of(block, Values(report_of(table(*values))), "zh", 400, 12))


def test_columns_start_at_zero_and_are_as_high_as_their_values():
    plot = chart(10, 40, None, 20)
    heights = [bar.height for bar in plot.bars]
    assert heights == pytest.approx([heights[1] / 4, heights[1], heights[1] / 2], abs=0.2)
    assert len({round(bar.y + bar.height) for bar in plot.bars}) == 1
    assert plot.bars[0].title == "第0 · 数 10"


def test_parts_of_a_whole_stand_on_top_of_each_other():
    rows = tuple(
        Row(f"r{n}", {"n": Figure(f"第{n}"), "a": Figure(a), "b": Figure(b)})
        for n, (a, b) in enumerate([(30, 10), (None, None), (0, 20)])
    )
    series = (Series("甲", "{t.a:}"), Series("乙", "{t.b:}", colour=1))
    block = ChartBlock("图", ChartKind.STACK, "{t.n:}", series, "说明", rows=10)
    columns = tuple(TableColumn(key, key) for key in ("n", "a", "b"))
    values = Values(report_of(TableBlock("t", columns, rows)))
    first, second, third = draw_chart(chart_of(block, values, "zh", 400, 12)).bars
    assert (first.role, second.role, third.role) == ("s0", "s1", "s1")
    assert first.height == pytest.approx(3 * second.height, abs=3)
    assert second.y + second.height < first.y
    assert third.y + third.height == pytest.approx(first.y + first.height, abs=0.2)


def test_a_missing_value_is_a_gap_in_a_line():
    plot = chart(0.5, 0.6, None, 0.7, 0.8, kind=ChartKind.LINE, is_rate=True)
    assert [len(path.points.split()) for path in plot.paths] == [2, 2]
    assert len(plot.dots) == 4
    assert "80.0%" in [words.text for words in plot.words]


def test_lying_bars_are_as_long_as_their_values_and_stay_inside():
    plot = chart(1, 1000, 0, kind=ChartKind.BAR, has_labels=True)
    assert [bar.width for bar in plot.bars] == pytest.approx([plot.bars[1].width / 1000, plot.bars[1].width, 0], abs=0.1)  # fmt: skip
    assert max(bar.x + bar.width for bar in plot.bars) < plot.width


def test_names_without_room_are_aslant_and_cut():
    block = ChartBlock("图", ChartKind.COLUMN, "{t.n:}", (Series("数", "{t.v:}"),), "说明")
    rows = tuple(Row(f"r{n}", {"v": Figure(n), "n": Figure(f"很长的问题类型名称第{n}号")}) for n in range(25))
    long = TableBlock("t", (), rows)
    plot = draw_chart(chart_of(block, Values(report_of(long)), "zh", 344, 11))
    names = [words for words in plot.words if words.role == "name"]
    assert {words.turn for words in names} == {-45}
    assert all(words.text.endswith("…") for words in names)


@pytest.mark.parametrize(
    ("values", "lines"),
    [([], [0, 1]), ([0], [0, 1]), ([3], [0, 1, 2, 3]), ([129], [0, 50, 100, 150]), ([-54.5, 46.2], [-100, -50, 0, 50])],
)  # fmt: skip
def test_axes_have_round_steps_around_zero(values, lines):
    assert steps(values) == lines


def test_a_text_is_cut_to_its_room():
    assert cut("物流延迟", 100, 12) == "物流延迟"
    assert cut("物流延迟", 40, 12) == "物流…"


def test_a_drawing_keeps_its_lines_and_words():
    shapes = (
        Stroke((0, 50), (300, 50), Ink.SPINE),
        Box((300, 30), (120, 40), "订单下单5天未发货的原因", Ink.HEAD),
    )
    plot = draw_shapes(Drawing("鱼骨图", shapes, 10, "原因"))
    assert (plot.width, plot.height) == (424, 74)
    assert "".join(words.text for words in plot.words) == "订单下单5天未发货的原因"
    page = report_html(report_of(Drawing("鱼骨图", shapes, 10, "原因")))
    assert 'aria-label="原因"' in page


def test_text_of_every_tone_stands_out_from_what_it_stands_on():
    pairs = [(PALETTE.ink, PALETTE.paper), (PALETTE.muted, PALETTE.paper), (PALETTE.muted, PALETTE.band),
             (PALETTE.accent, PALETTE.paper), (PALETTE.paper, PALETTE.accent), (PALETTE.paper, PALETTE.muted)]  # fmt: skip
    pairs += [(getattr(PALETTE, tone), paper) for tone in ("good", "watch", "bad")
              for paper in (PALETTE.paper, getattr(PALETTE, f"{tone}_tint"))]  # fmt: skip
    assert {pair: round(contrast(*pair), 1) for pair in pairs if contrast(*pair) < 4.5} == {}
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast(OTHERS, PALETTE.paper) > 3


def test_a_company_has_its_own_accent_and_its_tint():
    assert recoloured("") == {}
    assert recoloured("#1F6B4F") == {PALETTE.accent: "#1F6B4F", PALETTE.accent_tint: "#D9E6E1"}


def test_an_empty_table_says_so():
    page = Text(report_html(report_of(replace(table(), title="名单", empty="没有逾期"))))
    assert "没有逾期" in page.words["cover"]
    assert "table" not in [tag for tag, _ in page.tags]


def test_points_that_stand_out_are_ringed_and_limits_have_no_marks():
    plot = chart(0.01, 0.02, None, kind=ChartKind.LINE, is_rate=True, mark=Mark.RING)
    assert [dot.role for dot in plot.dots] == ["ring", "ring"]
    assert plot.paths == []
    limit = chart(0.01, 0.01, kind=ChartKind.LINE, is_rate=True, mark=Mark.NONE)
    assert (len(limit.paths), len(limit.dots)) == (1, 0)


@pytest.mark.parametrize(
    ("measure", "values", "said"),
    [
        (Measure(), [0, 12], ["0", "5", "10", "15"]),
        (Measure(is_rate=True), [0.1], ["0%", "20%", "40%", "60%", "80%", "100%"]),
        (Measure(is_rate=True, is_fitted=True), [0.028], ["0%", "1%", "2%", "3%"]),
        (Measure(is_rate=True, is_fitted=True), [0.0121], ["0.0%", "0.5%", "1.0%", "1.5%"]),
        (Measure(is_fitted=True), [0.9], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ],
)
def test_an_axis_says_no_more_decimals_than_its_steps_need(measure, values, said):
    found = measure.steps(values)
    assert [measure.said(step, found[1] - found[0]) for step in found] == said


def test_points_over_two_rates_stand_where_they_belong_with_names_apart():
    cells = [(0.0, 0.0), (1.0, 1.0), (0.5, 0.5), (0.5, 0.51), (None, 0.5)]
    rows = tuple(Row(f"r{n}", {"a": Figure(a), "b": Figure(b)}) for n, (a, b) in enumerate(cells))
    names = ("一", "最高的那个名字", "中", "中上", "没有")
    points = tuple(
        Point(name, *pair, place % 2) for place, (name, pair) in enumerate(zip(names, cells, strict=True))
    )
    groups = (Group("便宜"), Group("贵", Shape.SQUARE))
    block = ScatterBlock(
        "图", "{s.a:}", "{s.b:}", points, ("影响", "价值"), (0.2, 0.3), "说明", groups=groups
    )
    report = report_of(TableBlock("s", (), rows), block)
    plot = draw_scatter(block, Values(report), 400, 12)
    low, high, *_ = plot.dots
    assert len(plot.dots) == 4
    assert low.x < high.x
    assert low.y > high.y
    said = [words for words in plot.words if words.role == "value"]
    assert abs(said[2].y - said[3].y) >= 12
    assert said[1].x < high.x
    page = report_html(report)
    assert 'aria-label="说明"' in page
    assert '<span class="square s0"></span>贵' in page
    assert (page.count("<polygon"), page.count("<circle")) == (
        4,
        4,
    )  # two of each, for a desk and for a phone
    short = replace(block, ends=(0.5, 0.6))
    assert draw_scatter(short, Values(report_of(report.pages[0].blocks[0], short)), 400, 12).dots[2].x > 380


def test_names_below_each_other_in_a_cell_stay_so_and_make_it_no_wider():
    column = TableColumn("v", "例", Form.WRAPPED)
    rows = (Row("r1", {"v": Figure("退换货流程 8 件\n产品质量 17 件\n服务态度 16 件", form=Form.WRAPPED)}),)
    page = report_html(report_of(TableBlock("t", (TableColumn("n", "名"), column), rows)))
    assert "退换货流程 8 件\n产品质量 17 件" in page
    assert float(re.findall(r"min-width:([\d.]+)em", page)[1]) < 12


def test_larger_counts_stand_on_a_darker_ground():
    page = report_html(report_of(replace(table(0, 5, 10), shaded=("v",))))
    assert re.findall(r"accent-tint\) (\d+)%", page) == ["50", "100"]


def test_a_table_that_only_a_chart_draws_from_is_left_out(busy):
    drawn = {
        block.key for block in next(one for one in busy.pages if one.key == "history").blocks if block.is_aid
    }
    assert "drawn_issues" in drawn
    history = report_html(busy).split('id="history"')[1].split("</section>")[0]
    assert history.count("<table") == 1


def test_a_page_that_only_charts_draw_from_is_left_out_and_nothing_leads_to_it(busy):
    (aid,) = [one for one in busy.pages if one.is_aid]
    assert aid.title in {figure.value for row in all_rows(busy.pages[0]) for figure in row.cells.values()}
    page = report_html(busy)
    assert f'#{aid.key}"' not in page
    assert f">{aid.title}<" not in page


def all_rows(page):
    return [row for block in page.blocks if isinstance(block, TableBlock) for row in block.rows]


def test_of_many_names_some_are_written_the_last_one_always():
    rows = tuple(Row(f"r{n}", {"v": Figure(n), "n": Figure(f"26-{n:02}")}) for n in range(60))
    block = ChartBlock("图", ChartKind.LINE, "{t.n:}", (Series("数", "{t.v:}"),), "说明")
    plot = draw_chart(chart_of(block, Values(report_of(TableBlock("t", (), rows))), "zh", 344, 11))
    names = sorted((words.x, words.text) for words in plot.words if words.role == "name")
    assert names[-1][1] == "26-59"
    assert 4 < len(names) < 12
    assert all(b[0] - a[0] > 30 for a, b in pairwise(names[:-1]))
