"""What the command line says."""

from toolkit.words.text import Text

TOOL = Text(
    "把客户反馈表变成闭环：投进收件箱，拿回处理好的表，打开月报。",
    "Closes the loop of customer feedback: drop a workbook, get it back enriched, open the month's report.",
)
FOLDER = Text("工作文件夹", "workspace")
INIT = Text("新建一个工作文件夹。", "Make a workspace.")
TEMPLATE = Text("写出标准模板。", "Write the standard workbooks.")
CHECK = Text("只检查，不收件。", "Validate workbooks, and take nothing.")
RUN = Text("处理收件箱里的全部表格一次。", "Process everything in the inbox once.")
REPORT = Text(
    "生成某个月的报告，或某个季度的总结、某一周的周报。",
    "Make the report of a month, the summary of a quarter or the digest of a week.",
)
STATUS = Text("现在是什么情况。", "Tell how things stand.")
EXPLAIN = Text("解释一个校验代码。", "Explain a finding code.")
HISTORY = Text(
    "一条反馈的来龙去脉；不写编号，就列出最近的收件和收件号。",
    "The history of one feedback; without one, the last drops and their numbers.",
)
WHY_DUE = Text(
    "一条反馈为什么这时到期：每一段时间、规则和依据。",
    "Why a feedback is due when it is: every stretch of time, the rule and its source.",
)
REBUILD = Text("由存档重建账本。", "Rebuild the ledger from the archive.")
UNDO = Text("撤回一次收件带来的一切。", "Take back what one drop brought.")
SAMPLE = Text("写出一套演示用的表格。", "Write workbooks to try things on.")

MADE = Text("已建好：{path}", "Made: {path}")
NEXT_DROP = Text("把表格放进“{inbox}”，然后运行 voc run。", "Put workbooks into “{inbox}”, then run voc run.")
NOTHING = Text("收件箱是空的，没有要处理的。", "The inbox is empty; nothing to do.")
NO_CODE = Text(
    "没有代码“{code}”。代码写在说明里，例如 C304。",
    'There is no code "{code}". Codes stand in the explanations, such as C304.',
)
WORKSPACE = Text("工作文件夹，默认是当前文件夹。", "The workspace; the current folder by default.")
NO_VERB = Text(
    "没有命令“{verb}”，voc --help 列出全部命令。", 'There is no verb "{verb}"; voc --help lists them.'
)
NO_VERB_BUT = Text("没有命令“{verb}”，是否想用 {near}？", 'There is no verb "{verb}"; did you mean {near}?')
NO_OPTION = Text("没有选项 {option}。", "There is no option {option}.")
MISSING = Text("还缺 {name}。", "{name} is missing.")
NO_FILE = Text("没有文件“{path}”。", 'There is no file "{path}".')
NOT_A_DROP = Text(
    "“{value}”不是收件号。运行 voc history 可以看到最近的收件号。",
    '"{value}" is no drop number; voc history lists the last ones.',
)
NOT_YET = Text("{month} 还没有到。", "{month} has not come yet.")
IS_A_FILE = Text(
    "“{path}”要用作文件夹，但那里有一个同名的文件。", '"{path}" is needed as a folder, but there is a file.'
)
IS_A_FOLDER = Text("“{path}”是文件夹，不是文件。", '"{path}" is a folder, not a file.')
NOT_ALLOWED = Text(
    "不能读写“{path}”：没有权限，或者它正开着。", '"{path}" cannot be written: no permission, or it is open.'
)
DISK_FULL = Text("磁盘满了，没有写完：{path}", "The disk is full; not finished: {path}")
SYSTEM_SAYS = Text("系统不能读写“{path}”：{reason}", 'The system cannot read or write "{path}": {reason}')
BROKEN = Text(
    "程序自己出了错，没有做完；您的表格没有受影响。详情见日志：{log}",
    "This is a mistake of the program, and it stopped; your workbooks are unharmed. Details are in the log: {log}",
)
UNDONE = Text("已撤回收件 {drop} 带来的内容。", "Took back what drop {drop} brought.")
REBUILT = Text(
    "已由存档重建：{drops} 份收件，{rows} 条反馈。",
    "Rebuilt from the archive: {drops} drops, {rows} feedbacks.",
)
WROTE = Text("已写出 {path}", "Wrote {path}")
BUG = Text(
    "程序自己出了错，这份文件已原样留好，其余照常处理。详情见日志：{log}",
    "This is a mistake of the program. The file is kept as it was, the rest goes on. Details are in the log: {log}",
)
ALL_GOOD = Text("没有发现问题。", "Nothing to remark.")
MORE = Text("……另有 {count} 处同类问题", "… and {count} more of the same")

FILE = Text("文件", "File")
RESULT = Text("结果", "Result")
ROWS = Text("行数", "Rows")
TAKEN = Text("收下", "Taken")
SENT_BACK = Text("退回", "Sent back")
REMARKS = Text("要看的", "To look at")
WHERE = Text("在哪里", "Where")
NUMBER = Text("收件号", "Drop")
WHEN = Text("时间", "When")
NEW = Text("新增", "New")
CHANGED = Text("改动", "Changed")
TOTAL = Text("合计", "Total")
NO_DROPS = Text("还没有收过表。", "Nothing has come in yet.")
HOW_TO_UNDO = Text(
    "撤回其中一次：voc undo 收件号，例如 voc undo {drop}",
    "To take one back: voc undo DROP, such as voc undo {drop}",
)
ROWS_TO_MEND = Text(
    "退回的行标在各自的表里（“校验结果”一列和“校验报告”一页），也列在台账的“未收行”。",
    'Rows not taken are marked in their workbooks ("Check result" and the findings sheet) and listed in the register.',
)
FILES_TO_MEND = Text(
    "退回修正的表旁边有“.说明.html”，写着怎么改。",
    'Beside a workbook that was sent back lies ".reasons.html": it says what to do.',
)

STATE = {
    "returned": Text("已处理", "returned"),
    "sent_back": Text("退回修正", "sent back"),
    "repeated": Text("重复文件", "same file again"),
    "waiting": Text("等待", "waiting"),
    "failed": Text("程序出错", "program error"),
}
DROP_STATE = {
    "received": Text("没有做完", "not finished"),
    "done": STATE["returned"],
    "sent_back": STATE["sent_back"],
    "undone": Text("已撤回", "undone"),
}
MEANING = Text("是什么", "What")
WHY = Text("为什么", "Why")
CURE = Text("怎么办", "What to do")
SEVERITY = {
    3: Text("错误", "error"),
    2: Text("提醒", "warning"),
    1: Text("告知", "note"),
}
NOT_A_MOMENT = Text(
    "“{value}”不是时间，请写成 2026-11-02 09:00。", '"{value}" is no moment; write 2026-11-02 09:00.'
)
NOT_A_QUARTER = Text("“{value}”不是季度，请写成 2026Q3。", '"{value}" is no quarter; write 2026Q3.')
NOT_A_WEEK = Text("“{value}”不是周，请写成 2026-W45。", '"{value}" is no week; write 2026-W45.')
ONE_OF_THREE = Text(
    "请说明要哪一段：--month 2026-10、--quarter 2026Q3 或 --week 2026-W45，只写一个。",
    "Say which: --month 2026-10, --quarter 2026Q3 or --week 2026-W45, one of them.",
)
NOT_A_MONTH = Text("“{value}”不是月份，请写成 2026-10。", '"{value}" is no month; write 2026-10.')
CHECK_BY = Text("按这个工作文件夹的设置检查。", "Check by the settings of this workspace.")
NOT_UNDONE = Text("收件 {drop} 没有撤回。", "Drop {drop} was not taken back.")
NOTHING_TO_UNDO = Text(
    "收件 {drop} 没有什么可以撤回：当时什么也没有收下，或者已经撤回了。",
    "There is nothing to take back of drop {drop}: nothing was taken then, or it was undone already.",
)
NOT_PUBLISHED = Text(
    "{target} 正开着（{who}），关闭后再运行一次即可写入。",
    "{target} is open ({who}); close it and run again.",
)
NOT_OURS = Text(
    "{target} 刚被人改过，没有覆盖。下一次运行先收下改动，再写入。",
    "{target} was changed by somebody just now and is not written over: the next run takes that in first.",
)
SOMEBODY = Text("别人", "somebody")
IS_OPEN = Text("{path} 正开着，关闭后再运行一次即可更新。", "{path} is open; close it and run again.")
WAITING_FILES = Text("收件箱里等待处理", "waiting in the inbox")
OPEN_ROWS = Text("未办结", "still open")
OVERDUE_ROWS = Text("办结已逾期", "resolution overdue")
UNACCEPTED_ROWS = Text("未收行", "rows not taken")
LAST_DROP = Text("最近一次收件", "last drop")
AS_OF = Text("截至", "as of")
DROPS = Text("收件次数", "drops")
FEEDBACKS = Text("反馈条数", "feedbacks")
MODEL_OF = {
    "issue_type": Text("问题类型模型", "model of issue types"),
    "kind": Text("反馈类型模型", "model of kinds"),
    "issue_attribute": Text("问题属性模型", "model of attributes"),
    "process_stage": Text("流程环节模型", "model of process stages"),
    "issue_nature": Text("问题性质模型", "model of natures"),
    "urgency": Text("紧急程度模型", "model of urgencies"),
}
MODEL = Text(
    "{model}，学自 {rows} 行；没见过的行里 {covered} 有建议，其中 {precision} 正确（关键词：{rules_covered}，{rules_precision}）",
    "{model}, learned from {rows} rows; of rows not seen {covered} get a suggestion, {precision} of these right (keywords: {rules_covered}, {rules_precision})",
)
TO_PUBLISH = Text("等待写出", "waiting to be written")
HISTORY_HEADS = (
    Text("时间", "When"), Text("文件", "File"), Text("事情", "What happened"), Text("列", "Column"),
    Text("原来", "Before"), Text("后来", "After"),
)  # fmt: skip
HAPPENED = {
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
