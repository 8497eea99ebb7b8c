"""Registries give each kind by its name and explain a name they do not know."""

from __future__ import annotations

import pytest

from digest.errors import UseError
from digest.kernel.registry import Kind, Registry

SHAPES = Registry("shape", [Kind(name="circle", make=complex), Kind(name="square", make=float)])


def test_kinds_keep_the_order_in_which_they_were_registered():
    assert SHAPES.names == ("circle", "square")
    assert [kind.make for kind in SHAPES] == [complex, float]


def test_a_kind_is_found_by_its_name():
    assert SHAPES["square"].make is float
    assert "square" in SHAPES
    assert "cube" not in SHAPES


def test_a_misspelt_name_is_answered_with_the_nearest_one():
    with pytest.raises(UseError) as error:
        SHAPES["squre"]
    assert "unknown shape kind" in str(error.value)
    assert error.value.hint == "did you mean 'square'?"


def test_a_name_that_resembles_no_kind_is_answered_with_all_kinds():
    with pytest.raises(UseError) as error:
        SHAPES["zzz"]
    assert error.value.hint == "use one of: circle, square"


def test_two_kinds_of_one_name_are_a_bug():
    with pytest.raises(ValueError, match="two shape kinds are called 'circle'"):
        Registry("shape", [Kind(name="circle", make=int), Kind(name="circle", make=float)])
