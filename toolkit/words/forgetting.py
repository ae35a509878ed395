"""What is said when a customer is to be forgotten."""

from toolkit.words.text import Text

VERB = Text(
    "忘掉一位客户：从账本、归档的原件、台账和报告里去掉他的信息。先列出会去掉什么，加 --yes 才执行。",
    "Forget a customer: take them out of the ledger, kept originals, register and reports. Lists what would go; --yes does it.",
)
BEFORE = Text(
    "保存期限：忘掉从这个月起再没有反馈的所有客户，如 2024-01",
    "retention: forget all customers of whom nothing came since this month, such as 2024-01",
)
YES = Text("确认执行，不能恢复", "do it; it cannot be taken back")
ONE_OF_BOTH = Text(
    "请写一位客户，或用 --before 写一个月份，二者选一。", "Name either a customer, or a month with --before."
)
TOKEN = Text("已删除", "deleted")
NOBODY = Text("账本里没有要忘掉的客户 {customer}。", "The ledger has no customer {customer} to forget.")
NOT_IN_A_DATABASE = Text(
    "账本在数据库里，不能从这里忘掉客户；请由数据库的管理员处理。",
    "The ledger is in a database; customers cannot be forgotten from here. Ask its keeper.",
)
WOULD_LOSE = Text(
    "没有忘掉，什么也没有改：从原件“{file}”里抹去这位客户会弄坏别的行。请把这份表另存为 .xlsx，改好后重新交一次，再来忘掉。",
    "Not forgotten, and nothing was changed: taking this customer out of “{file}” would damage rows of others. Save that workbook as .xlsx, drop it again, and forget the customer then.",
)
ROWS = Text("账本里的反馈", "feedbacks in the ledger")
KEPT = Text("归档的原件，里面的这位客户会被抹去", "kept originals that this customer is taken out of")
GIVEN_OUT = Text("报告，会重新生成", "reports that are made anew")
GIVEN_BACK = Text(
    "放回过的表，会抹去他的信息后重新放", "workbooks given back that are made anew without this customer"
)
LEDGERS = Text("旧账本的备份，会删除", "backups of older ledgers that are deleted")
LEFT = Text(
    "这些文件有人改过还没有收，请自己处理，不然会再收进来",
    "files that somebody changed and that are not read yet; clear them away, or they come in again",
)
NOT_YET = Text(
    "什么也没有改。确认后加 --yes 再运行一次。", "Nothing was changed. To do it, run again with --yes."
)
DONE = Text(
    "已经忘掉，原来的地方现在写着“{token}”。图片里的内容看不出来，请自己检查。",
    "Forgotten; “{token}” stands in their place. Pictures cannot be searched: please look through them yourselves.",
)
