"""Many files at once: short here, long with the marker soak (figures in docs/reliability.md)."""

from __future__ import annotations

import pytest
from flow_books import book, rows
from watch_post import QUIET, states

soak = pytest.mark.soak


def small(number):
    """A workbook of one row that no other one has."""
    return book(
        rows(
            1,
            received_at="2026-10-08 09:30",
            customer_id=f"K{number}",
            description=f"第{number}件事情没有办好",
        )
    )


@pytest.mark.parametrize("count", [40, pytest.param(300, marks=soak), pytest.param(10_000, marks=soak)])
def test_all_that_came_while_nobody_looked_is_done_once(post, count):
    """The guard slept while they landed: no event told of them, only the look finds them."""
    for number in range(count):
        post.drop(f"{number}.xlsx", small(number))
    post.look(3600)
    done = states(post.look(QUIET))
    while (look := post.look()).has_left:
        done |= states(look)
    done |= states(look)
    assert set(done.values()) == {"returned"}
    assert len(done) == post.facts() == count
    assert len(list(post.space.returned.iterdir())) == count
    assert list(post.space.inbox.iterdir()) == []
