"""What `voc todo` says."""

from toolkit.words.text import Text

TODO = Text(
    "现在有什么要做：逾期、回访、重办、待补充等各张清单；加 --list 看一张，连同话术。",
    "What there is to do now: the register's lists; with --list one of them, with the texts to send.",
)
FOR = Text("只看这个人的。", "Only what this person has to do.")
DEPARTMENT = Text("只看这个部门的。", "Only what this department has to do.")
LIST = Text("只看这一张清单，例：逾期。", "Only this list, e.g. Overdue.")
NO_LIST = Text("没有清单“{word}”；有：{known_zh}。", "There is no list {word}; there are: {known_en}.")
AS_OF = Text("截至 {moment}", "As of {moment}")
NOTHING = Text("没有要做的。", "Nothing to do.")
TODAY = Text("今日例行", "Today's routines")
SEE_ONE = Text("看一张清单：voc todo --list {name}", "To see one list: voc todo --list {name}")
