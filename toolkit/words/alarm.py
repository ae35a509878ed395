"""Why a feedback may be urgent: the reasons shown beside a suggestion."""

from __future__ import annotations

from toolkit.words.text import Text

MENTIONED = Text("提到“{word}”", 'it says "{word}"')
MENTIONED_AFTER = Text("：提到“{word}”", ': it says "{word}"')
CROWD = Text(
    "同类问题 {hours} 小时内达到 {count} 条", "{count} or more of the same issue type within {hours} hours"
)
