"""What a pivot says before Excel has refreshed it, in the words that Excel itself uses."""

from __future__ import annotations

from toolkit.words.text import Text

ALL = Text("（全部）", "(All)")
SEVERAL = Text("（多项）", "(Multiple Items)")
BLANK = Text("（空白）", "(blank)")
TOTAL = Text("总计", "Grand Total")
SUBTOTAL = Text("{item} 汇总", "{item} Total")
VALUES = Text("数值", "Values")
TOTAL_OF = Text("{caption}汇总", "Total {caption}")
SLICER = Text(
    "切片器“{field}”：在 Excel 2010 或更高版本里可以点选；别处请用右边的筛选。",
    'Slicer "{field}": click in Excel 2010 or newer; elsewhere use the filter beside it.',
)
