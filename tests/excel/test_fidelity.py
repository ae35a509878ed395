"""Their workbook comes back as their workbook: a zoo of features, and every real file at hand."""

from __future__ import annotations

import shutil
import subprocess

import pytest
import python_calamine
from lxml import etree

from tests.excel.books import parts_of
from tests.excel.fidelity import _canonical, eight_columns, find_spot, judge
from tests.excel.zoo import ATTACHED, DRAWN, keep
from toolkit.excel.marking import Link, Marks, Note, OwnCell, OwnSheet, Rule
from toolkit.excel.patch import SheetJob, fill_book

ANIMALS = [
    f"{name}{table}" for name in DRAWN for table in ("", ", table") if (name, table) != ("filter", ", table")
]
ANIMALS += list(ATTACHED)


@pytest.fixture(scope="module")
def zoo(tmp_path_factory):
    return keep(tmp_path_factory.mktemp("zoo"))


@pytest.mark.parametrize("animal", ANIMALS)
def test_nothing_but_ours_changes(zoo, tmp_path, animal):
    verdict = judge(zoo[animal], tmp_path / "out.xlsx")
    assert verdict.refused == ""
    assert verdict.wrong == []


@pytest.mark.parametrize("animal", ANIMALS)
def test_marks_come_and_go_without_a_trace(zoo, tmp_path, animal):
    plain, marked, cured = (tmp_path / f"{name}.xlsx" for name in ("plain", "marked", "cured"))
    spot = find_spot(zoo[animal])
    notes = tuple(Note(int(row), 1 + n, "请看一看") for n, row in enumerate(spot.rows))
    rules = (Rule('{我们的列0}<>""', "remark"), Rule("{我们的列2}>1", "bad", ("我们的列1",), '"▲ "m/d'))
    report = OwnSheet("校验报告", ((OwnCell("标题", "title"),), (OwnCell("到", "link", (spot.sheet, "A2")),)))
    links = (Link(int(spot.rows[0]), "我们的列0", "校验报告", "A2"),)

    def give(source, target, marks, sheets):
        fill_book(
            source, target, [SheetJob(spot.sheet, (eight_columns(spot),), marks=marks)], own_sheets=sheets
        )

    give(zoo[animal], plain, None, ())
    give(plain, marked, Marks(rules, notes, links), (report,))
    assert differing(plain, marked) > {spot.part}
    give(marked, cured, Marks(), ())
    assert differing(plain, cured) <= {"xl/styles.xml", "[Content_Types].xml"}


def differing(one, other):
    """The parts that say different things, or that only one of the two has; empty lists of relations say nothing."""
    before, after = parts_of(one), parts_of(other)
    return {
        name
        for name in before.keys() | after.keys()
        if said(before.get(name)) != said(after.get(name))
        and not (name.endswith(".rels") and not said(after[name])[-1])
    }


def said(data):
    try:
        return None if data is None else _canonical(etree.fromstring(data))
    except etree.XMLSyntaxError:
        return data


@pytest.mark.shared_data
def test_nothing_but_ours_changes_in_real_files(shared_data, tmp_path):
    files = [path for path in sorted(shared_data.rglob("*.xls[xm]")) if not path.name.startswith("~$")]
    verdicts = [judge(path, tmp_path / f"{n}.xlsx") for n, path in enumerate(files)]
    assert {verdict.name: verdict.wrong for verdict in verdicts if verdict.wrong} == {}
    assert sum(not verdict.refused for verdict in verdicts) >= 51
    assert {verdict.refused for verdict in verdicts} <= {
        "", "merged-cells", "cell-in-the-way", "pivot-in-the-way", "password-protected", "sheet-missing",
    }  # fmt: skip


@pytest.mark.libreoffice
def test_libreoffice_shows_the_same_values_elsewhere(soffice, zoo, tmp_path):
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
    columns = {}
    for number, (animal, path) in enumerate(zoo.items()):
        shutil.copy(path, before / f"{number}{path.suffix}")
        verdict = judge(path, after / f"{number}{path.suffix}")
        columns[number] = set(verdict.filled.columns.values()), verdict.last_row, animal
    shown_before, shown_after = _shown(soffice, before), _shown(soffice, after)
    assert len(shown_after) == len(zoo)
    for number, (ours, last, animal) in columns.items():
        assert _elsewhere(shown_before[number], ours, last) == _elsewhere(shown_after[number], ours, last), (
            animal
        )
        assert [row[min(ours) + 1] for row in shown_after[number]["反馈"][1:4]] == [0, 1, 2], animal


def _shown(soffice, folder):
    """Every sheet's values after LibreOffice opened and saved it, by number of the file."""
    profile = folder.parent / f"profile-{folder.name}"
    files = [str(path) for path in folder.iterdir()]
    command = [
        soffice,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
        f"{folder}-ods",
    ]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=600)
    shown = {}
    for path in (folder.parent / f"{folder.name}-ods").iterdir():
        book = python_calamine.load_workbook(path)
        shown[int(path.stem)] = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
        }
    return shown


def _elsewhere(sheets, ours, last):
    """What is filled in cells of others; our columns are at the right of the table on 反馈."""
    return {
        (name, r, c): value
        for name, rows in sheets.items()
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value != "" and not (name == "反馈" and c + 1 in ours and r < last)
    }
