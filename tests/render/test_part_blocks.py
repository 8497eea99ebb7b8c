"""Blocks of added parts are read by the models of their parts, and a mistake in one is named."""

from __future__ import annotations

import pytest

from digest.errors import RenderError
from digest.kernel.registry import Kind, Registry
from digest.models import AddedBlock, Blocks, BlockValue
from digest.render.mail_parts import (
    BlockKeys,
    BlockLine,
    BlockLink,
    MailPart,
    MailParts,
    html_template,
    in_mail_order,
    parts_table,
    read_added_blocks,
    sample_block,
    text_template,
)


class NoticeKeys(BlockKeys):
    """The keys of a toy part."""

    title: BlockLine
    url: BlockLink = ""
    count: int = 0
    note: str | None = None


def kind(name: str, *, after: str = "", **more: object) -> Kind[MailPart]:
    return Kind(name=name, make=MailPart(summary=f"shows {name}", after=after), **more)  # type: ignore[arg-type]


NOTICE = Kind(
    name="notice",
    make=MailPart(summary="a notice", after="lead", sample={"title": "From the desk"}),
    options=NoticeKeys,
)


def parts(*kinds: Kind[MailPart]) -> MailParts:
    return Registry("mail part", [kind("masthead"), kind("lead"), kind("footer"), *kinds])


def block(part: str = "notice", **values: str) -> Blocks:
    pairs = tuple(BlockValue(key=key, text=text) for key, text in values.items())
    return Blocks(added=(AddedBlock(part=part, values=pairs),))


def test_a_block_is_read_with_the_values_that_it_leaves_out() -> None:
    values = read_added_blocks(block(title="Ships", count="3"), parts(NOTICE))
    assert values == {"notice": {"title": "Ships", "url": "", "count": 3, "note": ""}}


def test_every_text_of_a_block_is_one_clean_line() -> None:
    values = read_added_blocks(block(title=" Ships\n wait\u200b ", note="a\nb"), parts(NOTICE))
    assert values["notice"]["title"] == "Ships wait"
    assert values["notice"]["note"] == "a b"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ({}, "title"),
        ({"title": "x", "url": "javascript:alert(1)"}, "url"),
        ({"title": "x", "count": "many"}, "count"),
        ({"title": "x", "colour": "red"}, "colour"),
    ],
)
def test_a_mistake_is_named_by_its_key_with_the_keys_that_exist(
    written: dict[str, str], key: str
) -> None:
    with pytest.raises(RenderError) as refused:
        read_added_blocks(block(**written), parts(NOTICE))
    assert refused.value.message.startswith(f"{key}: ")
    assert refused.value.subject == "the block notice"
    assert refused.value.hint == "its keys are: title, url, count, note"


@pytest.mark.parametrize("part", ["nowhere", "lead"])
def test_a_part_that_reads_no_block_is_named_with_the_parts(part: str) -> None:
    with pytest.raises(RenderError, match="no mail part has such a block") as refused:
        read_added_blocks(block(part, title="x"), parts(NOTICE))
    assert refused.value.subject == part
    assert refused.value.hint == "parts are: masthead, lead, footer, notice"


def test_without_added_blocks_there_are_no_values() -> None:
    assert read_added_blocks(Blocks(), parts(NOTICE)) == {}


def test_an_added_part_stands_right_below_the_part_that_it_names() -> None:
    ordered = in_mail_order(parts(NOTICE, kind("poll", after="notice")))
    assert [part.name for part in ordered] == ["masthead", "lead", "notice", "poll", "footer"]


def test_the_later_of_two_parts_below_one_stands_nearer_to_it() -> None:
    ordered = in_mail_order(parts(NOTICE, kind("poll", after="lead")))
    assert [part.name for part in ordered] == ["masthead", "lead", "poll", "notice", "footer"]


def test_the_templates_of_a_part_bear_its_name() -> None:
    assert (html_template(NOTICE), text_template(NOTICE)) == ("notice.mjml.j2", "notice.txt.j2")


def test_the_table_has_a_row_for_each_part_from_top_to_bottom() -> None:
    rows = parts_table(parts(NOTICE)).splitlines()[2:]
    assert [row.split(" | ")[0].strip("| ") for row in rows] == [
        "masthead",
        "lead",
        "notice",
        "footer",
    ]
    assert rows[2] == "| notice | `notice.mjml.j2` | `notice.txt.j2` | a notice |"


def test_the_sample_of_a_part_is_a_block_that_its_model_takes() -> None:
    sample = sample_block(NOTICE)
    assert sample == AddedBlock(
        part="notice", values=(BlockValue(key="title", text="From the desk"),)
    )
    assert read_added_blocks(Blocks(added=(sample,)), parts(NOTICE))["notice"]["title"]
