"""Rows turn amber and red by themselves: the rules of the template, computed by LibreOffice at a fixed noon."""

from __future__ import annotations

import subprocess
from datetime import datetime

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from recalculated import profile

from toolkit.excel.template import write_template
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.workbook import WORKBOOK

pytestmark = pytest.mark.libreoffice

NOON = "(DATE(2026,10,8)+TIME(12,0,0))"
RED, AMBER = "FFFEE4E2", "FFFEF0C7"
COLUMN = {column.key: number for number, column in enumerate(FEEDBACK.columns, 1)}


def at(text):
    return datetime.strptime(f"2026-10-{text}", "%Y-%m-%d %H:%M")


# name: (what the row says, the response's colour, the resolution's colour)
CASES = {
    "late response, resolution within 24 hours": (
        {"received_at": "08 09:00", "first_response_due": "08 11:00", "resolution_due": "09 09:00"}, "red", "amber",
    ),
    "half of the response used, resolution far": (
        {"received_at": "08 11:00", "first_response_due": "08 13:00", "resolution_due": "13 18:00"}, "amber", "",
    ),
    "less than half used": (
        {"received_at": "08 11:30", "first_response_due": "08 13:30", "resolution_due": "13 18:00"}, "", "",
    ),
    "half of the resolution used": (
        {"received_at": "01 12:00", "first_responded_at": "01 12:30", "first_response_due": "01 14:00",
         "resolution_due": "15 12:00"}, "", "amber",
    ),
    "due this very moment": (
        {"received_at": "08 10:00", "first_response_due": "08 12:00", "resolution_due": "08 12:00"}, "amber", "amber",
    ),
    "an answer counts as a response": (
        {"received_at": "07 09:00", "first_response_due": "07 11:00", "resolution_due": "08 09:00", "resolved_at": "08 08:00"},
        "", "",
    ),
    "closed": (
        {"received_at": "01 09:00", "first_response_due": "01 11:00", "resolution_due": "02 09:00", "closed_at": "05 08:00"},
        "", "",
    ),
    "on hold since before it was due": (
        {"received_at": "06 09:00", "first_responded_at": "06 10:00", "first_response_due": "06 11:00",
         "resolution_due": "07 09:00", "held_from": "06 12:00"}, "", "",
    ),
    "back from hold": (
        {"received_at": "06 09:00", "first_responded_at": "06 10:00", "first_response_due": "06 11:00",
         "resolution_due": "07 09:00", "held_from": "06 12:00", "held_until": "06 15:00"}, "", "red",
    ),
    "late before it went on hold": (
        {"received_at": "06 09:00", "first_responded_at": "06 10:00", "first_response_due": "06 11:00",
         "resolution_due": "07 09:00", "held_from": "07 12:00"}, "", "red",
    ),
    "came back, and nobody has answered again": (
        {"received_at": "01 09:00", "first_responded_at": "01 10:00", "resolved_at": "02 09:00", "dissatisfied_at": "07 09:00",
         "first_response_due": "07 13:00", "resolution_due": "08 09:00"}, "red", "red",
    ),
    "came back, answered and due within 24 hours": (
        {"received_at": "01 09:00", "first_responded_at": "01 10:00", "resolved_at": "02 09:00", "dissatisfied_at": "07 09:00",
         "responded_again_at": "07 10:00", "first_response_due": "07 13:00", "resolution_due": "09 09:00"}, "", "amber",
    ),
    "came back and was resolved again": (
        {"received_at": "01 09:00", "resolved_at": "02 09:00", "dissatisfied_at": "06 09:00", "resolved_again_at": "07 15:00",
         "first_response_due": "06 13:00", "resolution_due": "07 09:00"}, "", "",
    ),
    "came back just now": (
        {"received_at": "01 09:00", "first_responded_at": "01 10:00", "resolved_at": "02 09:00", "dissatisfied_at": "08 11:00",
         "first_response_due": "08 15:00", "resolution_due": "13 18:00"}, "", "",
    ),
    "nothing due yet": ({"received_at": "08 09:00"}, "", ""),
}  # fmt: skip


def rules_of(sheet, key):
    """The formulas of a column's rules by colour, as they stand for row 2."""
    letter = get_column_letter(COLUMN[key])
    found = {}
    for block in sheet.conditional_formatting:
        if str(block.sqref).startswith(f"{letter}2:{letter}"):
            for rule in block.rules:
                found[rule.dxf.fill.bgColor.rgb] = rule.formula[0]
    return {"red": found[RED], "amber": found[AMBER]}


@pytest.fixture(scope="module")
def colours(soffice, tmp_path_factory):
    """What each row's due cells turn, in the order of CASES."""
    folder = tmp_path_factory.mktemp("signals")
    source = folder / "source.xlsx"
    write_template(WORKBOOK, source)
    book = openpyxl.load_workbook(source)
    sheet = book[FEEDBACK.zh]
    rules = {key: rules_of(sheet, key) for key in ("first_response_due", "resolution_due")}
    names = [(key, colour) for key in rules for colour in rules[key]]
    for row, (said, _, _) in enumerate(CASES.values(), 2):
        for key, moment in said.items():
            sheet.cell(row, COLUMN[key], at(moment))
        for number, (key, colour) in enumerate(names, len(COLUMN) + 2):
            formula = Translator(f"={rules[key][colour]}", "A2").translate_formula(f"A{row}")
            sheet.cell(row, number, formula.replace("NOW()", NOON))
    book.save(source)
    command = [
        soffice,
        f"-env:UserInstallation={profile(folder).as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder / "again"), str(source)], check=True, capture_output=True
    )
    again = openpyxl.load_workbook(folder / "again" / "source.xlsx", data_only=True)[FEEDBACK.zh]
    first = len(COLUMN) + 2
    return {
        name: {names[n]: again.cell(row, first + n).value for n in range(len(names))}
        for row, name in enumerate(CASES, 2)
    }


@pytest.mark.parametrize("name", CASES)
def test_a_row_turns_the_colour_that_it_deserves(colours, name):
    _, response, resolution = CASES[name]
    for key, colour in (("first_response_due", response), ("resolution_due", resolution)):
        shown = {label for label in ("red", "amber") if colours[name][key, label]}
        assert shown == ({colour} if colour else set())


def test_a_row_with_a_remark_is_tinted_from_end_to_end(tmp_path):
    write_template(WORKBOOK, tmp_path / "template.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "template.xlsx")[FEEDBACK.zh]
    last, check = get_column_letter(len(COLUMN)), get_column_letter(COLUMN["check_result"])
    (block,) = [block for block in sheet.conditional_formatting if str(block.sqref).startswith(f"A2:{last}")]
    (rule,) = block.rules
    assert rule.formula == [f'${check}2<>""']
    assert rule.dxf.fill.bgColor.rgb == "FFF4F0FC"
