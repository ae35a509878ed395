"""What a returned workbook says about its findings."""

from toolkit.words.text import Text

SHEET = Text("校验报告", "Check report")
TITLE = Text("校验报告", "Check report")
COUNTS = Text("{errors} 处错误，{warnings} 处提醒", "Errors: {errors}, warnings: {warnings}")
WHAT_NEXT = Text(
    "点“单元格”跳到那一格。改好后把这份表再放进收件箱，改好的提示会自己消失。",
    "Click a cell's address to go there. Mend it and drop the workbook again: what is cured disappears by itself.",
)
HEADS = (
    Text("程度", "How bad"), Text("工作表", "Sheet"), Text("单元格", "Cell"), Text("列", "Column"),
    Text("问题", "What is wrong"), Text("怎么办", "What to do"), Text("代码", "Code"),
)  # fmt: skip
SEVERITY = {3: Text("错误", "error"), 2: Text("提醒", "warning"), 1: Text("告知", "note")}
MORE = Text("另有 {count} 处没有列出", "{count} more are not listed")
SEE = Text("在校验报告里查看", "See the check report")
