"""The web page in a real browser: on a phone, on a desk, on paper."""

from __future__ import annotations

import re
import struct
from datetime import datetime

import pytest
from chromium import browsing
from judged import judged
from judged_months import months

from toolkit.report.html import report_html
from toolkit.report.monthly import monthly_report
from toolkit.report.options import DropCount, ReportOptions

AS_OF = datetime.fromisoformat("2026-11-02T09:00")
PHONE, DESK = 390, 1280
LONG = "非常长的一个没有空格的问题类型名称" * 3
FRAMES = {
    "busy": months(1200),
    "empty": judged(),
    "forty long types": judged(*[{"issue_type": f"{LONG}{n % 40}", "customer_id": f"C{n % 7}"} for n in range(90)]),
}  # fmt: skip
OUTSIDE = """[...document.querySelectorAll('body *')].filter(e =>
  !e.closest('.scroll, nav') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 90))"""
SMALL = """[...document.querySelectorAll('main td, main p, main li, main text')]
  .filter(e => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 11).length"""


@pytest.fixture(scope="module")
def browser(chromium, tmp_path_factory):
    with browsing(chromium, tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.fixture(scope="module", params=list(FRAMES))
def page(request, tmp_path_factory):
    drops = (DropCount(f"{LONG}.xlsx", 210, 204, 6, "华东"),)
    options = ReportOptions(company="示例商贸有限公司", targets={"resolution_rate": 0.9})
    report = monthly_report(FRAMES[request.param], "2026-10", AS_OF, options, drops)
    path = tmp_path_factory.mktemp("page") / "2026-10.html"
    path.write_text(report_html(report), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_stands_past_the_edge_and_nothing_is_complained_of(browser, page, width):
    browser.open(page, width)
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert browser.value(OUTSIDE) == []
    assert browser.value(SMALL) == 0
    assert browser.complaints == []


def test_a_phone_has_its_own_charts_and_a_desk_its_own(browser, page):
    for width, kind in ((PHONE, "narrow"), (DESK, "wide")):
        browser.open(page, width)
        seen = browser.value(
            "[...new Set([...document.querySelectorAll('figure svg')].filter(e => e.getClientRects().length)"
            ".map(e => e.getAttribute('class')))]"
        )
        assert seen in ([kind], [])


def test_its_own_policy_lets_nothing_run_and_its_style_through(browser, page, tmp_path):
    text = page.read_text(encoding="utf-8")
    planted = tmp_path / "planted.html"
    script = "<script>document.title='run'</script><img src='https://example.invalid/x.png'>"
    planted.write_text(text.replace("</main>", f"{script}</main>"), encoding="utf-8")
    browser.open(planted, DESK)
    assert browser.value("document.title") != "run"
    assert browser.complaints
    assert browser.value("getComputedStyle(document.querySelector('.masthead')).borderTopWidth") == "5px"


def test_a_print_has_as_many_pages_as_a_reader_expects(browser, page):
    browser.open(page, DESK)
    pdf = browser.printed()
    sections = page.read_text(encoding="utf-8").count("<section")
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= sections + 2
    boxes = {
        tuple(round(float(x)) for x in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)
    }
    assert boxes == {(0, 0, 842, 595)}


def test_the_picture_of_a_page_is_all_of_it(browser, page):
    browser.open(page, PHONE)
    picture = browser.picture()
    assert struct.unpack(">II", picture[16:24]) == (
        PHONE,
        browser.value("document.documentElement.scrollHeight"),
    )
