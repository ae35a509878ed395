"""Sentences about the ledger, and how people's computers name a copy of a file."""

from __future__ import annotations

from toolkit.words.text import Text

NOT_A_LEDGER = Text(
    "“{file}”不是反馈台账的数据文件，请换一个位置或移走它。",
    '"{file}" is not a ledger of ours; choose another place or move it away.',
)
CANNOT_OPEN = Text("数据文件“{file}”打不开（{reason}）。", 'The ledger "{file}" cannot be opened ({reason}).')
NEWER = Text(
    "数据文件“{file}”由更新版本的程序写成（{found}，本程序为 {known}），请先升级程序。",
    'The ledger "{file}" was written by a newer program ({found}, this one knows {known}); please upgrade first.',
)
MOVED_ON = Text(
    "登记期间又有别的文件入账，这一份会自动重新核对一次。",
    "Another workbook was recorded in the meantime; this one will be compared once more.",
)
TAKEN_OVER = Text(
    "“{file}”已由另一台电脑接手或已处理完，这里的结果不再登记。",
    '"{file}" was taken over or finished elsewhere; the result from here is not recorded.',
)
LEASE_LOST = Text(
    "这个文件夹已由另一个值守程序接手，这里的结果不再登记。",
    "Another guard has taken over this folder; nothing from here is recorded any more.",
)
UNKNOWN_DROP = Text("没有编号为 {drop} 的收件。", "There is no drop number {drop}.")
UNKNOWN_FEEDBACK = Text("没有反馈“{feedback_id}”。", 'There is no feedback "{feedback_id}".')

COPY_MARKS = (
    r"[\s_\-–—]*[\((]\d{1,2}[\))]$",
    r"[\s_\-–—]*[\(([][^\(([]*(?:冲突|conflict)[^\))\]]*[\))\]]$",
    r"[\s_\-–—.]+(?:冲突|conflict(?:ed)?)(?:文件|副本|版本| copy)?[\s\d_\-]*$",
    r"\.sync-conflict-\d{8}-\d{6}(?:-[a-z0-9]+)?$",
    r"[\s_\-–—]*的?副本[\s\d]*$",
    r"^副本[\s_\-–—]*",
    r"^(?:copy of|复件)\s*",
    r"[\s_\-–—]+copy[\s\d]*$",
    r"-(?:desktop|laptop|pc)-[a-z0-9]{4,}$",
)
"""What Windows, macOS, WPS and sync programs add to the name of a copy (in lower case, without extension)."""
