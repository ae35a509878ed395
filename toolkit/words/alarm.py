"""Why a feedback may be urgent: the reasons shown beside a suggestion."""

from __future__ import annotations

from toolkit.words.text import Text

LOSS = Text("可能有重大损失:提到“{word}”", 'May be a serious loss: it says "{word}"')
OUTAGE = Text("可能是服务中断:提到“{word}”", 'May be an outage: it says "{word}"')
PUBLICITY = Text("可能引发舆情:提到“{word}”", 'May become public: it says "{word}"')
CROWD = Text(
    "同类问题 {hours} 小时内达到 {count} 条", "{count} or more of the same issue type within {hours} hours"
)
