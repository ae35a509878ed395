"""Facts in, judgements out: level, duties, deadlines, status, repeats and keywords, by the settings, as of a moment."""

from toolkit.judging.judgement import assessed, enriched, judge, our_columns
from toolkit.judging.rules import rules_of
from toolkit.judging.wanted import CROWDS, HINTS, LEAN_ON_EARLIER, SAID_IN, hinted, unwanted_in

__all__ = [
    "CROWDS",
    "HINTS",
    "LEAN_ON_EARLIER",
    "SAID_IN",
    "assessed",
    "enriched",
    "hinted",
    "judge",
    "our_columns",
    "rules_of",
    "unwanted_in",
]
