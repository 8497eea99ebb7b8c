"""Numbers for the state of a subscriber mean what the program that wrote them means."""

from __future__ import annotations

import pytest

from digest.errors import UseError
from digest.kernel.known_exports import EXPORTS
from digest.kernel.numbered_states import (
    NUMBERED_STATES,
    by_number,
    is_number_of_a_state,
    named_columns,
    programs_with_numbers,
)
from digest.kernel.standings import Standing
from digest.kernel.subscriber_exports import standing_reader

ACTIVE, LEFT, BOUNCED = Standing.ACTIVE, Standing.LEFT, Standing.BOUNCED
UNCONFIRMED, COMPLAINED = Standing.UNCONFIRMED, Standing.COMPLAINED


@pytest.mark.parametrize(
    ("program", "numbers", "standings"),
    [
        ("ActiveCampaign", "0123", [UNCONFIRMED, ACTIVE, LEFT, BOUNCED]),
        ("Magento", "1234", [ACTIVE, UNCONFIRMED, LEFT, UNCONFIRMED]),
        ("Mailtrain", "1234", [ACTIVE, LEFT, BOUNCED, COMPLAINED]),
        ("Simplenews", "012", [LEFT, ACTIVE, UNCONFIRMED]),
        ("FreshMail", "123458", [ACTIVE, UNCONFIRMED, UNCONFIRMED, LEFT, BOUNCED, BOUNCED]),
    ],
)
def test_each_program_counts_in_its_own_way(
    program: str, numbers: str, standings: list[Standing]
) -> None:
    assert [by_number(program)(number) for number in numbers] == standings


@pytest.mark.parametrize("program", sorted(NUMBERED_STATES))
def test_a_word_is_read_as_elsewhere_and_another_number_never_guessed(program: str) -> None:
    judge = by_number(program)
    assert (judge("unsubscribed"), judge("")) == (LEFT, ACTIVE)
    for cell in ("9", "-1", "1.0"):
        with pytest.raises(ValueError, match="this state is not known"):
            judge(cell)


MAGENTO_TABLE = ("subscriber_id", "store_id", "change_status_at", "customer_id")
MAGENTO_GRID = ("ID", "Email", "Type", "Customer First Name", "Customer Last Name", "Status")


def read(headings: tuple[str, ...], status: str, **cells: str) -> Standing:
    """Read a line whose last heading holds the state."""
    lowered = [heading.lower() for heading in headings]
    row = {**dict.fromkeys(lowered, ""), **cells, lowered[-1]: status}
    return standing_reader(lowered).read(row).standing


@pytest.mark.parametrize(
    ("headings", "read_as"),
    [
        ((*MAGENTO_TABLE, "subscriber_email", "subscriber_status"), NUMBERED_STATES["Magento"]),
        (MAGENTO_GRID, NUMBERED_STATES["Magento"]),
        (("Email", "Type", "Store View", "Status"), NUMBERED_STATES["Magento"]),
        (("id", "email", "cdate", "udate", "status"), NUMBERED_STATES["ActiveCampaign"]),
        (("subscriberid", "email", "listid", "status"), NUMBERED_STATES["ActiveCampaign"]),
        (("email", "sdate", "unsubreason", "status"), NUMBERED_STATES["ActiveCampaign"]),
        (("cid", "email", "status"), NUMBERED_STATES["Mailtrain"]),
        (("email", "Magento Status"), NUMBERED_STATES["Magento"]),
        (("email", "activecampaign_status"), NUMBERED_STATES["ActiveCampaign"]),
    ],
)
def test_numbers_are_read_where_the_headings_name_the_program(
    headings: tuple[str, ...], read_as: dict[str, Standing]
) -> None:
    for number, standing in read_as.items():
        assert read(headings, number) is standing


@pytest.mark.parametrize(
    ("hard", "soft", "standing"), [("0", "3", ACTIVE), ("2", "0", BOUNCED), ("", "", ACTIVE)]
)
def test_hard_bounces_that_are_counted_close_an_address_and_soft_ones_do_not(
    hard: str, soft: str, standing: Standing
) -> None:
    headings = ("email", "cdate", "bounced_hard", "bounced_soft", "bounced_date", "deleted")
    cells = {"bounced_hard": hard, "bounced_soft": soft, "bounced_date": "2026-01-02"}
    assert read(headings, "0", **cells) is standing


@pytest.mark.parametrize("number", ["0", "1", "2", "3", "4", "5", "8"])
def test_a_number_of_an_unknown_program_asks_for_its_name(number: str) -> None:
    with pytest.raises(UseError, match="status: this state is not known") as caught:
        read(("Email", "First Name", "Status"), number)
    assert caught.value.subject == number
    assert programs_with_numbers() in caught.value.hint
    assert "magento status" in caught.value.hint


def test_a_word_of_an_unknown_state_asks_for_no_program() -> None:
    with pytest.raises(UseError, match="status: this state is not known") as caught:
        read(("Email", "Status"), "half-gone")
    assert "magento" not in caught.value.hint
    assert not is_number_of_a_state("half-gone")


def test_each_program_can_be_named_in_a_heading() -> None:
    assert len(named_columns()) == len(NUMBERED_STATES)


def test_the_exports_of_both_shops_are_listed() -> None:
    programs = {export.program for export in EXPORTS}
    assert {"ActiveCampaign", "Magento"} <= programs
