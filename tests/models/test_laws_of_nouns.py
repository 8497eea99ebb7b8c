"""Laws of every noun: equal fields make equal nouns, a changed field does not, copies are equal."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Iterator
from enum import Enum
from inspect import isclass

import pytest
from noun_parts import filled

from digest import models

NOUNS = [
    noun
    for noun in (getattr(models, name) for name in models.__all__)
    if isclass(noun) and dataclasses.is_dataclass(noun)
]
WORDS = [
    words
    for words in (getattr(models, name) for name in models.__all__)
    if isclass(words) and issubclass(words, Enum)
]

every_noun = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
every_set_of_words = pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)


def variations(noun: type) -> Iterator[tuple[str, object]]:
    """Yield the noun once for each field, with another value there."""
    for field in dataclasses.fields(noun):
        yield field.name, filled(noun, **{field.name: ("another value",)})


@every_noun
def test_two_nouns_of_equal_fields_are_equal(noun: type) -> None:
    assert filled(noun) == filled(noun)
    assert filled(noun) is not filled(noun)


@every_noun
def test_each_field_takes_part_in_equality(noun: type) -> None:
    plain = filled(noun)
    for name, other in variations(noun):
        assert other != plain, name


@every_noun
def test_equal_nouns_have_one_hash_where_all_their_fields_have_one(noun: type) -> None:
    try:
        number = hash(filled(noun))
    except TypeError:
        # a mapping stands in it, which may be told by its default alone
        held = dataclasses.asdict(filled(noun)).values()
        assert any(isinstance(value, dict) for value in held)
        return
    assert number == hash(filled(noun))


@every_noun
def test_copies_are_equal(noun: type) -> None:
    plain = filled(noun)
    assert copy.copy(plain) == plain
    assert copy.deepcopy(plain) == plain
    assert dataclasses.replace(plain) == plain


@every_noun
def test_a_noun_may_go_to_another_process(noun: type) -> None:
    plain = filled(noun)
    assert pickle.loads(pickle.dumps(plain)) == plain  # noqa: S301 - our own bytes


@every_noun
def test_no_field_can_be_added_or_taken_away(noun: type) -> None:
    plain = filled(noun)
    with pytest.raises((AttributeError, TypeError)):
        plain.another = 1
    first = dataclasses.fields(noun)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(plain, first)


@every_noun
def test_a_noun_is_shown_with_its_name_and_fields(noun: type) -> None:
    shown = repr(filled(noun))
    assert shown.startswith(f"{noun.__name__}(")
    for field in dataclasses.fields(noun):
        assert (f"{field.name}=" in shown) is field.repr


@every_set_of_words
def test_each_word_of_a_set_stands_for_one_state(words: type[Enum]) -> None:
    # a doubled value would make two names of one state
    assert len(words.__members__) == len(list(words))
    for word in words:
        assert words(word.value) is word
        assert str(word) == word.value


@every_set_of_words
def test_a_word_that_stands_in_no_set_is_refused(words: type[Enum]) -> None:
    with pytest.raises(ValueError, match="another word"):
        words("another word")
