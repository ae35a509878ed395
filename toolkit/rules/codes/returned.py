"""S25x: what is said about the way a workbook goes back."""

from __future__ import annotations

from toolkit.rules.finding import Code, Severity
from toolkit.words import Text

RESULT_BESIDE = Code(
    "S251", "result-beside", Severity.NOTE,
    Text("这份文件没有直接改写，因为{reason}；结果在旁边的“处理结果”里。",
         "This file was not filled in place, because {reason}; the result lies beside it."),
    Text("原样退回比改坏更好。", "Untouched is better than harmed."),
    Text("想直接在原表上看到结果，请照原因改一下再放回收件箱。", "To see results in your own workbook, mend the cause and drop it again."),
)  # fmt: skip

DRAWN_OVER = Code(
    "S252", "drawn-over", Severity.WARNING,
    Text("工作表“{sheet}”上，{ranges} 的图片、图表或形状盖在我们填的列上，下面的内容看不见。",
         'On the sheet "{sheet}", pictures, charts or shapes at {ranges} lie over the columns that we filled and hide them.'),
    Text("别人的图我们不挪动。", "We do not move what is not ours."),
    Text("把它们拖到表格右边或下面。", "Drag them to the right of the table, or below it."),
)  # fmt: skip

RETURNED_CODES = (RESULT_BESIDE, DRAWN_OVER)
