"""What the guard says: on its page, in its log and on the terminal."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

WATCHING_KEY, STANDBY_KEY, STOPPED_KEY = "watching", "standby", "stopped"
STATES = MappingProxyType(
    {
        WATCHING_KEY: Text("值守中", "On guard"),
        STANDBY_KEY: Text("待命：另一个值守程序正在工作", "Standing by: another one is on guard"),
        STOPPED_KEY: Text("已停止", "Stopped"),
    }
)

TITLE = Text("运行状态", "Status")
LAST_BEAT = Text(
    "最近一次报到：{moment}。这里的时间比现在早 {seconds} 秒以上，就是没有人值守了。",
    "Last sign of life: {moment}. If that is more than {seconds} seconds ago, nobody stands guard.",
)
DONE_TODAY = Text("今天收好的表", "Workbooks taken today")
ROWS_TODAY = Text("今天收的行", "Rows taken today")
SENT_BACK_TODAY = Text("今天退回的表", "Sent back today")
WAITING_NOW = Text("正在等的表", "Workbooks waiting")
FAILED_TODAY = Text("今天出错的表", "Failed today")
TO_PUBLISH = Text("还没放出去的文件", "Files still to hand out")
WAITING_HEAD = Text("正在等什么", "What waits, and why")
NOTHING_WAITS = Text("没有要等的文件。", "No file waits.")
SINCE = Text("从 {moment} 起", "since {moment}")
SETTINGS_HEAD = Text("“设置”里要看一下的", "To look at in the settings")
MACHINE_HEAD = Text("这台电脑", "This computer")
STARTED = Text("开始值守", "On guard since")
LOOKED = Text("最近一次查看", "Last look")
WORKING_ON = Text("正在处理", "At work on")
HOST = Text("电脑", "Computer")
NOTICES = Text("怎么发现新文件", "How new files are noticed")
HEARS = Text("系统通知，并定时查看", "the system tells, and regular looks")
LOOKS = Text("定时查看（共享盘或同步盘）", "regular looks (a share or a synced folder)")
DISK = Text("剩余空间", "Free space")
LEDGER = Text("账本大小", "Size of the ledger")
MEGABYTES = Text("{count} MB", "{count} MB")
YEARS = Text("工作日历已知年份", "Years the calendar knows")

AWAY = Text(
    "文件夹暂时打不开：{error}。恢复后会自动继续。",
    "The folder is away: {error}. Work goes on by itself when it is back.",
)
FULL = Text(
    "磁盘快满了，只剩 {megabytes} MB，先不收新文件。请清理出空间，之后会自动继续。",
    "The disk is nearly full, {megabytes} MB are left; no new files are taken. Make room, and work goes on by itself.",
)
BUSY = Text(
    "另一个 voc 正在处理这个文件夹，稍后继续。",
    "Another voc is at work on this folder; work goes on afterwards.",
)
FORGOTTEN = Text(
    "保存期限已到：{rows} 条反馈的客户信息已抹去，反馈仍计数。",
    "The time of keeping is over: who gave {rows} feedbacks is blotted out; they still count.",
)
OUR_FAULT = Text(
    "程序出错了，已记在 {log}；会继续值守。",
    "Something went wrong on our side, see {log}; the guard goes on.",
)

ON_GUARD = Text("正在值守 {folder}。按 Ctrl+C 停止。", "Standing guard over {folder}. Press Ctrl+C to stop.")
STANDING_BY = Text(
    "这个文件夹已有人值守（{holder}），本程序待命，那边停下就接手。",
    "Somebody already stands guard over this folder ({holder}); standing by to take over.",
)
NO_MORE = Text("已停止值守。", "No longer on guard.")
GUARD = Text("值守", "Guard")
STALE = Text("没有报到，最近一次是 {moment}", "no sign of life since {moment}")
ALIVE = Text("{state}，最近一次报到 {moment}", "{state}, last sign of life {moment}")
TROUBLE = Text("不顺利", "Trouble")
WAITS = Text("正在等", "Waits")
GUARDED = Text("没有人值守就以 5 结束，供监控用", "end with 5 unless somebody stands guard; for monitoring")

GUARD_HELP = Text(
    "一直值守这个文件夹，有新表就处理。", "Stand guard over a folder and process whatever is dropped."
)
SERVICE_HELP = Text(
    "写出让系统自动启动值守的文件（Windows 任务计划、systemd、launchd）。",
    "Write what the system needs to start the guard by itself (Task Scheduler, systemd, launchd).",
)
SERVICE_SYSTEM = Text("为哪种系统写，不写就是这台电脑的", "for which system; this computer's if left out")
NEXT_WINDOWS = Text(
    '以管理员身份打开命令提示符，运行：schtasks /Create /TN voc-watch /XML "{path}"',
    'Open a command prompt as administrator and run: schtasks /Create /TN voc-watch /XML "{path}"',
)
NEXT_LINUX = Text(
    "运行：mkdir -p ~/.config/systemd/user && cp '{path}' ~/.config/systemd/user/ && systemctl --user enable --now {name}"
    "；要在没有人登录时也值守，再运行一次 loginctl enable-linger。",
    "Run: mkdir -p ~/.config/systemd/user && cp '{path}' ~/.config/systemd/user/ && systemctl --user enable --now {name}"
    "; to stand guard while nobody is logged in, also run loginctl enable-linger once.",
)
NEXT_MAC = Text(
    "运行：cp '{path}' ~/Library/LaunchAgents/ && launchctl load -w ~/Library/LaunchAgents/{name}.plist",
    "Run: cp '{path}' ~/Library/LaunchAgents/ && launchctl load -w ~/Library/LaunchAgents/{name}.plist",
)
