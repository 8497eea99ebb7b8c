"""Whatever stands in a feed changes nothing but text."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from dataclasses import replace
from functools import cache

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import message_of, rendered

from digest.errors import RenderError
from digest.models import Briefing, Direction, Issue, Item, Picture, Severity, Slot
from digest.render import preflight
from digest.render.clean_text import clean, web_address
from digest.render.preflight.html_tree import parse_html
from digest.render.specimen import PUBLICATION, specimen
from digest.text import script_runs
from digest.write import briefing_from_yaml, briefing_to_yaml

HOSTILE = (
    "]]>",
    "<![CDATA[",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# x",
    "</mj-text></mj-column>",
    "<mj-raw><script>alert(1)</script></mj-raw>",
    "<!--[if mso]>",
    "-->",
    '" onclick="alert(1)',
    "' onmouseover='x",
    "&lt;b&gt; &amp;amp; &nbsp; &#0; &bogus;",
    "\x00\x01\x08\x0b\x1b\x7f\x85",
    "\u202eevil\u202c \u2066x\u2069",
    "zero\u200bwidth\ufeff",
    "раураӏ.com",
    "<style>*{display:none}</style>",
    '<meta name="kept" content="0">',
    "<!--@lead.mjml.j2:1-->",
    "\ud800",
    "\u2028 \u2029",
    *(slot.value for slot in Slot),
    "https://slot\u200b.invalid/unsubscribe",
    "%s {0} {name}",
    "[link=http://evil] http://[x",
)


def spoilt(text: str, url: str = "https://courier.example/1") -> Briefing:
    """A sample briefing with one text in every place that a feed or an editor can fill."""
    briefing = specimen(stories=2)

    def picture(given: Picture | None) -> Picture | None:
        return given and replace(given, alt=text, caption=text, credit=text)

    def item(given: Item) -> Item:
        said = replace(given.headline, text=text)
        return replace(
            given,
            section=text,
            headline=said,
            dek=given.dek and said,
            lead=(said,),
            what_happened=((said,),),
            why_it_matters=((said,),),
            know_more=tuple(
                replace(m, passage=replace(m.passage, text=text), outlet=text)
                for m in given.know_more
            ),
            new_fact=text,
            picture=picture(given.picture),
        )

    blocks = briefing.blocks
    assert blocks.membership
    return replace(
        briefing,
        subject=text,
        preheader=text,
        newsletter_name=text,
        tagline=text,
        items=tuple(item(each) for each in briefing.items),
        also=tuple(
            replace(also, passage=replace(also.passage, text=text)) for also in briefing.also
        ),
        sections=tuple(replace(section, title=text) for section in briefing.sections),
        citations=tuple(
            replace(citation, outlet=text, title=text, url=url) for citation in briefing.citations
        ),
        corrections=tuple(replace(correction, text=text) for correction in briefing.corrections),
        blocks=replace(
            blocks,
            trend_reports=tuple(
                replace(report, title=text, caption=text, picture=picture(report.picture))
                for report in blocks.trend_reports
            ),
            membership=replace(blocks.membership, title=text, text=text, button=text),
            sisters=tuple(replace(sister, name=text, tagline=text) for sister in blocks.sisters),
        ),
    )


def spoilt_addresses(url: str) -> Briefing:
    """A sample briefing with one address in every place that has one."""
    briefing = spoilt("Plain words", url)
    blocks, lead = briefing.blocks, briefing.items[0]
    assert blocks.membership
    assert lead.picture
    more = tuple(replace(more, url=url) for more in lead.know_more)
    return replace(
        briefing,
        items=(
            replace(lead, know_more=more, picture=replace(lead.picture, url=url)),
            *briefing.items[1:],
        ),
        corrections=tuple(replace(correction, url=url) for correction in briefing.corrections),
        blocks=replace(
            blocks,
            trend_reports=tuple(
                replace(report, url=url, picture=None) for report in blocks.trend_reports
            ),
            membership=replace(blocks.membership, url=url),
            sisters=tuple(replace(sister, url=url) for sister in blocks.sisters),
        ),
    )


def slots(issue: Issue) -> Counter[str]:
    """How often each slot stands in an issue: one more would give a link away."""
    return Counter({slot: (issue.html + issue.text).count(slot.value) for slot in Slot})


def mistakes(briefing: Briefing, issue: Issue) -> set[str]:
    """The rules by which the gate would stop the issue of a briefing."""
    found = preflight(message_of(issue), issue=issue, briefing=briefing, publication=PUBLICATION)
    return {finding.rule_id for finding in found if finding.severity is Severity.ERROR}


def skeleton(html: str) -> Counter[str]:
    """The elements of a page and their attributes' names; text isolation may add bdi."""
    return Counter(
        f"{element.tag} {sorted(name for name in element.attrib if name != 'style')}"
        for element in parse_html(html).iter("*")
        if element.tag not in ("bdi", "span")
    )


@cache  # rendered by the first test that compares, not when tests are collected
def plain() -> Issue:
    return rendered(spoilt("Plain words"))


@cache
def plain_skeleton() -> Counter[str]:
    return skeleton(plain().html)


@cache
def plain_mistakes() -> set[str]:
    return mistakes(spoilt("Plain words"), plain())


@cache  # two tests look at the issue of each hostile text
def hostile_issue(text: str) -> Issue:
    return rendered(spoilt(f"before {text} after"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_the_page_as_it_was(text: str) -> None:
    issue = hostile_issue(text)
    assert skeleton(issue.html) == plain_skeleton()
    assert slots(issue) == slots(plain())
    assert len(issue.text.split("\n\n")) == len(plain().text.split("\n\n"))
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]", issue.html + issue.text
    )
    parser = html5lib.HTMLParser()
    parser.parse(issue.html)
    assert parser.errors == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stops_no_issue_at_the_gate(text: str) -> None:
    briefing = spoilt(f"before {text} after")
    assert mistakes(briefing, hostile_issue(text)) == plain_mistakes()


@given(text=st.text(min_size=1, max_size=60).map(lambda text: f"x{text}x"))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_leaves_the_page_as_it_was(text: str) -> None:
    issue = rendered(spoilt(text))
    assert skeleton(issue.html) == plain_skeleton()
    assert "\n" not in issue.subject


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_goes_through_the_editors_yaml_and_into_the_message_unharmed(
    text: str,
) -> None:
    briefing = spoilt(f"before {text} after")
    edited = briefing_from_yaml(briefing_to_yaml(briefing))
    issue = rendered(edited)
    assert skeleton(issue.html) == plain_skeleton()
    message = email.message_from_bytes(message_of(issue), policy=email.policy.strict)
    assert message.keys() == email.message_from_bytes(message_of(plain())).keys()
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def with_lead(text: str) -> Issue:
    """Render a sample briefing with one text as the lead of its first story, and nowhere else."""
    briefing = spoilt("x")
    lead = briefing.items[0]
    told = replace(lead, lead=(replace(lead.headline, text=text),))
    return rendered(replace(briefing, items=(told, *briefing.items[1:])))


def test_two_thousand_nested_tags_are_only_text() -> None:
    # in one place alone: in each place they would pass the size at which a mail sheds blocks
    issue = with_lead("<div>" * 2_000)
    assert skeleton(issue.html) == skeleton(with_lead("Marenia " * 2_000).html)
    assert issue.html.count("&lt;div&gt;") == 2_000


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user:word@x.example/",
        "//x.example",
        "https://",
        "https://[::1",
        "https://localhost/1",
        "https://x.example/\u202egpj.exe",
        "https://x.example:99999999/",
        "ftp://x.example/",
        "https://x.example/" + "a" * 3000,
        "vbscript:x",
        " java\nscript:alert(1)",
        "https://x.example/\x00",
        *(slot.value for slot in Slot),
        f"https://thief.example/?to={Slot.UNSUBSCRIBE}",
    ],
)
def test_an_address_no_reader_should_be_sent_to_is_no_link(url: str) -> None:
    assert web_address(url) == ""
    issue = rendered(spoilt_addresses(url))
    targets = {
        element.get(name)
        for element in parse_html(issue.html).iter("*")
        for name in ("href", "src")
    }
    assert url not in targets - set(Slot)
    assert not any(
        str(target).lower().lstrip().startswith(("javascript", "data", "vbscript"))
        for target in targets
    )
    assert slots(issue) == slots(plain())


@pytest.mark.parametrize(
    "tag",
    [
        'en" onload="alert(1)',
        'ar"><script>',
        "x" * 300,
        "en\n\n",
        "../..",
        "",
        "{{ 7 }}",
        "e\u202en",
    ],
)
def test_a_language_that_is_none_is_not_said(tag: str) -> None:
    briefing = specimen(stories=2)
    cited = tuple(replace(citation, language=tag) for citation in briefing.citations)
    html = rendered(replace(briefing, language=tag, citations=cited)).html
    assert set(re.findall(r"\blang=(\S+?)[ >]", html)) == {'"en"'}


def test_a_time_zone_that_is_none_is_named() -> None:
    with pytest.raises(RenderError, match="no such time zone"):
        rendered(replace(specimen(), timezone="../../etc/passwd"))


def test_quotes_and_angles_in_an_address_are_encoded() -> None:
    assert web_address('https://x.example/a"b<c>d e') == "https://x.example/a%22b%3Cc%3Ed%20e"


@given(st.text(max_size=80))
def test_clean_text_is_one_line_and_stays_clean(text: str) -> None:
    once = clean(text)
    assert once == clean(once)
    assert len(once.splitlines()) <= 1
    once.encode()


def test_joiners_that_a_script_needs_stay() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text(alphabet="ab ابגד12(),.%", max_size=40), st.sampled_from(Direction))
def test_the_pieces_of_a_line_join_to_the_line(text: str, direction: Direction) -> None:
    assert "".join(piece for piece, _ in script_runs(text, direction)) == text


def test_a_space_without_width_from_a_feed_is_dropped() -> None:
    issue = rendered(spoilt("zero\u200bwidth"))
    assert "zerowidth" in issue.html
    assert "\u200b" not in issue.html + issue.text


@pytest.mark.parametrize(("letters", "breaks"), [(40, 0), (41, 2), (46, 3)])
def test_a_word_of_over_forty_letters_may_break_every_fifteen(letters: int, breaks: int) -> None:
    word = "x" * letters
    html = rendered(spoilt(f"a {word} b")).html
    headline = html.partition("<h1")[2].partition("</h1>")[0]
    assert headline.count("\u200b") == breaks
    assert word in headline.replace("\u200b", "")
    assert word in rendered(spoilt(f"a {word} b")).text
