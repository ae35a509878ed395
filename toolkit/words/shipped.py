"""Words that a new settings workbook starts with: meanings, keywords, departments, duties."""

from __future__ import annotations

from types import MappingProxyType

from toolkit.words.text import Text

WE_ASK, THEY_TELL = Text("主动", "we ask"), Text("被动", "they tell us")

KIND_MEANINGS = MappingProxyType(
    {
        "complaint": Text("对产品或服务不满，要求解决或补偿", "Not satisfied; wants it mended or made good"),
        "suggestion": Text("希望产品或服务怎样改进", "How a product or service could be better"),
        "question": Text("有疑问，需要解答", "Something to be explained"),
        "praise": Text(
            "满意，点名表扬或感谢；不算进投诉率", "Pleased and says so; not part of the complaint rate"
        ),
    }
)
KIND_KEYWORDS = MappingProxyType(
    {
        "complaint": Text(
            "投诉、举报、不满、差评、退款、赔偿、补偿、退货、恶劣、不耐烦、推诿、敷衍、欺骗、欺诈、诈骗、忽悠、虚假、造假、偷工减料、"
            "质量问题、乱收费、霸王条款、捆绑、强制、强行、擅自、私自、违规、违法、违反、涉嫌、无证、勾结、贪污、侵占、侵害、扰民、不合理、"
            "拖延、拖欠、拒绝、拒不、不作为、不理会、不理睬、置之不理、没人管、无人管、严重影响、维权、要说法",
            "complaint, refund, compensation, unacceptable, rude, broken, never arrived, waste of money, misleading, "
            "overcharged, fraud, scam, refused, ignored, unauthorized, worst",
        ),
        "suggestion": Text(
            "建议、提议、希望增加、希望能、希望早日、最好能、能不能加、可以改成、增加、增设、延长退换货、实时物流、优化一下、不够方便",
            "suggest, suggestion, it would be nice, could you add, please add, please consider, feature request, wish you had",
        ),
        "question": Text(
            "请问、咨询、想了解、想问、想知道、怎么、如何、什么时候、何时、多少钱、在哪里、哪些、有没有、能否、能不能、可不可以、是否、"
            "需要什么、积分兑换、优惠券怎么用",
            "how do I, how can I, what is, when will, where can I, is it possible, can you tell me, could you tell me, I would like to know",
        ),
        "praise": Text(
            "表扬、感谢、点赞、谢谢、很满意、非常满意、耐心、热情、专业、态度很好、物流很快、好评",
            "thank you, great service, excellent, very helpful, well done, friendly",
        ),
    }
)

TYPE_KEYWORDS = MappingProxyType(
    {
        "物流延迟": Text(
            "未发货、没发货、不发货、信息不更新、物流没动、配送慢、送货慢、延迟、超时送达、还没收到、没有送到、快递停滞、丢件、催发货",
            "not shipped, late delivery, tracking not updated, still waiting, never arrived, delayed, lost parcel",
        ),
        "功能异常": Text(
            "打不开、闪退、卡顿、报错、白屏、登录不上、无法登录、无法下单、加载不出、按钮没反应、系统故障、功能用不了、验证码收不到",
            "crash, error, does not load, cannot log in, frozen, blank screen, not working, bug",
        ),
        "服务态度": Text(
            "态度差、态度恶劣、不耐烦、语气不好、爱答不理、推卸、推诿、敷衍、不理人、骂人、响应慢、没人接、等太久",
            "rude, impatient, ignored, unhelpful, hung up, slow reply, attitude",
        ),
        "退换货流程": Text(
            "退货、换货、退款、退换、不给退、退款慢、审核慢、退货地址、流程复杂、运费谁出、拒绝退、退款没到账",
            "return, exchange, refund not received, return label, refuse refund, complicated return",
        ),
        "支付问题": Text(
            "支付失败、付款失败、重复扣款、多扣、扣了两次、扣款、支付页面、银行卡、优惠没用上、账单不对、开票、发票",
            "payment failed, charged twice, double charge, billing, card declined, invoice",
        ),
        "产品质量": Text(
            "质量差、坏了、破损、开裂、异味、掉色、不能用、故障、做工、变质、过期、瑕疵、与描述不符、假货",
            "poor quality, broken, defective, damaged, smell, faded, expired, not as described",
        ),
    }
)
CLASS_KEYWORDS = MappingProxyType(
    {
        "process": Text(
            "流程复杂、流程繁琐、手续繁琐、手续复杂、来回跑、跑了几趟、重复提交、反复提交、推来推去、踢皮球、规定不合理、霸王条款、审核慢、退款慢、"
            "发货慢、未发货、没发货、配送慢、送货慢、查不到进度、没有进度、等太久、等了很久、排队",
            "too many steps, complicated process, paperwork, sent back and forth, passed around, queue, no update, not shipped, late delivery, "
            "refund takes, took too long",
        ),
        "product": Text(
            "质量差、质量问题、坏了、破损、开裂、异味、掉色、变质、过期、瑕疵、故障、假货、做工差、用不了、闪退、卡顿、报错、打不开、白屏、"
            "与描述不符、尺寸不对",
            "poor quality, broken, defective, damaged, faded, expired, bad smell, crash, does not load, not working, stopped working, not as described",
        ),
        "people": Text(
            "态度差、态度恶劣、态度不好、态度很差、态度冷淡、不耐烦、语气不好、骂人、辱骂、爱答不理、不理人、推诿、敷衍、业务不熟、不专业、一问三不知、"
            "服务差、挂我电话、挂断电话",
            "rude, impatient, unhelpful, bad attitude, hung up, unprofessional, disrespectful, did not care, shouted",
        ),
        "intake": Text(
            "打不通、没人接、无人接听、占线、联系不上客服、找不到客服、转不到人工、人工客服、机器人回复、不予受理、拒绝受理、无法提交、登记错",
            "cannot reach, could not get through, nobody answers, no one answers, line is busy, chatbot, cannot submit",
        ),
        "handling": Text(
            "没人处理、无人处理、没有处理、未处理、不处理、处理慢、处理不了、没解决、没有解决、未解决、不解决、推诿、踢皮球、推来推去、没有进展、一直拖、不作为",
            "not resolved, unresolved, still not fixed, nobody handles, passed around, no progress, not dealt with",
        ),
        "follow_up": Text(
            "没有回复、未回复、不回复、没人回复、没有回音、没有答复、未答复、没人联系、没有回访、没有回电、没回电、石沉大海、没有下文",
            "no reply, no response, never called back, no callback, never heard back, did not reply",
        ),
        "delivery": Text(
            "未发货、没发货、不发货、发货、配送、送货、派送、送达、快递、物流、丢件、运单、包裹、骑手、外卖员、签收",
            "not shipped, shipping, delivery, courier, parcel, package, tracking, delivered",
        ),
        "after_sales": Text(
            "退货、换货、退款、退换、维修、返修、保修、售后、三包、安装师傅、上门安装",
            "refund, return, exchange, repair, warranty, after-sales, replacement, installation",
        ),
        "efficiency": Text(
            "太慢、很慢、好慢、速度慢、发货慢、配送慢、送货慢、退款慢、审核慢、处理慢、响应慢、回复慢、迟迟、拖延、一直拖、超时、延迟、不及时、等太久、等了很久、"
            "还没收到、还没发、还没到、还没处理、还没退、未发货、没发货、不更新、卡顿、排队、效率低",
            "slow, too long, delayed, late delivery, still waiting, not shipped, weeks ago, queue, waited",
        ),
        "quality": Text(
            "质量差、质量问题、坏了、破损、开裂、异味、掉色、变质、过期、瑕疵、故障、假货、做工差、用不了、打不开、闪退、报错、白屏、发错、漏发、少发、"
            "弄错、搞错、做错、算错、写错、态度差、态度恶劣、不耐烦、不专业、与描述不符",
            "poor quality, broken, defective, damaged, expired, wrong item, wrong size, missing item, not working, crash, mistake, rude, not as described",
        ),
        "cost": Text(
            "太贵、涨价、价格高、收费高、乱收费、多收、多扣、运费高、运费贵、收手续费、收违约金、退差价、补差价、保价、额外收费、加价、不划算、价格不合理",
            "expensive, overpriced, overcharged, price increase, high shipping, extra charge, hidden fee, too many fees",
        ),
    }
)
TYPE_DEPARTMENTS = MappingProxyType(
    {
        "物流延迟": Text("物流部", "Logistics"),
        "功能异常": Text("技术部", "IT"),
        "服务态度": Text("客服部", "Customer service"),
        "退换货流程": Text("运营部", "Operations"),
        "支付问题": Text("技术部", "IT"),
        "产品质量": Text("产品部", "Product"),
    }
)

URGENCY_MEANINGS = MappingProxyType(
    {
        "紧急": Text(
            "客户用不了，或有重大损失、服务中断、舆情风险",
            "Cannot use it, or a heavy loss, an outage or a public stir",
        ),
        "重要": Text("影响使用，但有别的办法", "Gets in the way, but there is another way"),
        "一般": Text(
            "不影响使用：普通投诉、建议、咨询", "Still usable: ordinary complaints, suggestions, questions"
        ),
        "P0": Text("影响核心业务", "Hits the core business"),
        "P1": Text("影响体验", "Hits the experience"),
        "P2": Text("可以更好", "Could be better"),
        "高": Text("影响大且常发生", "Large and frequent"),
        "中": Text("影响大或常发生", "Large or frequent"),
        "低": Text("影响小，偶尔发生", "Small and rare"),
    }
)
# S0: 客户重大损失(如重复扣款、数据泄露)、服务中断(如系统故障无法下单)、负面舆情风险(如社交媒体大规模投诉)
ALARMS = (
    (
        Text("可能有重大损失", "May be a serious loss"),
        Text(
            "重复扣款、多扣款、扣了两次、扣款2笔、资金损失、盗刷、数据泄露、信息泄露、受伤、着火、漏电",
            "charged twice, double charged, data leak, data breach, leaked, injured, caught fire",
        ),
    ),
    (
        Text("可能是服务中断", "May be an outage"),
        Text(
            "无法下单、不能下单、无法支付、无法登录、系统故障、系统崩溃、全部用不了",
            "outage, cannot order, cannot pay, cannot log in, system down",
        ),
    ),
    (
        Text("可能引发舆情", "May become public"),
        Text(
            "曝光、媒体、12315、消协、报警、律师、起诉",
            "lawyer, sue you, police, go to the press, consumer protection",
        ),
    ),
)
"""What may be urgent and why: (the reason, words that give it away)."""

_SUPERVISOR, _AGENT = Text("客服主管", "Supervisor"), Text("客服专员", "Agent")
DUTIES = MappingProxyType(
    {
        ("complaint", "1"): {
            "lead": _SUPERVISOR,
            "follow_up": _AGENT,
            "co_departments": Text("技术部、运营部", "IT, Operations"),
            "optional_departments": Text("法务部", "Legal"),
            "note": Text("同时启动应急：技术部、运营部同步", "IT and operations are told at once"),
        },
        ("complaint", ""): {"lead": _AGENT, "note": Text("直接处理", "Handled directly")},
        ("suggestion", ""): {
            "lead": _AGENT,
            "co_departments": Text("产品部、运营部", "Product, Operations"),
            "note": Text("收集整理，每月汇总", "Gathered, passed on monthly"),
        },
        ("question", ""): {"lead": _AGENT, "note": Text("即时解答", "Answered at once")},
        ("praise", ""): {
            "lead": _AGENT,
            "co_departments": Text("被表扬员工所在部门", "The department of the person praised"),
            "note": Text("记录，定期转发", "Recorded, passed on regularly"),
        },
    }
)

STATE_NOTICE = Text("国务院放假通知", "State Council notice")
BACK_TO_BASICS = Text("← 回到“{sheet}”", "← Back to {sheet}")
MORE_SHEETS = Text("更多规则", "More rules")
SETTINGS_TITLE = Text("客户反馈 · 设置", "Customer feedback · Settings")
SETTINGS_SUBJECT = Text("客户反馈工作文件夹的规则", "Rules of the feedback folder")
SAVE_NOTE = Text(
    "改完保存并关闭就生效。写错了不要紧：会指出是哪一格，在改好之前沿用上一次正确的设置。",
    "Save and close; that is all. A mistake is named by its cell, and the last good settings stay in force until it is mended.",
)
DAY_OFFSETS = (Text("当日 {time}", "+0 {time}"), Text("次日 {time}", "+1 {time}"))
LATER_DAY = Text("第{days}日 {time}", "+{days} {time}")
