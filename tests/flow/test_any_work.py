"""Whatever three people do with real workbooks and their copies: nothing typed is lost, no row is there twice."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from flow_desk import AS_OF
from flow_office import VALUES, Office

from toolkit.rounds import open_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flow_desk import Desk

    from toolkit.site import Site

STEPS = 26
WORK = ("edit",) * 6 + ("drop",) * 5 + ("add", "shuffle", "lose", "copy")


@pytest.fixture(scope="module")
def site(new_workspace: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One workspace, open for all of them; every test has teams of its own in it."""
    desk = new_workspace.copy(tmp_path_factory.mktemp("any"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOC_HOME", str(desk.home))
        with open_site(desk.space, AS_OF) as opened:
            yield opened


def play(office: Office, random: Random, steps: int = STEPS) -> None:
    """Two begin with copies of one returned workbook, the third with a file of her own; then anybody does anything."""
    office.drop(0)
    office.copy(1, 0)
    for _ in range(steps):
        who, place, name = random.randrange(3), random.randrange(2), random.choice(WORK)
        if name == "add":
            office.add(who, place, owner=random.choice(VALUES["owner"]))
        elif name == "edit":
            key = random.choice(list(VALUES))
            office.edit(who, place, key, random.choice(VALUES[key]))
        elif name == "shuffle":
            office.shuffle(who, random)
        elif name == "copy":
            office.copy(who, (who + 1 + random.randrange(2)) % 3)
        elif name == "lose":
            office.lose(who, place)
        else:
            office.drop(who)


@pytest.mark.parametrize("seed", [24, 27])
def test_every_value_is_kept_no_row_is_doubled_and_coming_again_changes_nothing(site, tmp_path, seed):
    office, random = Office(site, tmp_path / "people", f"{seed}组"), Random(seed)
    play(office, random)
    for who in range(3):
        office.drop(who)
    assert set(office.facts()) == office.dropped
    assert office.typed <= office.known()
    before = site.ledger.fingerprint()
    for who in (2, 0, 1):
        office.drop(who)
    assert site.ledger.fingerprint() == before


def test_drops_that_touch_different_cells_may_come_in_any_order(site, tmp_path):
    """Two teams do the same, but for the order of the last two drops."""
    ended = []
    for team, order in (("先甲组", (1, 2)), ("先乙组", (2, 1))):
        office = Office(site, tmp_path / team, team)
        office.add(0, 1, owner="客服周")
        office.drop(0)
        for who in (1, 2):
            office.copy(who, 0)
        for who, place, key, value in (
            (1, 0, "owner", "客服陈"), (2, 0, "solution", "退款"), (2, 1, "owner", "客服林"), (1, 1, "request", "等回电"),
        ):  # fmt: skip
            office.edit(who, place, key, value)
        office.shuffle(2, Random(1))
        for who in order:
            office.drop(who)
        ended.append(office.facts())
    assert ended[0] == ended[1]
    cells = [[one[key] for key in VALUES] for _, one in sorted(ended[0].items())]
    assert cells == [["客服陈", "退款", None], ["客服林", None, "等回电"]]


def test_the_office_notices_a_lost_value(site, tmp_path):
    """The walk has teeth: a value that the ledger never saw is missed."""
    office = Office(site, tmp_path / "people", "漏了组")
    office.drop(0)
    office.typed.add(("C001", "owner", "客服赵"))
    assert not office.typed <= office.known()
