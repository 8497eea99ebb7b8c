"""The frame of a locator map, the dashes of its lines, and the boxes in which names find room."""

from __future__ import annotations

import math

import pytest

from digest.render.map_geometry import (
    CLOSEST,
    CLOSEST_AREA,
    HEIGHT,
    MARGIN,
    SHARPER,
    WIDTH,
    Box,
    Frame,
    MapPlace,
    box_around,
    dashes,
    free_box,
    is_free,
    square_around,
    with_margin,
)

MIDDLE = (WIDTH / 2, HEIGHT / 2)
NAME = (200.0, 40.0)


def place(east: float, north: float, *, is_area: bool = False) -> MapPlace:
    return MapPlace(label="Port Avel", east=east, north=north, is_area=is_area)


class TestFrame:
    def test_one_place_stands_in_the_middle_of_the_closest_map(self) -> None:
        frame = Frame(box_around([place(44.0, 15.0)]))
        assert frame.degrees == pytest.approx(CLOSEST)
        assert frame.at(44.0, 15.0) == pytest.approx(MIDDLE)

    def test_a_sea_has_a_wider_map_also_beside_a_town(self) -> None:
        sea = place(38.0, 20.0, is_area=True)
        assert Frame(box_around([sea])).degrees == pytest.approx(CLOSEST_AREA)
        assert Frame(box_around([place(38.0, 20.0), sea])).degrees == pytest.approx(CLOSEST_AREA)

    def test_places_far_apart_leave_a_third_of_the_map_around_them(self) -> None:
        west, east = place(20.0, 30.0), place(60.0, 30.0)
        frame = Frame(box_around([west, east]))
        assert frame.degrees == pytest.approx(40.0 * 1.7)
        (left, _), (right, _) = frame.at(20.0, 30.0), frame.at(60.0, 30.0)
        assert (left, right) == pytest.approx((WIDTH * 0.35 / 1.7, WIDTH * 1.35 / 1.7))

    def test_places_above_each_other_widen_the_map_by_the_shape_of_the_picture(self) -> None:
        frame = Frame(box_around([place(50.0, 10.0), place(50.0, 30.0)]))
        _, south, _, north = frame.box
        assert north - south == pytest.approx(20.0 * 1.7)

    @pytest.mark.parametrize("north", [0.0, 35.0, 60.0])
    def test_a_kilometre_is_as_long_to_the_east_as_to_the_north(self, north: float) -> None:
        frame = Frame(box_around([place(40.0, north)]))
        step_east = 1 / math.cos(math.radians(north))
        (x, y), (east_x, _), (_, north_y) = (
            frame.at(40.0, north),
            frame.at(40.0 + step_east, north),
            frame.at(40.0, north + 1),
        )
        assert east_x - x == pytest.approx(y - north_y)

    def test_north_is_up_and_the_corners_are_those_of_the_picture(self) -> None:
        frame = Frame((10.0, 20.0, 30.0, 40.0))
        assert frame.at(10.0, 40.0) == (0.0, 0.0)
        assert frame.at(30.0, 20.0) == (WIDTH, HEIGHT)
        assert frame.at(30.0, 20.0, 3) == (WIDTH * 3, HEIGHT * 3)

    @pytest.mark.parametrize(
        ("line", "is_seen"),
        [
            ((12.0, 25.0, 14.0, 26.0), True),
            ((5.0, 25.0, 35.0, 25.0), True),  # it crosses the whole map
            ((2.0, 25.0, 9.9, 25.0), False),
            ((30.1, 25.0, 40.0, 25.0), False),
            ((15.0, 10.0, 16.0, 19.9), False),
            ((15.0, 40.1, 16.0, 44.0), False),
            # each ends at one edge
            ((5.0, 25.0, 10.0, 25.0), True),
            ((30.0, 25.0, 35.0, 25.0), True),
            ((15.0, 10.0, 16.0, 20.0), True),
            ((15.0, 40.0, 16.0, 44.0), True),
        ],
    )
    def test_lines_beside_the_map_are_left_out(
        self, line: tuple[float, ...], is_seen: bool
    ) -> None:
        frame = Frame((10.0, 20.0, 30.0, 40.0))
        assert bool(list(frame.seen([line]))) is is_seen

    def test_a_line_is_given_in_pixels_of_the_large_drawing(self) -> None:
        frame = Frame((10.0, 20.0, 30.0, 40.0))
        (line,) = frame.seen([(10.0, 40.0, 20.0, 30.0)])
        assert line == [(0.0, 0.0), (WIDTH / 2 * SHARPER, HEIGHT / 2 * SHARPER)]


class TestDashes:
    def test_a_dash_is_as_long_as_the_gap_behind_it(self) -> None:
        step = 10.0 * SHARPER
        shown = list(dashes([(0.0, 0.0), (5 * step, 0.0)]))
        assert shown == [
            ((0.0, 0.0), (step, 0.0)),
            ((2 * step, 0.0), (3 * step, 0.0)),
            ((4 * step, 0.0), (5 * step, 0.0)),
        ]

    def test_a_dash_goes_on_around_a_corner(self) -> None:
        step = 10.0 * SHARPER
        corner = (step / 2, 0.0)
        shown = list(dashes([(0.0, 0.0), corner, (step / 2, 2 * step)]))
        assert shown[0] == ((0.0, 0.0), corner)
        assert shown[1] == (corner, (step / 2, step / 2))
        # the gap follows, and then the next dash up to the end
        assert shown[2:] == [((step / 2, 1.5 * step), (step / 2, 2 * step))]

    def test_a_line_of_one_point_has_no_dash(self) -> None:
        assert list(dashes([(3.0, 4.0)])) == []


class TestRoomForNames:
    def test_a_name_stands_at_the_right_of_its_dot_first(self) -> None:
        left, top, right, bottom = free_box(NAME, MIDDLE, [])
        assert (right - left, bottom - top) == NAME
        assert left > MIDDLE[0]
        assert (top + bottom) / 2 == MIDDLE[1]

    def test_a_name_goes_left_then_above_then_below_where_others_stand(self) -> None:
        x, y = MIDDLE
        taken: list[Box] = []
        sides = []
        for _ in range(4):
            box = free_box(NAME, MIDDLE, taken)
            sides.append((box[2] < x, box[0] > x, box[3] < y, box[1] > y))
            taken.append(box)
        right, left = (False, True, False, False), (True, False, False, False)
        above, below = (False, False, True, False), (False, False, False, True)
        assert sides == [right, left, above, below]

    def test_the_corners_come_last_and_a_crowded_place_has_its_name_at_the_right(self) -> None:
        x, y = MIDDLE
        first = free_box(NAME, MIDDLE, [])
        left = (x - 300, y - 20, x - 10, y + 20)
        # above and below are taken up to the middle, so that the corners at the right are free
        above, below = (x - 100, y - 100, x + 10, y - 24), (x - 100, y + 24, x + 10, y + 100)
        right = (x + 230, y - 5, x + 300, y + 5)
        taken = [(x + 24, y - 5, x + 230, y + 5), left, above, below, right]
        up = free_box(NAME, MIDDLE, taken)
        assert (up[0] > x, up[3] < y) == (True, True)
        down = free_box(NAME, MIDDLE, [*taken, up])
        assert (down[0] > x, down[1] > y) == (True, True)
        assert free_box(NAME, MIDDLE, [*taken, up, down]) == first

    def test_a_name_keeps_off_the_edges_of_the_map(self) -> None:
        near_the_right = (WIDTH - 50.0, HEIGHT / 2)
        assert free_box(NAME, near_the_right, [])[2] < WIDTH - 50.0

    @pytest.mark.parametrize(
        ("box", "is_within"),
        [
            ((MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN), True),
            ((MARGIN - 1, MARGIN, 100, 100), False),
            ((MARGIN, MARGIN - 1, 100, 100), False),
            ((100, 100, WIDTH - MARGIN + 1, 200), False),
            ((100, 100, 200, HEIGHT - MARGIN + 1), False),
        ],
    )
    def test_a_box_fits_up_to_the_margin(self, box: Box, is_within: bool) -> None:
        assert is_free(box, []) is is_within

    @pytest.mark.parametrize(
        ("other", "is_apart"),
        [
            ((200, 100, 300, 200), True),  # side by side, with one line in common
            ((100, 200, 200, 300), True),
            ((199, 100, 300, 200), False),
            ((100, 199, 200, 300), False),
            ((120, 120, 180, 180), False),  # within
            ((50, 50, 300, 300), False),  # around
            ((50, 120, 300, 180), False),  # across
        ],
    )
    def test_boxes_that_share_an_area_meet_in_either_order(
        self, other: Box, is_apart: bool
    ) -> None:
        box = (100, 100, 200, 200)
        assert is_free(box, [other]) is is_apart
        assert is_free(other, [box]) is is_apart

    def test_a_square_and_a_margin_reach_as_far_on_each_side(self) -> None:
        assert square_around((50.0, 60.0), 10) == (40.0, 50.0, 60.0, 70.0)
        assert with_margin((40.0, 50.0, 60.0, 70.0)) == (32.0, 42.0, 68.0, 78.0)
