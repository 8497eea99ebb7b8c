"""Sample messages for the tests of this room, encoded as delivery encodes them."""

from __future__ import annotations

import email.policy
from dataclasses import dataclass, replace
from email.message import EmailMessage
from functools import cache

from own_newsroom import shipped_newsroom

from digest.config import shipped_config
from digest.deliver import compile_message
from digest.models import Alias, Briefing, Issue, Newsletter, Subscriber
from digest.render import render_issue
from digest.render.preflight import RULES
from digest.render.preflight.mail import Mail
from digest.render.specimen import AT, PUBLICATION, specimen

NEWSLETTER = Newsletter(
    id="sample-briefing", name="Sample Briefing", tagline="", topics=(), language="en"
)
SHIPPED_IDS = sorted(path.stem for path in (shipped_config() / "newsletters").glob("*.yaml"))
"""The names of files alone: reading the newsroom takes seconds, which the collection would wait."""

READER = Subscriber(id="r1", email="reader@mailbox.example", newsletters=("sample-briefing",))


@dataclass(frozen=True)
class SampleLinks:
    unsubscribe: str = "https://news.example/u/token"
    one_click: str = "https://news.example/u/token?one=1"
    preferences: str = "https://news.example/p/token"
    web_view: str = "https://news.example/i/sample-briefing@2026-11-23"
    confirm: str = "https://news.example/c/token"
    opinion: str = "https://news.example/o/token"


def shipped_newsletter(newsletter_id: str) -> Newsletter:
    (found,) = (each for each in shipped_newsroom().newsletters if each.id == newsletter_id)
    return found


def shipped_aliases() -> tuple[Alias, ...]:
    return shipped_newsroom().aliases


@cache
def rendered(briefing: Briefing | None = None) -> Issue:
    return render_issue(briefing or specimen(), publication=PUBLICATION, created=AT)


def message_of(issue: Issue) -> bytes:
    return (
        compile_message(issue, PUBLICATION, NEWSLETTER).fill(READER, SampleLinks(), date=AT).content
    )


def full_issue(newsletter: Newsletter) -> tuple[Briefing, Issue, bytes]:
    """Twelve sample stories with the name, theme, language and blocks of a newsletter."""
    blocks = newsletter.blocks
    # the publication of the specimen has a page of its own for members
    if blocks.membership:
        call = replace(blocks.membership, url="https://news.example/membership")
        blocks = replace(blocks, membership=call)
    briefing = replace(
        specimen(newsletter.language, stories=12),
        newsletter_id=newsletter.id,
        newsletter_name=newsletter.name,
        tagline=newsletter.tagline,
        theme=newsletter.theme,
        direction=newsletter.direction,
        blocks=blocks,
    )
    issue = render_issue(briefing, publication=PUBLICATION, created=AT)
    return (
        briefing,
        issue,
        compile_message(issue, PUBLICATION, newsletter)
        .fill(READER, SampleLinks(), date=AT)
        .content,
    )


def mail_of(html: str = "", text: str = "", headers: str = "", **known: object) -> Mail:
    """A small message of two parts, for a rule that is tried alone."""
    message = EmailMessage()
    for line in headers.splitlines():
        name, _, value = line.partition(": ")
        message[name] = value
    message.set_content(text or "\n")
    message.add_alternative(html or "<html></html>", subtype="html")
    raw = message.as_bytes(policy=email.policy.SMTP)
    return Mail(raw=raw, **known)  # type: ignore[arg-type]


def breaches(rule_id: str, mail: Mail) -> list[tuple[str, str]]:
    """Return the findings of one rule in a mail."""
    return list(RULES[rule_id].check(mail))
