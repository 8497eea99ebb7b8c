"""Story blocks: figures, tolls side by side, timeline, week ahead, as the mail shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from digest.languages import base_code
from digest.models import Briefing, Citation, Item, Passage
from digest.render.card_pictures import reading_order
from digest.render.clean_text import clean, web_address
from digest.render.expectations import expected_day, reads_days
from digest.render.mail_page import ComingLine, ShownFigure, ShownTolls, Step, TollRow
from digest.render.passages import item_passages
from digest.render.story_figures import TollTable, figures_of, toll_table
from digest.render.typography import with_capital
from digest.render.wording import Wording

# Earlier issues that make a timeline: one is told by *Know more*.
LEAST_EARLIER = 2
# Days that *The week ahead* looks forward.
DAYS_AHEAD = 7
# Cited expectations of one mail: more would make a calendar of the briefing.
MOST_EXPECTATIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryBlocks:
    """The drawn blocks of one briefing, each empty where it has nothing to show or is left out."""

    briefing: Briefing
    words: Wording
    citations: Mapping[str, Citation]

    def wants(self, block: str) -> bool:
        """Tell whether the newsletter wants a part or block that it may leave out."""
        return block not in self.briefing.blocks.leave_out

    def figures(self, item: Item, disputed: TollTable | None) -> tuple[ShownFigure, ...]:
        """Return three figures of a story, without those that its outlets dispute."""
        if not self.wants("figures"):
            return ()
        # numbers that outlets dispute stand in the table of tolls alone
        undisputed = []
        for passage in _told(item):
            if disputed is None or not disputed.holds(passage):
                undisputed.append(passage)
        shown = []
        for figure in figures_of(undisputed, self.briefing.language):
            shown.append(
                ShownFigure(
                    number=figure.number,
                    counts=clean(figure.counts),
                    outlet=self._outlet(figure.passage.article_id),
                )
            )
        return tuple(shown)

    def tolls(self, disputed: TollTable | None) -> ShownTolls | None:
        """Set the tolls of a story side by side where its outlets differ; else None."""
        if disputed is None or not self.wants("tolls"):
            return None
        rows = []
        for row in disputed.rows:
            citation = self.citations[row.passage.article_id]
            numbers = []
            for number in row.numbers:
                numbers.append(self.words.number(int(number)) if number else "")
            rows.append(
                TollRow(
                    outlet=clean(citation.outlet),
                    state_run=citation.state_run,
                    numbers=tuple(numbers),
                )
            )
        kinds = tuple(self.words.say(f"toll_{kind}") for kind in disputed.kinds)
        return ShownTolls(kinds=kinds, rows=tuple(rows))

    def disputed(self, item: Item) -> TollTable | None:
        """Return the tolls of a story by outlet where they differ; else None."""
        passages, outlets, languages = _told(item), [], []
        for passage in passages:
            citation = self.citations.get(passage.article_id)
            outlets.append(self._outlet(passage.article_id))
            languages.append(citation.language if citation else self.briefing.language)
        return toll_table(passages, outlets, languages)

    def timeline(self, item: Item) -> tuple[Step, ...]:
        """Return the steps of a running story, oldest first, today's last; else none."""
        if len(item.earlier) < LEAST_EARLIER or not self.wants("timeline"):
            return ()
        steps = []
        for earlier in item.earlier:
            steps.append(
                Step(
                    day=self.words.brief_day(earlier.published),
                    text=clean(earlier.headline),
                    url=web_address(earlier.url),
                )
            )
        today = clean(item.new_fact) or clean(item.headline.shown)
        # a new fact is written to stand behind a colon; here it begins a line, as the steps above
        today = with_capital(today, base_code(self.briefing.language))
        steps.append(Step(day=self.words.say("today_word"), text=today, url=""))
        return tuple(steps)

    def week_ahead(self) -> tuple[ComingLine, ...]:
        """Return the coming week, soonest first: the operator's days, then cited expectations."""
        if not self.wants("week_ahead"):
            return ()
        dated: list[tuple[date, ComingLine]] = []
        for coming in self.briefing.blocks.week_ahead:
            if self._is_ahead(coming.day):
                line = ComingLine(
                    day=self.words.brief_day(coming.day),
                    text=clean(coming.text),
                    url=web_address(coming.url),
                )
                dated.append((coming.day, line))
        if self.wants("expectations"):
            dated += self._expectations()
        # the sort is stable: of one day the operator's own line stands first
        dated.sort(key=itemgetter(0))
        return tuple(line for _, line in dated)

    def _expectations(self) -> list[tuple[date, ComingLine]]:
        """Read the events of the coming week that cited sentences set, one a story."""
        lines: list[tuple[date, ComingLine]] = []
        if not reads_days(base_code(self.briefing.language)):
            return lines
        for number, item in enumerate(reading_order(self.briefing.items), 1):
            for passage in item_passages(item):
                coming = self._expectation(passage, number)
                if coming:
                    lines.append(coming)
                    break
        return lines[:MOST_EXPECTATIONS]

    def _expectation(self, passage: Passage, number: int) -> tuple[date, ComingLine] | None:
        citation = self.citations.get(passage.article_id)
        # a person's own words may be about another day than the article's
        if citation is None or passage.edited:
            return None
        # a line of another language than the mail's would stand there untranslated
        language = base_code(citation.language)
        if language != base_code(self.briefing.language):
            return None
        day = expected_day(passage.text, citation.published, language)
        if day is None or not self._is_ahead(day):
            return None
        line = ComingLine(
            day=self.words.brief_day(day),
            text=clean(passage.text),
            outlet=clean(citation.outlet),
            state_run=citation.state_run,
            story=number,
        )
        return day, line

    def _is_ahead(self, day: date) -> bool:
        return 0 <= (day - self.briefing.slot).days <= DAYS_AHEAD

    def _outlet(self, article_id: str) -> str:
        """Return the outlet of a cited article; "" where the briefing does not describe it."""
        if article_id in self.citations:
            return clean(self.citations[article_id].outlet)
        return ""


def _told(item: Item) -> list[Passage]:
    """Return the sentences that tell the news of a story, without why it matters."""
    passages = list(item.lead)
    for paragraph in item.what_happened:
        passages += paragraph
    return [passage for passage in passages if not passage.by_desk]
