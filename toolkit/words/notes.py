"""What is told beside a file that came back: what is wrong where, and what to type."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

TITLE = Text("{file}：为什么退回，怎么改", "{file}: why it came back, and what to mend")
SENT_BACK = Text("这份文件没有收下", "This file was not taken")
PARTLY = Text("收下 {accepted} 行，{sent_back} 行要改", "{accepted} rows taken, {sent_back} to mend")
TAKEN = Text("这份文件收下了", "This file was taken")
COUNTS = Text(
    "读到 {read} 行 = 收下 {accepted} 行 + 退回 {sent_back} 行",
    "{read} rows read = {accepted} accepted + {sent_back} sent back",
)
STEPS_TITLE = Text("三步改好", "Three steps")
STEPS = (
    Text("打开这份文件，按下面列出的单元格改。", "Open the file and mend the cells listed below."),
    Text("保存并关闭。", "Save and close it."),
    Text(
        "把它放回“收件箱”，会重新检查；已经收下的行不会重复。",
        "Put it back into the inbox; it is checked again, and rows already taken are not counted twice.",
    ),
)
LEVELS = MappingProxyType(
    {
        3: Text("必须改", "Must be mended"),
        2: Text("请看一下", "Please look"),
        1: Text("告知", "For your information"),
    }
)
WHOLE_FILE = Text("整份文件", "The file as a whole")
SHEET = Text("工作表“{sheet}”", 'Sheet "{sheet}"')
WHOLE_SHEET = Text("整张表", "The sheet")
COLUMN = Text("{address} 列", "Column {address}")
ROW = Text("第 {row} 行", "Row {row}")
DO = Text("怎么改：", "What to do: ")
WHY = Text("为什么：", "Why: ")
SAME = Text("同样的问题还在这些单元格：{cells}", "The same in these cells: {cells}")
AND_MORE = Text("{cells} 等 {count} 处", "{cells} and others, {count} in all")
MAPPING = Text(
    "猜得对的话，把下面几行抄进 设置.xlsx 的“导入映射”，再把文件放回收件箱：",
    "Where the guess is right, copy these rows into the sheet “Import mapping” of the settings, and drop the file again:",
)
FOOT = Text("截至 {moment} · 代码可用 voc explain 查看", "As of {moment} · codes: voc explain")
NOTHING = Text("没有发现问题。", "Nothing to remark.")
