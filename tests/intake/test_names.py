"""Names that every system takes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from toolkit.intake.names import MOST_BYTES, distinct, safe_name, same_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("七月反馈.xlsx", "七月反馈.xlsx"),
        ("7月 反馈 (2).xlsx", "7月 反馈 (2).xlsx"),
        ('a<b>c:d"e/f\\g|h?i*j.xlsx', "a_b_c_d_e_f_g_h_i_j.xlsx"),
        ("CON.xlsx", "_CON.xlsx"),
        ("lpt1.tar.gz", "_lpt1.tar.gz"),
        ("COM¹", "_COM¹"),
        ("console.xlsx", "console.xlsx"),
        ("七月. . ", "七月"),
        (" 七月.xlsx ", "七月.xlsx"),
        ("a\nb\x00c.xlsx", "a_b_c.xlsx"),
        ("=1+1.xlsx", "_=1+1.xlsx"),
        ("-rf.xlsx", "_-rf.xlsx"),
        ("~$七月.xlsx", "_~$七月.xlsx"),
        (".hidden.xlsx", "_.hidden.xlsx"),
        ("%2e%2e.xlsx", "%2e%2e.xlsx"),
        ("七月\u202excod.xlsx", "七月xcod.xlsx"),
        ("七\u200b月.xlsx", "七月.xlsx"),
        ("😀.xlsx", "😀.xlsx"),
        ("\udcff.xlsx", "_.xlsx"),
        ("...", "_"),
        ("", "_"),
    ],
)
def test_a_name_is_made_safe(name, safe):
    assert safe_name(name) == safe
    assert safe_name(safe) == safe


def test_a_long_name_is_cut_by_bytes_and_keeps_its_extension():
    safe = safe_name("反" * 200 + ".xlsx")
    assert safe == "反" * 65 + ".xlsx"
    assert len(safe.encode()) == MOST_BYTES
    assert len(safe_name("x" * 300).encode()) == MOST_BYTES


def test_composed_and_decomposed_names_are_one():
    assert safe_name(unicodedata.normalize("NFD", "Résumé.xlsx")) == "Résumé.xlsx"
    assert same_name("Case.XLSX") == same_name("case.xlsx")
    assert same_name(unicodedata.normalize("NFD", "é.xlsx")) == same_name("É.xlsx")


def test_a_name_of_another_lineage_gets_a_number():
    taken = {"七月.xlsx", "七月 (2).xlsx"}
    assert distinct(Path("/x/七月.xlsx"), lambda path: path.name in taken) == Path("/x/七月 (3).xlsx")
    assert distinct(Path("/x/八月.xlsx"), lambda path: path.name in taken) == Path("/x/八月.xlsx")


def test_a_numbered_name_is_not_longer_than_allowed():
    long = Path("/x") / safe_name("反" * 200 + ".xlsx")
    assert len(distinct(long, lambda path: path == long).name.encode()) <= MOST_BYTES
