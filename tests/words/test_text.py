"""What several names look like as one list, in either language."""

from __future__ import annotations

import pytest

from toolkit.words.text import listed


@pytest.mark.parametrize(
    ("names", "zh", "en"), [([], "", ""), (["F001"], "F001", "F001"), (["F001", 2], "F001、2", "F001, 2")]
)
def test_names_are_listed_in_the_language_of_their_reader(names, zh, en):
    assert (listed(names, "zh"), listed(names, "en")) == (zh, en)
