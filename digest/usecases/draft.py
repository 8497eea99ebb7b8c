"""Draft: select the stories of today's issue, write its briefing, render it and keep it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from digest.edit import LATE_H, match_articles, open_window, quotable_reports, select_stories
from digest.errors import UseError
from digest.kernel.issue_ids import Edition, read_issue_id
from digest.logs import get_logger
from digest.models import (
    Article,
    Briefing,
    CatchUp,
    Coverage,
    Finding,
    Issue,
    IssueState,
    Newsletter,
    PastStory,
    Selection,
    Topic,
)
from digest.protocols import Writer
from digest.render import web_address
from digest.usecases.corrections import with_waiting_corrections
from digest.usecases.earlier_articles import earlier_articles, printed_sentences
from digest.usecases.editions import edition_at, slot_before_last, times_on
from digest.usecases.issue_number import issue_number
from digest.usecases.newsroom import Newsroom, cited_articles
from digest.usecases.render_draft import render_draft
from digest.usecases.stored_rendering import BY_HAND, overwritten_keys
from digest.usecases.why_held import why_held
from digest.write import (
    attribute_subject,
    check_briefing,
    compose,
    follow_lead,
    with_timelines,
)

PAST_DAYS = 30
"""An earlier issue of the last 30 days counts as known to readers."""

LONGEST_WINDOW = 4
"""After a pause an issue looks back at most four times its usual look-back."""

RECENT_ISSUES = 60
"""Issues that are looked through for the last approved one: two months of a daily newsletter.

Today's draft and held ones may be newer, and in a replay of a past morning later issues are.
"""

OPEN_STATES = (None, IssueState.DRAFT, IssueState.HELD)
"""An issue in one of these states, or one that does not exist yet, may be drafted again."""

SECONDS_AN_HOUR = 3600

log = get_logger("draft")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftResult:
    """A drafted issue with the findings of the writing checks.

    `issue` is None when it is held; `why_held` then explains that to the operator. `replaced` is
    the moment at which an earlier draft was made whose place this one took.
    """

    briefing: Briefing
    selection: Selection
    issue: Issue | None
    findings: tuple[Finding, ...] = ()
    why_held: tuple[str, ...] = ()
    replaced: datetime | None = None


def draft_issue(
    newsroom: Newsroom,
    newsletter_id: str,
    *,
    edition: Edition | None = None,
    writer: Writer | None = None,
    replace_edits: bool = False,
) -> DraftResult:
    """Select, write and render an issue of a newsletter, and keep it as a draft.

    It is the edition that is due now unless another one is given. A held draft never replaces one
    that has stories. Raises UseError when the issue is approved already, and when a person edited
    the draft and `replace_edits` is not set.
    """
    now = newsroom.clock()
    newsletter = _opened_to_last_issue(newsroom, newsroom.newsletter(newsletter_id), now)
    edition = edition or edition_at(newsletter, now)
    issue_id = edition.issue_id
    # both refusals come first: the selection below takes seconds
    _must_be_draftable(newsroom, newsletter, edition)
    if is_edited(newsroom, issue_id) and not replace_edits:
        raise UseError(
            "a person edited this draft", subject=issue_id, hint="draft --again replaces it"
        )
    stored = _stored_articles(newsroom, newsletter, now)
    articles = open_window(stored, look_back_h=newsletter.look_back_h, now=now)
    replaced = _drafted_before(newsroom, issue_id)
    past = _past_stories(newsroom, newsletter, edition, now)
    selection = _select(newsroom, newsletter, articles, past, now)
    briefing = compose(
        selection,
        newsletter,
        issue_id=issue_id,
        slot=edition.day,
        now=now,
        writer=writer,
        coverage=_coverage(newsroom, len(articles)),
        earlier=earlier_articles(newsroom, newsletter, selection.stories, now, window=articles),
        further_reports=quotable_reports(stored, now=now),
        taken=_taken_subjects(newsroom, issue_id, edition.day),
        printed=printed_sentences(newsroom, past),
    )
    briefing = with_timelines(attribute_subject(briefing), selection, past)
    briefing = replace(briefing, number=issue_number(newsroom, edition))
    briefing = with_waiting_corrections(newsroom, briefing)
    kept = _keep(newsroom, briefing, selection, now)
    return replace(kept, replaced=replaced)


def redraft(newsroom: Newsroom, briefing: Briefing) -> DraftResult:
    """Check, render and keep a briefing that a person edited. Raises UseError once approved."""
    _must_be_open(newsroom, briefing.issue_id)
    selection = newsroom.store.issues.selection(briefing.issue_id) or Selection(stories=())
    # a story that a person moved to the top takes over the place of the lead
    before = newsroom.store.issues.briefing(briefing.issue_id)
    if before is not None:
        taken = _taken_subjects(newsroom, briefing.issue_id, briefing.slot)
        briefing = follow_lead(briefing, before, taken=taken)
        briefing = replace(briefing, own_keys=overwritten_keys(briefing, before))
    # a person's edit releases a held issue: the person has looked
    edited = replace(briefing, writer=BY_HAND)
    return _keep(newsroom, edited, replace(selection, held=""), newsroom.clock())


def is_edited(newsroom: Newsroom, issue_id: str) -> bool:
    """Return True when the stored draft is a person's edit."""
    briefing = newsroom.store.issues.briefing(issue_id)
    return briefing is not None and briefing.writer == BY_HAND


def topics_of(newsroom: Newsroom, newsletter: Newsletter) -> tuple[Topic, ...]:
    """Return the topics that a newsletter follows, in the newsletter's own order."""
    topics = {topic.id: topic for topic in newsroom.config.topics}
    return tuple(topics[weight.topic_id] for weight in newsletter.topics)


def _opened_to_last_issue(newsroom: Newsroom, newsletter: Newsletter, now: datetime) -> Newsletter:
    """Open the window back to the last issue, so that Monday's issue holds the weekend too."""
    last = _last_drafted(newsroom, newsletter, now)
    if last is None:
        return newsletter
    # the news of a slot that was missed is left out with it, that of a weekend is not
    before = slot_before_last(newsletter, now)
    if newsletter.schedule.catch_up is CatchUp.SKIP and before is not None:
        last = max(last, before)
    gap_h = (now - last).total_seconds() / SECONDS_AN_HOUR
    # capped: after a month's pause a month of news would bury the day
    longest_h = newsletter.look_back_h * LONGEST_WINDOW
    look_back_h = min(max(newsletter.look_back_h, gap_h), longest_h)
    return replace(newsletter, look_back_h=look_back_h)


def _last_drafted(newsroom: Newsroom, newsletter: Newsletter, now: datetime) -> datetime | None:
    """Return the moment at which the last approved issue was drafted.

    News that came between its draft and its approval is in no issue yet. A replay must not know of
    later issues.
    """
    recent = newsroom.store.issues.list(newsletter_id=newsletter.id, limit=RECENT_ISSUES)
    for issue in recent:
        if issue.approved and issue.approved <= now:
            briefing = newsroom.store.issues.briefing(issue.id)
            if briefing is None:
                return issue.approved
            return min(briefing.at, issue.approved)
    return None


def _stored_articles(newsroom: Newsroom, newsletter: Newsletter, now: datetime) -> list[Article]:
    """Read the articles of the window and the day before it that a reader can open.

    An article without a web address is left out: one sentence without its link would make
    preflight stop the whole issue.
    """
    # the store asks for the earlier of two times, so a late article needs an earlier start
    start = now - timedelta(hours=newsletter.look_back_h + LATE_H)
    stored = newsroom.store.articles.since(start, until=now)
    linkable = [article for article in stored if web_address(article.url)]
    left_out = len(stored) - len(linkable)
    if left_out:
        log.info("articles_without_link_left_out", count=left_out)
    return linkable


def _select(
    newsroom: Newsroom,
    newsletter: Newsletter,
    articles: Sequence[Article],
    past: Sequence[PastStory],
    now: datetime,
) -> Selection:
    config = newsroom.config
    topics = topics_of(newsroom, newsletter)
    return select_stories(
        articles,
        match_articles(articles, topics, aliases=config.aliases, now=now),
        newsletter,
        past=past,
        aliases=config.aliases,
        pins=config.pins,
        now=now,
    )


def _past_stories(
    newsroom: Newsroom, newsletter: Newsletter, edition: Edition, now: datetime
) -> tuple[PastStory, ...]:
    since = now - timedelta(days=PAST_DAYS)
    past = newsroom.store.issues.past_stories(newsletter.id, since=since, before=edition.issue_id)
    public_url = newsroom.config.settings.publication.base_url
    linked = []
    for story in past:
        # in a replay of a past morning, later issues are stored already
        told_by = read_issue_id(story.issue_id)
        if story.published > now or (told_by is not None and told_by.is_after(edition)):
            continue
        # only this room knows the public address, so the store leaves the link empty
        linked.append(replace(story, url=story.url or f"{public_url}/i/{story.issue_id}"))
    return tuple(linked)


def _taken_subjects(newsroom: Newsroom, issue_id: str, slot: date) -> frozenset[str]:
    """Return the subjects of the other issues of that day: subscribers may get several."""
    taken = set()
    for issue in newsroom.store.issues.list(limit=RECENT_ISSUES):
        if issue.slot == slot and issue.id != issue_id and issue.subject:
            taken.add(issue.subject)
            # an outlet may be named before the subject, after it was chosen
            taken.add(issue.subject.partition(": ")[2])
    return frozenset(taken)


def _coverage(newsroom: Newsroom, articles: int) -> Coverage:
    """Count the sources that answered their last request, for the operator's eyes."""
    states = newsroom.store.articles.states()
    enabled = [source for source in newsroom.config.sources if source.enabled]
    answered = 0
    troubles = []
    for source in enabled:
        state = states.get(source.id)
        # a source that was never asked is neither answered nor in trouble
        if state is None:
            continue
        if state.last_error:
            troubles.append(f"{source.name}: {state.last_error}")
        else:
            answered += 1
    return Coverage(
        sources=len(enabled), answered=answered, articles=articles, troubles=tuple(troubles)
    )


def _keep(
    newsroom: Newsroom, briefing: Briefing, selection: Selection, now: datetime
) -> DraftResult:
    # the writer may refuse every story that the selection chose
    if not selection.held and not briefing.items:
        selection = replace(selection, held="no story was found")
    if selection.held:
        return _keep_held(newsroom, briefing, selection)
    # checked before it is rendered: findings speak of sentences, not of HTML
    findings = check_briefing(
        briefing, cited_articles(newsroom, briefing), aliases=newsroom.config.aliases
    )
    drawn = render_draft(newsroom, briefing, created=now, selection=selection)
    issue = drawn.issue
    newsroom.store.issues.save_draft(
        briefing, selection, issue, hosted=drawn.hosted, variants=drawn.variants
    )
    return DraftResult(briefing=briefing, selection=selection, issue=issue, findings=findings)


def _keep_held(newsroom: Newsroom, briefing: Briefing, selection: Selection) -> DraftResult:
    """Keep a held draft, unless a draft with stories is stored under its id."""
    # a later round with less news must not take an earlier draft away
    if newsroom.store.issues.state(briefing.issue_id) in (None, IssueState.HELD):
        newsroom.store.issues.save_draft(briefing, selection, None)
    newsletter = newsroom.newsletter(briefing.newsletter_id)
    return DraftResult(
        briefing=briefing,
        selection=selection,
        issue=None,
        why_held=why_held(selection, newsletter, briefing),
    )


def _drafted_before(newsroom: Newsroom, issue_id: str) -> datetime | None:
    """Return the moment at which the stored draft was made; None where there is none."""
    # the state alone is a short read, and on most mornings there is no draft yet
    if newsroom.store.issues.state(issue_id) is not IssueState.DRAFT:
        return None
    briefing = newsroom.store.issues.briefing(issue_id)
    if briefing is None:
        return None
    return briefing.at


def _must_be_draftable(newsroom: Newsroom, newsletter: Newsletter, edition: Edition) -> None:
    """Raise UseError for a frozen issue; its hint names the editions that can be drafted."""
    if newsroom.store.issues.state(edition.issue_id) in OPEN_STATES:
        return
    command = f"digest draft {newsletter.id}"
    hint = f"digest issues correct {edition.issue_id} puts a mistake right"
    for at in times_on(newsletter, edition.day):
        later = replace(edition, at=at, name="")
        if edition.at is not None and at > edition.at and _is_open(newsroom, later):
            hint = f"the next slot of the day: {command} --slot {at:%H:%M}"
            break
    raise UseError(
        "this issue is approved and frozen",
        subject=edition.issue_id,
        hint=f"{hint}; an extra edition: {command} --special NAME",
    )


def _is_open(newsroom: Newsroom, edition: Edition) -> bool:
    return newsroom.store.issues.state(edition.issue_id) in OPEN_STATES


def _must_be_open(newsroom: Newsroom, issue_id: str) -> None:
    state = newsroom.store.issues.state(issue_id)
    if state not in OPEN_STATES:
        raise UseError(
            "this issue is approved and frozen",
            subject=issue_id,
            hint=f"digest issues correct {issue_id} puts a mistake right",
        )
