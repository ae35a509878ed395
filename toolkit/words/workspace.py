"""What is said about the shared folder as a whole."""

from toolkit.words.text import Text

NO_WORKSPACE = Text(
    "{root} 里没有“设置.xlsx”,还不是工作文件夹。请先运行 voc init。",
    "{root} holds no Settings.xlsx, so it is not a workspace yet. Run voc init first.",
)
BAD_MACHINE_FILE = Text(
    """# 只写这台电脑的事;团队的规则在“设置.xlsx”里
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
