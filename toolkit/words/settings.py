"""What is said while the team's rules are read."""

from toolkit.words.text import Text

OFF_WORDS = frozenset({"", "休", "休息", "放假", "off", "closed", "-"})

REVIEW_WORDS = Text("请看下拉列表里的词。", "see the list of the drop-down.")
A_CONDITION = Text(
    "写成 列名=词，列名是汇总表里的。", "write it as header=word, with a header of the feedback sheet."
)
KIND_CLOCK_TIME = Text("时刻", "a time of day")
EXAMPLE_CUT_OFF = Text("17:00 与 次日 10:00", "17:00 and +1 10:00")
A_CALENDAR = Text(
    "请写“工作时间”里的日历名，或清空用主日历。",
    "use a calendar that Working hours names, or clear the cell for the main one.",
)
A_DEPARTMENT = Text("请写“分工”里牵头的部门。", "use a lead that Duties names.")
A_REMINDER = Text("可写 50%、-30m、-2h、-1d、due、daily。", "write 50%, -30m, -2h, -1d, due or daily.")
BEFORE_THE_LATEST = Text("小于“{other}”（{value:g}）", 'less than "{other}" ({value:g})')
CLOCK_MISSING = Text(
    "有数值，没有口径；请选口径，不考核就清空数值。",
    "it has an amount but does not say in what; choose, or clear the amount for no limit.",
)
A_PAIR = Text("写成 对方的词=我们的词。", "write it as their word=our word.")
