"""The extractive writer: every sentence is the source's own, cited by article and span."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.errors import WriteError
from digest.languages import base_code
from digest.models import Article, Item, Newsletter, Paragraph, Passage, Reason, Story
from digest.write.analysis import analysis_of
from digest.write.attribution import with_outlets
from digest.write.candidates import headline_passage
from digest.write.dek import dek_of
from digest.write.draft_state import StoryDraft
from digest.write.further_headlines import further_headlines
from digest.write.groups import count_words, paragraph_of, paragraphs_of
from digest.write.opening import opening_of
from digest.write.related_links import headline_line, know_more, story_picture
from digest.write.similarity import content_words
from digest.write.what_happened import (
    SECOND_WORDS,
    early_facts,
    further_facts,
    in_telling_order,
    rest_of_lead,
    sides_of_event,
    without_retold,
)
from digest.write.why_it_matters import background_of, stakes_among


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """Words that a part may have: at least and at most, or at most."""

    lead: int
    happened: tuple[int, int]
    why: int
    dek: tuple[int, int] = (18, 30)
    know_more: int = 3


# *What happened* is filled up to its lesser number with what the articles tell early on
LEAD = Lengths(lead=60, happened=(80, 115), why=85)
SECONDARY = Lengths(lead=0, happened=(50, 75), why=45, know_more=2)


class ExtractiveWriter:
    """Writes a story from the sentences of its own articles, chosen by use, place and novelty."""

    name = "extractive"
    verbatim = True

    def __init__(self, *, printed: Collection[str] = ()) -> None:
        """Know the words of sentences that readers had in earlier issues: no background again."""
        self.printed = frozenset(printed)

    def write(
        self,
        story: Story,
        *,
        newsletter: Newsletter,
        lead: bool,
        related: Sequence[Story],
        now: datetime,
        earlier: Sequence[Article] = (),
    ) -> Item:
        """Write one story; raise WriteError when it has no headline at all.

        `earlier` are articles from before the story that may explain it.
        """
        if not story.articles or not story.lead.title.strip():
            raise WriteError(
                "the story has no headline",
                subject=story.id,
                hint="leave it out, or give its lead article a title",
            )
        lengths = LEAD if lead else SECONDARY
        language = newsletter.language
        readable_story = replace(story, articles=_readable(story, language))
        headline = headline_line(readable_story.lead) or headline_passage(readable_story.lead)
        # each step below takes sentences that later steps may not repeat
        draft = StoryDraft(story=readable_story, headline=headline, known=headline.text, now=now)
        least, most = lengths.happened
        opening = opening_of(draft, lengths.lead or most // 2)
        # the opening of a secondary story stands in *What happened* and takes room there
        spent = 0 if lead else count_words(opening)
        happened = further_facts(draft, most - spent)
        if not happened:
            happened = early_facts(draft, lengths.happened, spent)
        readable = _in_language(earlier, readable_story.lead.language)
        # before the part is filled up, so that filling does not eat the background
        why = background_of(draft, lengths.why, readable, self.printed)
        dek = dek_of(draft, lengths.dek) if lead else None
        words_so_far = spent + sum(map(count_words, happened))
        happened += early_facts(draft, lengths.happened, words_so_far)
        if not happened:
            happened = rest_of_lead(draft, least - spent)
        # a card of one sentence says hardly more than its headline
        if len(draft.taken) == 1:
            happened += sides_of_event(draft, most - count_words(draft.taken))
        if len(draft.taken) == 1:
            happened += rest_of_lead(draft, SECOND_WORDS, most=1)
        happened = in_telling_order(draft, without_retold(draft, opening, happened))
        if not why:
            why = stakes_among(draft, happened)
            happened = [group for group in happened if group not in why]
        if not lead:
            happened = [opening, *happened]
        # a card needs one sentence: of outlets that give titles only, further titles are these
        lead_text: Paragraph = ()
        if lead:
            lead_text = paragraph_of(opening)
        parts = paragraphs_of(happened)
        headlines: Paragraph = ()
        if len(draft.taken) <= 1:
            headlines = further_headlines(draft)
        further = headlines
        if headlines and not lead_text and lead:
            lead_text, further = headlines[:1], headlines[1:]
        # each is another outlet's, and outlets stand in paragraphs of their own
        parts = (*parts, *((line,) for line in further))
        cited = {quote.article.id for quote in draft.taken}
        cited.update(line.article_id for line in headlines)
        links = know_more(
            readable_story,
            related,
            cited=cited,
            most=lengths.know_more,
            card_words=draft.title.union(*draft.sentence_words),
            event_words=draft.title.union(*draft.sentence_words[:2]),
            now=now,
        )
        comment = analysis_of(draft)
        if comment:
            # last, under its own label: a thought is no further report
            links = (*links, comment)
        item = Item(
            story_id=story.id,
            headline=headline,
            section=story.section,
            dek=dek,
            picture=story_picture(story) if lead else None,
            lead=lead_text,
            what_happened=parts,
            why_it_matters=paragraphs_of(why),
            know_more=links,
            article_ids=_cited_ids(story, draft),
            publishers=story.publishers,
            state=story.state,
            new_fact=_told_fact(draft, headline),
            developed_since=story.past.published if story.past else None,
            reasons=(*story.reasons, *_why_trail(draft)),
        )
        sources = {article.id: article for article in (*readable_story.articles, *readable)}
        of_story = {article.id for article in story.articles}
        return with_outlets(
            item, sources, readable_story.lead.language or language, dated=sources.keys() - of_story
        )


def _told_fact(draft: StoryDraft, headline: Passage) -> str:
    """Return the new fact of a story; "" where the card tells none of its words.

    A story may hold a report that its card leaves out. Its fact would puzzle the reader.
    """
    told_words = set(content_words(headline.text))
    for quote in draft.taken:
        told_words.update(quote.content)
    if told_words.isdisjoint(content_words(draft.story.new_fact)):
        return ""
    return draft.story.new_fact


def _cited_ids(story: Story, draft: StoryDraft) -> tuple[str, ...]:
    """Return the ids of the story's articles, then those of earlier articles that are quoted."""
    ids = [article.id for article in story.articles]
    ids += [quote.article.id for quote in draft.taken]
    return tuple(dict.fromkeys(ids))


def _readable(story: Story, language: str) -> tuple[Article, ...]:
    """Return the articles in `language`, else those in the lead's.

    Articles in another language are listed, and never quoted.
    """
    # a story in one foreign language is better told than left out
    for wanted in (language, story.lead.language):
        chosen = _in_language(story.articles, wanted)
        if chosen:
            return tuple(chosen)
    return story.articles


def _in_language(articles: Sequence[Article], language: str) -> list[Article]:
    readable = []
    for article in articles:
        if _reads(article, language):
            readable.append(article)
    return readable


def _reads(article: Article, language: str) -> bool:
    return not article.language or base_code(article.language) == base_code(language)


def _why_trail(draft: StoryDraft) -> tuple[Reason, ...]:
    outlets = set()
    for quote in draft.taken:
        outlets.add(quote.article.publisher)
    # an article without a publisher has no name to give
    outlets.discard("")
    named = ", ".join(sorted(outlets)) or "the article"
    reasons = [Reason(code="written", detail=f"{len(draft.taken)} sentences from {named}")]
    if not draft.taken:
        reasons.append(
            Reason(
                code="headline_only",
                detail="no article of the story has a sentence that may be quoted",
            )
        )
    return tuple(reasons)
