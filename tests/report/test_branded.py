"""A company's colour and logo on the workbook and on the web page."""

from __future__ import annotations

import base64
import re
import struct
import zipfile
import zlib
from datetime import datetime

from improvement_shop import shop
from judged import judged
from judged_months import months

from toolkit.excel.draw.report import draw_report
from toolkit.excel.look import PALETTE
from toolkit.report.customer import customer_report
from toolkit.report.html import report_html
from toolkit.report.improvement.book import improvement_report
from toolkit.report.monthly import monthly_report
from toolkit.report.options import ReportOptions
from toolkit.report.register import register_report
from toolkit.schema.brand import Brand

AS_OF = datetime.fromisoformat("2026-11-02T09:00")
GREEN = "#1F6B4F"


def logo(width=300, height=100):
    rows = b"".join(b"\0" + b"\x1f\x6b\x4f" * width for _ in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def report(**look):
    brand = Brand("示例商贸有限公司", **look)
    options = ReportOptions(company=brand.company, brand=brand)
    return monthly_report(months(300), "2026-10", AS_OF, options)


def test_the_workbook_has_the_colour_everywhere_and_ours_nowhere(tmp_path):
    draw_report(report(accent=GREEN), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        parts = [book.read(name) for name in book.namelist() if name.endswith(".xml")]
    ours, theirs = (colour.removeprefix("#").encode() for colour in (PALETTE.accent, GREEN))
    assert sum(part.count(theirs) for part in parts) > 10
    assert sum(part.count(ours) for part in parts) == 0


def test_the_logo_stands_on_the_first_sheet_no_higher_than_the_heading(tmp_path):
    draw_report(report(logo=logo(), logo_type="image/png"), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        assert book.read("xl/media/image1.png") == logo()
        drawing = book.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="示例商贸有限公司"' in drawing
    width, height = (
        int(size) / 9525 for size in re.search(r'<a:ext cx="(\d+)" cy="(\d+)"', drawing).groups()
    )
    assert height <= 52.5
    assert abs(width / height - 3) < 0.1


def test_the_page_carries_colour_and_logo_in_itself():
    page = report_html(report(accent=GREEN, logo=logo(), logo_type="image/png"))
    assert f"--accent:{GREEN}" in page
    assert PALETTE.accent not in page
    assert f"data:image/png;base64,{base64.b64encode(logo()).decode()}" in page
    assert 'alt="示例商贸有限公司"' in page


def test_register_plan_and_customer_carry_the_brand_too():
    brand = Brand("示例商贸有限公司", GREEN, logo(), "image/png")
    options = ReportOptions(company=brand.company, brand=brand)
    frame = judged({"customer_id": "C1"})
    made = (
        register_report(frame, AS_OF, options),
        improvement_report(shop(), options),
        customer_report(frame, "C1", AS_OF, options),
    )
    assert [one.brand for one in made] == [brand] * 3
    assert all(home(one).note.endswith("示例商贸有限公司") for one in made[:2])


def home(report):
    return next(page for page in report.pages if page.key == report.home)


def test_a_register_has_the_logo_on_its_first_page_of_ours(tmp_path):
    options = ReportOptions(brand=Brand("示例商贸有限公司", GREEN, logo(), "image/png"))
    draw_report(register_report(judged({}), AS_OF, options), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        assert book.read("xl/media/image1.png") == logo()
        assert not [
            name
            for name in book.namelist()
            if name.endswith(".xml") and PALETTE.accent[1:].encode() in book.read(name)
        ]
