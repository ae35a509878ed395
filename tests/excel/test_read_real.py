"""The real files of ../shared/data: header rows and row counts as its MANIFEST states them."""

from __future__ import annotations

import numpy as np
import pytest
from sheets import codes_of, read_book

from toolkit.rules.finding import Severity
from toolkit.schema.mapping import Mapping

OURS = {
    "A_zh_feedback/asap_restaurant.xlsx": 100,
    "A_zh_feedback/bank_workorder_sentences.xlsx": 83,
    "A_zh_feedback/dup_pairs_alipay.xlsx": 1000,
    "A_zh_feedback/dup_pairs_webank.xlsx": 1400,
    "A_zh_feedback/gov_7class.xlsx": 227,
    "A_zh_feedback/gov_hot_topics.xlsx": 1436,
    "A_zh_feedback/gov_kind_prefix.xlsx": 362,
    "A_zh_feedback/hotel_htl.xlsx": 900,
    "A_zh_feedback/shop_10cats.xlsx": 2500,
    "A_zh_feedback/waimai.xlsx": 1800,
    "B_en_feedback/airline_tweets.xlsx": 2500,
    "B_en_feedback/app_reviews_4labels.xlsx": 1515,
    "B_en_feedback/cfpb_2019.xlsx": 3043,
    "B_en_feedback/it_tickets_mojibake.xlsx": 1198,
    "B_en_feedback/it_tickets_urgency.xlsx": 900,
    "E_event_logs/helpdesk_italy.xlsx": 3804,
    "E_event_logs/ict_faults_stategrid.xlsx": 284,
    "E_event_logs/nyc311_animals.xlsx": 2044,
}


@pytest.mark.parametrize(("name", "count"), OURS.items(), ids=[name.split("/")[1] for name in OURS])
def test_files_with_our_headers_are_taken_as_they_are(shared_data, name, count):
    (table,) = read_book(shared_data / name).tables
    assert table.header_row == 1
    assert table.rows.tolist() == list(range(2, count + 2))
    assert table.frame["received_at"].notna().all()
    assert table.frame[["feedback_id", "description"]].notna().all(axis=None)


CARS = Mapping(
    headers={
        "datetime": "received_at",
        "desc": "description",
        "car_model": "product",
        "problem": "issue_type",
    }
)
NEEDS = Mapping(headers={"需求场景描述": "description", "紧急度": "urgency"})
TICKETS = Mapping(headers={"ticket_type": "description", "Category": "description"})

# file: mapping, and for each sheet that is then taken its header row and number of rows
MAPPED = {
    "C_real_sheets/defect_log_pivot_first.xlsx": (Mapping(headers={"Detectd on Date": "received_at"}), {"Sheet1": (1, 9)}),
    "C_real_sheets/issue_log_template_merged.xlsx": (Mapping(headers={"Completion Date": "received_at"}), {"Issue Log": (3, 0)}),
    "C_real_sheets/issue_log_wrapped_rows.xlsx": (
        Mapping(headers={"Query": "description", "Date of login": "received_at"}), {"Sheet1": (1, 11)}),
    "C_real_sheets/人员变动汇总_五张模板.xlsx": (
        Mapping(headers={"入职日期": "received_at", "调整日期": "received_at", "姓名": "description"}),
        {"增员": (2, 0), "减员": (2, 0), "转正": (2, 0), "调动": (2, 0)}),
    "C_real_sheets/天猫评论_月日日期.xlsx": (Mapping(headers={"评论": "description"}, year=2018), {"sheet1": (1, 5724)}),
    "C_real_sheets/工单_合并标题.xlsx": (Mapping(headers={"工单进度条": "description"}), {"工单_全部": (2, 9)}),
    "C_real_sheets/汽车投诉_202006.csv": (CARS, {"汽车投诉_202006": (1, 600)}),
    "C_real_sheets/汽车投诉_202006_GBK.csv": (CARS, {"汽车投诉_202006_GBK": (1, 600)}),
    "C_real_sheets/汽车投诉_202102.csv": (CARS, {"汽车投诉_202102": (1, 600)}),
    "C_real_sheets/汽车投诉_首行空.xlsx": (CARS, {"Sheet1": (1, 60)}),
    "C_real_sheets/申报汇总表_标题行.xlsx": (
        Mapping(headers={"推荐\n排序": "received_at", "项目名称": "description"}), {"表格": (3, 0)}),
    "C_real_sheets/禅道用例导出.xlsx": (
        Mapping(headers={"创建日期": "received_at", "用例标题": "description"}), {"用例": (1, 81)}),
    "C_real_sheets/需求池.xlsx": (NEEDS, {"待排期": (1, 14), "排期中": (1, 1)}),
    "C_real_sheets/需求池_单人模式.xlsx": (
        NEEDS,
        {"待排期": (1, 9), "排期中": (1, 6), "V1.1.0-V1.1.8（已上线） ": (1, 4), "V1.2.0-V1.4.0（已上线）": (1, 4),
         "V1.4.2-V1.4.8（已上线） ": (1, 4)}),
    "C_real_sheets/需求池_团队分表.xlsx": (NEEDS, {"待评审": (1, 7), "近期评审": (1, 6), "已评审": (1, 4)}),
    "C_real_sheets/项目进度表_三行表头.xlsx": (
        Mapping(headers={"日期": "received_at", "总数": "description"}), {"工作表1": (2, 40)}),
    "E_event_logs/tickets_portuguese_formulas.xlsx": (TICKETS, {"tickets - verificar": (1, 1500)}),
    "E_event_logs/tickets_sla_hours_demo.xlsx": (TICKETS, {"Tickets": (1, 100)}),
}  # fmt: skip


def encoding_of(path):
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


@pytest.mark.parametrize("name", MAPPED, ids=[name.split("/")[1] for name in MAPPED])
def test_foreign_files_are_taken_with_a_mapping(shared_data, name):
    path = shared_data / name
    mapping, expected = MAPPED[name]
    book = read_book(path, mapping, encoding=encoding_of(path))
    assert {table.title: (table.header_row, len(table)) for table in book.tables} == expected
    assert book.rows_read == sum(count for _, count in expected.values())


# file: the code of the one reason, the header row it names, and what it says about our columns
ASKED = {
    "defect_log_pivot_first.xlsx": ("S202", 1, (("Detectd on Date", "反馈时间"),)),
    "issue_log_template_merged.xlsx": ("S202", 3, (("Completion Date", "反馈时间"),)),
    "issue_log_wrapped_rows.xlsx": ("S201", 1, (("Date of login", "反馈时间"), ("Query", "问题描述"))),
    "人员变动汇总_五张模板.xlsx": ("S201", 2, (("出生日期", "反馈时间"),)),
    "天猫评论_月日日期.xlsx": ("S202", 1, (("评论", "问题描述"),)),
    "工单_合并标题.xlsx": ("S202", 2, (("工单进度条", "问题描述"),)),
    "控件验收问题_多表_图片.xlsx": ("S202", 1, ()),
    "控件验收问题_空编号行.xlsx": ("S203", 0, None),
    "搜索期次验收问题.xlsx": ("S203", 0, None),
    "汽车投诉_202006.csv": ("S201", 1, (("datetime", "反馈时间"), ("desc", "问题描述"))),
    "汽车投诉_202006_GBK.csv": ("S201", 1, (("datetime", "反馈时间"), ("desc", "问题描述"))),
    "汽车投诉_202102.csv": ("S201", 1, (("datetime", "反馈时间"), ("desc", "问题描述"))),
    "汽车投诉_首行空.xlsx": ("S201", 1, (("datetime", "反馈时间"), ("desc", "问题描述"))),
    "测试评审问题清单.xlsx": ("S201", 1, (("问题说明", "问题描述"),)),
    "测试问题.xlsx": ("S202", 1, ()),
    "申报汇总表_标题行.xlsx": ("S201", 3, ()),
    "禅道用例导出.xlsx": ("S201", 1, (("创建日期", "反馈时间"), ("用例标题", "问题描述"))),
    "补充自查清单.xlsx": ("S204", 0, None),
    "问题反馈_单元格长文.xlsx": ("S204", 0, None),
    "问题汇总_无表头.xlsx": ("S203", 0, None),
    "问题清单_两张表叠放.xlsx": ("S201", 1, (("评审意见", "问题描述"),)),
    "问题清单_平台.xlsx": ("S202", 1, ()),
    "需求池.xlsx": ("S202", 1, (("需求场景描述", "问题描述"),)),
    "需求池_单人模式.xlsx": ("S202", 1, (("需求场景描述", "问题描述"),)),
    "需求池_团队分表.xlsx": ("S202", 1, (("需求场景描述", "问题描述"),)),
    "项目进度表_三行表头.xlsx": ("S201", 2, (("日期", "反馈时间"),)),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_foreign_files_without_a_mapping_get_the_true_reason(shared_data, name):
    path = shared_data / "C_real_sheets" / name
    code, row, pairs = ASKED[name]
    book = read_book(path, encoding=encoding_of(path))
    assert book.tables == []
    (finding,) = book.findings
    assert (finding.code.id, finding.place.row, finding.facts.get("pairs")) == (code, row, pairs)
    assert finding.severity is Severity.ERROR


def test_every_real_sheet_is_in_one_of_the_tables(shared_data):
    asked = {path.name for path in (shared_data / "C_real_sheets").iterdir()}
    assert asked == ASKED.keys()


def test_the_same_complaints_in_two_encodings_give_the_same_rows(shared_data):
    folder = shared_data / "C_real_sheets"
    (utf8,) = read_book(folder / "汽车投诉_202006.csv", CARS, encoding="utf-8").tables
    (gbk,) = read_book(folder / "汽车投诉_202006_GBK.csv", CARS, encoding="gb18030").tables
    assert utf8.frame.equals(gbk.frame)
    assert utf8.frame["received_at_is_day"].all()


def test_month_and_day_with_the_year_of_the_mapping(shared_data):
    path = shared_data / "C_real_sheets" / "天猫评论_月日日期.xlsx"
    told = read_book(path, Mapping(headers={"评论": "description"}, year=2018))
    assert (told.tables[0].frame["received_at"].isna().sum(), codes_of(told)) == (266, [])
    untold = read_book(path, Mapping(headers={"评论": "description"}))
    assert codes_of(untold) == ["S232"]
    assert untold.findings[0].facts["count"] == 5386


def test_a_record_over_two_rows_is_named(shared_data):
    mapping = Mapping(headers={"Query": "description", "Date of login": "received_at"})
    book = read_book(shared_data / "C_real_sheets" / "issue_log_wrapped_rows.xlsx", mapping)
    (finding,) = [finding for finding in book.findings if finding.code.id == "S221"]
    assert finding.facts["rows"] == "3、5、7、9、12"


def test_merged_cells_fill_the_second_of_two_needs(shared_data):
    book = read_book(shared_data / "C_real_sheets" / "需求池.xlsx", NEEDS)
    assert book.tables[0].frame["received_at"].notna().all()
    assert "S225" in codes_of(book)


def test_twelve_hour_texts_month_first(shared_data):
    (table,) = read_book(shared_data / "E_event_logs" / "nyc311_animals.xlsx").tables
    first = table.raw["received_at"][0]
    assert first == "02/17/2020 12:19:00 PM"
    assert table.frame["received_at"][0] == np.datetime64("2020-02-17T12:19:00")
    closed = table.frame["closed_at"].notna()
    assert (table.frame["closed_at"] >= table.frame["received_at"])[closed].mean() > 0.99


def test_formula_dates_come_with_their_cached_values(shared_data):
    (table,) = read_book(shared_data / "E_event_logs" / "tickets_portuguese_formulas.xlsx", TICKETS).tables
    assert table.uncomputed == {}
    assert table.errors == {}
    assert table.frame["received_at_is_day"].all()
