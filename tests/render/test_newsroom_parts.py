"""Parts from the newsroom folder: mistakes in a description and in a block are named."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from digest.errors import ConfigError, RenderError
from digest.models import AddedBlock, BlockValue, Briefing
from digest.render import (
    MAIL_PARTS,
    MailParts,
    check_templates,
    has_own_templates,
    list_templates,
    mail_parts,
    render_issue,
)
from digest.render.own_templates import SHIPPED
from digest.render.specimen import AT, PUBLICATION, specimen

GOOD = """\
summary: a notice of the house
keys:
  text: {sample: Hello}
  link: {kind: link, sample: "https://news.example/", required: false}
  loud: {kind: yes_no, sample: true, required: false}
"""


def newsroom(folder: Path, yaml: str = GOOD, name: str = "notice") -> Path:
    parts = folder / "parts"
    parts.mkdir(exist_ok=True)
    (parts / f"{name}.yaml").write_text(yaml)
    (parts / f"{name}.mjml.j2").write_text(
        "<mj-section><mj-column><mj-text><p>{{ part.text }}|{{ part.link }}|{{ part.loud }}</p>"
        "</mj-text></mj-column></mj-section>"
    )
    (parts / f"{name}.txt.j2").write_text("{{ part.text }}\n")
    return folder


def rendered(parts: MailParts, **values: str) -> str:
    return render_issue(
        with_block(specimen(), "notice", values), publication=PUBLICATION, created=AT, parts=parts
    ).html


def with_block(briefing: Briefing, part: str, values: dict[str, str]) -> Briefing:
    pairs = tuple(BlockValue(key=key, text=text) for key, text in values.items())
    blocks = replace(briefing.blocks, added=(AddedBlock(part=part, values=pairs),))
    return replace(briefing, blocks=blocks)


def test_a_newsroom_without_parts_has_the_shipped_ones(tmp_path: Path) -> None:
    assert mail_parts(tmp_path) is MAIL_PARTS
    assert mail_parts() is MAIL_PARTS


def test_keys_that_are_left_out_are_empty(tmp_path: Path) -> None:
    assert "Hello||False</p>" in rendered(mail_parts(newsroom(tmp_path)), text="Hello")


def test_a_value_is_read_as_the_kind_that_the_description_names(tmp_path: Path) -> None:
    html = rendered(
        mail_parts(newsroom(tmp_path)), text="A\u200bB", link="https://x.example/a b", loud="true"
    )
    assert "AB|https://x.example/a%20b|True</p>" in html


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "text: Field required"),
        ({"text": "x", "colour": "red"}, "colour: Extra inputs"),
        ({"text": "x", "link": "javascript:alert(1)"}, "no web address"),
        ({"text": "x", "loud": "perhaps"}, "loud: Input should be a valid boolean"),
    ],
)
def test_a_block_that_does_not_fit_its_part_is_refused(
    tmp_path: Path, values: dict[str, str], message: str
) -> None:
    with pytest.raises(RenderError, match=message):
        rendered(mail_parts(newsroom(tmp_path)), **values)


@pytest.mark.parametrize("part", ["nothing", "lead"])
def test_a_block_without_a_part_that_reads_it_is_refused(part: str) -> None:
    with pytest.raises(RenderError, match="no mail part has such a block"):
        render_issue(with_block(specimen(), part, {}), publication=PUBLICATION, created=AT)


@pytest.mark.parametrize(
    ("yaml", "what"),
    [
        ("keys: {text: {sample: x}}\n", "summary: Field required"),
        ("summary: x\nkeys: {}\n", "keys: Dictionary should have at least 1 item"),
        ("summary: x\nkeys: {text: {kind: colour, sample: x}}\n", "keys.text.kind"),
        ("summary: x\nkeys: {text: {sample: x}}\nafter: nowhere\n", "no part is called nowhere"),
        ("summary: x\nkeys: {text: {sample: x}}\nafter: footer\n", "no part is called footer"),
        ("summary: [\n", "not YAML"),
        ("[" * 5000, "nests too deep"),
    ],
)
def test_a_mistake_in_a_description_is_named(tmp_path: Path, yaml: str, what: str) -> None:
    with pytest.raises(ConfigError) as raised:
        mail_parts(newsroom(tmp_path, yaml))
    assert any(what in problem.what for problem in raised.value.problems)
    assert raised.value.problems[0].file == str(tmp_path / "parts" / "notice.yaml")


def test_a_missing_text_twin_and_a_taken_name_are_both_named(tmp_path: Path) -> None:
    newsroom(tmp_path, name="lead")
    (tmp_path / "parts" / "lead.txt.j2").unlink()
    with pytest.raises(ConfigError) as raised:
        mail_parts(tmp_path)
    whats = [problem.what for problem in raised.value.problems]
    assert whats == ["a shipped part is called lead", "the part has no lead.txt.j2"]


@pytest.mark.parametrize("name", ["Notice", "no-tice", "1notice", "n"])
def test_a_name_that_templates_cannot_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError) as raised:
        mail_parts(newsroom(tmp_path, name=name))
    assert "is no name for a part" in raised.value.problems[0].what


def test_a_part_of_its_own_gives_a_newsroom_own_templates(tmp_path: Path) -> None:
    assert not has_own_templates(None, mail_parts(tmp_path))
    newsroom(tmp_path)
    assert has_own_templates(None, mail_parts(tmp_path))


def test_own_parts_are_listed_with_their_text_twins(tmp_path: Path) -> None:
    own = newsroom(tmp_path) / "parts"
    listed = {file.name: file for file in list_templates(None, mail_parts(tmp_path))}
    for name in ("notice.mjml.j2", "notice.txt.j2"):
        assert listed[name].path == own / name
        assert listed[name].overridden
    assert not listed["lead.mjml.j2"].overridden


def test_a_text_twin_that_lacks_a_line_of_its_partial_is_named(tmp_path: Path) -> None:
    parts = newsroom(tmp_path, GOOD.replace("Hello", "Harbour pilots wanted")) / "parts"
    assert check_templates(None, mail_parts(tmp_path)) == ()
    (parts / "notice.txt.j2").write_text("A notice\n")
    (problem,) = check_templates(None, mail_parts(tmp_path))
    assert problem.file == str(parts / "notice.txt.j2")
    assert problem.what == "the text twin does not show part.text, as the partial does"
    assert problem.advice == "add {{ part.text | wrap }}"


def test_a_mistake_in_the_markup_of_an_own_part_is_placed_in_its_file(tmp_path: Path) -> None:
    parts = newsroom(tmp_path) / "parts"
    (parts / "notice.mjml.j2").write_text(
        "<mj-section><mj-column>\n<mj-text><p>{{ part.text }}</p>\n</mj-column></mj-section>"
    )
    (problem,) = check_templates(None, mail_parts(tmp_path))
    assert problem.file == str(parts / "notice.mjml.j2")
    assert "not well-formed" in problem.what


@pytest.mark.parametrize("file", ["notice.yml", "notice.YAML", "notice.yaml.bak", "Notice.yml.j2"])
def test_a_description_that_would_not_be_read_is_named(tmp_path: Path, file: str) -> None:
    parts = newsroom(tmp_path) / "parts"
    (parts / "notice.yaml").rename(parts / file)
    with pytest.raises(ConfigError) as raised:
        mail_parts(tmp_path)
    problems = {Path(problem.file).name: problem for problem in raised.value.problems}
    assert problems[file].what == "only files that end in .yaml are read"
    assert problems["notice.mjml.j2"].what == "no part has this template"
    assert problems["notice.mjml.j2"].advice.startswith("describe the part in notice.yaml")


@pytest.mark.parametrize("file", [".notice.yaml.swp", ".old.mjml.j2", "footer.mjml.j2"])
def test_files_of_editors_and_templates_of_shipped_parts_are_no_mistakes(
    tmp_path: Path, file: str
) -> None:
    parts = newsroom(tmp_path) / "parts"
    (parts / file).write_text("")
    assert "notice" in mail_parts(tmp_path).names


def test_a_piece_that_the_templates_of_parts_share_needs_no_description(tmp_path: Path) -> None:
    parts = newsroom(tmp_path) / "parts"
    (parts / "line.mjml.j2").write_text("<p>{{ part.text }}</p>")
    (parts / "notice.mjml.j2").write_text(
        '<mj-section><mj-column><mj-text>{% include "line.mjml.j2" %}</mj-text></mj-column>'
        "</mj-section>"
    )
    assert "notice" in mail_parts(tmp_path).names
    assert check_templates(None, mail_parts(tmp_path)) == ()


def test_each_class_that_the_docs_offer_to_own_parts_has_a_rule() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "email.md").read_text("utf-8")
    table = docs.partition("| class | stands on | look |")[2].partition("\n\n")[0]
    offered = re.findall(r"`([a-z-]+)`", "".join(re.findall(r"(?m)^\|[^|]*\|", table)))
    rules = "".join(
        (SHIPPED / name).read_text("utf-8") for name in ("inline.css.j2", "head.css.j2")
    )
    assert len(offered) > 10
    for name in offered:
        assert re.search(rf"\.{name}\b", rules), name
