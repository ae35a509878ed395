"""Their workbook comes back as their workbook: a zoo of features, and every real file at hand."""

from __future__ import annotations

import shutil
import subprocess

import pytest
import python_calamine

from tests.excel.fidelity import judge
from tests.excel.zoo import ATTACHED, DRAWN, keep

ANIMALS = [f"{name}{table}" for name in DRAWN for table in ("", ", table") if (name, table) != ("filter", ", table")]
ANIMALS += list(ATTACHED)


@pytest.fixture(scope="module")
def zoo(tmp_path_factory):
    return keep(tmp_path_factory.mktemp("zoo"))


@pytest.mark.parametrize("animal", ANIMALS)
def test_nothing_but_ours_changes(zoo, tmp_path, animal):
    verdict = judge(zoo[animal], tmp_path / "out.xlsx")
    assert verdict.refused == ""
    assert verdict.wrong == []


@pytest.mark.shared_data
def test_nothing_but_ours_changes_in_real_files(shared_data, tmp_path):
    files = [path for path in sorted(shared_data.rglob("*.xls[xm]")) if not path.name.startswith("~$")]
    verdicts = [judge(path, tmp_path / f"{n}.xlsx") for n, path in enumerate(files)]
    assert {verdict.name: verdict.wrong for verdict in verdicts if verdict.wrong} == {}
    assert sum(not verdict.refused for verdict in verdicts) >= 51
    assert {verdict.refused for verdict in verdicts} <= {
        "", "merged-cells", "cell-in-the-way", "pivot-in-the-way", "password-protected", "no-worksheet",
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
        assert _elsewhere(shown_before[number], ours, last) == _elsewhere(shown_after[number], ours, last), animal
        assert [row[min(ours) + 1] for row in shown_after[number]["反馈"][1:4]] == [0, 1, 2], animal


def _shown(soffice, folder):
    """Every sheet's values after LibreOffice opened and saved it, by number of the file."""
    profile = folder.parent / f"profile-{folder.name}"
    files = [str(path) for path in folder.iterdir()]
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "ods", "--outdir", f"{folder}-ods"]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=600)
    shown = {}
    for path in (folder.parent / f"{folder.name}-ods").iterdir():
        book = python_calamine.load_workbook(path)
        shown[int(path.stem)] = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
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
