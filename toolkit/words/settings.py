"""What is said while the team's rules are read."""

from toolkit.words.text import Text

OFF_WORDS = frozenset({"", "休", "休息", "放假", "off", "closed", "-"})

REVIEW_WORDS = Text("请看下拉列表里的词。", "see the list of the drop-down.")
RULE = Text("规则 {name}", "rule {name}")
KIND_NUMBER = Text("数", "a number")
KIND_DATE = Text("日期", "a date")
EXAMPLE_CUT_OFF = Text("17:00 与 次日 10:00", "17:00 and +1 10:00")
SETTINGS_OF = Text("{day}", "{day}")
DEFAULTS = Text("自带的默认值", "the defaults that come with it")
