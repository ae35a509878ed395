"""What is said where several people work on the same feedback: conflicts, changes, corrections, what was taken back."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

PAGES = MappingProxyType(
    {
        "conflicts": Text("冲突", "Conflicts"),
        "changes": Text("变更记录", "Changes"),
        "corrections": Text("更正", "Corrections"),
    }
)
LEADS = MappingProxyType(
    {
        "conflicts": Text(
            "有 {count} 格两个人写得不一样，先保留“现在的值”。在汇总表那一行写上正确的值就定了；认可现在的值，就在“冲突处理”写“保留”。",
            "{count} cells were filled in differently by two people; the value in force stays for now. Type the right one into the row, or type keep under Conflict settled.",
        ),
        "changes": Text(
            "近两个月有 {count} 处改动，最近的在前。一条反馈的全部来历：voc history 编号。",
            "{count} changes in two months, the latest first. The whole story of one feedback: voc history ID.",
        ),
        "corrections": Text(
            "{months} 报告之后有 {count} 处不一样了。报告里的数是当时的事实，不改；这里写清原来、现在、什么时候、哪份文件。",
            "{count} things differ from what was reported for {months}. What was reported stays as it was; here stand before, now, when, and from which file.",
        ),
    }
)
NOTHING = MappingProxyType(
    {
        "conflicts": Text("没有冲突。", "There are no conflicts."),
        "changes": Text("近两个月没有改动。", "Nothing was changed in two months."),
        "corrections": Text("已报告的月份没有更正。", "Nothing differs from what was reported."),
    }
)
MORE = Text("另有 {count} 处没有列出。", "And {count} more that are not listed.")
HEADERS = MappingProxyType(
    {
        "feedback_id": Text("反馈ID", "Feedback ID"),
        "team": Text("团队", "Team"),
        "owner": Text("处理人", "Owner"),
        "column": Text("列", "Column"),
        "kept": Text("现在的值", "In force"),
        "kept_from": Text("来自", "From"),
        "typed": Text("另一个值", "The other value"),
        "typed_from": Text("来自 ", "From "),
        "at": Text("时间", "When"),
        "what": Text("事情", "What happened"),
        "before": Text("原来", "Before"),
        "after": Text("后来", "After"),
        "file": Text("文件", "File"),
        "month": Text("月份", "Month"),
        "subject": Text("哪个数、哪一条", "Figure or feedback"),
        "now": Text("现在", "Now"),
    }
)
FROM = Text("{file}（{at}）", "{file} ({at})")
IN_ROW = Text(
    "{header}：现在“{kept}”（{kept_from}），另一个“{typed}”（{typed_from}）",
    "{header}: in force “{kept}” ({kept_from}), the other “{typed}” ({typed_from})",
)
HAPPENED = MappingProxyType(
    {
        "new": Text("收下", "taken"),
        "changed": Text("改动", "changed"),
        "conflict": Text("两边都改，待定", "changed on both sides, to be settled"),
        "settled": Text("冲突已定", "conflict settled"),
        "remark": Text("写在系统的列里，只记下", "typed over a computed cell, kept as a remark"),
        "refused": Text("没有采用，只记下", "could not be used, kept as a remark"),
        "withdrawn": Text("作废", "withdrawn"),
        "undone": Text("撤回", "undone"),
        "revived": Text("又收下", "taken again"),
    }
)
ROW_ADDED = Text("报告之后才收到", "came after the report")
ROW_GONE = Text("已作废或撤回", "withdrawn or taken back")
BY_SETTINGS = Text("设置.xlsx", "Settings.xlsx")
UNKNOWN_FILE = Text(
    "这份文件没有带来过什么，或者已经认不出来。请放回原处。",
    "This file brought nothing, or is not known. Put it back where it was.",
)
OF_FILE = Text("撤回/{file}：{said}", "Undo/{file}: {said}")
UNDONE_NOTE = Text("已撤回", "Taken back")
NOT_UNDONE_NOTE = Text("没有撤回", "Not taken back")
LOCKED = Text(
    "{month} 已锁定：报告的数字已记下，以后的改动写作更正。",
    "{month} is locked: what was reported is kept, later changes become corrections.",
)
LOCKED_BEFORE = Text("{month} 已经锁定过，没有再锁。", "{month} was locked before; nothing was done.")
NOT_OVER = Text("{month} 还没有过完，不能锁定。", "{month} is not over yet and cannot be locked.")
NO_ROWS = Text("{month} 没有反馈，没有可锁定的。", "There is no feedback in {month}; nothing to lock.")
LOCK = Text(
    "锁定一个月：报告的数字记为事实，以后的改动写作更正。",
    "Lock a month: what was reported becomes a fact, later changes become corrections.",
)
