"""Pages of analysis, on rows that a person can count; and the laws of the report on the real logs."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import openpyxl
import pytest
from judged import judged
from judged_months import months
from recalculated import disagreements

from toolkit.domain.figures.period import Period
from toolkit.domain.loop.practice import Practice
from toolkit.domain.worktime.calendar import WorkCalendar
from toolkit.excel.draw.report import draw_report
from toolkit.report.detail import labelled, month_detail
from toolkit.report.formulas import count, mean, percentile
from toolkit.report.month import Month
from toolkit.report.monthly import month_pages, month_story, monthly_report
from toolkit.report.options import ReportOptions
from toolkit.report.split import place_of
from toolkit.schema.page import ChartBlock, Report, TableBlock
from toolkit.schema.scatter import ScatterBlock

AS_OF = datetime.fromisoformat("2026-11-02T09:00")
WEEK = {day: [["09:00", "12:00"], ["13:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def report_of(frame, **options):
    return monthly_report(frame, "2026-10", AS_OF, ReportOptions(**options))


def block(report, table):
    blocks = [block for page in report.pages for block in page.blocks]
    return next(one for one in blocks if isinstance(one, TableBlock) and one.key == table)


def column(report, table, key):
    return [row.cells[key].value if key in row.cells else None for row in block(report, table).rows]


def page(report, key):
    return next((one for one in report.pages if one.key == key), None)


def resolved(hours, **more):
    """Feedback of Thursday 8 October, 9:30, resolved so many hours later."""
    done = datetime(2026, 10, 8, 9, 30) + timedelta(hours=hours)
    return {
        "resolved_at": f"{done:%Y-%m-%d %H:%M}",
        "first_responded_at": "2026-10-08 10:00",
        "status": "closed",
    } | more


def test_hours_fall_into_buckets_that_end_where_the_next_begins():
    report = report_of(judged(*[resolved(hours) for hours in (0.5, 1, 1.5, 4, 8, 24, 24.5)]))
    assert column(report, "buckets", "resolution_items") == [2, 2, 1, 1, 1]
    assert column(report, "buckets", "response_items") == [7, 0, 0, 0, 0]


def test_waiting_is_told_apart_from_handling_and_working_hours_from_natural_ones():
    held = {"held_from": "2026-10-08 12:00", "held_until": "2026-10-08 18:00"}
    calendar = WorkCalendar.from_dict({"weekly_hours": WEEK})
    report = report_of(judged(resolved(24, **held)), practice=Practice(calendar=calendar))
    spreads = dict(
        zip(
            (row.key for row in block(report, "spreads").rows),
            column(report, "spreads", "median"),
            strict=True,
        )
    )
    assert spreads == {
        "response_hours": 0.5, "resolution_hours": 24, "net_hours": 18, "work_hours": 8, "work_net_hours": 3,
    }  # fmt: skip
    stages = dict(
        zip((row.key for row in block(report, "stages").rows), column(report, "stages", "mean"), strict=True)
    )
    assert stages == {"response_hours": 0.5, "handling_hours": 17.5, "waiting_hours": 6}


def test_in_and_out_balance():
    before = [{"received_at": f"2026-09-{day:02} 09:00"} for day in (8, 9, 10)]
    rows = judged(
        *before,
        {},
        {},
        resolved(5),
        resolved(6, received_at="2026-09-20 09:00"),
        {"status": "recorded", "kind": "praise"},
    )
    report = report_of(rows)
    found = dict(
        zip((row.key for row in block(report, "flow").rows), column(report, "flow", "items"), strict=True)
    )
    assert found == {"opening": 4, "received": 4, "resolved": 2, "others": -1, "closing": 5}
    assert len(block(report, "leftovers").rows) == 3
    assert sum(column(report, "ages", "items")) == 5


def test_every_list_leads_to_its_rows():
    report = report_of(judged({"resolution_due": "2026-10-10 18:00"}, {"resolution_due": "2026-11-03 18:00"}))
    ids = report.data[0].frame["feedback_id"].tolist()
    for table, number in (("overdue", "F001"), ("due_soon", "F002")):
        link = block(report, table).rows[0].cells["feedback_id"].link
        assert link == f"detail:{ids.index(number)}"


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")
@pytest.mark.filterwarnings("ignore:Slicer List extension")
def test_the_name_of_a_figure_leads_to_the_column_that_is_1_for_its_rows(tmp_path):
    report = report_of(judged({}))
    draw_report(report, tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    names = {cell.value: cell.hyperlink.location for (cell,) in book["关键指标"]["A7:A24"] if cell.hyperlink}
    place = names["受理量(件)"].partition("!")[2]
    assert book["明细"][place].value == "本月受理"
    assert book["明细"][names["期末逾期(件)"].partition("!")[2]].value == "期末逾期"


def test_follow_ups_are_counted_by_way():
    due = {"resolved_at": "2026-10-08 18:00", "follow_up_due": "2026-10-10 18:00", "status": "closed"}
    rows = [{"ask_way": "phone", "followed_up_at": "2026-10-09 09:00"}, {"ask_way": "phone", "followed_up_at": "2026-10-12 09:00"},
            {"ask_way": "phone"}, {"ask_way": None}]  # fmt: skip
    report = report_of(judged(*[due | row for row in rows]))
    cells = {
        row.cells["way"].value: [row.cells[key].value for key in ("asked", "done", "in_time")]
        for row in block(report, "asked").rows
    }
    assert cells == {"电话": [3, 2, 1], "未定方式": [1, 0, 0]}


def test_issues_that_come_and_go_are_named():
    before = [{"received_at": "2026-09-08 09:30", "issue_type": "支付问题"}] * 2
    lead = page(report_of(judged(*before, {"issue_type": "物流延迟"})), "top").lead[0]
    assert "本月新出现：物流延迟" in lead
    assert "上月有、本月没有：支付问题" in lead


def test_one_far_region_is_pointed_out():
    rows = (
        [{"region": "新疆"}] * 6
        + [{"region": "上海"}] * 2
        + [{"region": "上海", "issue_type": "支付问题"}] * 3
    )
    assert "物流延迟有 75.0% 来自新疆" in " ".join(page(report_of(judged(*rows)), "cross").lead)
    assert len(page(report_of(judged(*[{"region": "新疆"}] * 8)), "cross").lead) == 1, (
        "only one region is known"
    )


def test_suggestions_say_whom_to_tell():
    done = resolved(5, kind="suggestion", customer_id="C1", lead_department="产品部")
    rows = judged(
        {**done, "informed_at": "2026-10-10"},
        done,
        {"kind": "suggestion"},
        {"kind": "praise", "owner": "张三"},
    )
    report = report_of(rows)
    assert sorted(column(report, "suggestion", "told")) == [
        "已告知 2026-10-10",
        "已有结果，待告知客户",
        "等结果",
    ]
    assert column(report, "praise", "told") == ["待转"]
    assert "张三" not in str(column(report, "praise", "whom"))
    ids = report.data[0].frame["feedback_id"].tolist()
    for table in ("suggestion", "praise"):
        for row in block(report, table).rows:
            number = row.cells["feedback_id"]
            assert number.link == f"detail:{ids.index(number.value)}"


def weeks(*counts):
    """So many rows in each of the weeks before November."""
    first = date(2026, 11, 1) - timedelta(days=7 * len(counts) - 1)
    return judged(
        *[
            {"received_at": f"{first + timedelta(days=7 * n + 1)} 10:00"}
            for n, size in enumerate(counts)
            for _ in range(size)
        ]
    )


def test_the_settings_can_hold_the_limits_of_a_chart():
    busy = weeks(*[30] * 9, *[10] * 9)
    free, held = (
        report_of(busy, baselines=spans)
        for spans in ({}, {"volume": ((np.datetime64("2026-08-31"), np.datetime64("2026-11-01")),)})
    )
    assert "到 10-19 那周，连续 8 周都在中心线下方" in page(free, "control").lead[0]
    volume = block(held, "verdicts").rows[0].cells
    assert volume["verdict"].value == "在正常波动内（界限按设置：2026-08-31 至 2026-10-25）"
    assert volume["centre"].value == pytest.approx(10 / 7)
    assert block(held, "points_volume").rows[0].cells["centre"].formula.count("w9.") == 2, (
        "from the ninth week on"
    )


def test_a_small_change_is_called_chance_and_a_large_one_is_not():
    steady = report_of(weeks(*[9, 11, 10, 8, 12, 10, 9, 11, 10, 12, 9, 10, 11, 10]))
    assert "在正常波动内" in steady.pages[0].lead[0]
    assert "各项都在正常波动内" in page(steady, "control").lead[0]
    jumped = report_of(weeks(*[9, 11, 10, 8, 12, 10, 9, 11, 10, 12, 9, 10, 60, 10]))
    assert "超出了正常波动" in jumped.pages[0].lead[0]
    assert "高于上控制限" in page(jumped, "control").lead[0]


def test_with_few_weeks_two_months_are_compared():
    rows = [{"received_at": "2026-09-28 09:30"}] * 10 + [{"received_at": "2026-10-28 09:30"}] * 12
    assert "可能只是偶然" in report_of(judged(*rows)).pages[0].lead[0]
    many = [{"received_at": "2026-09-28 09:30"}] * 10 + [{"received_at": "2026-10-28 09:30"}] * 60
    assert "偶然" not in report_of(judged(*many)).pages[0].lead[0]


def test_who_spoke_is_held_against_the_population():
    rows = judged(*[{"customer_type": "高价值客户"}] * 40 + [{"customer_type": "新客"}] * 20)
    given = {("customer_type", "高价值客户"): 0.2, ("customer_type", "新客"): 0.35}
    report = report_of(rows, population=given)
    stands = dict(zip(column(report, "sample", "group"), column(report, "sample", "stand"), strict=True))
    assert stands["高价值客户"] == "▲ 偏多"
    assert stands["新客"] == "相符"
    assert "高价值客户" in page(report, "quality").lead[1]
    assert "没有给出总体构成" in page(report_of(rows), "quality").lead[1]


def test_the_team_writes_its_own_sentences():
    report = report_of(judged({}, {}), wordings={"volume": "{{ month }} 共 {{ 受理 }} 件"})
    assert report.pages[0].lead[0] == "2026年10月 共 2 件"


def test_three_things_to_do_have_owner_and_day():
    rows = [{"resolution_due": "2026-10-10 18:00", "owner": "客服林"}] * 2 + [
        {"resolution_due": "2026-11-03 18:00", "owner": "客服周"}
    ]
    report = report_of(judged(*rows))
    assert column(report, "actions", "what") == [
        "办结逾期的 2 件，其中 2 件在此人名下",
        "守住七天内到期的 1 件，其中 1 件在此人名下",
    ]
    assert column(report, "actions", "who") == ["客服林", "客服周"]
    assert column(report, "actions", "by") == [np.datetime64("2026-11-03")] * 2


def test_persons_of_one_surname_are_told_apart_though_their_names_are_masked():
    late = {"resolution_due": "2026-10-10 18:00"}
    mine, other = late | {"owner": "王芳"}, late | {"owner": "王磊"}
    cells = block(report_of(judged(mine, mine, mine, other, other)), "actions").rows[0].cells
    assert (cells["what"].value, cells["who"].value) == ("办结逾期的 5 件，其中 3 件在此人名下", "王*")


def test_one_name_in_two_teams_is_two_persons():
    late = {"resolution_due": "2026-10-10 18:00", "owner": "客服林"}
    mine, other = (late | {"team": team} for team in ("华东", "华南"))
    cells = block(report_of(judged(mine, other, other)), "actions").rows[0].cells
    assert cells["what"].value == "办结逾期的 3 件，其中 2 件在此人名下"


def test_lists_name_the_team_where_there_are_several_with_numbers_of_their_own(soffice, tmp_path):
    late, soon = {"resolution_due": "2026-10-10 18:00"}, {"resolution_due": "2026-11-03 18:00"}
    rows = [late, soon, {"kind": "suggestion"}]
    one = [row | {"team": "华东"} for row in rows]
    both = one + [row | {"team": "华南", "feedback_id": f"F{n:03d}"} for n, row in enumerate(rows, 1)]
    alone, report = report_of(judged(*one)), report_of(judged(*both))
    for table in ("overdue", "due_soon", "suggestion"):
        assert "team" not in [head.key for head in block(alone, table).columns]
        assert [head.key for head in block(report, table).columns][:2] == ["feedback_id", "team"]
        assert column(report, table, "feedback_id")[0] == column(report, table, "feedback_id")[1]
        assert column(report, table, "team") == ["华东", "华南"]
    draw_report(report, tmp_path / "teams.xlsx")
    assert disagreements(soffice, [tmp_path / "teams.xlsx"], tmp_path)["teams"][1] == []


def test_feedback_to_offer_a_new_solution_for_is_counted_by_the_piece():
    back = {"satisfaction": "dissatisfied", "status": "reopened", "customer_id": "C001", "owner": "客服林"}
    found = column(report_of(judged(back, back)), "actions", "what")
    assert "给不满意的 2 件提出新方案，其中 2 件在此人名下" in found


def split_report(frame, most):
    """The report of a month whose rows do not fit on one sheet."""
    options, period = ReportOptions(), Period.month("2026-10", AS_OF)
    story = month_story(frame, period, options)
    story = replace(story, data=month_detail(labelled(frame, options), period, options, most))
    return story, Report("r", "r", "zh", month_pages(story), story.data.parts)


def test_rows_above_the_limit_stand_on_a_sheet_for_each_half(tmp_path):
    story, report = split_report(months(900), 40)
    assert {part.title.split()[1] for part in report.data} == {"上半月", "下半月"}
    assert max(len(part.frame) for part in report.data) <= 40
    assert sum(len(part.frame) for part in report.data) == len(story.data.frame)
    assert "分在" in " ".join(
        row.cells["meaning"].value
        for row in block(report, "terms").rows
        if isinstance(row.cells["meaning"].value, str)
    )
    key, row = place_of(story.data, len(story.data.frame) - 1).split(":")
    assert (key, int(row)) == (report.data[-1].key, len(report.data[-1].frame) - 1)
    assert count(story.data, in_received=1).count("COUNTIFS") == len(report.data)
    assert "SUMIFS" in mean(story.data, "rating", in_answers=1)
    assert percentile(story.data, "net_hours", 0.5, in_resolved=1) == ""
    draw_report(report, tmp_path / "split.xlsx")


@pytest.mark.libreoffice
def test_a_split_report_recalculates(soffice, tmp_path):
    _, report = split_report(months(600), 25)
    draw_report(report, tmp_path / "split.xlsx")
    count_of, wrong = disagreements(soffice, [tmp_path / "split.xlsx"], tmp_path)["split"]
    assert not wrong
    assert count_of > 200


def test_without_a_plan_there_is_no_page_of_it():
    report = report_of(judged({}))
    assert page(report, "plan") is None
    assert not [one for page_ in report.pages for one in page_.blocks if isinstance(one, ScatterBlock)]
    assert isinstance(month_story(judged({}), Period.month("2026-10", AS_OF), ReportOptions()), Month)


def test_where_in_our_process_which_kind_of_trouble_arose():
    classes = [("handling", "efficiency")] * 3 + [("intake", "quality"), ("intake", None), (None, None)]
    rows = [{"process_stage": stage, "issue_nature": nature} for stage, nature in classes]
    report = report_of(judged(*rows))
    table = block(report, "stage_nature")
    found = {
        row.cells["name"].value: [row.cells[column.key].value for column in table.columns[1:]]
        for row in table.rows
    }
    assert [column.header for column in table.columns] == ["流程环节", "效率", "质量", "未填写", "合计"]
    assert found == {"受理": [0, 1, 1, 2], "处理": [3, 0, 0, 3], "未填写": [0, 0, 1, 1]}
    assert "COUNTIFS" in table.rows[0].cells["c1"].formula
    listed = block(report, "classified")
    assert listed.title == "反馈分类清单：5 件，按环节和性质排列"
    assert all(row.cells["feedback_id"].link.startswith("detail:") for row in listed.rows)


def test_nothing_is_said_of_classes_that_nobody_gave():
    report = report_of(judged({}, {}))
    assert not [one for one in page(report, "cross").blocks if one.key in ("stage_nature", "classified")]
    assert "流程环节" not in [one.header for one in report.data[0].columns]


def test_what_nobody_owns_is_said_to_be_nobodys():
    late = {"resolution_due": "2026-10-10 18:00", "owner": None}
    actions = block(report_of(judged(late, late)), "actions").rows[0].cells
    assert actions["what"].value == "办结逾期的 2 件，其中 2 件还没有处理人"
    assert actions["who"].value == "待定"


def test_a_rate_without_data_is_a_dash_in_the_table_and_a_gap_in_the_chart():
    done = resolved(5, resolution_due="2026-10-20 18:00", resolution_verdict="met")
    report = report_of(judged(done, resolved(5, priority="3", resolution_verdict="not_judged")))
    assert column(report, "levels", "resolution_rate") == [1, "–"]
    assert column(report, "drawn_levels", "resolution_rate") == [1, None]
    assert column(report, "answers", "satisfaction_rate") == ["–"] * 6


def test_charts_with_nothing_to_show_are_left_out():
    def charts(report, key):
        return [one for one in page(report, key).blocks if isinstance(one, ChartBlock)]

    nothing, alone = report_of(judged()), report_of(judged({}))
    assert not [one.key for one in nothing.pages if charts(nothing, one.key)]
    assert not charts(alone, "top"), "one type has nothing to be compared with"
    assert not charts(alone, "time")
    assert charts(report_of(judged({}, {"issue_type": "支付问题"})), "top")


def test_the_months_before_are_stacked_and_add_up_to_what_came_in():
    rows = [{"received_at": "2026-09-08 09:30", "kind": kind} for kind in ("complaint", "praise", None)]
    report = report_of(judged(*rows, {}, {"kind": "praise"}))
    table = block(report, "kind_months")
    assert [one.header for one in table.columns] == ["月份", "投诉", "表扬", "未填写"]
    assert [[row.cells[f"c{n}"].value for n in (1, 2, 3)] for row in table.rows[-2:]] == [
        [1, 1, 1],
        [1, 1, 0],
    ]
    assert [bool(row.cells["c1"].formula) for row in table.rows[-2:]] == [False, True]
    assert "c1" not in table.rows[0].cells, "a month without a row has no column"
    assert [one.kind for one in page(report, "mix").blocks if isinstance(one, ChartBlock)].count("stack") == 3


@pytest.mark.parametrize(("types", "least"), [(1, 150), (12, 60)])
def test_bars_stay_slim_where_there_are_few(types, least, tmp_path):
    draw_report(report_of(judged(*[{"channel": f"渠道{n}"} for n in range(types)])), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        charts = [book.read(name).decode() for name in book.namelist() if "charts/chart" in name]
    (channels,) = [chart for chart in charts if "各反馈渠道件数" in chart]
    gap = int(re.search(r'gapWidth val="(\d+)"', channels)[1])
    assert gap == 60 if least == 60 else gap > least


def test_many_long_names_leave_the_pareto_chart_its_height():
    types = [f"第{n:02}类：关于配送与退换货的各种问题" for n in range(30)]
    rows = [{"issue_type": name, "customer_id": f"C{n}"} for n, name in enumerate(types + types[:20])]
    report = report_of(judged(*rows))
    chart = next(one for one in page(report, "top").blocks if isinstance(one, ChartBlock))
    assert chart.title.endswith("（前 15 类）")
    assert chart.rows > 10, "names that stand aslant have room of their own"
    drawn = block(report, "drawn_issues")
    assert len(drawn.rows) == 15
    assert {len(row.cells["issue_type"].value) for row in drawn.rows} == {10}
    assert [row.cells["count"].formula for row in drawn.rows[:2]] == [
        "{issues.r1.count}",
        "{issues.r2.count}",
    ]
    assert [row.cells["count"].value for row in drawn.rows] == column(report, "issues", "count")[:15]


@pytest.mark.parametrize(
    ("due", "said"),
    [("2026-12-01 18:00", "还有 1 件未办结，没有已过办结期限的。"), ("2026-10-30 18:00", "其中 1 件已过办结期限。最久的一件已超 ")],
    ids=["in time", "late"],
)  # fmt: skip
def test_the_backlog_is_told_in_plain_words(due, said):
    report = report_of(judged({"resolution_due": due}))
    assert said in report.pages[0].lead[-1]
