"""Templates: an operator's part wins, and each mistake is named by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.errors import RenderError
from digest.render import (
    check_templates,
    check_themes,
    has_own_templates,
    list_templates,
    render_issue,
)
from digest.render.own_templates import SHIPPED
from digest.render.specimen import AT, PUBLICATION, specimen


def test_the_shipped_templates_have_no_problem() -> None:
    assert check_templates() == ()


def test_shipped_templates_alone_are_none_of_the_newsrooms_own(tmp_path: Path) -> None:
    assert not has_own_templates(None)
    assert not has_own_templates(SHIPPED)
    assert not has_own_templates(tmp_path)
    # a mistyped name replaces no template, and the check says so
    (tmp_path / "foter.mjml.j2").write_text("")
    assert has_own_templates(tmp_path)


def test_an_operators_part_wins_over_ours_and_is_listed(tmp_path: Path) -> None:
    (tmp_path / "sisters.mjml.j2").write_text(
        "<mj-section><mj-column><mj-text><p>Our own block</p></mj-text></mj-column></mj-section>"
    )
    assert check_templates(tmp_path) == ()
    html = render_issue(
        specimen(), publication=PUBLICATION, created=AT, templates_dir=tmp_path
    ).html
    assert "Our own block" in html
    assert "More newsletters" not in html
    own = [part.name for part in list_templates(tmp_path) if part.overridden]
    assert own == ["sisters.mjml.j2"]


PART = "<mj-section>\n  <mj-column>\n    {}\n  </mj-column>\n</mj-section>\n"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('<mj-txt color="#000000">x</mj-txt>', "unknown tag <mj-txt>"),
        ('<mj-text colour="#000000">x</mj-text>', "unknown attribute colour"),
        ('<mj-text color="redish">x</mj-text>', "is not a colour"),
        ('<mj-image src="https://x.example/a.png" />', "<mj-image> has no alt"),
        ('<mj-text><img src="https://x.example/a.png" /></mj-text>', "<img> has no alt"),
        ("<mj-text><p>never closed</mj-text>", "not well-formed"),
        ('<mj-text><p onclick="x()">x</p></mj-text>', "is a script"),
        ("<mj-text>{% if %}</mj-text>", "Expected an expression"),
        ("<mj-text>{{ page.nothing }}</mj-text>", "nothing"),
        (
            '<mj-text>{{ say("unsubscrib") }}</mj-text>',
            "no label 'unsubscrib', did you mean 'unsubscribe'?",
        ),
        ('<mj-text>{% include "sisters.mjml.j2" %}</mj-text>', "RecursionError"),
        ('<mj-text>{% include "../../digest.yaml" %}</mj-text>', "TemplateNotFound"),
        ('<mj-text>{{ "%c" % 9999999 }}</mj-text>', "OverflowError"),
        ("<mj-text>{{ page.__class__.__mro__ }}</mj-text>", "unsafe"),
        ("<mj-text>{{ slot.mro() }}</mj-text>", "unsafe"),
        ("<mj-text>{{ say.__closure__ }}</mj-text>", "unsafe"),
        ("<mj-text>{{ lipsum.__globals__.os }}</mj-text>", "unsafe"),
        ('<mj-text>{{ "{0.__class__}".format(page) }}</mj-text>', "unsafe"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(tmp_path: Path, line: str, what: str) -> None:
    part = tmp_path / "sisters.mjml.j2"
    part.write_text(PART.format(line))
    problem = check_templates(tmp_path)[0]
    assert what in problem.what
    assert (problem.file, problem.line) == (str(part), 3)
    with pytest.raises(RenderError) as raised:
        render_issue(specimen(), publication=PUBLICATION, created=AT, templates_dir=tmp_path)
    assert raised.value.subject == f"{part}:3"


def test_a_mistyped_part_is_named_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "foter.mjml.j2").write_text("<mj-section></mj-section>")
    assert "did you mean footer.mjml.j2?" in str(check_templates(tmp_path)[0])


def test_a_theme_with_faint_text_is_refused_by_line(tmp_path: Path) -> None:
    theme = tmp_path / "pale.yaml"
    theme.write_text('gutter: 24\naccent: "#ffcccc"\n')
    problem = check_themes([tmp_path])[0]
    assert (problem.file, problem.line) == (str(theme), 2)
    assert "contrast" in problem.what


def test_templates_are_in_one_folder_with_the_web_pages() -> None:
    assert SHIPPED.name == "email"
