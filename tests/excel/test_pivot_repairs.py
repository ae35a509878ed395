"""The look for what Excel repairs sees each of its reasons: one is planted at a time."""

from __future__ import annotations

import re
import zipfile

import pytest

from tests.excel.pivot_repairs import repairs
from tests.excel.pivoted import COUNT, many, pivot, written
from toolkit.excel.pivot import Grid, add_pivots
from toolkit.schema.pivot import PivotFilter

BLOCK = pivot(columns=("month",), filters=(PivotFilter("about"),), slicers=("kind",), column=2)
PIVOT, CACHE = "xl/pivotTables/pivotTable1.xml", "xl/pivotCache/pivotCacheDefinition1.xml"
SLICER, SLICERS = "xl/slicerCaches/slicerCache1.xml", "xl/slicers/slicer1.xml"
WORKBOOK, TABLE = "xl/workbook.xml", "xl/tables/table1.xml"
PLANTS = {
    "a caption is a column's name": (PIVOT, '(<dataField name=)"[^"]*"', r'\1"反馈ID"'),
    "a caption is a column's name (data)": (PIVOT, 'dataCaption="[^"]*"', 'dataCaption="反馈id"'),
    "captions twice": (PIVOT, "(<dataField [^>]*/>)", r"\1\1"),
    "items twice": (CACHE, '<s v="投诉"/>', '<s v="咨询"/>'),
    "items miscounted": (CACHE, '(<sharedItems[^>]*count=)"\\d+"', r'\1"99"'),
    "containsMixedTypes at odds": (CACHE, '<s v="投诉"/>', '<n v="1"/>'),
    "containsBlank at odds": (CACHE, ' containsBlank="1"', ""),
    "longText at odds": (CACHE, '<s v="投诉"/>', f'<s v="{"长" * 256}"/>'),
    "a column that nobody shows lists its items": (
        CACHE, '(name="反馈ID"[^>]*>)<sharedItems/>', r'\1<sharedItems count="1"><s v="F1"/></sharedItems>',
    ),
    "records beside saveData=0": (CACHE, "(<pivotCacheDefinition )", r'\1r:id="rId1" '),
    "the cache is not refreshed": (CACHE, ' refreshOnLoad="1"', ""),
    "an item is out of range": (PIVOT, '<item x="3"/>', '<item x="33"/>'),
    "an axis does not list its items": (PIVOT, '<item x="3"/>', '<item x="2"/>'),
    "a line names an item out of range": (PIVOT, '<x v="2"/>', '<x v="22"/>'),
    "a filter names an item out of range": (PIVOT, "(<pageField )", r'\1item="99" '),
    "pivot fields are not the cache's": (PIVOT, '<pivotField dataField="1"[^>]*/>', ""),
    "the location has not the rows": (PIVOT, r'(ref="C\d+:G)\d+', r"\g<1>99"),
    "the location has not the columns": (PIVOT, r'ref="C(\d+):G', r'ref="C\1:Z'),
    "cacheId unknown": (PIVOT, 'cacheId="1"', 'cacheId="7"'),
    "elements out of order": (WORKBOOK, "(<calcPr [^>]*/>)(<pivotCaches>.*</pivotCaches>)", r"\2\1"),
    "no content type": ("[Content_Types].xml", f'<Override PartName="/{PIVOT}"[^>]*/>', ""),
    "dangling relation": ("xl/pivotTables/_rels/pivotTable1.xml.rels", "Definition1.xml", "Definition9.xml"),
    "slicer names twice": (SLICERS, "(<slicer [^>]*/>)", r"\1\1"),
    "a slicer names no cache": (SLICERS, 'cache="[^"]*"', 'cache="Slicer_无"'),
    "a slicer cache has no defined name": (WORKBOOK, '<definedName name="Slicer[^<]*</definedName>', ""),
    "a slicer cache names no pivot cache": (SLICER, 'pivotCacheId="1"', 'pivotCacheId="2"'),
    "a slicer cache names no pivot": (SLICER, 'tabId="2"', 'tabId="1"'),
    "slicer caches are not listed": (WORKBOOK, "<x14:slicerCache [^>]*/>", ""),
    "table headers are not the cells": (TABLE, 'name="受理月份"', 'name="月份"'),
    "table headers twice": (TABLE, 'name="受理月份"', 'name="反馈类型"'),
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    path = tmp_path_factory.mktemp("sound") / "b.xlsx"
    written(path, many(120), BLOCK)
    assert repairs(path) == []
    return path


@pytest.mark.parametrize("reason", PLANTS)
def test_each_reason_to_repair_is_seen(reason, sound, tmp_path):
    part, old, new = PLANTS[reason]
    planted = 0
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == part:
                text, planted = re.subn(old, new, text, count=1)
            target.writestr(name, text)
    assert planted == 1
    found = repairs(tmp_path / "b.xlsx")
    assert [one for one in found if one.startswith(reason.removesuffix(" (data)"))]


def test_a_pivot_over_another_is_seen(tmp_path):
    frame = many(50)
    (grid,) = written(tmp_path / "b.xlsx", frame, pivot())
    under = Grid(pivot("下", values=(COUNT,)), grid.cache, "透视", grid.top + 2, 0, "zh")
    add_pivots(tmp_path / "b.xlsx", [under], {"count": "#,##0"})
    assert any("overlaps" in one for one in repairs(tmp_path / "b.xlsx"))
