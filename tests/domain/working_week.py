"""The working week that most tests of the domain share."""

from __future__ import annotations

SHIFT = [["09:00", "12:00"], ["13:00", "18:00"]]
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), SHIFT)
