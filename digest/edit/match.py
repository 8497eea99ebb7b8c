"""Match articles with topics in one pass, with a score and the place of every true leaf."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from digest.edit.longer_names import without_longer
from digest.edit.rules import Branch, Leaf, Rulebook, compile_topics
from digest.edit.topic_limits import within_limits
from digest.kernel.topic_scores import leaf_score
from digest.models import Alias, Article, Field, Hit, Match, Near, Phrase, Prefer, Topic
from digest.text import Word, sentence_spans, word_texts, words
from digest.text.names import Spelling, unjoined

TITLE = 2.0
OPENING = 1.0
NEAR_OPENING = 0.6
PASSING = 0.3
"""Points of one mention: in the title, in the first words of the lead (or of a body without one),
soon after, later.

Tuned on the first half of the development side of Reuters-21578; `bench/topics.py` scores the
second half."""

OPENING_WORDS = 15
NEAR_OPENING_WORDS = 40

_MAX_HITS_PER_LEAF = 12


def match_articles(
    articles: Iterable[Article],
    topics: Iterable[Topic],
    *,
    aliases: Iterable[Alias] = (),
    now: datetime | None = None,
) -> tuple[Match, ...]:
    """Match every article with every topic in one pass; ordered by topic, then score (best first),
    then article id.

    Each mention counts its leaf's weight × its place: 2 in the title, 1 in the opening, .3 in
    passing. A leaf that looks at named fields only (not at title, lead and body together) counts 1
    a mention. Mentions of one leaf add up to 4 × weight at most. The score of a match is the sum
    over its true leaves outside `none`, plus the `prefer` bonuses; it matches at `min_score`: by
    default one mention in title or opening, or, of an article without a summary, several in
    passing.

    Limits keep the best-scored; `max_age_h` counts back from `now`, or from the newest article.
    """
    articles = tuple(articles)
    # compiling takes a tenth of a second, and a new newsroom has no article to look at
    if not articles:
        return ()
    book = compile_topics(tuple(topics), tuple(aliases))
    # by topic first: the limits of a topic look at all its matches
    by_topic: list[list[tuple[Match, Article]]] = [[] for _ in book.topics]
    for article in articles:
        for number, match in _matches(article, book):
            by_topic[number].append((match, article))
    # a replay has no clock, and takes the newest article for now
    newest = now or _newest(articles)
    matches: list[Match] = []
    for topic, pairs in zip(book.topics, by_topic, strict=True):
        matches += within_limits(topic, pairs, newest)
    return tuple(matches)


def _newest(articles: Iterable[Article]) -> datetime:
    newest = datetime.min.replace(tzinfo=UTC)
    for article in articles:
        newest = max(newest, article.published)
    return newest


def _matches(article: Article, book: Rulebook) -> Iterable[tuple[int, Match]]:
    page = Page(article, book)
    # Only topics with a term in the article are evaluated: most topics meet few articles.
    numbers: set[int] = set()
    for term in page.places:
        numbers.update(book.topics_of[term])
    for number in sorted(numbers):
        topic = book.topics[number]
        if not speaks(article, topic):
            continue
        evaluation = page.evaluate(book.trees[number])
        if evaluation is None:
            continue
        score = page.score(evaluation, topic)
        if score >= topic.min_score and page.opens_with(evaluation):
            hits: list[Hit] = []
            for _, leaf_hits in evaluation:
                hits += leaf_hits
            yield (
                number,
                Match(article_id=article.id, topic_id=topic.id, score=score, hits=tuple(hits)),
            )


def speaks(article: Article, topic: Topic) -> bool:
    """An article whose language is unknown is given the benefit of the doubt."""
    return (
        not topic.languages
        or not article.language
        or article.language.split("-")[0] in topic.languages
    )


Found = tuple[Leaf, tuple[Hit, ...]]


class Page:
    """One article as the rules see it: for each term its places (field, first word, number of
    words).
    """

    def __init__(self, article: Article, book: Rulebook) -> None:
        self.article = article
        self.texts: dict[str, str] = {}
        # fields that no rule asks for are never cut into words
        for field in book.fields:
            text = _text_of(article, Field(field))
            if text:
                self.texts[field] = text
        self.places: dict[int, list[tuple[str, int, int]]] = {}
        self._words: dict[str, tuple[Word, ...]] = {}
        for field, text in self.texts.items():
            self._scan(field, text, book)
        if book.longer:
            self.places = without_longer(self.places, book.longer)

    def _scan(self, field: str, text: str, book: Rulebook) -> None:
        cut = word_texts(unjoined(text))
        # Keys of the automaton begin with a space, so that they match from the start of a word.
        haystack = f" {' '.join(cut)} "
        for key, start, _ in book.automaton.find_matches_as_indexes(haystack, overlapping=True):
            first = haystack.count(" ", 0, start)
            for term, spelling in book.found_by[key]:
                if _stands(spelling, cut, first) and (
                    not spelling.capitals or self._in_capitals(field, first)
                ):
                    self.places.setdefault(term, []).append((field, first, len(spelling.words)))

    def evaluate(self, branch: Branch) -> list[Found] | None:
        """Return the true leaves of a branch with their hits, or None when the branch is false.

        Leaves of `none` never have hits.
        """
        for node in branch.none:
            if self._node(node) is not None:
                return None
        hits: list[Found] = []
        for node in branch.all:
            needed = self._node(node)
            if needed is None:
                return None
            hits += needed
        is_any_true = False
        # All children of `any` are evaluated: each true leaf adds to the score.
        for node in branch.any:
            either = self._node(node)
            if either is not None:
                is_any_true = True
                hits += either
        if branch.any and not is_any_true:
            return None
        return hits

    def _node(self, node: Leaf | Branch) -> list[Found] | None:
        if isinstance(node, Branch):
            return self.evaluate(node)
        hits = self.hits_of(node)
        if not hits:
            return None
        return [(node, hits)]

    def hits_of(self, leaf: Leaf) -> tuple[Hit, ...]:
        """Return the hits of a leaf, in the order of its fields and of the text.

        No word is in two hits.
        """
        if not self.places.keys() >= set(leaf.terms):
            return ()
        if isinstance(leaf.node, Phrase):
            places = self.places[leaf.terms[0]]
        else:
            places = self._near(leaf, leaf.node)
        # Of hits that begin at one word the longest counts.
        places = sorted(places, key=lambda place: (place[1], -place[2]))
        hits: list[Hit] = []
        for field in leaf.node.fields:
            end = 0
            for place_field, first, count in places:
                if place_field != field:
                    continue
                if first >= end:
                    hits.append(self._hit(leaf, field, first, count))
                    end = first + count
        return tuple(hits[:_MAX_HITS_PER_LEAF])

    def _near(self, leaf: Leaf, node: Near) -> list[tuple[str, int, int]]:
        places: list[tuple[str, int, int]] = []
        for field in node.fields:
            spots = self._spots(leaf, field)
            # a leaf that lacks one of its terms in this field cannot be near
            if not all(spots):
                continue
            if node.words is None:
                close_by = _same_sentence(self.texts[field], self.words_of(field))
            else:
                close_by = _within(node.words)
            for start, end in _windows(spots, close_by):
                places.append((field, start, end - start))
        return places

    def _spots(self, leaf: Leaf, field: str) -> list[list[tuple[int, int]]]:
        """Return for each term of a leaf its places in one field: first word, number of words."""
        spots = []
        for term in leaf.terms:
            in_field = []
            for place_field, first, count in self.places[term]:
                if place_field == field:
                    in_field.append((first, count))
            spots.append(in_field)
        return spots

    def _hit(self, leaf: Leaf, field: str, first: int, count: int) -> Hit:
        text, cut = self.texts[field], self.words_of(field)
        start, end = cut[first].start, cut[first + count - 1].end
        return Hit(
            leaf=leaf.label,
            field=Field(field),
            start=start,
            end=end,
            text=text[start:end],
            weight=leaf.node.weight,
            mark=leaf.node.mark,
        )

    def _in_capitals(self, field: str, first: int) -> bool:
        """A text written in capitals throughout says nothing about one word."""
        text, word = self.texts[field], self.words_of(field)[first]
        return text[word.start : word.end].isupper() or text.isupper()

    def words_of(self, field: str) -> tuple[Word, ...]:
        """Return the words of a field with their offsets; they are cut on first use."""
        if field not in self._words:
            self._words[field] = words(unjoined(self.texts[field]))
        return self._words[field]

    def score(self, hits_by_leaf: list[Found], topic: Topic) -> float:
        """Add up the mentions of each leaf, to a most, and the bonuses the topic prefers."""
        scores = []
        for leaf, hits in hits_by_leaf:
            mentions = sum([self._place(leaf, hit) for hit in hits])
            scores.append(leaf_score(leaf.node.weight, mentions))
        bonuses = []
        for prefer in topic.prefer:
            if _preferred(self.article, prefer):
                bonuses.append(prefer.bonus)
        return round(sum(scores) + sum(bonuses), 4)

    def opens_with(self, hits_by_leaf: list[Found]) -> bool:
        """True where a true leaf stands in the title or the summary.

        Passing mentions further down never make a match, however many they are. An article
        without a summary has nothing that says what it is about, so its text counts as a whole.
        """
        # Each leaf alone may decide; the places of several do not add up.
        if not self.article.lead:
            return True
        for leaf, hits in hits_by_leaf:
            for hit in hits:
                if self._place(leaf, hit) > PASSING:
                    return True
        return False

    def _place(self, leaf: Leaf, hit: Hit) -> float:
        """Return the points of a mention by its place."""
        if hit.field is Field.TITLE:
            return TITLE
        if hit.field not in (Field.LEAD, Field.BODY) or Field.TITLE not in leaf.node.fields:
            return OPENING
        # the body repeats the lead as a rule, so its opening is no news
        if hit.field is Field.BODY and self.article.lead:
            return PASSING
        opening, near = self._opening(hit.field)
        if hit.end <= opening:
            return OPENING
        if hit.end <= near:
            return NEAR_OPENING
        return PASSING

    def _opening(self, field: Field) -> tuple[int, int]:
        """Return the ends of the opening words and of those soon after, as character offsets."""
        cut = self.words_of(field)
        return cut[:OPENING_WORDS][-1].end, cut[:NEAR_OPENING_WORDS][-1].end


def _text_of(article: Article, field: Field) -> str:
    match field:
        case Field.AUTHOR:
            return " | ".join(article.authors)
        case Field.CATEGORY:
            return " | ".join((*article.categories, article.section))
        case Field.SOURCE:
            # the bar keeps a phrase from running over two names
            return f"{article.publisher} | {article.source_id}"
        case Field.CAPTION:
            if article.picture is None:
                return ""
            return f"{article.picture.caption} | {article.picture.alt}"
        case Field.URL:
            return article.url
        case Field.TITLE:
            return article.title
        case Field.LEAD:
            return article.lead
        case Field.BODY:
            return article.body


def _stands(spelling: Spelling, cut: Sequence[str], first: int) -> bool:
    """The automaton saw the words up to the first prefix; the rest is checked here."""
    # whole words were compared by the automaton already
    if True not in spelling.prefix:
        return True
    seen = cut[first : first + len(spelling.words)]
    if len(seen) != len(spelling.words):
        return False
    for word, wanted, is_prefix in zip(seen, spelling.words, spelling.prefix, strict=True):
        if not word.startswith(wanted):
            return False
        if not is_prefix and word != wanted:
            return False
    return True


def _windows(
    spots: list[list[tuple[int, int]]], close_by: Callable[[int, int, int], bool]
) -> Iterable[tuple[int, int]]:
    """Yield windows of words that hold a place of every term.

    There is one for each place of the first term, with the nearest places of the others.
    """
    for start, count in spots[0]:
        low, high, own = start, start + count, count
        for others in spots[1:]:
            near, length = min(others, key=lambda spot: (abs(spot[0] - start), spot[0]))
            low, high, own = min(low, near), max(high, near + length), own + length
        if close_by(low, high, own):
            yield low, high


def _within(limit: int) -> Callable[[int, int, int], bool]:
    """Adjacent words are within 1."""
    return lambda low, high, own: high - low - own < limit


def _same_sentence(text: str, cut: Sequence[Word]) -> Callable[[int, int, int], bool]:
    starts = [start for start, _ in sentence_spans(text)]
    number = [bisect_left(starts, word.start + 1) for word in cut]
    return lambda low, high, own: number[low] == number[high - 1]  # noqa: ARG005


def _preferred(article: Article, prefer: Prefer) -> bool:
    names = {
        "publisher": (article.publisher, article.family),
        "source": (article.source_id,),
        "section": (article.section, *article.categories),
        "language": (article.language, article.language.split("-")[0]),
        "country": (article.country,),
    }
    return prefer.value.casefold() in map(str.casefold, names.get(prefer.field, ()))
