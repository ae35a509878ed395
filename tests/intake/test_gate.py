"""The gate: what it refuses, with which words, and what it lets in."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import tracemalloc
import zipfile
from io import BytesIO
from random import Random
from string import Formatter

import hostile
import openpyxl
import pytest
import xlsxwriter
from hostile_cases import CASES, GOOD

from toolkit.intake.gate.inspection import Limits
from toolkit.intake.gate.verdict import inspect
from toolkit.rules.codes.file import FILE_CODES
from toolkit.rules.finding import Severity

MB = 1 << 20
SMALL_CASES = [case for case in CASES if 0 < len(case.content()) < 60_000]


def errors(gate):
    return [finding.code.id for finding in gate.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_a_hostile_file_meets_its_code(case):
    gate = inspect(case.content(), name=case.file)
    assert errors(gate) == ([case.code.id] if case.code else [])
    assert gate.is_refused == bool(case.code)
    if case.note:
        assert case.note in [finding.code for finding in gate.findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sentence_about_it_is_whole(case, lang):
    for finding in inspect(case.content(), name=case.file).findings:
        assert case.file in finding.message(lang)
        for sentence in (finding.message(lang), finding.cure(lang)):
            assert not re.search(r"[{}]|None|“”|Text\(", sentence)


@pytest.mark.parametrize("code", FILE_CODES, ids=lambda code: code.id)
def test_a_code_speaks_both_languages(code):
    named = [
        {(name or "").removesuffix("_zh").removesuffix("_en") for _, name, _, _ in Formatter().parse(text)}
        for text in (code.message.zh, code.message.en)
    ]
    assert named[0] == named[1]
    for text in (code.message, code.why, code.cure):
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert not re.search(r"[\u4e00-\u9fff]", text.en)


def test_every_code_of_the_gate_has_a_case():
    """The others belong to the scan, the pipeline and the ledger; a few have tests of their own below."""
    elsewhere = {"B104", "B105", "B106", "B107", "B108", "B109", "B140", "B142", "B146", "B149", "B150"}
    below = {"B101", "B119", "B123", "B126"}
    cases = {code.id for case in CASES for code in (case.code, case.note) if code}
    assert cases | elsewhere | below == {code.id for code in FILE_CODES}


@pytest.mark.parametrize("seed", range(40))
def test_no_wound_makes_the_gate_fail(seed):
    random = Random(seed)
    for case in random.choices(SMALL_CASES, k=10):
        parts = random.random() < 0.5 and unpacked(case.content())
        if parts:
            name = random.choice(list(parts))
            parts[name] = hostile.wounded(parts[name] or b"x", random)
        gate = inspect(
            hostile.packed(parts) if parts else hostile.wounded(case.content(), random), name=case.file
        )
        assert gate.format or gate.is_refused


def unpacked(content):
    """The parts of a package; nothing where it is none."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return {name: archive.read(name) for name in dict.fromkeys(archive.namelist())}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return {}


READ_ALL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1500 << 20, 1500 << 20))
import python_calamine
for path in sys.argv[1:]:
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a limit of memory for a process")
def test_what_passes_the_gate_kills_no_reader(tmp_path):
    paths = []
    for number, case in enumerate(CASES):
        if not case.code and not case.file.endswith(".csv"):
            paths.append(tmp_path / str(number))  # with an extension the reader would trust that
            paths[-1].write_bytes(case.content())
    assert len(paths) > 8
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, *paths], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]


@pytest.mark.parametrize("percent", range(1, 100))
def test_a_truncated_workbook_is_incomplete(percent):
    assert errors(inspect(GOOD[: len(GOOD) * percent // 100], name="a.xlsx"))[0] in {"B111", "B112"}


def test_the_stray_cell_is_named():
    found = inspect(hostile.rows(hostile.number_cells("A1", "B2", "OJ60000")), name="七月.xlsx").findings[0]
    assert found.place.address == "OJ60000"
    assert "“反馈”在很远的 OJ60000" in found.message("zh")


def test_a_lonely_cell_beside_a_long_table_is_the_stray_one():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 30_001))
    gate = inspect(hostile.rows('<row r="1"><c r="AAA1"><v>1</v></c></row>' + rows), name="a.xlsx")
    assert gate.findings[0].place.address == "AAA1"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=100), "B103"),
        (Limits(entries=4), "B120"),
        (Limits(part_bytes=100), "B123"),
        (Limits(unpacked_bytes=500), "B123"),
        (Limits(sheets=0), "B129"),
        (Limits(cells=3), "B126"),
        (Limits(area=3), "B133"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_limit_can_be_set(limits, code):
    assert errors(inspect(GOOD, limits, "a.xlsx")) == [code]


def test_pictures_count_against_the_size_of_the_file_only():
    book = hostile.book({"xl/media/image1.emf": bytes(3 * MB), "xl/media/image2.emf": bytes(3 * MB)})
    assert errors(inspect(book, Limits(unpacked_bytes=4 * MB), "a.xlsx")) == ["B123"]
    assert not errors(inspect(book, Limits(unpacked_bytes=7 * MB), "a.xlsx"))
    assert inspect(book, name="a.xlsx").counts.unpacked < MB


def test_memory_stays_small_while_a_large_part_streams():
    book = hostile.bomb(40, hostile.noise(6_000).hex().encode())
    tracemalloc.start()
    inspect(book, Limits(part_bytes=30 * MB), "a.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30 * MB


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "good.xlsx").write_bytes(GOOD)
    link = tmp_path / "link.xlsx"
    try:
        link.symlink_to(tmp_path / "good.xlsx")
    except OSError:
        pytest.skip("this account may not make links")
    assert errors(inspect(link)) == ["B101"]


def test_a_file_swapped_while_it_is_opened_is_not_read(tmp_path, monkeypatch):
    (tmp_path / "good.xlsx").write_bytes(GOOD)
    (tmp_path / "other").write_bytes(GOOD)
    facts = (tmp_path / "other").stat()
    monkeypatch.setattr(os, "fstat", lambda _: facts)
    assert errors(inspect(tmp_path / "good.xlsx")) == ["B101"]


def test_a_folder_called_like_a_workbook_is_told(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    gate = inspect(tmp_path / "a.xlsx")
    assert errors(gate) == ["B101"]
    assert "文件夹" in gate.findings[0].message("zh")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_never_opened(tmp_path):
    os.mkfifo(tmp_path / "a.xlsx")
    assert errors(inspect(tmp_path / "a.xlsx")) == ["B101"]


# What good programs write.


def written_by_xlsxwriter(path):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("反馈")
    for row in range(200):
        sheet.write_row(row, 0, [f"F{row}", "物流慢", row, True])
    sheet.write_formula("F1", "=SUM(C1:C200)")
    sheet.merge_range("H1:I2", "合并")
    sheet.add_table("K1:L5")
    sheet.insert_chart("N3", chart(book))
    book.close()
    return path


def chart(book):
    column = book.add_chart({"type": "column"})
    column.add_series({"values": "=反馈!$C$1:$C$9"})
    return column


def written_by_openpyxl(path):
    book = openpyxl.Workbook()
    for row in range(200):
        book.active.append([f"F{row}", "物流慢", row, None, "=C1"])
    book.create_sheet("空表")
    book.save(path)
    return path


@pytest.mark.parametrize("write", [written_by_xlsxwriter, written_by_openpyxl])
def test_a_good_workbook_passes_without_a_word(tmp_path, write):
    gate = inspect(write(tmp_path / "好.xlsx"))
    assert (gate.format, gate.findings) == ("xlsx", ())
    assert gate.counts.cells >= 800


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_what_libreoffice_writes_passes(tmp_path, soffice, form):
    source = written_by_xlsxwriter(tmp_path / "好.xlsx")
    (tmp_path / "out").mkdir()
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", form, "--outdir", tmp_path / "out", source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    gate = inspect(tmp_path / "out" / f"好.{form}")
    assert (gate.format, errors(gate)) == (form, [])
    assert 800 <= gate.counts.cells <= gate.counts.area < 20_000


def test_a_million_formatted_empty_rows_pass():
    rows = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(3, 1_048_577)
    )
    gate = inspect(hostile.rows(hostile.ROWS + rows), name="a.xlsx")
    assert not gate.is_refused


@pytest.mark.parametrize(
    ("text", "encoding", "says", "delimiter"),
    [
        ("反馈ID,描述\nF1,慢\n", "utf-8", "utf-8", ","),
        ("反馈ID,描述\nF1,慢\n", "utf-8-sig", "utf-8-sig", ","),
        ("反馈ID;描述;级别\nF1;物流慢,破损;P1\n", "gb18030", "gb18030", ";"),
        ("反馈ID\t描述\nF1\t慢\n", "utf-16", "utf-16", "\t"),
        ("反馈ID,描述\nF1,价格€5\n", "gb18030", "gb18030", ","),
        ("id,text\n1,slow\n2,late\n", "utf-16-le", "utf-16-le", ","),
        ('id,text\n1,"a, b; c"\n2,"d\ne"\n', "ascii", "utf-8", ","),
    ],
)
def test_a_text_tells_encoding_and_delimiter(text, encoding, says, delimiter):
    gate = inspect(text.encode(encoding), name="七月.csv")
    assert (gate.format, gate.encoding, gate.delimiter, gate.findings) == ("csv", says, delimiter, ())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("id,text\n1,caf\xe9 cr\xe8me br\xfbl\xe9e\n".encode("latin-1"), "B119"),
        ("反馈ID,物流慢".encode()[:-1], "B112"),
        (b"a,b\n" * 100 + b"\x81\x20\xff\n", "B119"),
    ],
    ids=["western letters", "half a letter", "no letters at all"],
)
def test_a_text_whose_encoding_is_doubtful_is_not_guessed(content, code):
    assert errors(inspect(content, name="七月.csv")) == [code]


def test_one_endless_row_in_a_long_text_is_refused():
    text = "a,b\n" * 30_000 + "," * 1_000 + "\n"
    found = inspect(text.encode(), name="七月.csv").findings[0]
    assert (found.code.id, found.place.row) == ("B133", 30_001)


@pytest.mark.shared_data
def test_real_bad_files_meet_the_gate_as_readers_do(shared_data):
    folder = shared_data / "D_bad_files"
    with (folder / "INDEX.csv").open(encoding="utf-8-sig", newline="") as lines:
        for entry in csv.DictReader(lines):
            gate = inspect(shared_data / entry["file"])
            if entry["calamine"].startswith("ok"):
                assert not gate.is_refused, entry["file"]
            elif "password" in entry["why"]:
                assert errors(gate) == ["B110"], entry["file"]
            else:
                assert not {"B112", "B113"} & set(errors(gate)), entry["file"]


@pytest.mark.shared_data
@pytest.mark.parametrize("folder", ["A_zh_feedback", "B_en_feedback", "C_real_sheets", "E_event_logs"])
def test_real_good_files_pass(shared_data, folder):
    files = [file for file in (shared_data / folder).iterdir() if file.is_file()]
    assert files
    for file in files:
        gate = inspect(file)
        assert not gate.is_refused, file.name
        assert gate.counts.cells


def test_a_zip_with_64_bit_records_passes(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in hostile.good_parts().items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(content.encode())
    assert not inspect(tmp_path / "a.xlsx").findings
