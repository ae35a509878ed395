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

RETURNED_CODES = (RESULT_BESIDE,)
