"""What a printer would show: one page a sheet, nothing cut to ###, and parts that the standard's schema accepts."""

from __future__ import annotations

import subprocess
import zipfile
from datetime import date

import pytest
from lxml import etree
from programs import require_program

from toolkit.excel.blank.settings_template import write_settings
from toolkit.excel.template import write_template
from toolkit.schema.books.settings import SETTINGS
from toolkit.schema.books.workbook import WORKBOOK


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("printed")
    for lang in ("zh", "en"):
        write_template(WORKBOOK, folder / f"workbook_{lang}.xlsx", lang=lang)
        write_settings(folder / f"settings_{lang}.xlsx", lang=lang, today=date(2026, 11, 2))
    return folder


@pytest.fixture(scope="module")
def pages(soffice, drawn):
    """The text of each printed page, by workbook."""
    reader = require_program("pdftotext")
    command = [
        soffice,
        f"-env:UserInstallation={(drawn / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    sources = [str(path) for path in sorted(drawn.glob("*.xlsx"))]
    subprocess.run([*command, "--outdir", str(drawn), *sources], check=True, capture_output=True)
    printed = {}
    for path in drawn.glob("*.pdf"):
        done = subprocess.run([reader, "-layout", str(path), "-"], check=True, capture_output=True)
        printed[path.stem] = done.stdout.decode("utf-8").split("\f")[:-1]
    return printed


@pytest.mark.libreoffice
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_workbook_prints_one_page_a_sheet(pages, lang):
    printed = pages[f"workbook_{lang}"]
    assert len(printed) == 1 + len(WORKBOOK.sheets)
    for sheet, page in zip(WORKBOOK.sheets, printed[1:], strict=True):
        assert sheet.columns[0].header(lang).split()[0] in page


@pytest.mark.libreoffice
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_settings_sheet_prints_on_one_page_with_all_its_links(pages, lang):
    first, second = pages[f"settings_{lang}"][:2]
    assert all(sheet.title(lang) in first for sheet in SETTINGS.sheets)
    assert SETTINGS.sheets[1].title(lang) in second


@pytest.mark.libreoffice
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_too_narrow_to_show(pages, lang):
    """Folded columns are left out: LibreOffice writes ### for a number in one, with no width and unseen."""
    folded = SETTINGS["policies"].columns[0].header(lang)
    seen = [
        page for page in (*pages[f"workbook_{lang}"], *pages[f"settings_{lang}"]) if f"{folded} " not in page
    ]
    assert len(seen) > len(WORKBOOK.sheets) + len(SETTINGS.sheets) / 2
    assert not [page for page in seen if "###" in page]


def test_parts_are_what_the_standard_allows(drawn, shared_data):
    schema = etree.XMLSchema(etree.parse(str(shared_data / "xsd" / "sml.xsd")))
    wanted = ("xl/worksheets/sheet", "xl/tables/", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml")
    checked = 0
    for path in drawn.glob("*.xlsx"):
        with zipfile.ZipFile(path) as package:
            for name in (name for name in package.namelist() if name.startswith(wanted)):
                schema.assertValid(etree.fromstring(package.read(name)))
                checked += 1
    assert checked > 60
