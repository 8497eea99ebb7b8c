"""Cards: the stories that an issue tells in full, chosen one after the other without doubles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from digest.edit.acts import TOLL, acts_of_report, share_act, themes_of
from digest.edit.features import quarrel_share, quarrels_only
from digest.edit.lead_article import further_headlines, has_text, is_readable, makes_card
from digest.edit.likeness import Vector, cosine
from digest.models import Article, Newsletter, Reason, Story

REPEAT_POINTS = 5.0
"""Points that a story loses where it is wholly like a chosen one: of two stories of like weight the
issue takes that with other news."""

UNTOLD_POINTS = 0.5
"""Points that a story loses whose text may not tell its headline. Of 71 such stories of recorded
mornings the writer told 64 as cards, so a weighty one must not wait behind every light one."""

ANY_TWO = 0.06
"""Likeness that two stories of one land or war have without telling one event: it costs nothing."""

SAME_EVENT = 0.27
"""Likeness to a chosen story from which on a second card would tell its event again."""

SAME_ACT = 0.03
"""The same where both titles name one actor or place, and tell one act."""

LIKE_WEIGHT = 0.8
"""Share of the points of a story that was told already from which on another takes its place: an
issue is rather short than padded."""

OUTWEIGHS = 0.25
"""A story opens the card that takes in its reports when it has so many points more than the card.
With less the card keeps its first report."""

JOINED = "joined"
"""The reason of a story whose reports a card took in: it makes no line as well."""

MOST_TRIED = 5
"""Reports of a story that the writer tries until one tells its headline."""

MOST_PER_PUBLISHER = 2
"""Cards that one publisher leads, as long as another report of the same event can lead instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A story with the vector of its happening, and an editor's pin on it: lead, card or none.

    `names` are the ids of the known names in the title of its lead; `elsewhere` tells that it is
    news of a land, or of a market, that the newsletter does not follow. `reports` are those of its
    whole happening, of which a card may hold fewer.
    """

    story: Story
    centre: Vector
    pin: str = ""
    names: frozenset[str] = frozenset()
    elsewhere: bool = False
    reports: tuple[Article, ...] = ()

    @property
    def acts(self) -> frozenset[str]:
        """The acts that its lead article tells."""
        return acts_of_report(self.story.lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A candidate that got no card, and the reason."""

    candidate: Candidate
    reason: Reason


def choose_cards(
    candidates: Sequence[Candidate], newsletter: Newsletter
) -> tuple[list[Candidate], list[Passed]]:
    """Choose the cards of an issue, the lead first; return them and those that got none.

    Each turn takes the candidate of most points after the cost of repeating a chosen one. An
    editor's `lead` and `card` pins come first. Candidates passed over are in order of points.
    """
    waiting = sorted(candidates, key=_by_points)
    told_stories = set()
    for candidate in waiting:
        if _tells_its_headline(candidate.story, newsletter.language):
            told_stories.add(candidate.story.id)
    # before the first turn: a theme is one of the whole day
    themes = themes_of(candidate.acts for candidate in waiting)
    chosen: list[Candidate] = []
    passed: list[Passed] = []
    while waiting:
        # the turn changes with each card: a second story of a section waits
        best = min(waiting, key=lambda candidate: _turn(candidate, chosen, told_stories))
        waiting.remove(best)
        reason = _why_no_card(best, chosen, newsletter, themes)
        if not reason and _is_padding(best, chosen, passed, newsletter):
            detail = "it weighs far less than the story that was told already: the issue is short"
            reason = Reason(code="padding", detail=detail)
        if not reason:
            chosen.append(best)
            continue
        if reason.code == "full" and _joins_a_card(best, chosen, themes):
            reason = Reason(code=JOINED, detail=f"{reason.detail}, and one tells this act")
        passed.append(Passed(candidate=best, reason=reason))
        if reason.code == JOINED:
            _join(best, chosen, themes)
    passed.sort(key=lambda entry: _by_points(entry.candidate))
    return spread_leads(chosen, newsletter), passed


def _by_points(candidate: Candidate) -> tuple[float, str]:
    return -candidate.story.score, candidate.story.id


def _turn(
    candidate: Candidate, chosen: Iterable[Candidate], told_stories: Collection[str]
) -> tuple[int, bool, float, str]:
    pins = {"lead": 0, "card": 1}
    story = candidate.story
    cost = REPEAT_POINTS * max(0.0, repeated_share(candidate, chosen) - ANY_TWO)
    # News of elsewhere fills an issue that has too few stories, and never opens one that has any.
    # The writer may make a line of a card whose text does not tell its headline.
    if story.id not in told_stories:
        cost += UNTOLD_POINTS
    return pins.get(candidate.pin, 2), candidate.elsewhere, cost - story.score, story.id


def repeated_share(candidate: Candidate, chosen: Iterable[Candidate]) -> float:
    """Return the likeness of a candidate to the chosen one that it is most like; 0 for none."""
    most = 0.0
    for card in chosen:
        most = max(most, cosine(candidate.centre, card.centre))
    return most


def _why_no_card(
    candidate: Candidate,
    chosen: Sequence[Candidate],
    newsletter: Newsletter,
    themes: frozenset[str],
) -> Reason | None:
    story = candidate.story
    if not can_be_told(story, newsletter.language):
        return Reason(code="no_text", detail="its reports have a headline and no text to tell")
    if len(chosen) >= newsletter.max_stories:
        return Reason(code="full", detail=f"the issue has its {newsletter.max_stories} stories")
    if candidate.pin:
        return None
    # A thin day is a short issue, but no issue is held back for the sake of this rule.
    if len(chosen) >= newsletter.min_stories and quarrels_only(story.articles):
        detail = "its titles tell a quarrel at home and no act: a line"
        return Reason(code="quarrel_only", detail=detail)
    if len(chosen) >= newsletter.min_stories and candidate.elsewhere:
        detail = "its titles name another land or a market, and no place of the newsletter: a line"
        return Reason(code="elsewhere", detail=detail)
    # A later card on a told event would tell it twice.
    for card in chosen:
        by_a_card = f"“{card.story.lead.title}” tells this event already"
        if cosine(candidate.centre, card.centre) >= SAME_EVENT:
            return Reason(code="same_happening", detail=by_a_card)
        if _tells_its_act(candidate, card, themes):
            # a quarrel about an act does not report it
            if quarrel_share(story.articles):
                return Reason(code="same_happening", detail=by_a_card)
            return Reason(code=JOINED, detail=f"{by_a_card}, and has its reports")
    return _section_is_full(story, chosen, newsletter)


def _is_padding(
    candidate: Candidate,
    chosen: Sequence[Candidate],
    passed: Iterable[Passed],
    newsletter: Newsletter,
) -> bool:
    """Tell whether a light story would stand where a weighty one was told already.

    A story that weighs more than one of the cards is none, however much the told one weighed.
    """
    if any(candidate.story.score > card.story.score for card in chosen):
        return False
    free = newsletter.max_stories
    for entry in passed:
        weight = entry.candidate.story.score
        is_joined = entry.reason.code in {"same_happening", JOINED}
        if is_joined and candidate.story.score < LIKE_WEIGHT * weight:
            free -= 1
    return not candidate.pin and len(chosen) >= max(newsletter.min_stories, free)


def _tells_its_act(candidate: Candidate, card: Candidate, themes: frozenset[str]) -> bool:
    """Tell whether a second card would tell the act of the first one again."""
    # names alone tie no two events, and neither do acts alone
    if candidate.names.isdisjoint(card.names):
        return False
    if cosine(candidate.centre, card.centre) < SAME_ACT:
        return False
    return share_act(candidate.acts, card.acts, themes)


def _joins_a_card(
    candidate: Candidate, chosen: Iterable[Candidate], themes: frozenset[str]
) -> bool:
    """Tell whether one card, and no second, tells the act of a story that found no room."""
    if candidate.pin or quarrel_share(candidate.story.articles):
        return False
    cards_with_its_act = 0
    for card in chosen:
        # an act of its own: a toll beside the theme of the day is told by many events
        own = (candidate.acts & card.acts) - themes - {TOLL}
        if own and _tells_its_act(candidate, card, themes):
            cards_with_its_act += 1
    return cards_with_its_act == 1


def _join(candidate: Candidate, chosen: list[Candidate], themes: frozenset[str]) -> None:
    """Put the reports of a story behind those of the card that tells its act."""
    for number, card in enumerate(chosen):
        if _tells_its_act(candidate, card, themes):
            more = _told_again(candidate, card, themes)
            story = _with_reports(card.story, more)
            # the weightier of two that tell one act opens the card, where its text can tell it
            if more.score >= card.story.score + OUTWEIGHS and makes_card(more.lead):
                story = replace(story, articles=(*more.articles, *card.story.articles))
            chosen[number] = replace(card, story=story)
            return


def _told_again(candidate: Candidate, card: Candidate, themes: frozenset[str]) -> Story:
    """Return a story with the reports alone whose titles tell the act of a card.

    The others tell further sides, and may be of another event.
    """
    own = (candidate.acts & card.acts) - themes
    kept = []
    for article in candidate.story.articles:
        if article is candidate.story.lead or acts_of_report(article) & own:
            kept.append(article)
    return replace(candidate.story, articles=tuple(kept))


def _with_reports(story: Story, more: Story) -> Story:
    articles = (*story.articles, *more.articles)
    voices = {article.family or article.publisher or article.id for article in articles}
    return replace(
        story,
        articles=articles,
        copies=(*story.copies, *more.copies),
        merges=(*story.merges, *more.merges),
        matches=(*story.matches, *more.matches),
        comments=(*story.comments, *more.comments),
        # the next issue must know what the card told
        facts=tuple(sorted({*story.facts, *more.facts})),
        publishers=max(story.publishers, more.publishers, len(voices)),
    )


def can_be_told(story: Story, language: str) -> bool:
    """True where the card would have a sentence: its lead article can be read and has a text, or
    further headlines tell more than that of the lead.
    """
    if not is_readable(story.lead, language):
        return False
    return has_text(story.lead) or bool(further_headlines(_readable(story, language)))


def _tells_its_headline(story: Story, language: str) -> bool:
    """True where one of the reports that the writer tries surely tells its headline."""
    readable = _readable(story, language)
    for article in readable[:MOST_TRIED]:
        if makes_card(article):
            return True
    return bool(readable) and bool(further_headlines(readable))


def _readable(story: Story, language: str) -> list[Article]:
    return [article for article in story.articles if is_readable(article, language)]


def _section_is_full(
    story: Story, chosen: Iterable[Candidate], newsletter: Newsletter
) -> Reason | None:
    taken: Counter[str] = Counter()
    for candidate in chosen:
        taken[candidate.story.section] += 1
    for section in newsletter.sections:
        if section.id == story.section and taken[section.id] >= section.max_stories:
            detail = f"section {section.id} has its {section.max_stories} stories"
            return Reason(code="section_full", detail=detail)
    return None


def spread_leads(chosen: Iterable[Candidate], newsletter: Newsletter) -> list[Candidate]:
    """Let another publisher's report lead where one publisher leads many cards already.

    The choice of events is made before; spreading never costs one.
    """
    led: Counter[str] = Counter()
    spread = []
    for candidate in chosen:
        story = candidate.story
        # The order of cards decides: an earlier card keeps its lead article.
        if led[_publisher(story)] >= MOST_PER_PUBLISHER:
            story = _led_by_another(story, led, newsletter.language)
        led[_publisher(story)] += 1
        spread.append(replace(candidate, story=story))
    return spread


def _led_by_another(story: Story, led: Counter[str], language: str) -> Story:
    for number, article in enumerate(story.articles):
        first = replace(story, articles=(article,))
        free = led[_publisher(first)] < MOST_PER_PUBLISHER
        if free and not article.state_run and can_be_told(first, language):
            others = (*story.articles[:number], *story.articles[number + 1 :])
            return replace(story, articles=(article, *others))
    return story


def _publisher(story: Story) -> str:
    return story.lead.family or story.lead.publisher or story.lead.id
