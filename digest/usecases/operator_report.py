"""The report for operators: the figures of a week as a mail, with small charts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta

from digest.errors import UseError
from digest.models import Issue, MailKind
from digest.render import Letter, LetterBlock, bar_chart
from digest.usecases.issue_report import IssueFigures, issue_figures
from digest.usecases.newsroom import Newsroom
from digest.usecases.opinions import poll_in_words
from digest.usecases.reader_letters import rendered
from digest.usecases.send_trial import TrialCopy, send_copies

REPORTED = timedelta(days=7)

MOST_ISSUES = 1000
"""More issues than a newsroom sends in a week."""


def mail_report(newsroom: Newsroom, addresses: Sequence[str]) -> tuple[TrialCopy, ...]:
    """Mail the report of the last seven days to each address; no reader is named in it.

    Raises UseError for an address that is none, and when no issue went out in that time.
    """
    return send_copies(newsroom, report_mail(newsroom), addresses)


def report_mail(newsroom: Newsroom) -> Issue:
    """Render the report of the last seven days. Raises UseError when no issue went out."""
    now = newsroom.clock()
    latest = issue_figures(newsroom, limit=MOST_ISSUES)
    week = [one for one in latest if one.issue.approved and one.issue.approved > now - REPORTED]
    if not week:
        raise UseError("no issue went out in the last seven days", hint="digest issues list")
    carrier = newsroom.config.newsletters[0]
    day = now.astimezone(UTC).date()
    blocks: list[LetterBlock] = []
    # one part for each title, in the order of the files
    for newsletter in newsroom.config.newsletters:
        own = [one for one in week if one.issue.newsletter_id == newsletter.id]
        if own:
            blocks += _blocks(newsletter.name, list(reversed(own)))
    letter = Letter(
        kind=MailKind.REPORT,
        newsletter_id=carrier.id,
        newsletter_name=newsroom.config.settings.publication.name,
        day=day,
        subject=f"The week to {day:%d %B %Y}",
        preheader=f"{len(week)} issues: who got them, who joined, and who left",
        blocks=tuple(blocks),
        timezone=newsroom.config.settings.timezone,
        theme=carrier.theme,
        for_operators=True,
    )
    return rendered(newsroom, letter)


def _blocks(name: str, figures: Sequence[IssueFigures]) -> tuple[LetterBlock, ...]:
    """Tell the week of one title: its sums, then readers and growth as charts, oldest first."""
    days = [f"{one.issue.slot:%d.%m.}" for one in figures]
    accepted = bar_chart(
        "Readers who got each issue",
        list(zip(days, [one.accepted for one in figures], strict=True)),
    )
    growth = bar_chart(
        "Readers won or lost after each issue",
        list(zip(days, [one.growth for one in figures], strict=True)),
    )
    return (
        LetterBlock(heading=name, text=_sums(figures), chart=accepted),
        LetterBlock(text="Growth: readers who joined, less those who left.", chart=growth),
    )


def _sums(figures: Sequence[IssueFigures]) -> str:
    bounced = sum(one.bounced for one in figures)
    complained = sum(one.complained for one in figures)
    joined = sum(one.joined for one in figures)
    left = sum(one.left for one in figures)
    reasons: dict[str, int] = {}
    for one in figures:
        for reason, count in one.reasons.items():
            reasons[reason] = reasons.get(reason, 0) + count
    said = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    text = (
        f"{len(figures)} issues. {bounced} messages bounced, {complained} readers complained, "
        f"{joined} joined and {left} left."
    )
    if said:
        text += f"\n\nReasons given on leaving: {said}."
    return text + _opinions(figures)


def _opinions(figures: Sequence[IssueFigures]) -> str:
    """Tell what readers said of the stories; "" where no reader was asked or answered."""
    text = ""
    more, less = sum(one.more for one in figures), sum(one.less for one in figures)
    if more or less:
        text += f"\n\nMore like a story: {more} times. Less: {less} times."
    for one in figures:
        answers = poll_in_words(one.opinions)
        if answers:
            text += f"\n\nThe poll of {one.issue.slot:%d.%m.}: {answers}."
    return text
