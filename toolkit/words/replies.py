"""What a reply template may name, and what is said of one that cannot be used."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

NAMES = MappingProxyType(
    {
        "customer": Text("称呼", "customer"),
        "number": Text("编号", "number"),
        "kind": Text("类型", "kind"),
        "issue": Text("问题", "issue"),
        "gist": Text("描述", "gist"),
        "hours": Text("小时", "hours"),
        "limit": Text("时限", "limit"),
        "respond_by": Text("响应期限", "respond_by"),
        "resolve_by": Text("办结期限", "resolve_by"),
        "solution": Text("方案", "solution"),
        "prevention": Text("预防", "prevention"),
        "progress": Text("进展", "progress"),
        "owner": Text("负责人", "owner"),
        "company": Text("公司", "company"),
        "team": Text("团队", "team"),
        "channel": Text("渠道", "channel"),
        "missing": Text("要补充", "missing"),
        "closes_on": Text("关闭日", "closes_on"),
    }
)
"""By the key of what is filled in: what a template calls it; both languages are understood in either."""

TOO_LONG = Text(
    "正文有 {count} 个字符，最多 {limit} 个。",
    "the text has {count} characters, at most {limit} are allowed.",
)
BAD_SYNTAX = Text(
    "第 {line} 行看不懂；双花括号和花括号加百分号都要成对（{problem}）。",
    "line {line} cannot be read; braces and percent signs come in pairs ({problem}).",
)
NOT_ALLOWED = Text(
    "第 {line} 行用了不支持的写法；只能填入名字、用 if 和 else 选择。",
    "line {line} does something that is not supported; only names, and if with else, can be used.",
)
UNKNOWN_NAME = Text("没有“{name}”可填；可用：{known_zh}。", "there is no {name} to fill in; use {known_en}.")
UNKNOWN_FILTER = Text("不支持“|{name}”；可用：{known}。", "|{name} is not supported; use {known}.")
TOO_DEEP = Text("if 套得太多层。", "too many ifs inside each other.")

DEAR = Text("尊敬的客户", "Dear customer")
OUR_ROLE = Text("{role}", "our {role}")
WORKING_HOURS = Text("{count} 个工作小时", "{count} working hours")
HOURS = Text("{count} 小时", "{count} hours")
MOMENT = Text("{month}月{day}日 {time}", "{month}/{day} {time}")
DAY = Text("{month}月{day}日", "{month}/{day}")
