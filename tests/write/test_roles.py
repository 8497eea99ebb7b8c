"""The role of each sentence of an article, the file of weights, and what trains it."""

from __future__ import annotations

import hashlib
import math
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.models import Role
from digest.write import sentence_roles
from digest.write.role_features import ROLES, UNIT, Signs, look_around, see
from digest.write.roles import read_model, role_chances, write_model

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "digest" / "write" / "roles.bin"

sys.path.append(str(ROOT / "bench"))
import train_roles  # noqa: E402

TITLE = "Ferry sinks off Port Selwyn, eleven rescued"
STORY = (
    "A ferry carrying eleven people sank off Port Selwyn on Tuesday after striking a reef, the "
    "coast guard said.",
    "All of those on board were rescued by a fishing boat within an hour, it said.",
    "FILE PHOTO: A ferry leaves the harbour of Port Selwyn. REUTERS/Handout",
    "Five years earlier, in 1994, its owner had been elected to the board, and in 1996 he was "
    "convicted of fraud.",
    (
        '"This was an accident that everybody here saw coming and I think it is a disgrace," said '
        "the mayor."
    ),
    "The company could lose its licence, and the ministry is expected to rule next month.",
    "(Reporting by a correspondent; Editing by the desk)",
)
DAY = datetime(2019, 5, 14, 9, tzinfo=UTC)


def test_a_story_is_labelled_sentence_by_sentence() -> None:
    found = sentence_roles(STORY, title=TITLE, published=DAY)
    assert len(found) == len(STORY)
    assert found[0] is Role.MAIN
    assert found[3] is Role.DISTANT_HISTORICAL
    assert found[4] is Role.DISTANT_EVALUATION
    assert found[5] is Role.DISTANT_EXPECTATIONS_CONSEQUENCES


def test_captions_and_credits_are_no_part_of_the_story() -> None:
    found = sentence_roles(STORY, title=TITLE, published=DAY)
    assert found[2] is found[6] is Role.NA


def test_no_sentences_have_no_roles() -> None:
    assert sentence_roles([], title=TITLE) == ()


def test_chances_of_a_sentence_add_up_to_one_and_agree_with_its_role() -> None:
    chances = role_chances(STORY, title=TITLE, published=DAY)
    assert [sum(each.values()) for each in chances] == pytest.approx([1.0] * len(STORY))
    likeliest = tuple(max(each, key=each.__getitem__) for each in chances)
    assert likeliest == sentence_roles(STORY, title=TITLE, published=DAY)


@given(
    st.lists(st.text(max_size=120), max_size=12), st.text(max_size=60), st.sampled_from([None, DAY])
)
@settings(max_examples=60, deadline=None)
def test_any_text_is_labelled_and_measured_in_bounds(
    sentences: list[str], title: str, day: datetime | None
) -> None:
    assert len(sentence_roles(sentences, title=title, published=day)) == len(sentences)
    for sign in see(sentences, title=title, published=day) if sentences else []:
        assert all(0 <= value <= 128 for value in sign.values)


def test_a_number_is_known_by_its_length_only() -> None:
    first, like, unlike = see(
        ["killed 40 in 1994", "Killed 12 in 2003", "killed 400 in 1994"], title=""
    )
    assert first.words == like.words != unlike.words


def test_every_way_of_writing_a_quotation_mark_is_seen_as_one() -> None:
    written = (
        '"It sank," he said.',
        "“It sank,” he said.",
        "''It sank,'' he said.",
        "``It sank,'' he said.",
    )
    plain, *others = [
        see([text, "Nobody else saw it."], title=TITLE, published=DAY) for text in written
    ]
    assert (
        plain[0].values
        != see(["It sank, he said.", "Nobody else saw it."], title=TITLE, published=DAY)[0].values
    )
    assert all(other == plain for other in others)


NINE = (0.5, -1.0, 0.0, 0.25, 1.0, -0.5, 0.75, -0.25, 0.1)


def test_weights_are_read_back_as_written() -> None:
    turned = NINE[::-1]
    model = read_model(
        write_model({7: (NINE + turned, 9), 2: (turned + NINE, 4)}, [NINE, turned], [NINE])
    )
    assert set(model.words) == {2, 7}
    assert model.around.scores([64]) == pytest.approx(NINE, abs=0.005)
    assert model.measures.scores([64, 32]) == pytest.approx(
        [one + other / 2 for one, other in zip(NINE, turned, strict=True)], abs=0.01
    )


def test_a_word_weighs_in_its_own_sentence_and_as_a_mean_in_those_after_it() -> None:
    nothing = (0.0,) * 9
    model = read_model(write_model({7: (NINE + NINE[::-1], 1)}, [(*nothing[:-1], 1.0)], [NINE]))
    found = model.alone([Signs({7}, [0]), Signs({3}, [0]), Signs(set(), [0])])
    assert found[0] == pytest.approx(NINE, abs=0.01)
    assert found[1] == pytest.approx(NINE[::-1], abs=0.01)
    assert found[2] == pytest.approx([weight / 2 for weight in NINE[::-1]], abs=0.01)


def test_the_second_layer_sees_a_sentence_s_measures_and_the_best_chance_of_each_role() -> None:
    sure, unsure = [9.0, *[0.0] * 8], [0.0] * 9
    count = len(ROLES)
    first, second = look_around([sure, unsure], [Signs(set(), [UNIT, 5]), Signs(set(), [UNIT, 7])])
    assert (first[:2], second[:2]) == ([UNIT, 5], [UNIT, 7])
    assert first[6 : 6 + count] == [UNIT, *[0] * 8]
    assert [row[6 + 6 * count : 6 + 7 * count] for row in (first, second)] == [[UNIT, *[7] * 8]] * 2


def test_weights_are_small_and_their_origin_is_told() -> None:
    packed = WEIGHTS.read_bytes()
    assert len(packed) < 1_000_000
    assert hashlib.sha256(packed).hexdigest() in WEIGHTS.with_suffix(".md").read_text()


def test_training_tells_apart_what_differs() -> None:
    pytest.importorskip("scipy", reason="training needs numpy and scipy")
    course = train_roles.Course(penalty=0.1, balance=0.5, reward=0.0)
    articles = [[[(0, 1.0), (2, 1.0)], [(1, 1.0), (2, 1.0)]]] * 5
    weights = train_roles.train(articles, [[3, 8]] * 5, course)
    scores = [train_roles._scores(weights, found) for found in articles[0]]
    assert [row.index(max(row)) for row in scores] == [3, 8]


def test_a_reward_for_macro_f1_brings_out_a_rare_role() -> None:
    pytest.importorskip("scipy", reason="training needs numpy and scipy")
    common, likely_rare = [(0, 1.0)], [(0, 1.0), (1, 1.0)]
    articles, gold = [[common] * 90 + [likely_rare] * 10], [[0] * 90 + [0] * 6 + [5] * 4]
    guessed = []
    for reward in (0.0, 10.0):
        weights = train_roles.train(
            articles, gold, train_roles.Course(penalty=0.1, balance=0.0, reward=reward)
        )
        scores = train_roles._scores(weights, likely_rare)
        guessed.append(scores.index(max(scores)))
    assert guessed == [0, 5]


def test_chances_that_are_too_sure_are_calmed_to_how_often_they_are_right() -> None:
    right_in_four_of_five = [[0] * 4 + [8]]
    too_sure = [[[6.0, *[0.0] * 8]] * 5]
    ((calm, *_),) = train_roles.calmed([[1.0] * 9], too_sure, right_in_four_of_five)
    assert calm == pytest.approx(math.log(4 * 8) / 6, abs=0.03)


def test_vectors_are_evened_over_the_words_that_have_one() -> None:
    evened = train_roles._evened([[1.0, 5.0], None, [3.0, 5.0]], [1.0, 9.0, 1.0])
    assert evened == [[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]


def test_vectors_and_weights_fold_into_the_numbers_of_a_word(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311
    names = ["ferry", "reef", "mayor", "owner"]
    lines = [
        " ".join([name, *(f"{chance.gauss(0, 1):.4f}" for _ in range(train_roles.KIN))])
        for name in names
    ]
    vectors = tmp_path / "vectors.txt"
    vectors.write_text("\n".join(lines))
    signs = see(STORY, title=TITLE, published=DAY)
    lexicon = train_roles._lexicon([signs], vectors)
    features = train_roles._first_features(signs, lexicon)
    size = len(lexicon.number) + 2 * train_roles.KIN + len(signs[0].values)
    weights = [[chance.gauss(0, 1) for _ in range(9)] for _ in range(size)]
    model = read_model(train_roles._packed(weights, [NINE], lexicon))
    for folded, found in zip(model.alone(signs), features, strict=True):
        assert folded == pytest.approx(train_roles._scores(weights, found), abs=0.4)
