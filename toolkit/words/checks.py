"""Phrases that fill the gaps of findings: what was expected, what is missing, what was perhaps meant."""

from __future__ import annotations

from toolkit.words.text import LIST_COMMA as LIST_COMMA  # noqa: PLC0414 - checks take it from here
from toolkit.words.text import Text

A_MOMENT = Text("日期和时间", "a date and time")
A_DATE = Text("日期", "a date")
A_NUMBER = Text("数字", "a number")
A_WHOLE_NUMBER = Text("整数", "a whole number")
A_PERCENTAGE = Text("百分数", "a percentage")

BETWEEN = Text("在 {low} 到 {high} 之间", "from {low} to {high}")
AT_LEAST = Text("不小于 {low}", "at least {low}")
AT_MOST = Text("不大于 {high}", "at most {high}")

DID_YOU_MEAN = Text("是否想填“{word}”？", 'did you mean "{word}"?')
CHOOSE_FROM = Text("可填：{words}。", "choose from {words}.")
AND_MORE = Text("{words} 等", "{words} …")

GAP_TIME = Text("什么时间", "when it happened")
GAP_PERSON = Text("涉及的人员", "who was involved")
GAP_EVENT = Text("事情经过", "what happened")
GAP_ORDER = Text("订单或产品", "which order or product")

MOST_OF_COLUMN = Text(
    "“{header}”这一列 {total} 行里有 {count} 行是同一个问题，例如：{example}",
    'In the column "{header}", {count} of {total} rows have the same problem, for example: {example}',
)

ROW_SEPARATOR = Text("；", "; ")
ROW_NOT_TAKEN = Text("未收：", "Not taken: ")
ROW_MORE = Text(" 等 {count} 项", " and others, {count} in all")
