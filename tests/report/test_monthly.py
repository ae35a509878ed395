"""The monthly report: every figure twice, every sentence no more than its figures, nobody's data in it."""

from __future__ import annotations

import re
import subprocess
import zipfile
from datetime import datetime

import pytest
from judged import judged
from judged_months import months
from programs import require_program
from recalculated import convert, disagreements

from toolkit.domain.figures.attainment import Basis
from toolkit.excel.draw.report import draw_report
from toolkit.report.monthly import monthly_report
from toolkit.report.options import DropCount, ReportOptions
from toolkit.schema.page import Cards, Form, TableBlock, Tone

AS_OF = datetime.fromisoformat("2026-11-02T09:00")
DROPS = (DropCount("一组.xlsx", 210, 204, 6, "华东"), DropCount("二组.xlsx", 120, 120, 0, "华南"))
TARGETS = {"response_rate": 0.95, "resolution_rate": 0.9}

EMPTY = judged()
ONE = judged({"customer_id": "C1"})
SAME_KIND = judged(*[{"customer_id": f"C{n}", "resolution_due": "2026-10-10 18:00"} for n in range(4)])
ANONYMOUS = judged(*[{"issue_type": kind} for kind in ("支付问题", "支付问题", "物流延迟")])
ODD_NAMES = judged(
    {"issue_type": "*"}, {"issue_type": "=1+1"}, {"issue_type": '说"好"?'}, {"issue_type": "App", "channel": "app"},
    {"issue_type": ">5", "channel": "APP"}, {"issue_type": "12315", "kind": None, "priority": None},
    {"issue_type": "~{x}", "channel": None}, {"issue_type": "长" * 300},
)  # fmt: skip
MANY_TYPES = judged(*[{"issue_type": f"问题{n % 40}", "customer_id": f"C{n % 7}"} for n in range(90)])
FRAMES = {
    "no rows": EMPTY, "one row": ONE, "one kind, all overdue": SAME_KIND, "all anonymous": ANONYMOUS,
    "names that formulas trip over": ODD_NAMES, "forty types": MANY_TYPES,
}  # fmt: skip


def report_of(frame, as_of=AS_OF, **options):
    return monthly_report(frame, "2026-10", as_of, ReportOptions(**options), DROPS)


def cell(report, table, row, column):
    """The figure at a place of a table."""
    blocks = [block for page in report.pages for block in page.blocks]
    found = next(block for block in blocks if isinstance(block, TableBlock) and block.key == table)
    rows = [*found.rows, *([found.total] if found.total else [])]
    return next(one for one in rows if one.key == row).cells[column].value


BUSY = {
    "due": ("zh", Basis.DUE, AS_OF),
    "received, in English": ("en", Basis.RECEIVED, AS_OF),
    "done, in progress": ("zh", Basis.DONE, datetime.fromisoformat("2026-10-20T15:30")),
}


@pytest.mark.libreoffice
def test_a_recalculation_agrees_with_every_cached_figure(soffice, tmp_path):
    reports = {name: report_of(frame) for name, frame in FRAMES.items()}
    for name, (lang, basis, as_of) in BUSY.items():
        frame = months(1500, as_of=as_of.isoformat())
        reports[name] = report_of(frame, as_of, lang=lang, basis=basis, targets=TARGETS)
    found = disagreements(soffice, drawn_to(tmp_path, reports), tmp_path)
    assert not {name: wrong for name, (_, wrong) in found.items() if wrong}
    assert min(count for count, _ in found.values()) > 60
    assert min(found[name][0] for name in BUSY) > 200


def drawn_to(folder, reports):
    for name, report in reports.items():
        draw_report(report, folder / f"{name}.xlsx")
    return [folder / f"{name}.xlsx" for name in reports]


@pytest.mark.libreoffice
def test_a_planted_wrong_cache_is_caught(soffice, tmp_path):
    (right,) = drawn_to(tmp_path, {"right": report_of(months(300))})
    with zipfile.ZipFile(right) as source, zipfile.ZipFile(tmp_path / "wrong.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                data = re.sub(rb"(COUNTIFS[^<]*</f><v>)(\d+)", rb"\g<1>9\g<2>", data, count=1)
            target.writestr(name, data)
    found = disagreements(soffice, [tmp_path / "wrong.xlsx"], tmp_path)
    assert len(found["wrong"][1]) == 1


@pytest.mark.libreoffice
def test_a_print_is_one_page_wide_and_shows_every_figure(soffice, tmp_path):
    pdftotext = require_program("pdftotext")
    reports = {"busy": report_of(months(1500), targets=TARGETS), "none": report_of(EMPTY)}
    for pdf in convert(soffice, drawn_to(tmp_path, reports), tmp_path, "pdf"):
        text = subprocess.run(
            [pdftotext, "-layout", str(pdf), "-"], capture_output=True, check=True
        ).stdout.decode()
        assert "###" not in text
        assert not re.search(r"#(REF|NAME|VALUE|DIV/0|N/A)", text)


def test_the_source_table_counts_as_printed():
    sizes = {
        "物流延迟": (120, 98),
        "功能异常": (90, 75),
        "服务态度": (80, 65),
        "退换货流程": (60, 50),
        "其他": (50, 40),
    }
    rows = [
        {"issue_type": name, "customer_id": f"{name}{n % customers}"}
        for name, (count, customers) in sizes.items()
        for n in range(count)
    ]
    report = report_of(judged(*rows))
    for place, (name, (count, customers)) in enumerate(sizes.items(), 1):
        row = [cell(report, "issues", f"r{place}", key) for key in ("issue_type", "count", "customer_count")]
        assert row == [name, count, customers]
    assert [cell(report, "issues", f"r{n}", "share") for n in range(1, 6)] == [0.3, 0.225, 0.2, 0.15, 0.125]
    assert "前 4 类合计占 87.5%，超过八成" in report.pages[0].lead[1]


def test_sentences_of_an_empty_month_claim_nothing():
    lead = " ".join(report_of(EMPTY).pages[0].lead)
    assert "没有受理反馈" in lead
    assert "没有可判时效" in lead
    assert "没有收到满意度评价" in lead
    assert not re.search(r"nan|None|–", lead)


def test_a_running_month_says_so_and_compares_with_nothing():
    report = report_of(months(1500, as_of="2026-10-12T10:00"), datetime.fromisoformat("2026-10-12T10:00"))
    assert "（进行中）" in report.pages[0].heading
    assert "不与上月" in report.pages[0].lead[0]
    assert cell(report, "figures", "received", "last") == "–"


def test_few_answers_are_called_few():
    report = report_of(judged({"satisfaction": "satisfied"}))
    assert "不足 30 份" in " ".join(report.pages[0].lead)


def test_an_overdue_row_is_on_the_list_with_its_days():
    report = report_of(
        judged({"resolution_due": "2026-10-29 23:59:59"}, {"resolution_due": "2026-11-09 18:00"})
    )
    assert cell(report, "overdue", "r1", "feedback_id") == "F001"
    assert cell(report, "overdue", "r1", "days_over") == 2
    assert "最久的一件已超 2.0 天" in report.pages[0].lead[-1]


def test_withdrawn_and_later_rows_do_not_count():
    rows = judged(
        {}, {"is_withdrawn": "yes"}, {"received_at": "2026-11-03 09:00"}, {"received_at": "2026-09-30 23:59"}
    )
    assert cell(report_of(rows), "figures", "received", "now") == 1


def test_rows_read_are_rows_accepted_and_rows_sent_back():
    report = report_of(ONE)
    assert [cell(report, "drops", "total", key) for key in ("read", "accepted", "sent_back", "check")] == [
        330,
        324,
        6,
        "✓ 一致",
    ]
    basis = next(page for page in report.pages if page.key == "basis")
    assert any("同一行每交一次就数一次" in getattr(one, "note", "") for one in basis.blocks)
    wrong = monthly_report(ONE, "2026-10", AS_OF, None, [DropCount("a.xlsx", 5, 4, 0)])
    assert cell(wrong, "drops", "f1", "check") == "✗ 不一致"
    assert "行数对不上" in next(page for page in wrong.pages if page.key == "basis").lead[0]


def test_counts_of_every_page_add_up_to_what_was_received():
    report = report_of(months(1500))
    received = cell(report, "figures", "received", "now")
    assert received > 60
    for table, column in (
        ("kind", "items"),
        ("channel", "items"),
        ("priority", "items"),
        ("issues", "count"),
    ):
        assert cell(report, table, "total", column) == received
    for table in ("kind", "channel", "priority", "issues"):
        block = next(
            b for p in report.pages for b in p.blocks if isinstance(b, TableBlock) and b.key == table
        )
        assert round(sum(row.cells["share"].value for row in block.rows), 9) == 1


PERSONAL = ("13800138000", "zhang.san@example.com", "110101199003074514", "张三丰", "6222021234567890123")


def test_no_personal_data_leaves_in_any_part(tmp_path):
    text = "我叫张三丰,电话13800138000,邮箱 zhang.san@example.com,身份证110101199003074514"
    planted = {
        "customer_name": "张三丰", "customer_id": "13800138000", "contact": "13800138000", "owner": "张三丰", "description": text, "request": text,
        "solution": text, "note": text, "dissatisfied_reason": text, "satisfaction": "dissatisfied",
        "issue_type": "找13800138000", "source_file": "zhang.san@example.com.xlsx", "region": "13800138000",
        "resolution_due": "2026-10-10 10:00", "keywords": "13800138000",
    }  # fmt: skip
    drops = (DropCount("13800138000.xlsx", 1, 1, 0, "13800138000"),)
    report = monthly_report(judged(planted, planted), "2026-10", AS_OF, ReportOptions(), drops)
    draw_report(report, tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        for name in book.namelist():
            part = book.read(name).decode("utf-8")
            assert not [word for word in PERSONAL if word in part], name


def test_the_same_report_has_the_same_bytes(tmp_path):
    frame = months(400)
    for name in ("one.xlsx", "two.xlsx"):
        draw_report(report_of(frame), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_frame_handed_in_stays_as_it_was():
    frame = months(300)
    before = frame.copy(deep=True)
    report_of(frame)
    assert frame.equals(before)


def test_not_a_month():
    with pytest.raises(ValueError, match="2026-13"):
        monthly_report(EMPTY, "2026-13", AS_OF)


def test_formulas_are_as_old_as_excel_2016_and_never_volatile(tmp_path):
    draw_report(report_of(months(600)), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        sheets = b"".join(book.read(name) for name in book.namelist() if "worksheets/sheet" in name).decode()
    used = {
        name
        for formula in re.findall(r"<f>([^<]*)</f>", sheets)
        for name in re.findall(r"([A-Z]+)\(", formula)
    }
    assert used <= {
        "COUNTIFS", "AVERAGEIFS", "AGGREGATE", "IF", "IFERROR", "SUM", "SUMPRODUCT", "MOD", "ROW", "ROUND", "COUNT",
        "SQRT", "MIN", "MAX",
    }  # fmt: skip
    assert len(re.findall(r"<f>", sheets)) == len(re.findall(r"</f><v>", sheets))


def test_the_top_issues_have_a_masked_line_in_a_customers_words():
    rows = [{"issue_type": "支付问题", "description": "重复扣款,\n请联系13800138000" + "。" * 80}] * 3 + [{}]
    report = report_of(judged(*rows), top=1)
    quote = cell(report, "top", "t1", "quote")
    assert quote.startswith("“重复扣款, 请联系138****8000")
    assert quote.endswith("…”")
    assert cell(report, "top", "t1", "count") == 3
    with pytest.raises(StopIteration):
        cell(report, "top", "t2", "count")


def test_what_grew_most_is_named_and_only_where_something_grew():
    before = [{"received_at": "2026-09-08 09:30", "issue_type": "支付问题"}] * 3
    grown = report_of(judged(*before, *[{"issue_type": "支付问题"}] * 4, *[{"issue_type": "物流延迟"}] * 3))
    assert "增加最多的是物流延迟（+3 件）" in page(grown, "top").lead[0]
    assert "增加最多" not in page(report_of(judged(*before, {"issue_type": "支付问题"})), "top").lead[0]


def test_english_sentences_stand_apart():
    lead = " ".join(report_of(months(400), lang="en", targets=TARGETS).pages[0].lead)
    assert not re.search(r"[.%]\w*[A-Z]\w+", lead.replace("P90", ""))


def test_a_missed_target_is_said():
    report = report_of(months(1500), targets={"resolution_rate": 0.999})
    assert "低于目标 99.9%" in report.pages[0].lead[2]
    assert page(report, "time").light is Tone.BAD


def page(report, key):
    return next(page for page in report.pages if page.key == key)


def test_without_team_and_file_the_report_is_whole():
    report = report_of(judged({}, {}).drop(columns=["team", "source_file"]))
    assert cell(report, "figures", "received", "now") == 2


def test_rows_that_are_not_judged_are_said_where_nothing_else_is():
    rows = [{"resolution_due": "2026-10-10 18:00", "resolution_verdict": "not_judged"}] * 3
    assert "3 件不考核" in report_of(judged(*rows)).pages[0].lead[2]


def cards(report):
    """The lines of each card of the first page, by its label: what they come to, and how they are written."""
    block = next(block for block in report.pages[0].blocks if isinstance(block, Cards))
    return {card.label: [(note.value, note.form) for note in card.notes] for card in block.cards}


def test_a_card_compares_with_last_month_and_with_a_year_ago():
    counts = {"2025-10": 2, "2026-09": 6, "2026-10": 5}
    rows = [{"received_at": f"{month}-08 09:30"} for month, count in counts.items() for _ in range(count)]
    report = report_of(judged(*rows))
    assert cards(report)["受理量(件)"] == [(-1, Form.CARD_CHANGE), (3, Form.CARD_CHANGE_YEAR)]
    assert [value for value, _ in cards(report)["满意率"]] == ["上月没有可比数据", "较去年同月 –"]
    assert "比去年同月多 3 件（+150.0%）" in report.pages[0].lead[0]


def test_without_a_year_nothing_is_said_of_it():
    report = report_of(judged({"received_at": "2026-09-08 09:30"}, {}, {}))
    assert cards(report)["受理量(件)"] == [(1, Form.CARD_CHANGE)]
    assert "去年" not in " ".join(report.pages[0].lead)
