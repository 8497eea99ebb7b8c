"""The report for operators: the figures of a week as a mail, with small charts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta

from digest.errors import UseError
from digest.kernel.counts import counted
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
    week = [
        figures
        for figures in latest
        if figures.issue.approved and figures.issue.approved > now - REPORTED
    ]
    if not week:
        raise UseError("no issue went out in the last seven days", hint="digest issues list")
    carrier = newsroom.config.newsletters[0]
    day = now.astimezone(UTC).date()
    blocks: list[LetterBlock] = []
    # one part for each title, in the order of the files
    for newsletter in newsroom.config.newsletters:
        own = [figures for figures in week if figures.issue.newsletter_id == newsletter.id]
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
    days = [_day(row) for row in figures]
    accepted = bar_chart(
        "Readers who got each issue",
        list(zip(days, [row.accepted for row in figures], strict=True)),
    )
    growth = bar_chart(
        "Readers won or lost after each issue",
        list(zip(days, [row.growth for row in figures], strict=True)),
    )
    return (
        LetterBlock(heading=name, text=_sums(figures), chart=accepted),
        LetterBlock(text="Growth: readers who joined, less those who left.", chart=growth),
    )


def _day(row: IssueFigures) -> str:
    return f"{row.issue.slot.day} {row.issue.slot:%b}"


def _sums(figures: Sequence[IssueFigures]) -> str:
    bounced = sum(row.bounced for row in figures)
    complained = sum(row.complained for row in figures)
    joined = sum(row.joined for row in figures)
    left = sum(row.left for row in figures)
    reasons: dict[str, int] = {}
    for row in figures:
        for reason, count in row.reasons.items():
            reasons[reason] = reasons.get(reason, 0) + count
    given = []
    for reason, count in sorted(reasons.items()):
        given.append(f"{count} {reason.replace('_', ' ')}")
    text = (
        f"{counted(len(figures), 'issue')}. {counted(bounced, 'message')} bounced, "
        f"{counted(complained, 'reader')} complained, {joined:,} joined and {left:,} left."
    )
    if given:
        text += f"\n\nReasons given on leaving: {', '.join(given)}."
    return text + _opinions(figures)


def _opinions(figures: Sequence[IssueFigures]) -> str:
    """Tell what readers said of the stories; "" where no reader was asked or answered."""
    text = ""
    more, less = sum(row.more for row in figures), sum(row.less for row in figures)
    if more or less:
        text += f"\n\nMore like a story: {counted(more, 'time')}. Less: {counted(less, 'time')}."
    for row in figures:
        answers = poll_in_words(row.opinions)
        if answers:
            text += f"\n\nThe poll of {_day(row)}: {answers}."
    return text
