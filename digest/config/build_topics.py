"""Topic files → topics, with the contradictions inside one file."""

from __future__ import annotations

from collections.abc import Iterator

from digest.config.file_context import FileContext
from digest.config.section import noun_fields
from digest.config.topic_file import PREFERRED, PreferKeys, TopicFile
from digest.models import Prefer, Rule, Topic, TopicTest


def build_topic(file: TopicFile, rule: Rule, context: FileContext, *, default_id: str) -> Topic:
    """Return the topic of a file around its rule; report contradictions to the context."""
    values = noun_fields(file, Topic)
    values["id"] = file.id or default_id
    values["rule"] = rule
    values["prefer"] = tuple(_preferred(file, context))
    values["tests"] = tuple(_topic_tests(file, context))
    values["mark"] = context.document.where(())
    return Topic(**values)


def _preferred(file: TopicFile, context: FileContext) -> Iterator[Prefer]:
    for number, keys in enumerate(file.prefer):
        given = keys.given
        # each entry is one preference with one bonus
        if len(given) != 1 and context.document.whole(("prefer", number)):
            what = "this entry names more than one thing to prefer"
            if not given:
                what = "this entry says nothing to prefer"
            context.complain(("prefer", number), what, f"give it one of {', '.join(PREFERRED)}")
        yield _preference(keys)


def _preference(keys: PreferKeys) -> Prefer:
    for field, value in keys.given:
        return Prefer(field=field, value=value, bonus=keys.bonus)
    return Prefer(field="", value="", bonus=keys.bonus)


def _topic_tests(file: TopicFile, context: FileContext) -> Iterator[TopicTest]:
    should_match = file.tests.should_match
    for number, text in enumerate(should_match):
        mark = context.document.where(("tests", "should_match", number))
        yield TopicTest(text=text, should_match=True, mark=mark)
    for number, text in enumerate(file.tests.should_not_match):
        path = ("tests", "should_not_match", number)
        # one title in both lists could never pass
        if text in should_match:
            context.complain(path, f'"{text}" also stands under should_match', "keep one")
        yield TopicTest(text=text, should_match=False, mark=context.document.where(path))
