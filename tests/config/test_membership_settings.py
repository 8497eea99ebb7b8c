"""The list `memberships`: secrets come from outside, and each name is an address of its own."""

from __future__ import annotations

import base64

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
ONE = "{name: shop, secret_env: SHOP_SECRET}"


def test_a_membership_has_the_secret_that_the_environment_holds(load) -> None:
    files = {"digest.yaml": f"+memberships: [{ONE}]\n"}
    (membership,) = load(files, env={"SHOP_SECRET": SECRET}).settings.memberships
    assert membership.keys == (b"k" * 32,)
    assert SECRET not in repr(membership)


def test_a_secret_that_is_none_is_refused_and_never_shown(problems) -> None:
    files = {"digest.yaml": f"+memberships: [{ONE}]\n"}
    (said,) = problems(files, env={"SHOP_SECRET": "passw0rd"})
    assert "holds no secret of a webhook" in said
    assert "passw0rd" not in said


def test_two_memberships_of_one_name_are_refused(problems) -> None:
    files = {"digest.yaml": f"+memberships: [{ONE}, {ONE}]\n"}
    (said,) = problems(files, env={"SHOP_SECRET": SECRET})
    assert "/members/shop" in said
