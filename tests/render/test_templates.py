"""Templates: the order of their sources, isolated scripts, and words that may break."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.errors import RenderError
from digest.kernel.registry import Kind, Registry
from digest.models import Direction
from digest.render import MAIL_PARTS, MailPart, list_templates
from digest.render.issue import content_hash
from digest.render.templates import (
    SHIPPED,
    TemplateSources,
    bidi,
    breakable,
    fill,
    path_of,
    template_sources,
)
from digest.render.wording import wording


def test_an_operators_folder_comes_before_ours_and_added_parts_come_last(tmp_path: Path) -> None:
    folder, inline = tmp_path / "parts", MailPart(summary="x", html="<mj-raw />", text="x")
    added = MailPart(summary="x", folder=folder)
    parts = Registry(
        "mail part",
        [*MAIL_PARTS, Kind(name="one", make=added), Kind(name="two", make=inline)],
    )
    sources = template_sources(tmp_path, parts)
    assert sources.folders == (tmp_path, SHIPPED, folder)
    assert sources.inline == (("two.mjml.j2", "<mj-raw />"), ("two.txt.j2", "x"))
    assert template_sources(None, MAIL_PARTS) == TemplateSources(folders=(SHIPPED,))


def test_the_first_folder_that_has_a_template_wins(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "a", tmp_path / "b"
    for folder in (ours, theirs):
        folder.mkdir()
        (folder / "x.txt.j2").write_text(folder.name)
    assert fill("x.txt.j2", {}, TemplateSources(folders=(ours, theirs))) == "a"
    assert fill("x.txt.j2", {}, TemplateSources(folders=(theirs, ours))) == "b"
    inline = TemplateSources(folders=(ours,), inline=(("x.txt.j2", "z"), ("y.txt.j2", "y")))
    assert fill("x.txt.j2", {}, inline) == "a"
    assert fill("y.txt.j2", {}, inline) == "y"


def test_markup_is_escaped_and_plain_text_is_not() -> None:
    sources = TemplateSources(inline=(("a.mjml.j2", "{{ x }}"), ("a.txt.j2", "{{ x }}")))
    assert fill("a.mjml.j2", {"x": "<&>"}, sources) == "&lt;&amp;&gt;"
    assert fill("a.txt.j2", {"x": "<&>"}, sources) == "<&>"


def test_a_missing_value_is_an_error_and_never_an_empty_place() -> None:
    sources = TemplateSources(inline=(("a.txt.j2", "{{ missing }}"),))
    with pytest.raises(RenderError, match="missing"):
        fill("a.txt.j2", {}, sources)


def test_deep_nesting_in_a_template_is_an_error_of_rendering() -> None:
    nested = "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}"
    with pytest.raises(RenderError):
        fill("a.txt.j2", {}, TemplateSources(inline=(("a.txt.j2", nested),)))


def test_marks_stand_before_each_line_of_markup_only_when_they_are_asked_for() -> None:
    sources = TemplateSources(inline=(("a.mjml.j2", "<mj-raw>\ntext\n  <b />\n</mj-raw>"),))
    assert "<!--" not in fill("a.mjml.j2", {}, sources)
    marked = fill("a.mjml.j2", {}, sources, marked=True)
    assert marked.startswith("<!--@a.mjml.j2:1--><mj-raw>")
    assert "  <!--@a.mjml.j2:3--><b />" in marked
    assert marked.count("<!--") == 2


@pytest.mark.parametrize(
    ("text", "direction", "html"),
    [
        ("Beirut", Direction.LTR, "Beirut"),
        ("a & b", Direction.LTR, "a &amp; b"),
        ("بيروت", Direction.RTL, "بيروت"),
        ("Reuters", Direction.RTL, '<bdi><span dir="ltr">Reuters</span></bdi>'),
        ("بيروت", Direction.LTR, '<bdi><span dir="rtl">بيروت</span></bdi>'),
        ("12", Direction.LTR, "12"),
    ],
)
def test_a_name_in_the_other_script_is_isolated(text: str, direction: Direction, html: str) -> None:
    assert str(bidi(text, direction)) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 15 + "\u200b" + "x" * 15 + "\u200b" + "x" * 11),
        ("a  b", "a  b"),
        (f"a {'<' * 41} b", f"a {'&lt;' * 15}\u200b{'&lt;' * 15}\u200b{'&lt;' * 11} b"),
    ],
)
def test_a_word_of_over_forty_letters_may_break(text: str, html: str) -> None:
    assert str(breakable(text)) == html


def test_a_template_is_listed_with_the_file_that_is_used(tmp_path: Path) -> None:
    (tmp_path / "also.mjml.j2").write_text("<mj-raw />")
    assert path_of("also.mjml.j2", tmp_path) == tmp_path / "also.mjml.j2"
    assert path_of("lead.mjml.j2", tmp_path) == SHIPPED / "lead.mjml.j2"
    overridden = [file.name for file in list_templates(tmp_path) if file.overridden]
    assert overridden == ["also.mjml.j2"]


def test_no_two_contents_share_a_hash() -> None:
    assert content_hash("a", "b", "c", "d", ()) == content_hash("a", "b", "c", "d", ())
    assert content_hash("a", "b", "c", "d", ()) != content_hash("ab", "", "c", "d", ())
    assert content_hash("a", "b", "c", "d", ()) != content_hash("b", "a", "c", "d", ())
    assert len(content_hash("", "", "", "", ())) == 64


def test_the_digits_of_a_mail_are_of_one_kind() -> None:
    assert wording("ar", "UTC").number(12) == "١٢"
