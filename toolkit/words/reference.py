"""The words of the reference pages in docs/, which show both languages side by side."""

DICTIONARY_TITLE = "数据字典 · Data dictionary"
DICTIONARY = (
    "每张表的每一列：是什么、谁填、必不必填、还认得哪些列名。表头不必和这里一字不差：大小写、全角半角、空格和换行都不计较。\n\n"
    "必填一栏：✓ 没有它，这一行不收；（✓）没有它，照收，但会提醒。谁填一栏：“系统建议”只在空着时填，人写了就以人为准。\n\n"
    "Every column of every sheet: what it is, who fills it, and which other headers are understood. "
    "✓: without it a row is not taken. (✓): without it the row is taken with a remark. "
    "Suggested: filled where blank; what a person types wins.\n\n"
    "由代码生成，请勿手改 · printed from the code: `python3 scripts/build_docs.py`"
)
SHOWN = "一打开就看得到的列 · columns shown on the first day"
FOLDED = "折叠的列组 · folded group"
COLUMNS = (
    "| 列 | Column | key | 内容 kind | 谁填 filled by | 必填 required | 说明 help | 也认得 also understood |"
)
RULE = "|---|---|---|---|---|---|---|---|"

CODES_TITLE = "校验代码 · Finding codes"
CODES = (
    "收件时说的每一句话都有一个代码。代码给出后不再改变，也不再给别的意思。省略号（…）处是当时的文件名、列名或内容。"
    "命令行里用 `voc explain C304` 查看同样的内容。\n\n"
    "Everything that is said about a workbook has a code, given out once and never reused. "
    "An ellipsis stands for the file, header or value at hand. `voc explain C304` says the same.\n\n"
    "由代码生成，请勿手改 · printed from the code: `python3 scripts/build_docs.py`"
)
SEVERITIES = (
    "| 程度 | 意思 |\n|---|---|\n"
    "| 错误 error | 这一行不收，其他行照收；说的是整份文件时，整份不收 · the row is not taken, others are; about a file: the file |\n"
    "| 提醒 warning | 已经收下，请看一下 · taken, please look |\n"
    "| 告知 note | 替您做了什么，不用处理 · what was done for you |"
)
SEVERITY = {3: "错误 error", 2: "提醒 warning", 1: "告知 note"}
SCOPES = {
    "B": "文件 · The file",
    "S": "工作表和表头 · Sheets and headers",
    "C": "一个格子 · One cell",
    "R": "同一行里对不上 · Cells of a row that contradict",
    "L": "和账本对照 · Against the ledger",
    "P": "设置 · Settings",
}
WHY = "为什么：", "Why: "
CURE = "怎么办：", "What to do: "

KINDS = {
    "id": "编号 id", "text": "文字 text", "long_text": "长文字 long text", "choice": "选项 choice", "moment": "时间 moment",
    "date": "日期 date", "number": "数 number", "integer": "整数 integer", "percent": "百分比 percent",
}  # fmt: skip
FILLED_BY = {"person": "人 person", "toolkit": "系统 toolkit", "suggested": "系统建议 suggested"}
