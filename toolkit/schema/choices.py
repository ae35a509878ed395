"""The lists of words that come with the toolkit. Team-owned ones are only where a new settings workbook starts."""

from __future__ import annotations

from toolkit.schema.vocabulary import words

YES_NO = words(
    "yes_no", ("yes", "是", "yes", "Y", "√", "1", "true"), ("no", "否", "no", "N", "×", "0", "false")
)

KINDS = words(
    "kind",
    ("complaint", "投诉", "complaint", "投诉类", "客诉", "抱怨"),
    ("suggestion", "建议", "suggestion", "建议类", "意见", "feature request"),
    ("question", "咨询", "question", "咨询类", "疑问", "求助", "inquiry", "enquiry"),
    ("praise", "表扬", "praise", "表扬类", "好评", "感谢", "compliment"),
)
URGENCIES = words(
    "urgency",
    ("紧急", "紧急", "urgent", "非常紧急", "特急", "加急", "critical"),
    ("重要", "重要", "important", "较急", "major"),
    ("一般", "一般", "normal", "普通", "常规", "不急"),
    ("P0", "P0", "P0", "p0级"),
    ("P1", "P1", "P1", "p1级"),
    ("P2", "P2", "P2", "p2级"),
    ("高", "高", "high", "超高"),
    ("中", "中", "medium"),
    ("低", "低", "low"),
    team=False,
)
PRIORITIES = words(
    "priority",
    ("1", "1级", "level 1", "L1"),
    ("2", "2级", "level 2", "L2"),
    ("3", "3级", "level 3", "L3"),
)
CHANNELS = words(
    "channel",
    ("在线客服", "在线客服", "Live chat", "在线聊天", "在线咨询", "在线客服平台", "chat"),
    ("电话", "电话", "Phone", "客服热线", "客户服务热线", "热线", "来电", "客服录音"),
    ("邮件", "邮件", "E-mail", "电子邮件", "邮箱", "email"),
    ("问卷", "问卷", "Survey", "满意度问卷", "客户问卷", "调查问卷", "满意度调研"),
    ("短信", "短信", "Text message", "SMS"),
    ("APP", "APP", "App", "APP弹窗", "小程序"),
    ("社交媒体", "社交媒体", "Social media", "微博", "抖音", "小红书", "微信", "公众号", "Twitter"),
    ("应用商店", "应用商店", "App store", "应用商店评价"),
    ("在线表单", "在线表单", "Web form", "网页", "网站", "Web"),
    ("门店", "门店", "Store", "意见箱", "客户来访", "来访", "现场"),
    ("书面信函", "书面信函", "Letter", "信函", "来信", "Postal mail"),
    ("其他", "其他", "Other", "其它"),
    team=True,
)
ISSUE_TYPES = words(
    "issue_type",
    ("物流延迟", "物流延迟", "Late delivery", "物流慢", "发货慢", "配送延迟"),
    ("功能异常", "功能异常", "Malfunction", "功能故障", "系统故障", "功能bug"),
    ("服务态度", "服务态度", "Service attitude", "客服态度", "态度差"),
    ("退换货流程", "退换货流程", "Returns", "退换货", "退货", "换货", "退款"),
    ("支付问题", "支付问题", "Payment", "支付失败", "扣款"),
    ("产品质量", "产品质量", "Product quality", "质量问题"),
    ("其他", "其他", "Other", "其它"),
    team=True,
)
CUSTOMER_TYPES = words(
    "customer_type",
    ("新客", "新客", "New", "新客户"),
    ("老客", "老客", "Returning", "老客户"),
    ("高价值客户", "高价值客户", "High value", "VIP", "VIP客户", "重要客户"),
    ("流失风险客户", "流失风险客户", "At risk", "流失风险"),
    team=True,
)
CUSTOMER_NATURES = words(
    "customer_nature", ("person", "个人", "person"), ("company", "企业", "company", "单位")
)
ATTRIBUTES = words(
    "issue_attribute",
    ("process", "服务流程", "service process"),
    ("product", "产品质量", "product quality"),
    ("people", "人员服务", "staff"),
)
PROCESS_STAGES = words(
    "process_stage",
    ("intake", "受理", "intake", "登记", "接收", "receiving"),
    ("handling", "处理", "handling", "办理", "解决"),
    ("follow_up", "回访", "follow-up", "回复", "反馈"),
    ("delivery", "交付", "delivery", "配送", "发货", "物流"),
    ("after_sales", "售后", "after-sales", "退换", "维修"),
    ("other", "其他环节", "other stage", "其他", "其它"),
)
ISSUE_NATURES = words(
    "issue_nature",
    ("efficiency", "效率", "efficiency", "时效", "速度"),
    ("quality", "质量", "quality", "品质"),
    ("cost", "成本", "cost", "费用", "价格"),
)
CLASSES = (ATTRIBUTES, PROCESS_STAGES, ISSUE_NATURES)
"""What an issue is, each the list of one column; no word stands in two of them."""

IMPACTS = words(
    "impact",
    ("one", "个别客户", "one customer", "个别"),
    ("some", "部分客户", "some customers", "部分"),
    ("many", "大面积", "many customers", "大量", "大规模", "全部"),
)
STATUSES = words(
    "status",
    ("in_review", "待审核", "in review"),
    ("awaiting_response", "待响应", "awaiting response"),
    ("in_progress", "处理中", "in progress"),
    ("on_hold", "暂停", "on hold"),
    ("awaiting_follow_up", "待回访", "awaiting follow-up"),
    ("awaiting_confirmation", "待客户确认", "awaiting confirmation"),
    ("closed", "已关闭", "closed"),
    ("reopened", "重办中", "reopened"),
    ("invalid", "无效-已说明", "invalid, explained"),
    ("merged", "已合并", "merged"),
    ("recorded", "已登记", "recorded"),
)
VERDICTS = words(
    "verdict",
    ("met", "达标", "met"),
    ("breach", "超期", "breach"),
    ("undecidable", "无法判定", "undecidable"),
    ("not_judged", "不考核", "not judged"),
)
SATISFACTIONS = words(
    "satisfaction",
    ("satisfied", "满意", "satisfied", "非常满意", "很满意"),
    ("fairly_satisfied", "基本满意", "fairly satisfied", "一般", "较满意"),
    ("dissatisfied", "不满意", "dissatisfied", "不满", "很不满意", "非常不满意"),
)
FOLLOW_UP_WAYS = words(
    "follow_up_way",
    ("phone", "电话", "phone", "电话回访"),
    ("questionnaire", "问卷", "questionnaire", "问卷回访", "短信问卷"),
    ("in_channel", "在线评价", "in channel", "在线"),
)
ASKERS = words(
    "asker",
    ("owner", "处理人", "owner"),
    ("agent", "客服专员", "agent"),
    ("supervisor", "客服主管", "supervisor"),
    ("manager", "客服经理", "manager"),
)
OUTCOMES = words(
    "outcome",
    ("resolved", "已解决", "resolved", "解决"),
    ("answered", "无法解决-已答复", "cannot be solved, answered", "无法解决", "已答复"),
)
ACTIONS_TAKEN = words(
    "action_taken",
    ("explain", "解释", "explain"),
    ("compensate", "补偿", "compensate"),
    ("refund", "退款", "refund"),
    ("replace", "更换", "replace", "换货"),
    ("repair", "维修", "repair", "返修"),
    ("redo", "重做", "redo", "重新提供服务"),
    ("other", "其他", "other"),
)
VERIFICATIONS = words(
    "verification",
    ("true", "属实", "confirmed"),
    ("partly", "部分属实", "partly confirmed"),
    ("false", "不属实", "unfounded"),
)
ACHIEVEMENTS = words(
    "achievement",
    ("reached", "达标", "reached", "达成", "已达标"),
    ("missed", "未达标", "missed", "未达成"),
    ("unknown", "数据不足", "not enough data"),
)
PLAN_STATES = words(
    "plan_state",
    ("open", "未开始", "not started"),
    ("running", "进行中", "running"),
    ("done", "已完成", "done", "完成"),
    ("paused", "暂缓", "paused"),
)
DEGREES = words("degree", ("high", "高", "high"), ("medium", "中", "medium"), ("low", "低", "low"))
MERIT_ITEMS = words(
    "merit_item",
    ("发货信息不正确", "发货信息不正确", "Wrong shipping facts"),
    ("订单信息有误", "订单信息有误", "Wrong order facts"),
    ("客户表扬", "客户表扬", "Praised by a customer"),
    team=True,
)
MERIT_EFFECTS = words(
    "merit_effect",
    ("late", "迟发", "sent late"),
    ("untraceable", "无法跟踪", "cannot be traced"),
    ("complaint", "客户投诉", "complaint", "投诉"),
    ("return", "退单", "order returned"),
    ("refusal", "拒签", "refused at the door"),
)
