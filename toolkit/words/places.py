"""What the folders and files of a workspace are called."""

from toolkit.words.text import Text

SETTINGS = Text("设置.xlsx", "Settings.xlsx")
INBOX = Text("收件箱", "Inbox")
RETURNED = Text("已处理", "Returned")
SENT_BACK = Text("待修正", "To fix")
REGISTER = Text("台账", "Register")
REPORTS = Text("报告", "Reports")
UNDO = Text("撤回", "Undo")
SAMPLES = Text("示例", "Samples")
STATUS_PAGE = Text("运行状态.html", "Status.html")
REGISTER_BOOK = Text("客户反馈台账.xlsx", "Feedback register.xlsx")
IMPROVEMENT_BOOK = Text("改进计划.xlsx", "Improvement plan.xlsx")
CUSTOMERS = Text("客户", "Customers")
CUSTOMER_BOOK = Text("{customer} 客户档案.xlsx", "{customer} Customer.xlsx")
REPORT_BOOK = Text("{month} 客户反馈月度报告.xlsx", "{month} Monthly feedback report.xlsx")
OPEN_REPORT_BOOK = Text(
    "{month} 客户反馈月度报告(进行中).xlsx", "{month} Monthly feedback report (in progress).xlsx"
)
CORRECTED_REPORT_BOOK = Text(
    "{month} 客户反馈月度报告(更正{number}).xlsx",
    "{month} Monthly feedback report (correction {number}).xlsx",
)
QUARTER_BOOK = Text("{quarter} 客户反馈季度总结.xlsx", "{quarter} Quarterly feedback summary.xlsx")
WEEK_BOOK = Text("{week} 客户反馈周报.xlsx", "{week} Weekly feedback digest.xlsx")
REASONS_SUFFIX = Text(".说明.html", ".reasons.html")
RESULT_BOOK = Text("{name}(处理结果).xlsx", "{name} (result).xlsx")
