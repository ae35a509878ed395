"""S24x: what can happen while a book is being read."""

from __future__ import annotations

from toolkit.rules.finding import Code, Severity
from toolkit.words import Text

ERROR = Severity.ERROR

SAVE_ANEW = Text(
    "用 Excel 或 WPS 打开它，把要的内容复制到一个新工作簿里另存，再放一次。",
    "Open it in Excel or WPS, copy what you need into a new workbook, save that and drop it.",
)

UNREADABLE = Code(
    "S241", "unreadable", ERROR,
    Text("{where}读不出来：{detail}。", "{where} cannot be read: {detail}."),
    Text("文件内部的结构和标准不符，可能已损坏，或由别的软件写错。",
         "What is inside does not follow the standard; it is damaged, or another program wrote it wrongly."),
    SAVE_ANEW,
)  # fmt: skip
PROTECTED = Code(
    "S242", "protected", ERROR,
    Text("工作簿有密码，读不了。", "The workbook is protected by a password and cannot be read."),
    Text("没有密码，谁也读不出里面的内容。", "Without the password nobody can read it."),
    Text("在 Excel 里清空打开密码，保存后再放一次。", "Clear the password in Excel, save, and drop it again."),
)  # fmt: skip
TOO_SLOW = Code(
    "S243", "reading-took-too-long", ERROR,
    Text("读了 {seconds} 秒还没有读完，已停止。", "It was still not read after {seconds} seconds, so reading was stopped."),
    Text("太大或结构异常的文件会让其他人的文件一直等。", "A file that is too large or malformed would keep everybody else waiting."),
    Text("删去多余的空白行列和不用的工作表，或按月份拆开，再放一次。",
         "Delete spare rows, columns and sheets, or split it by month, and drop it again."),
)  # fmt: skip
TOO_MUCH = Code(
    "S244", "reading-broke-off", ERROR,
    Text("读取时内存不够或程序中断，没有读完。", "Reading ran out of memory or broke off."),
    Text("常见原因是很远的地方（如最后一行、最后一列）有一个多余的单元格，表就变得极大。",
         "Often a stray cell in the last row or column makes a sheet immensely large."),
    Text("按 Ctrl+End 看看最后一个单元格在哪里，删去数据以外的行和列；或把要的内容复制到新工作簿再放一次。",
         "Press Ctrl+End to see where the sheet ends and delete rows and columns beyond the data; or copy what you need into a new workbook."),
)  # fmt: skip

READING_CODES = (UNREADABLE, PROTECTED, TOO_SLOW, TOO_MUCH)
