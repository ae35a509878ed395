"""What the tally of rewards and penalties says."""

from types import MappingProxyType

from toolkit.words.text import Text

TITLE = Text("奖罚情况", "Rewards and penalties")
HEADING = Text("{month} 奖罚情况", "Rewards and penalties of {month}")
BOOK = Text("{month} 奖罚情况.xlsx", "{month} Rewards and penalties.xlsx")
NEXT_BOOK = Text("{month} 奖罚情况({number}).xlsx", "{month} Rewards and penalties ({number}).xlsx")
"""Beside one that somebody has typed into."""
PAGES = MappingProxyType({"people": Text("按人", "By person"), "entries": Text("逐条", "One by one")})
ENTRIES_TABLE = Text("逐条", "Entries")
LEAD = Text(
    "计入 {counted} 条：奖 {rewards} 次，罚 {penalties} 次；另有 {open} 条还不能计入，原因写在“逐条”里。",
    "{counted} counted: {rewards} rewards, {penalties} penalties; {open} more cannot be counted yet, the reasons stand on the second sheet.",
)
RULE = Text(
    "按反馈时间归月。认定为“是”、写了对象、规则要求的后果也写了，才计入；百分比指当月绩效工资，一次一次相加。“申诉”两列留给人填，填过的文件不会被覆盖，数字再变就另出一份。",
    "By the month in which the feedback was received. Counted once it is upheld, names a person, and says what came of it where the rule asks for that; the percentages are of the month's performance pay, added up. The appeal columns are yours: a file that somebody typed into is never overwritten, changed figures make another one.",
)
NOBODY_YET = Text("这个月没有计入的奖罚。", "Nothing counts in this month.")
TOTAL = Text("合计", "Total")
HEADERS = MappingProxyType(
    {
        "month": Text("月份", "Month"),
        "feedback_id": Text("反馈ID", "Feedback ID"),
        "team": Text("团队", "Team"),
        "received_at": Text("反馈时间", "Received at"),
        "item": Text("事项", "What"),
        "role": Text("对象", "Whom"),
        "person": Text("姓名", "Name"),
        "effect": Text("造成后果", "What came of it"),
        "stand": Text("是否计入", "Counted"),
        "rewards": Text("奖(次)", "Rewards"),
        "penalties": Text("罚(次)", "Penalties"),
        "percent": Text("绩效(%)", "Pay (%)"),
        "appeal": Text("申诉", "Appeal"),
        "appeal_result": Text("申诉处理", "Outcome of the appeal"),
    }
)
STANDS = MappingProxyType(
    {
        "counts": Text("计入", "counted"),
        "to_confirm": Text("待认定", "not upheld yet"),
        "denied": Text("不成立或有特殊情况", "not upheld, or good reason"),
        "no_effect": Text("没有写造成什么后果", "no effect named"),
        "nobody": Text("没有写是谁", "nobody named"),
    }
)
NO_FOLDER = Text(
    "voc.toml 里没有写 merits（放在哪个文件夹）", "voc.toml does not say in merits which folder to use"
)
INSIDE = Text("{folder} 在工作文件夹里面", "{folder} lies inside the workspace")
NOT_ABSOLUTE = Text("“{folder}”不是完整路径", "“{folder}” is not a full path")
