"""What is said about the shared folder as a whole."""

from types import MappingProxyType

from toolkit.words.text import Text

NO_WORKSPACE = Text(
    "{root} 里没有“设置.xlsx”，还不是工作文件夹。请先运行 voc init。",
    "{root} holds no Settings.xlsx, so it is not a workspace yet. Run voc init first.",
)
BAD_MACHINE_FILE = Text("voc.toml 读不懂：{error}", "voc.toml cannot be read: {error}")
OTHER_MACHINE = Text(
    "这个文件夹的账本在另一台电脑“{machine}”上，请在那台电脑上运行。确实要换到这台：先停用那一台，删掉 .voc 里的 owner.json，再运行 voc rebuild。",
    "The ledger of this folder is kept by another computer, “{machine}”: run it there. To move it here for good: stop the other one, delete owner.json in .voc, then run voc rebuild.",
)
LEDGER_NOT_HERE = Text(
    "账本不能放在 {path}：那里是{why}，数据库会坏。请在 voc.toml 的 ledger 里写一个本机硬盘上的位置，或者删掉这一行。",
    "The ledger cannot be kept at {path}: that is {why}, where a database breaks. Name a place on a local disk as “ledger” in voc.toml, or remove the line.",
)
DISKS = MappingProxyType(
    {
        "share": Text("网络共享", "a network share"),
        "synced": Text("同步盘（OneDrive、坚果云等）", "a synced folder (OneDrive, Nutstore or the like)"),
    }
)
IN_EACH_OTHER = Text(
    "“{folder}”和收件箱 {inbox} 互相套在一起，处理好的表会被当成新表再收一次。请把它们分开。",
    "“{folder}” and the inbox {inbox} lie in each other, so what was processed would come in again. Keep them apart.",
)
SETTINGS_GONE = Text("文件不在原处", "the file is not in its place")
SETTINGS_BUSY = Text("文件正在保存，或打不开", "the file is being saved, or cannot be opened")
MACHINE_FILE = Text(
    """# 只写这台电脑的事；团队的规则在“设置.xlsx”里
time_zone = "Asia/Shanghai"
# 文件多少秒没有变化才收
quiet = 3
""",
    """# What belongs to this machine; the team's rules are in Settings.xlsx
time_zone = "Asia/Shanghai"
# seconds a file must be unchanged before it is taken
quiet = 3
""",
)
NOT_A_FILE = Text(
    "账本在数据库 {url} 里，请先由管理员清空，再运行 voc rebuild。",
    "The ledger is in the database {url}; have it emptied first, then run voc rebuild.",
)
SAMPLE_MACHINE_FILE = Text(
    """# 演示用：时间固定，什么时候打开都一样
as_of = {as_of}
# 不等，文件来了就收
quiet = 0
""",
    """# For trying things out: the moment is pinned, so it never ages
as_of = {as_of}
# take files at once
quiet = 0
""",
)
BUSY = Text(
    "另一个 voc 正在处理这个文件夹，请稍后再试。", "Another voc is at work on this folder; try again later."
)
