"""The words of the reference pages in docs/, which show both languages side by side."""

DICTIONARY = (
    "由代码生成：`python3 scripts/build_docs.py`。必填一栏：✓ 缺了这一行不收，（✓）缺了会提醒。\n\n"
    "Printed from the code by `python3 scripts/build_docs.py`. Required: a row without ✓ is not taken, without (✓) it is taken with a remark."
)
CODES = (
    "由代码生成：`python3 scripts/build_docs.py`；命令行里用 `voc explain C304` 查看同样的内容。\n\n"
    "Printed from the code by `python3 scripts/build_docs.py`; `voc explain C304` says the same."
)
KINDS = {
    "id": "编号 id", "text": "文字 text", "long_text": "长文字 long text", "choice": "选项 choice", "moment": "时间 moment",
    "date": "日期 date", "number": "数 number", "integer": "整数 integer", "percent": "百分比 percent",
}  # fmt: skip
FILLED_BY = {"person": "人 person", "toolkit": "系统 toolkit", "suggested": "系统建议 suggested"}
SEVERITY = {
    3: "错误：这一行（或这份文件）不收 · error: the row (or the file) is not taken",
    2: "提醒：已收，请看一下 · warning: taken, please look",
    1: "告知：系统替您做了什么 · note: what was done for you",
}
