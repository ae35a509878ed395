"""Words that say nothing about a matter; they are not counted among the main words of an issue type."""

from __future__ import annotations

_CHINESE = (
    "我们|你们|他们|它们|自己|大家|客户|用户|顾客|客服|先生|女士|这个|那个|这些|那些|这里|那里|这样|那样|这么|那么|什么|怎么|怎样|为什么|哪里|多少"
    "|一个|一下|一直|一次|一些|一样|一点|两个|几个|没有|不是|不要|不会|不能|不了|不到|不知|可以|可能|能够|应该|需要|要求|希望|请问|麻烦|谢谢|感谢"
    "|你好|您好|现在|今天|昨天|明天|之前|以前|之后|以后|后来|刚才|然后|已经|还有|还是|还没|但是|因为|所以|如果|虽然|而且|或者|就是|只是|只有|真的"
    "|非常|比较|特别|十分|有点|有些|觉得|感觉|知道|出现|进行|使用|反馈|问题|情况|时候|时间|东西|公司|尽快|处理|解决|说是|表示|反映|以及|对于|关于"
)
_ENGLISH = (
    "the|and|for|you|your|our|are|was|were|been|have|has|had|with|that|this|these|those|they|them|their|there|then|than|from|into|not|but"
    "|can|could|would|should|will|just|very|when|what|which|who|why|how|all|any|out|get|got|did|does|don|its|his|her|she|him|about|after"
    "|before|again|also|still|please|thanks|thank|hello|because|only|now|one|two"
)

STOP_WORDS = frozenset(_CHINESE.split("|")) | frozenset(_ENGLISH.split("|"))
