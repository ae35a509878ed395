"""运行状态.html as a browser shows it: readable on a phone and on a desk, in both languages, without a word to the network."""

from __future__ import annotations

import pytest
from chromium import browsing

from toolkit.watch.status import Status, Waits, status_html

STATUS = Status(
    state="watching", started="2026-11-02T09:00:00", beat="2026-11-02T10:00:05", looked="2026-11-02T10:00:04",
    host="客服-PC-07", process=4711, version="0.1.0", hears=True, trouble="磁盘快满了，只剩 120 MB，先不收新文件。",
    waiting=(
        Waits("华东/一个名字长得手机上一行怎么也放不下的客户反馈信息汇总表2026年十月最终版.xlsx", "被 QIAN 打开。", "2026-11-02T08:00:00"),
        Waits("<script>alert(1)</script>.xlsx", "张三丰 13812345678 正在保存", "2026-11-02T09:59:00"),
    ),
    done_today=12, rows_today=3456, sent_back_today=2, failed_today=0, to_publish=1, free_megabytes=120,
    years_known="2024–2026", settings=("“重要·办结”的时限还没有填。",),
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(chromium, tmp_path_factory):
    with browsing(chromium, tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_and_complains_of_nothing(browser, tmp_path, width, lang):
    page = tmp_path / "status.html"
    page.write_text(status_html(STATUS, lang), encoding="utf-8")
    browser.open(page, width)
    assert browser.complaints == []
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert browser.value("document.scripts.length") == 0
    shown = browser.value("document.body.innerText")
    assert "<script>alert(1)</script>.xlsx" in shown
    assert "13812345678" not in shown
    assert "QIAN" in shown
    columns = browser.value(
        "getComputedStyle(document.querySelector('.cards')).gridTemplateColumns.split(' ').length"
    )
    assert columns == (2 if width < 600 else 6)
    small = browser.value(
        "Math.min(...[...document.querySelectorAll('main *')].map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert small >= 13, "readable without zooming"


def test_a_trouble_is_seen_at_a_glance(browser, tmp_path):
    page = tmp_path / "status.html"
    page.write_text(status_html(STATUS, "zh"), encoding="utf-8")
    browser.open(page, 390)
    top = browser.value("document.querySelector('.trouble-text').getBoundingClientRect().bottom")
    assert top < 400
