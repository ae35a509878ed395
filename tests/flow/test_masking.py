"""Personal data: what leaves the register shows none, in whatever part of whatever file."""

from __future__ import annotations

import html
import zipfile
from typing import TYPE_CHECKING

import pytest
from flow_books import book, row, rows
from flow_desk import files_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME, OWNER, MOBILE, MAIL = "欧阳晓雯", "诸葛明轩", "13912345678", "ouyang.xw@example.com"
IDENTITY, CARD, LANDLINE = "110101199003071233", "6222021234567890128", "021-62345678"
PLANTED = (NAME, OWNER, MOBILE, "139 1234 5678", MAIL, IDENTITY, CARD, LANDLINE, "62345678")
ORDER = "SO2610086789"
TOLD = (
    f"我叫{NAME}，手机{MOBILE}，也可以打{LANDLINE}；订单{ORDER}一直没有发货",
    f"退款一直没到，卡号{CARD}，身份证{IDENTITY}，邮箱{MAIL}",
    f"客服{OWNER}态度冷淡，回电 139 1234 5678",
)


def people(number: int, **differs: object) -> dict[str, object]:
    own = {
        "customer_name": NAME,
        "contact": MOBILE,
        "owner": OWNER,
        "customer_id": MOBILE,
        "complained_person": OWNER,
    }
    return row(number, description=TOLD[number % len(TOLD)], request=f"请回电{MOBILE}", **own) | differs


@pytest.fixture(scope="module")
def worked(new_workspace, tmp_path_factory):
    """A month of feedback full of personal data, some rows and one whole file of it not taken."""
    desk = new_workspace.copy(tmp_path_factory.mktemp("people"))
    good = [people(n, satisfaction="不满意", solution=f"已致电{NAME}") for n in range(1, 16)]
    wrong = [
        people(16, received_at=f"{NAME}{MOBILE}"),
        people(17, channel=MAIL),
        people(18, urgency=IDENTITY),
        people(19, rating=99),
    ]
    desk.drop(book([*good, *wrong]), "一组.xlsx")
    desk.drop(book([people(1, received_at=f"{NAME}{MOBILE}"), people(2, description=None)]), "退回的.xlsx")
    return desk, desk.run().out


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """Everything in a file by part, unzipped where it is a package."""
    if not zipfile.is_zipfile(path):
        yield path.name, html.unescape(path.read_text("utf-8"))
        return
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            yield f"{path.name}/{part}", html.unescape(package.read(part).decode("utf-8", "ignore"))


def artefacts(root: Path, *folders: str) -> list[Path]:
    return [root / folder / name for folder in folders for name in files_in(root / folder)]


def test_what_leaves_the_register_shows_nobody(worked):
    desk, said = worked
    made = [path for path in artefacts(desk.root, "报告", "待修正") if path.name != "退回的.xlsx"]
    assert {path.suffix for path in made} == {".xlsx", ".html"}
    found = [
        (part, word) for path in made for part, text in texts_of(path) for word in PLANTED if word in text
    ]
    assert found == []
    assert [word for word in PLANTED if word in said] == []


def test_the_report_has_the_rows_all_the_same(worked):
    desk, _ = worked
    text = "".join(text for _, text in texts_of(desk.report()))
    assert ORDER in text
    assert "139****5678" in text


def test_the_search_would_find_them(worked):
    """The register and the returned workbook are the people's own: there they stand, in full."""
    desk, _ = worked
    for path in (desk.register, desk.returned / "一组.xlsx"):
        text = "".join(text for _, text in texts_of(path))
        assert [word for word in (NAME, OWNER, MOBILE, MAIL, IDENTITY, CARD) if word not in text] == []


def test_a_log_keeps_no_text_of_a_customer(worked, tmp_path):
    desk = worked[0].copy(tmp_path)
    desk.drop(book([people(30), *rows(1, start=31, description="让检查出错")]), "遇到缺陷.xlsx")
    desk.voc("run", VOC_TEST_MUTANT="a_check_that_fails")
    log = next(path for path in desk.home.rglob("voc.log")).read_text("utf-8")
    assert "ZeroDivisionError" in log
    assert [word for word in PLANTED if word in log] == []
