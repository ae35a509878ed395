"""The cache definition of a pivot: its table by name, every column, and the items of those that are shown.

As Excel writes it for "do not save source data, refresh on opening": no records, no row of the table in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.excel.markup import Element, count, serialise
from toolkit.excel.parts.tablepart import escaped
from toolkit.excel.pivot import nodes

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.excel.pivot.source import Cache, Field, Item, Items

_DAY_FORMAT = 14
_LONG = 255
_EXTENSION = "{725AE2AE-9491-48be-B2B4-4EB974FC3084}"
_REFRESHED = 46_023
"""The day of the last refresh; fixed, so that the same rows give the same bytes."""
_NOTHING = {"containsNonDate": "0", "containsString": "0", "containsBlank": "1"}


def cache_definition(cache: Cache, number: int, *, has_slicers: bool) -> bytes:
    """Return the part; `number` is what the workbook and slicers call the cache."""
    root = nodes.top(
        "pivotCacheDefinition", saveData=False, refreshOnLoad=True, refreshedBy="voc", refreshedDate=_REFRESHED,
        createdVersion=6, refreshedVersion=6, minRefreshableVersion=3, recordCount=cache.source.count,
    )  # fmt: skip
    nodes.put(nodes.put(root, "cacheSource", type="worksheet"), "worksheetSource", name=cache.source.table)
    fields = nodes.put(root, "cacheFields")
    for column in cache.source.fields:
        code = _DAY_FORMAT if column.is_moment else 0
        entry = nodes.put(fields, "cacheField", name=escaped(column.header), numFmtId=code)
        _shared(entry, column, cache.items.get(column.key))
    count(fields)
    if has_slicers:
        nodes.extension(root, _EXTENSION, "pivotCacheDefinition", pivotCacheId=number)
    return serialise(root)


def _shared(parent: Element, column: Field, items: Items | None) -> None:
    """Say what a column holds: always in flags, item by item where a pivot shows it. Excel checks one by the other."""
    shared = nodes.put(parent, "sharedItems", **_flags(column, items))
    for value in items.values if items else ():
        _item(shared, value)
    if items:
        count(shared)
        if any(isinstance(value, str) and len(value) > _LONG for value in items.values):
            shared.set("longText", "1")


def _flags(column: Field, items: Items | None) -> dict[str, str]:
    if column.is_text:
        return _text_flags(items)
    values = column.values
    if values.isna().all():
        return _NOTHING
    blank = {"containsBlank": "1"} if values.isna().any() else {"containsSemiMixedTypes": "0"}
    return blank | (_days(values) if column.is_moment else _numbers(values))


def _text_flags(items: Items | None) -> dict[str, str]:
    """Words are the rule that needs no flag; what is not listed is not looked at."""
    if items is None or None not in items.values:
        return {}
    return _NOTHING if items.values == (None,) else {"containsBlank": "1"}


def _days(values: pd.Series) -> dict[str, str]:
    first, last = (np.datetime64(moment, "D") for moment in (values.min(), values.max()))
    ends = {"minDate": f"{first}T00:00:00", "maxDate": f"{last + np.timedelta64(1, 'D')}T00:00:00"}
    return {"containsNonDate": "0", "containsDate": "1", "containsString": "0", **ends}


def _numbers(values: pd.Series) -> dict[str, str]:
    present = values.dropna().to_numpy(float)
    whole = {"containsInteger": "1"} if (present == np.floor(present)).all() else {}
    ends = {"minValue": number_text(present.min()), "maxValue": number_text(present.max())}
    return {"containsString": "0", "containsNumber": "1", **whole, **ends}


def _item(parent: Element, value: Item) -> None:
    if value is None:
        nodes.put(parent, "m")
    elif isinstance(value, str):
        nodes.put(parent, "s", v=escaped(value))
    else:
        nodes.put(parent, "n", v=number_text(value))


def number_text(value: float) -> str:
    """Return a number as a package has it: 3 and not 3.0."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
