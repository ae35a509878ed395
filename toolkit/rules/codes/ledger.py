"""L5xx: what a workbook says against what the ledger already knows."""

from __future__ import annotations

from toolkit.rules.finding import Code, Severity
from toolkit.words import Text

NOTE, WARNING = Severity.NOTE, Severity.WARNING

L501 = Code(
    "L501", "number-given", NOTE,
    Text("新编号 {count} 行：{first} 至 {last}。", "{count} rows got a number: {first} to {last}."),
    Text("没有编号的反馈由系统编号，同一团队内不重复、不再用。",
         "A feedback without an id gets a number, unique in its team and never used again."),
    Text("不用处理；以后就用这个编号。", "Nothing to do; use this number from now on."),
)  # fmt: skip
L502 = Code(
    "L502", "id-taken", WARNING,
    Text("“{typed}”已是另一条反馈的编号，这一行改编为 {feedback_id}，两条都保留。",
         '"{typed}" is already the id of another feedback; this row became {feedback_id}, and both are kept.'),
    Text("一个编号只能对应一条反馈，否则后来的会盖掉先前的。", "One id stands for one feedback, or the later would replace the earlier."),
    Text("请把这一行的编号改成 {feedback_id}；如果其实是同一条，请写“撤回”。",
         "Change the id of this row to {feedback_id}; if it is the same feedback after all, withdraw this row."),
)  # fmt: skip
L503 = Code(
    "L503", "stale-value", NOTE,
    Text("“{header}”里的“{typed}”是旧值，{file} 已改为“{kept}”，以新值为准。",
         '"{header}" still says "{typed}"; {file} changed it to "{kept}", which stays.'),
    Text("这份表格比登记的旧，没有人在这里改过这一格。", "This workbook is older than what is recorded, and nobody edited this cell here."),
    Text("不用处理；如果旧值才对，请在台账里改。", "Nothing to do; if the old value is right, type it into the register."),
)  # fmt: skip
L504 = Code(
    "L504", "blank-kept", NOTE,
    Text("“{header}”现在是空的，已登记的“{kept}”仍保留。", '"{header}" is blank now; the recorded "{kept}" is kept.'),
    Text("空白可能只是没填，不当作删除。", "A blank may only be a cell that was not filled, so it deletes nothing."),
    Text("要作废整行，请在“撤回”写“是”；要改内容，请写上新内容。",
         "To take back the row, mark it as withdrawn; to change the cell, type the new value."),
)  # fmt: skip
L505 = Code(
    "L505", "conflict", WARNING,
    Text("“{header}”两边都改过：这里是“{typed}”，{file}（{at}）已改为“{kept}”。先保留“{kept}”。",
         '"{header}" was changed on both sides: here "{typed}", by {file} ({at}) "{kept}". "{kept}" stays for now.'),
    Text("两个人同时改了同一格，系统不替任何一方做主。", "Two people changed the same cell, and the program takes no side."),
    Text("请商量后在台账里写上正确的值。", "Agree on the right value and type it into the register."),
)  # fmt: skip
L506 = Code(
    "L506", "withdrawn", NOTE,
    Text("{feedback_id} 已撤回，不再统计。", "{feedback_id} is withdrawn and no longer counted."),
    Text("“撤回”写了“是”。", "The row was marked as withdrawn."),
    Text("撤回错了就把“撤回”改成“否”。", "To take it back in, change the mark to no."),
)  # fmt: skip
L507 = Code(
    "L507", "same-file", NOTE,
    Text("内容与 {file}（{at}）完全相同，没有重复登记。", "The content equals {file} ({at}); nothing was recorded twice."),
    Text("同样的文件收到过了。", "The same file came before."),
    Text("不用处理。", "Nothing to do."),
)  # fmt: skip
L508 = Code(
    "L508", "undone", NOTE,
    Text("{file}（{at}）带来的内容已撤回：{rows} 行、{cells} 格。", "What {file} ({at}) brought was taken back: {rows} rows and {cells} cells."),
    Text("有人撤回了这份文件。", "Somebody undid this file."),
    Text("需要时重新放进收件箱即可。", "Drop the file again to bring it back."),
)  # fmt: skip
L509 = Code(
    "L509", "cannot-undo", WARNING,
    Text("{file} 不能撤回：{feedback_ids} 之后又被 {later} 改过。", "{file} cannot be undone: {later} changed {feedback_ids} afterwards."),
    Text("撤回会连后来的改动一起抹掉。", "Undoing would wipe out the later work too."),
    Text("先撤回后来的文件，或者直接在台账里改。", "Undo the later file first, or correct the values in the register."),
)  # fmt: skip
L510 = Code(
    "L510", "computed-cell-typed-over", NOTE,
    Text("“{header}”由系统计算，写上的“{typed}”不作数，已记为备注。",
         '"{header}" is computed; the "{typed}" typed there does not count and is kept as a remark.'),
    Text("这一列每次都会重新计算。", "This column is computed anew every time."),
    Text("请改动它所依据的列，或用对应的人工列（如“指定期限”）。",
         "Change the columns it follows from, or use the column meant for people, such as a due date by agreement."),
)  # fmt: skip
L511 = Code(
    "L511", "row-repeated", NOTE,
    Text("{feedback_id} 在这份表里出现了不止一次，只算一条。", "{feedback_id} stands in this workbook more than once and counts once."),
    Text("编号和内容都相同，是同一条反馈。", "Id and content agree, so it is the same feedback."),
    Text("删掉多余的一行；如果是另一条，请清空它的编号。", "Delete the spare row; if it is another feedback, clear its id."),
)  # fmt: skip
L512 = Code(
    "L512", "taken-again", NOTE,
    Text("{feedback_id} 曾被撤回，现在重新登记。", "{feedback_id} had been undone and is recorded again."),
    Text("曾经撤回的文件又收到了一次。", "A file that was undone came again."),
    Text("不用处理。", "Nothing to do."),
)  # fmt: skip
L520 = Code(
    "L520", "hold-dropped", WARNING,
    Text("“{header}”改成了 {typed}，前一次暂停（{kept} 至 {end}）不再计入期限。",
         '"{header}" is {typed} now; the hold before ({kept} to {end}) no longer moves the due moment.'),
    Text("这两格只记一次暂停；改正笔误和又暂停一次，看起来是一样的。", "The two cells hold one hold only; a correction looks the same as a second hold."),
    Text("确实又暂停了一次：把前一次的起止写进“其他暂停”；只是改正就不用管。",
         'If it was a second hold, write down the first one under "Other holds"; leave it if you corrected the cell.'),
)  # fmt: skip

LEDGER_CODES = (L501, L502, L503, L504, L505, L506, L507, L508, L509, L510, L511, L512, L520)
