"""Deadlines as their people meet them: returned columns, `voc why`, edited rules, reopened feedback."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from flow_books import book, row
from flow_desk import opened, table_of

from toolkit.excel.blank.settings_template import TOP, write_settings
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.settings import SETTINGS

TITLE = FEEDBACK.zh
NOTE = "2026-09-18 17:59 起，2 个工作小时：周五 1 分 + 周日（调休上班）1 小时 59 分 → 2026-09-20 10:59"
BEFORE_MAKE_UP_SUNDAY = {"received_at": datetime.fromisoformat("2026-09-18T17:59"), "urgency": "紧急"}


def at(text):
    return datetime.fromisoformat(text)


def dropped(desk, *cells, name="一组.xlsx", when=""):
    """What comes back of a workbook with these rows."""
    desk.drop(book(cells), name)
    assert "Warning" not in desk.run(when).said
    return table_of(desk.returned / name, TITLE)


def settle(desk, sheet, *rows, **edited):
    """Change the settings workbook by hand: rows are added at the end of a sheet; edited cells by row id and key."""
    path = desk.root / "设置.xlsx"
    opened = openpyxl.load_workbook(path)
    declared, page = SETTINGS[sheet], opened[SETTINGS[sheet].zh]
    columns = {column.key: number for number, column in enumerate(declared.columns, 1)}
    filled = [n for n in range(TOP + 2, page.max_row + 1) if page.cell(n, 1).value is not None]
    for number, cells in enumerate(rows, filled[-1] + 1):
        for key, value in cells.items():
            page.cell(number, columns[key], value)
    for name, cells in edited.items():
        number = next(n for n in filled if page.cell(n, 1).value == name.replace("_", "-"))
        for key, value in cells.items():
            page.cell(number, columns[key], value)
    opened.save(path)
    opened.close()


@pytest.fixture
def desk(desk):
    """A workspace in use since August 2026, with the days off of 2024 to 2026."""
    write_settings(desk.root / "设置.xlsx", today=date(2026, 8, 1))
    return desk.without_reports()


@pytest.fixture
def why(desk):
    def said(feedback, at="", code=0):
        ran = desk.ask("why", feedback, *(["--as-of", at] if at else []))
        assert ran.code == code, ran.said
        return ran.said

    return said


def test_a_returned_row_says_when_it_is_due_and_why(desk, why):
    (back,) = dropped(desk, row(1, **BEFORE_MAKE_UP_SUNDAY), name="华东/一组.xlsx")
    assert back["响应期限"] == at("2026-09-20T10:59")
    assert back["办结期限"] == at("2026-09-19T17:59")
    assert back["响应判定"] is None
    assert f"响应：{NOTE}。" in back["判定说明"]
    said = why("华东/F001")
    assert NOTE in said
    assert why("F001") == said
    for line in (
        "09-20 周日（调休上班）",
        "1 小时 59 分",
        "紧急优先：响应≤2小时（工作日内）",
        "紧急·首次响应（response-urgent）",
        "超期",
    ):
        assert line in said
    assert "超期" not in why("华东/F001", at="2026-09-18 18:00")


def test_nobody_is_explained_who_is_not_there(desk, why):
    dropped(desk, row(1))
    assert "F999" in why("F999", code=3)
    assert "华南/F001" in why("华南/F001", code=3)


def test_rules_follow_the_sheet_and_say_where_they_come_from(desk, why):
    settle(desk, "policies", response_urgent={"amount": 3, "source": "新制度第五条"})
    (back,) = dropped(desk, row(1, **BEFORE_MAKE_UP_SUNDAY))
    assert back["响应期限"] == at("2026-09-20T11:59")
    assert "新制度第五条" in why("F001")


def test_a_limit_may_be_for_a_department_a_channel_or_a_kind_of_customer(desk):
    hour = {
        "stage": "首次响应",
        "clock": "工作小时",
        "start_event": "反馈时间",
        "end_event": "首次响应时间",
        "order": 10,
    }
    settle(
        desk, "policies",
        hour | {"id": "lead", "name": "主管牵头", "department": "客服主管", "amount": 1},
        hour | {"id": "vip", "name": "重要客户", "customer_type": "高价值客户", "amount": 0.5, "order": 5},
        hour | {"id": "post", "name": "书面", "channel": "书面信函、门店", "amount": 16, "order": 20},
    )  # fmt: skip
    monday = {"received_at": at("2026-10-12T09:00")}
    rows = [
        row(1, urgency="紧急", kind="投诉", **monday),
        row(2, customer_type="VIP", **monday),
        row(3, channel="门店", **monday),
        row(4, **monday),
    ]
    back = dropped(desk, *rows)
    assert [f"{one['响应期限']:%d %H:%M}" for one in back] == ["12 10:00", "12 09:30", "13 18:00", "12 14:00"]


def test_a_calendar_that_nobody_wrote_is_found(desk):
    settle(desk, "policies", response_urgent={"calendar": "夜班"})
    assert "P602" in desk.voc("run").out


def test_an_unpublished_year_is_provisional_until_the_sheet_has_it(desk, why):
    late = row(1, received_at=at("2026-10-30T16:00"), urgency="一般")
    settle(desk, "policies", resolution_normal={"amount": 45})
    (back,) = dropped(desk, late)
    assert (back["办结期限"], back["暂定"]) == (at("2027-01-04T18:00"), "是")
    assert "暂定" in why("F001")
    off = [
        {"day": at(f"2027-{day}"), "day_kind": "休"}
        for day in ("01-01", "01-02", "01-03", "02-08", "02-09", "02-10", "02-11", "01-04")
    ]
    settle(desk, "calendar", *off)
    (again,) = dropped(desk, late | {"note": "再看"}, name="二组.xlsx")
    assert again["办结期限"] == at("2027-01-05T18:00")
    assert "暂定" not in again
    assert "暂定" not in why("F001")


def test_a_dissatisfied_customer_starts_a_new_cycle(desk, why):
    solved = row(1, received_at=at("2026-10-12T10:00"), urgency="一般", first_responded_at=at("2026-10-12T11:00"),
                 resolved_at=at("2026-10-14T15:00"), solution="已补发", satisfaction="不满意", dissatisfied_reason="还没收到",
                 dissatisfied_at=at("2026-10-16T11:00"))  # fmt: skip
    (back,) = dropped(desk, solved)
    assert (back["轮次"], back["首办判定"], back["状态"]) == (2, "达标", "重办中")
    assert (back["响应期限"], back["办结期限"]) == (at("2026-10-16T16:00"), at("2026-10-21T18:00"))
    assert back["判定说明"].startswith("第 2 轮（首办达标），从客户不满意时重新起算。")
    said = why("F001")
    assert "办结（第 1 轮，已定）  2026-10-15 18:00 到期 · 达标" in said
    assert "办结  2026-10-21 18:00 到期 · 超期" in said
    (again,) = dropped(
        desk, solved | {"feedback_id": "F001", "resolved_again_at": at("2026-10-21T17:00")}, name="二组.xlsx"
    )
    assert (again["轮次"], again["首办判定"], again["办结判定"]) == (2, "达标", "达标")


def test_a_customer_who_is_dissatisfied_twice_is_told_with_all_three_cycles(desk, why):
    """The row has room for the first cycle and the last; the one between is in history."""
    cells = row(1, received_at=at("2026-10-12T10:00"), resolved_at=at("2026-10-14T15:00"), solution="已补发",
                dissatisfied_at=at("2026-10-16T11:00"), resolved_again_at=at("2026-10-21T17:00"), new_solution="上门更换",
                owner="主管林")  # fmt: skip
    dropped(desk, cells)
    third = {"dissatisfied_at": at("2026-10-23T09:00"), "new_solution": "全额退款", "owner": "经理赵"}
    (back,) = dropped(desk, cells | third | {"feedback_id": "F001"})
    assert (back["轮次"], back["状态"]) == (3, "重办中")
    for said in (why("F001"), desk.ask("history", "F001").out, desk.ask("customer", "C001", "--full").out):
        assert all(word in said for word in ("每一轮", "上门更换", "2026-10-21 17:00", "主管林", "经理赵")), (
            said
        )


def test_a_hold_and_a_typed_due_moment(desk):
    held = row(1, received_at=at("2026-10-12T10:00"), urgency="一般", held_from=at("2026-10-13T16:00"),
               held_until=at("2026-10-15T10:00"), hold_reason="等客户寄回")  # fmt: skip
    typed = row(
        2,
        received_at=at("2026-10-12T10:00"),
        urgency="一般",
        due_override=at("2026-10-20T12:00"),
        override_reason="客户同意",
    )
    first, second = dropped(desk, held, typed)
    assert (first["暂停累计(小时)"], first["办结期限"]) == (11, at("2026-10-19T12:00"))
    assert second["办结期限"] == at("2026-10-20T12:00")
    assert "按指定期限 2026-10-20 12:00（规则算出 2026-10-15 18:00）" in second["判定说明"]


def test_an_extension_needs_an_approval_in_time(desk):
    urgent = {"received_at": at("2026-10-12T10:00"), "urgency": "紧急", "is_complex": "是"}
    rows = [row(n, **urgent, extension_approved_at=approved)
            for n, approved in enumerate((None, at("2026-10-13T10:00"), at("2026-10-13T10:01")), 1)]  # fmt: skip
    back = dropped(desk, *rows)
    assert [one["办结期限"].day for one in back] == [13, 14, 13]
    assert "未在期限前批准，不延长" in back[0]["判定说明"]


def test_a_level_raised_on_the_way(desk):
    raised = row(
        1,
        received_at=at("2026-10-12T10:00"),
        urgency="紧急",
        urgency_before="一般",
        urgency_changed_at=at("2026-10-13T14:00"),
    )
    reviewed = row(
        2,
        received_at=at("2026-10-12T10:00"),
        urgency="一般",
        reviewed_level="紧急",
        reviewed_at=at("2026-10-13T14:00"),
    )
    for back in dropped(desk, raised, reviewed):
        assert back["办结期限"] == at("2026-10-14T14:00")
        assert "级别调整后从调整时间算" in back["判定说明"]


def test_what_sounds_urgent_is_suggested_until_somebody_has_judged(desk, why):
    heard = "银行卡被重复扣款两笔，客服说查不到"
    rows = [
        row(1, description=heard),
        row(2, description=heard, triage_level="一般"),
        row(3, description=heard, urgency="紧急"),
    ]
    first, second, third = dropped(desk, *rows)
    assert "可能紧急，可能有重大损失：提到“重复扣款”。认可就把“紧急程度”写成“紧急”" in first["校验结果"]
    assert "可能紧急" not in str(second["校验结果"]) + str(third["校验结果"])
    assert "建议 紧急：可能有重大损失：提到“重复扣款”（等人确认）" in why("F001")
    assert "建议" not in why("F002")
    assert first["紧急程度"] == "一般"


def test_two_readings_of_the_level_wait_for_the_supervisor(desk, why):
    (back,) = dropped(desk, row(1, urgency="紧急", issue_type="物流延迟(P2)"))
    assert back["状态"] == "待审核"
    assert "紧急 / P2" in back["校验结果"]
    assert "紧急 / P2" in why("F001")


def listed(desk, title):
    """A list of the register: its rows by header; an empty list is no sheet."""
    rows = []
    with suppress(KeyError), opened(desk.register, title) as sheet:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    start = next((n for n, row in enumerate(rows) if "反馈ID" in row), None)
    if start is None:
        return []
    head = rows[start]
    return [dict(zip(head, row, strict=True)) for row in rows[start + 1 :] if row[head.index("反馈ID")]]


def test_the_register_lists_what_to_decide_and_to_check(desk):
    torn = row(1, received_at=at("2026-10-30T10:00"), urgency="紧急", issue_type="物流延迟(P2)")
    heard = row(2, received_at=at("2026-10-30T10:00"), description="银行卡被重复扣款两笔，客服说查不到")
    agreed = row(
        3, received_at=at("2026-10-30T10:00"), due_override=at("2026-11-10T12:00"), override_reason="客户出差"
    )
    weekend = row(4, received_at=at("2026-10-30T17:00"), urgency="紧急")
    dropped(desk, torn, heard, agreed, weekend, when="2026-10-30 18:00")
    assert {one["反馈ID"]: one["为什么要审核"] for one in listed(desk, "待审核")} == {
        "F001": "紧急 / P2",
        "F002": "建议 紧急：可能有重大损失：提到“重复扣款”",
    }
    matters = {one["反馈ID"]: one["要做什么"] for one in listed(desk, "要核对")}
    assert (
        matters["F003"]
        == "指定期限 2026-11-10 12:00 晚于规则算出的 2026-11-04 18:00（按规则：未到期）；原因：客户出差"
    )
    assert matters["F004"] == "办结期限 2026-10-31 17:00 在休息日，要安排值班"
    assert "F002" in {one["反馈ID"] for one in listed(desk, "提醒")} | {
        one["反馈ID"] for one in listed(desk, "逾期")
    }


def test_an_edited_rule_makes_a_correction_and_leaves_the_report_that_was(desk):
    desk = replace(desk, changed="")
    late = row(1, received_at=at("2026-10-12T10:00"), first_responded_at=at("2026-10-12T16:00"), resolved_at=at("2026-10-13T10:00"),
               solution="已补发", urgency="一般")  # fmt: skip
    (back,) = dropped(desk, late)
    assert back["响应判定"] == "超期"
    final = desk.report()
    before = final.read_bytes()
    settle(desk, "policies", response_normal={"amount": 6})
    assert desk.voc("report", "--month", "2026-10").code == 0
    assert final.read_bytes() == before
    (correction,) = [
        path for path in final.parent.iterdir() if "更正" in path.name and path.suffix == ".xlsx"
    ]
    assert correction.read_bytes() != before


BAD_MOMENTS = [
    (row(1, received_at="2026-10-08 25:00"), "“2026-10-08 25:00”，看不出是日期和时间"),
    (row(2, received_at="1950-01-01 10:00"), "“1950-01-01 10:00”，看不出是日期和时间"),
    (row(3, received_at="2150-01-01 10:00"), "“2150-01-01 10:00”，看不出是日期和时间"),
    (row(4, received_at="2026-10-08 09:30 PST"), "“2026-10-08 09:30 PST”，看不出是日期和时间"),
    (
        row(5, received_at="2026-10-08 10:00", resolved_at="2026-10-08 09:59", solution="已补发"),
        "“办结时间”（2026-10-08 09:59）早于“反馈时间”",
    ),
    (row(6, due_override="2150-01-01"), "“指定期限”写的是“2150-01-01”，看不出是日期和时间，按没填处理"),
    (
        row(7, held_from="2026-10-10 10:00", held_until="2026-10-09 10:00", hold_reason="等客户"),
        "“暂停结束”（2026-10-09 10:00）早于“暂停开始”",
    ),
    (row(8, contact_attempts=-1), "“联系次数”写的是 -1"),
]


def test_bad_moments_are_said_in_plain_words_and_nothing_is_guessed(desk):
    back = dropped(desk, *(cells for cells, _ in BAD_MOMENTS))
    for one, (_, words) in zip(back, BAD_MOMENTS, strict=True):
        assert words in one["校验结果"]
    assert [one["办结期限"] is None for one in back] == [True] * 5 + [False, True, False]


@pytest.mark.parametrize(("typed", "response"), [
    ("2026-10-08 24:00", "2026-10-09T14:00"),
    ("2026-10-08 09:30:45", "2026-10-08T14:30:45"),
    ("2026-10-08T09:30+08:00", "2026-10-08T14:30"),
    ("2026-10-08 01:30Z", "2026-10-08T14:30"),
])  # fmt: skip
def test_other_ways_to_write_a_moment_are_understood(desk, typed, response):
    (back,) = dropped(desk, row(1, received_at=typed))
    assert back["响应期限"] == at(response)


def test_a_second_hold_counts_too_and_one_that_is_typed_over_is_asked_for(desk, why):
    first = row(1, received_at=at("2026-10-12T10:00"), urgency="一般", held_from=at("2026-10-13T16:00"),
                held_until=at("2026-10-15T10:00"), hold_reason="等客户寄回")  # fmt: skip
    (back,) = dropped(desk, first)
    assert back["暂停累计(小时)"] == 11
    again = first | {
        "feedback_id": "F001",
        "other_holds": "2026-10-16 09:00 至 2026-10-16 11:00（等客户确认）",
    }
    (both,) = dropped(desk, again)
    assert (both["暂停累计(小时)"], both["办结期限"]) == (13, at("2026-10-19T15:00"))
    assert "暂停 2 次共 13 小时（只算工作时间）→ 2026-10-19 15:00" in both["判定说明"]
    assert why("F001").count("暂停（不计时）") == 2
    (over,) = dropped(desk, again | {"held_from": at("2026-10-20T09:00"), "held_until": None})
    assert "前一次暂停（2026-10-13 16:00 至 2026-10-15 10:00）不再计入期限" in over["校验结果"]
    assert over["状态"] == "暂停"
