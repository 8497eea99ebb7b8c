"""Preflight: our own issues pass, and each rule sees the mail that breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from own_newsroom import shipped_newsroom
from samples import message_of, rendered

from digest.models import Briefing, Call, InlineImage, Issue, LoweredRule, Severity
from digest.render import preflight
from digest.render.preflight import OFFLINE, RULES
from digest.render.preflight.mail import Mail
from digest.render.specimen import PUBLICATION, specimen

LANGUAGES = ("en", "ar", "he", "fa", "tr", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_issue_of_ours_passes_every_rule_in_every_language(language: str) -> None:
    briefing = specimen(language)
    issue = rendered(briefing)
    found = preflight(message_of(issue), issue=issue, briefing=briefing, publication=PUBLICATION)
    assert [f for f in found if f.severity is Severity.ERROR or f.rule_id == "look.partly"] == []


def in_html(old: str, new: str) -> Callable[[Issue], Issue]:
    def spoil(issue: Issue) -> Issue:
        assert re.search(old, issue.html), old
        return replace(issue, html=re.sub(old, lambda _: new, issue.html, count=1))

    return spoil


def header(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def spoil(message: bytes) -> bytes:
        assert re.search(old, message), old
        return re.sub(old, lambda _: new, message, count=1)

    return spoil


BROKEN_ISSUES: dict[str, Callable[[Issue], Issue]] = {
    "html.clip": in_html("</h1>", "</h1><p>" + "word " * 30_000 + "</p>"),
    "html.size": in_html("</h1>", "</h1><p>" + "word " * 8_000 + "</p>"),
    "html.valid": in_html("</h1>", "</h1></section>"),
    "html.language": in_html('<html lang="en" dir="ltr"', '<html lang="und"'),
    "html.title": in_html("<title>[^<]*</title>", "<title></title>"),
    "html.layout-tables": in_html(
        r'(?<=max-width:640px;">)<table[^>]*>|<table (?=[^>]*width:100%)[^>]*>', "<table>"
    ),
    "image.alt": in_html(' alt="A grey[^"]*"', ""),
    "image.box": in_html(' width="576"', ""),
    "html.ruled-text": in_html("</h1>", '</h1><p style="border-top:1px solid #000000">x</p>'),
    "html.active": in_html("</h1>", '</h1><p onclick="x()">x</p>'),
    "html.debug-text": in_html('alt="A grey', 'alt="\\u{200c}A grey'),
    "html.hidden": in_html(
        "</h1>", '</h1><p style="display:none">' + "secret words " * 30 + "</p>"
    ),
    "html.left-out": in_html("</head>", '<meta name="digest-left-out" content="sisters"></head>'),
    "html.overflow": in_html("</h1>", '</h1><div style="width:900px">x</div>'),
    "image.tracker": in_html(
        "</h1>", '</h1><img src="https://x.example/o" width="1" height="1" alt="">'
    ),
    "image.file-name": in_html('alt="A grey[^"]*"', 'alt="IMG_2044.jpg"'),
    "links.http": in_html('href="https://news.example/join"', 'href="http://news.example/join"'),
    "text.garbled": in_html("</h1>", "</h1><p>cafÃ©</p>"),
    "text.placeholder": in_html("</h1>", "</h1><p>Dear {{ name }}</p>"),
    "text.tags": lambda issue: replace(issue, text=issue.text + "<p>x</p>\n"),
    "parts.opening": in_html('<p class="name"', "<p>" + "word " * 80 + '</p><p class="name"'),
    "image.source": in_html('src="https://pictures', 'src="http://pictures'),
    "image.weight": lambda issue: replace(
        issue,
        html=issue.html.replace("https://pictures.example/patrol.jpg", "cid:big@news.example"),
        images=(
            InlineImage(cid="big@news.example", content_type="image/jpeg", content=b"x" * 200_001),
        ),
    ),
    "headings.order": in_html("<h1(.*?)</h1>", "<h2>Two navies</h2>"),
    "headings.empty": in_html("</h1>", "</h1><h2>Nothing below</h2><h2>Something</h2>"),
    "links.text": in_html(">Become a member<", ">click here<"),
    "links.target": in_html('href="https://news.example/join"', 'href="javascript:alert(1)"'),
    "links.tracking": in_html(
        "https://news.example/join", "https://news.example/join?utm_source=mail"
    ),
    "look.contrast-light": in_html("color:#5f5b54", "color:#cccccc"),
    "look.contrast-dark": in_html(r"\.ink div,[^}]*}", ""),
    "look.text-size": in_html("font-size:14px", "font-size:9px"),
    "look.colour-scheme": in_html('<meta name="color-scheme"[^>]*>', ""),
    "look.style-sheet": in_html("</h1>", "</h1><style>p{color:#000000}</style>"),
    "look.support": in_html(
        "</h1>", '</h1><p style="display:grid;backdrop-filter:blur(2px)">x</p>'
    ),
    "look.partly": in_html("</h1>", '</h1><p style="margin:-8px 0 0">x</p>'),
    "subject.present": lambda issue: replace(issue, subject=""),
    "subject.length": lambda issue: replace(issue, subject="Too short"),
    "subject.news": lambda issue: replace(
        issue, subject="Sample Briefing of Monday, November 23, with news"
    ),
    "preheader.length": in_html("A shared map goes[^<]*", "Short"),
    "preheader.second-fact": in_html(
        "A shared map goes[^<]*", "Two navies agree on one patrol lane through the strait"
    ),
    "parts.parity": lambda issue: replace(
        issue, text=issue.text.replace("Two navies agree", "Two fleets agree")
    ),
    "text.width": lambda issue: replace(issue, text=issue.text + "word " * 30 + "\n"),
    "sources.every-sentence": lambda issue: replace(
        issue, html=issue.html.replace("https://courier.example/", "https://x.example/")
    ),
    "footer.unsubscribe": lambda issue: replace(
        issue, text=issue.text.replace("https://slot.invalid/unsubscribe", "by mail")
    ),
    "footer.postal-address": lambda issue: replace(
        issue, text=issue.text.replace("12 Example Street", "")
    ),
}

PARTLY = [
    ("display:inline-flex", "css-display in Gmail (Android), Gmail (iOS): flex"),
    ("font-size:1.2rem", "css-font-size in Outlook (Windows), Yahoo Mail: rem"),
    ("text-align:start", "css-text-align in Outlook (Windows), Yahoo Mail: Flow-relative"),
    (
        "background:url(https://x.example/a.png)",
        "css-background in Outlook (Windows): Only background-color",
    ),
    ("border:9px solid #000000", "css-border in Outlook (Windows): A border"),
]


@pytest.mark.parametrize(("style", "said"), PARTLY)
def test_a_feature_that_clients_support_in_part_is_named_with_its_gap_and_its_place(
    style: str, said: str
) -> None:
    issue = in_html("</h1>", f'</h1><p style="{style}">x</p>')(rendered())
    found = [what for what, _ in RULES["look.partly"].check(Mail(raw=message_of(issue)))]
    assert any(what.startswith(said) for what in found), found


BROKEN_MESSAGES: dict[str, Callable[[bytes], bytes]] = {
    "headers.single": header(rb"Subject: ", b"Subject: Another\r\nSubject: "),
    "headers.defects": header(
        rb"multipart/alternative;\s*boundary=[^\r\n]+", b"multipart/alternative"
    ),
    "headers.ascii": header(rb"Subject: ", "Subject: é".encode()),
    "headers.one-reader": header(rb"To: [^\r]*", b"To: one@mailbox.example, two@mailbox.example"),
    "headers.one-click": header(rb"List-Unsubscribe-Post: [^\r]*\r\n", b""),
    "headers.list-id": header(rb"List-I[dD]: [^\r]*\r\n", b""),
    "headers.message-id": header(rb"Message-I[dD]:\s+<[^>]*>", b"Message-ID: <x@elsewhere.test>"),
    "headers.auto-submitted": header(rb"Auto-Submitted: [^\r]*\r\n", b""),
    "headers.signed": lambda message: message,
    "mime.order": header(rb"Content-Type: text/plain", b"Content-Type: text/calendar"),
    "mime.charset": header(rb'text/html; charset="?utf-8"?', b'text/html; charset="iso-8859-6"'),
    "mime.lines": header(rb"\r\n\r\n", b"\r\n\r\n" + b"x" * 1200 + b"\r\n"),
    "mime.seven-bits": header(rb"What happened:", "What häppened:".encode()),
    "mime.slots": header(rb"https://news\.example/p/token", b"https://slot.invalid/preferences"),
}


@pytest.mark.parametrize("rule_id", [rule.id for rule in OFFLINE])
def test_each_rule_sees_the_mail_that_breaks_it(rule_id: str) -> None:
    briefing, publication = specimen(), PUBLICATION
    issue = rendered(briefing)
    if rule_id == "footer.example-address":
        publication = shipped_newsroom().settings.publication
        message = message_of(issue)
    elif rule_id == "membership.example-link":
        url = "https://asphodel-desk.example.org/membership"
        call = Call(title="Join", text="Members read more.", button="Join", url=url)
        briefing = replace(briefing, blocks=replace(briefing.blocks, membership=call))
        issue = rendered(briefing)
        message = message_of(issue)
    elif rule_id in BROKEN_ISSUES:
        issue = BROKEN_ISSUES[rule_id](issue)
        message = message_of(issue)
    else:
        message = BROKEN_MESSAGES[rule_id](message_of(issue))
    # a message of the test is not signed
    mail = Mail(raw=message, issue=issue, briefing=briefing, publication=publication, signed=False)
    assert list(RULES[rule_id].check(mail)) != []


def test_each_rule_says_why_and_by_whose_word() -> None:
    for rule in RULES.values():
        assert rule.reason.endswith(".")
        assert rule.source.startswith("https://")


def test_a_lowered_rule_keeps_its_finding_with_the_operators_reason() -> None:
    briefing, issue = _tracked()
    lowered = (
        LoweredRule(rule_id="links.tracking", severity="note", reason="our own shop counts visits"),
    )
    found = preflight(
        message_of(issue), issue=issue, briefing=briefing, publication=PUBLICATION, lowered=lowered
    )
    finding = next(finding for finding in found if finding.rule_id == "links.tracking")
    assert finding.severity is Severity.NOTE
    assert "our own shop counts visits" in finding.message


def test_lowering_a_rule_that_does_not_exist_is_said() -> None:
    briefing, issue = _tracked()
    lowered = (LoweredRule(rule_id="links.traking", severity="note", reason="a typo"),)
    found = preflight(
        message_of(issue), issue=issue, briefing=briefing, publication=PUBLICATION, lowered=lowered
    )
    assert any(finding.rule_id == "links.traking" for finding in found)


def test_a_message_alone_can_be_judged() -> None:
    assert [f for f in preflight(message_of(rendered())) if f.severity is Severity.ERROR] == []


def _tracked() -> tuple[Briefing, Issue]:
    briefing = specimen()
    return briefing, BROKEN_ISSUES["links.tracking"](rendered(briefing))
