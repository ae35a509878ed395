"""The metric dictionary in words: what each figure is called, how it is counted, and over what."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

NAMES = MappingProxyType(
    {
        "complaints": Text("投诉量(件)", "Complaints"),
        "received": Text("反馈量(件)", "Feedback"),
        "issue_share": Text("占全部反馈的比例", "Share of all feedback"),
        "response_rate": Text("响应达标率", "Response attainment"),
        "resolution_rate": Text("办结达标率", "Resolution attainment"),
        "satisfaction_rate": Text("满意率", "Satisfied"),
        "with_fairly_rate": Text("满意率(含基本满意)", "Satisfied, with fairly"),
        "rating": Text("回访评分(1–5)", "Rating (1–5)"),
        "nps": Text("NPS", "NPS"),
        "reopened_rate": Text("重办率", "Reopened"),
        "response_hours": Text("响应用时中位(小时)", "Median time to response (h)"),
        "resolution_hours": Text("办结用时中位(小时)", "Median time to resolution (h)"),
    }
)
DEFINITIONS = MappingProxyType(
    {
        "complaints": Text("窗口内受理的投诉，含重复", "Complaints received in the window, repeats included"),
        "received": Text("窗口内受理的反馈，含重复", "Feedback received in the window, repeats included"),
        "issue_share": Text("这类问题的反馈 ÷ 窗口内全部反馈；没有订单量，不是每单投诉率",
                            "Feedback of this issue ÷ all feedback of the window; orders are not known"),
        "response_rate": Text("响应达标 ÷（达标+超期），期限落在窗口内", "Responses met ÷ (met + breach), due in the window"),
        "resolution_rate": Text("办结达标 ÷（达标+超期），期限落在窗口内", "Resolutions met ÷ (met + breach), due in the window"),
        "satisfaction_rate": Text("满意 ÷ 窗口内评价", "Satisfied ÷ answers in the window"),
        "with_fairly_rate": Text("（满意+基本满意）÷ 窗口内评价", "(Satisfied + fairly) ÷ answers in the window"),
        "rating": Text("窗口内回访评分的平均", "Mean of the ratings in the window"),
        "nps": Text("（9–10分 − 0–6分）÷ 回答数 × 100", "(9–10 less 0–6) ÷ answers × 100"),
        "reopened_rate": Text("窗口内办结、客户不满意又重办的 ÷ 窗口内办结", "Reopened ÷ resolved in the window"),
        "response_hours": Text("窗口内受理的，到首次响应的自然小时；只有日期的不计",
                               "Received in the window, natural hours to the first response; bare dates left out"),
        "resolution_hours": Text("窗口内办结的，从受理起的自然小时；只有日期的不计",
                                 "Resolved in the window, natural hours from receipt; bare dates left out"),
    }
)  # fmt: skip
UNITS = MappingProxyType(
    {
        "count": Text("件", "feedbacks"),
        "share": Text("%", "%"),
        "mark": Text("分", "points"),
        "hours": Text("小时", "hours"),
    }
)
INTERVALS = MappingProxyType(
    {
        "count": Text("泊松分布的精确区间（Garwood 1936）", "Exact Poisson interval (Garwood 1936)"),
        "share": Text("威尔逊区间（Wilson 1927）", "Score interval (Wilson 1927)"),
        "mark": Text("t 区间（Student 1908）", "t interval (Student 1908)"),
        "hours": Text("次序统计量区间（Thompson 1936）", "Order-statistic interval (Thompson 1936)"),
    }
)
"""Where an interval of 95 % comes from, by unit."""
