"""Names at points of a chart: on the side where they run into nothing."""

from __future__ import annotations

import pytest

from toolkit.excel.draw.scatter import name_sides
from toolkit.schema.scatter import Point, ScatterBlock


def sides(*spots, name="物流延迟"):
    points = tuple(Point(name, across, up) for across, up in spots)
    block = ScatterBlock("图", "{s.a:}", "{s.b:}", points, ("影响", "价值"), (0.2, 0.3), "说明")
    return name_sides(block, (400, 300))


@pytest.mark.parametrize(
    ("spots", "expected"),
    [
        ([(0.2, 0.5)], ["right"]),
        ([(0.2, 0.5), (0.3, 0.5)], ["above", "right"]),
        ([(0.95, 0.5)], ["left"]),
        ([(0.2, 0.5), (0.2, 0.51)], ["right", "above"]),
        ([(0.2, 0.0), (0.25, 0.0), (0.3, 0.0)], ["above", "below", "right"]),
    ],
    ids=["alone", "a point at the right", "near the edge", "almost the same place", "three close together"],
)
def test_a_name_stands_where_nothing_is_in_its_way(spots, expected):
    assert sides(*spots) == expected
