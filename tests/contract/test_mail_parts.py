"""The contract of a mail part: shipped, added by an extension, or added by the newsroom folder.

Every part shows in the HTML and in the plain text, light and right to left; it leaves nothing
behind when it has nothing to show; hostile text stays text; and preflight finds no error.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from own_newsroom import shipped_newsroom

from digest.deliver import compile_message
from digest.kernel.registry import Kind, Registry
from digest.models import AddedBlock, Blocks, Briefing, Issue, Newsletter, Severity, Subscriber
from digest.render import (
    MAIL_PARTS,
    BlockKeys,
    BlockLine,
    BlockLink,
    MailPart,
    MailParts,
    mail_parts,
    preflight,
    render_issue,
)
from digest.render.check_templates import check_templates, specimen_with_added
from digest.render.issue import render_html, render_text, view_of
from digest.render.mail_parts import html_template, in_mail_order, parts_table, sample_block
from digest.render.preflight.html_tree import parse_html
from digest.render.specimen import AT, PUBLICATION
from digest.render.theme import Theme

HOSTILE = "]]> <script>alert(1)</script> {{ 7 * 7 }} <!--[if mso]> https://slot.invalid/view"

# A part of the mail in one file: the keys of its YAML block, its partial, its text twin, a sample.


class SponsorKeys(BlockKeys):
    label: BlockLine
    text: BlockLine
    link: BlockLink = ""


SPONSOR = Kind(
    name="sponsor",
    options=SponsorKeys,
    make=MailPart(
        summary="a paid notice, marked as one",
        after="stories",
        sample={
            "label": "Advertisement",
            "text": "Harbour pilots are trained at the Sample Academy.",
            "link": "https://academy.example/pilots",
        },
        html="""
<mj-section><mj-column><mj-text>
  <h2 class="kicker">{{ part.label | bidi(page.direction) }}</h2>
  <p>{{ part.text | bidi(page.direction) }}
  {%- if part.link %} <a class="link" href="{{ part.link }}">academy.example</a>{% endif %}</p>
</mj-text></mj-column></mj-section>
""",
        text="""
{{ part.label | banner }}

{{ part.text | wrap }}
{% if part.link %}
{{ part.link }}
{% endif %}
""",
    ),
)

NOTICE_YAML = """\
summary: a notice of the house
after: lead
keys:
  title: {sample: From the desk}
  text: {sample: The archive can be searched now.}
  link: {kind: link, sample: "https://news.example/search", required: false}
  number_of_issues: {kind: number, sample: 412, required: false}
"""
NOTICE_HTML = """\
<mj-section><mj-column><mj-text>
  <h2 class="kicker">{{ part.title | bidi(page.direction) }}</h2>
  <p>{{ part.text | bidi(page.direction) }} ({{ part.number_of_issues }})</p>
</mj-text></mj-column></mj-section>
"""
NOTICE_TEXT = """\
{{ part.title | banner }}

{{ (part.text ~ " (" ~ part.number_of_issues ~ ")") | wrap }}
"""


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> MailParts:
    """The shipped parts, one from an extension, and one from the folder of a newsroom."""
    folder = tmp_path_factory.mktemp("newsroom")
    own = folder / "parts"
    own.mkdir()
    (own / "notice.yaml").write_text(NOTICE_YAML)
    (own / "notice.mjml.j2").write_text(NOTICE_HTML)
    (own / "notice.txt.j2").write_text(NOTICE_TEXT)
    return Registry("mail part", [*mail_parts(folder), SPONSOR])


NAMES = (*MAIL_PARTS.names, "sponsor", "notice")
EMPTY = {
    "grave": {"corrections": ()},
    "quote": {"items": ()},
    "sponsored": {"blocks": Blocks()},
    "week_ahead": {"blocks": Blocks()},
    "opinions": {"blocks": Blocks()},
    "intro": {"intro": (), "subject": "", "preheader": ""},
    "contents": {"items": ()},
    "lead": {"items": ()},
    "stories": {"items": ()},
    "also": {"also": ()},
    "trend_reports": {"blocks": Blocks()},
    "membership": {"blocks": Blocks()},
    "sisters": {"blocks": Blocks()},
    "sponsor": {"blocks": Blocks()},
    "notice": {"blocks": Blocks()},
}
"""Changes of a briefing that leave a part nothing to show; masthead and footer always show."""


def issue_of(briefing: Briefing, parts: MailParts) -> Issue:
    return render_issue(briefing, publication=PUBLICATION, created=AT, parts=parts)


def shown_names(briefing: Briefing, parts: MailParts) -> list[str]:
    view = view_of(briefing, publication=PUBLICATION, theme=Theme(), pictures={}, parts=parts)
    return [shown.html.removesuffix(".mjml.j2") for shown in view.parts]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", NAMES)
def test_a_part_shows_in_html_and_in_text(name: str, language: str, parts: MailParts) -> None:
    briefing = specimen_with_added(language, parts)
    view = view_of(briefing, publication=PUBLICATION, theme=Theme(), pictures={}, parts=parts)
    others = [shown for shown in view.parts if shown.html != html_template(parts[name])]
    without = replace(view, parts=tuple(others))
    assert len(without.parts) == len(view.parts) - 1
    assert len(render_html(without)) < len(render_html(view))
    assert len(render_text(without)) < len(render_text(view))


@pytest.mark.parametrize("name", sorted(EMPTY))
def test_a_part_with_nothing_to_show_is_left_out(name: str, parts: MailParts) -> None:
    briefing = replace(specimen_with_added("en", parts), **EMPTY[name])
    assert name not in shown_names(briefing, parts)
    issue = issue_of(briefing, parts)
    assert "None" not in issue.html + issue.text


def test_added_parts_stand_right_below_the_parts_they_name(parts: MailParts) -> None:
    order = [kind.name for kind in in_mail_order(parts)]
    assert order.index("notice") == order.index("lead") + 1
    assert order.index("sponsor") == order.index("stories") + 1
    assert order[-1] == "footer"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_preflight_finds_no_error_in_a_mail_with_every_part(
    language: str, parts: MailParts
) -> None:
    briefing = specimen_with_added(language, parts)
    issue = issue_of(briefing, parts)
    newsletter = Newsletter(id="sample-briefing", name="Sample Briefing", tagline="", topics=())
    message = compile_message(issue, PUBLICATION, newsletter).fill(
        Subscriber(id="r1", email="reader@mailbox.example"), SampleLinks(), date=AT
    )
    findings = preflight(message.content, issue=issue, briefing=briefing, publication=PUBLICATION)
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []


class SampleLinks:
    unsubscribe = "https://news.example/u/token"
    one_click = "https://news.example/u/token?one=1"
    preferences = "https://news.example/p/token"
    web_view = "https://news.example/i/sample-briefing@2026-11-23"
    confirm = ""
    opinion = "https://news.example/o/token"


@pytest.mark.parametrize("name", ["sponsor", "notice"])
def test_hostile_text_in_a_block_stays_text(name: str, parts: MailParts) -> None:
    briefing = specimen_with_added("en", parts)
    plain = issue_of(briefing, parts)
    spoilt = with_text(briefing, name, HOSTILE)
    issue = issue_of(spoilt, parts)
    assert element_names(issue.html) == element_names(plain.html)
    assert issue.html.count("slot.invalid/view") == plain.html.count("slot.invalid/view")
    assert issue.text.count("slot.invalid/view") == plain.text.count("slot.invalid/view")


def with_text(briefing: Briefing, name: str, text: str) -> Briefing:
    added: list[AddedBlock] = []
    for block in briefing.blocks.added:
        values = [
            replace(value, text=text) if block.part == name and value.key == "text" else value
            for value in block.values
        ]
        added.append(replace(block, values=tuple(values)))
    return replace(briefing, blocks=replace(briefing.blocks, added=tuple(added)))


def element_names(html: str) -> Counter[str]:
    tree = parse_html(html)
    return Counter(
        element.tag for element in tree.iter("*") if element.tag not in ("bdi", "span", "wbr")
    )


def test_the_templates_of_added_parts_are_checked_like_ours(parts: MailParts) -> None:
    assert check_templates(parts=parts) == ()


def test_every_added_part_has_a_sample_of_its_block(parts: MailParts) -> None:
    for kind in parts:
        if kind.options is not None:
            sample = {value.key: value.text for value in sample_block(kind).values}
            assert kind.options.model_validate(sample)


def test_every_part_says_in_one_line_what_it_shows(parts: MailParts) -> None:
    for kind in parts:
        assert kind.make.summary
        assert "\n" not in kind.make.summary
        assert re.fullmatch("[a-z][a-z0-9_]+", kind.name)


def test_the_shipped_newsletters_know_only_shipped_parts() -> None:
    for newsletter in shipped_newsroom().newsletters:
        for block in newsletter.blocks.added:
            assert block.part in MAIL_PARTS


def test_the_docs_hold_the_table_of_the_registry() -> None:
    page = (Path(__file__).parents[2] / "docs" / "email.md").read_text("utf-8")
    assert parts_table(MAIL_PARTS) in page
