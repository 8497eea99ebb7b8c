"""Candidates: which lines of an article are whole sentences of news, and which text they are of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_news import WIRE, article

from digest.models import Article, Field, Picture, Role
from digest.write.candidates import (
    fold_space,
    headline_passage,
    quotables,
    standfirst,
    text_of,
)
from digest.write.context_free import stands_alone

NEWS = "Marenia closed its largest harbor on Tuesday after a blast."
MORE = "The blast set two freighters on fire near the old mole."
TITLE = "Fire at sea"


def texts(body: str = "", *, lead: str = "", title: str = TITLE, language: str = "en") -> list[str]:
    found = quotables(article("a", title, body=body, lead=lead, language=language))
    return [quote.text for quote in found]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("a \n\t b", "a b"),
        ("wait , and", "wait, and"),
        ("wait .", "wait."),
        ("wait . And", "wait. And"),
        ("a .5 share", "a .5 share"),
        ("dots ..", "dots .."),
        ("  ", ""),
        ("no\u00a0break", "no break"),
    ],
)
def test_white_space_is_folded_and_none_stands_before_a_comma_or_stop(text: str, folded: str):
    assert fold_space(text) == folded


@given(st.text("ab ,.\n\t\u00a0", max_size=40))
def test_folding_twice_changes_no_more_than_folding_once_leaves(text: str):
    folded = fold_space(text)
    assert "  " not in folded
    assert folded == folded.strip()
    assert folded.replace(" ", "") == "".join(text.split())


# ---- lines that are news ---------------------------------------------------------------------


def sentence_of(words: int) -> str:
    return " ".join(["Marenia", *["harbor"] * (words - 2), "closed."])


@pytest.mark.parametrize(("words", "is_kept"), [(3, False), (4, True), (75, True), (76, False)])
def test_a_sentence_has_four_to_seventy_five_words(words: int, is_kept: bool):
    assert (texts(f"{sentence_of(words)}\n\n{MORE}")[0] != MORE) is is_kept


@pytest.mark.parametrize(
    "line",
    [
        "MARENIA CLOSES ITS LARGEST HARBOR AFTER A BLAST.",
        "Marenia closed its largest harbor on Tuesday after…",
        "Marenia closed its largest harbor on Tuesday after...",
        "Marenia closed its largest harbor on Tuesday [...]",
        "Marenia closed its largest harbor on Tuesday:",
        "Marenia closed its largest harbor on Tuesday;",
        "Marenia closed its largest harbor on Tuesday",
        "Marenia closed the harbor after the blast.Divers went in.",
    ],
)
def test_a_line_that_is_no_whole_sentence_is_no_candidate(line: str):
    assert texts(f"{line}\n\n{MORE}") == [MORE]


@pytest.mark.parametrize("ending", [".", "!", "?", ".”", '."', ".)", "؟", "۔", ".’", "».", ".»"])
def test_a_stop_may_be_of_any_script_and_stand_inside_marks(ending: str):
    opened = {".”": "“", '."': '"', ".)": "(", ".’": "‘", "».": "«", ".»": "«"}
    line = f"{opened.get(ending, '')}Marenia closed its largest harbor on Tuesday{ending}"
    assert texts(f"{line}\n\n{MORE}")[0] == line


def test_a_quotation_over_several_sentences_is_one_candidate():
    quotation = "“We will not open the gates. No worker shall be in danger,” Orlov said."
    assert texts(f"{quotation} {MORE}") == [quotation, MORE]


def test_half_of_a_quotation_is_no_candidate():
    opened = "“We will not open the gates before we know. The workers come first."
    assert texts(f"{opened}\n\n{MORE}") == [MORE]


@pytest.mark.parametrize(("words", "is_kept"), [(5, False), (6, True)])
def test_a_line_of_a_summary_may_lack_its_stop_from_six_words(words: int, is_kept: bool):
    line = " ".join(["Marenia", *["harbor"] * (words - 2), "closed"])
    assert (texts(lead=line) == [line]) is is_kept


def test_behind_a_line_with_a_stop_a_line_without_one_was_cut_off():
    assert texts(lead=f"{NEWS} The blast set two freighters on") == [NEWS]


# ---- the headline again ----------------------------------------------------------------------


def test_the_headline_is_not_told_again_in_the_first_three_paragraphs():
    title = "Marenia closed its largest harbor on Tuesday after a blast"
    line = f"{title}."
    body = [MORE, "Divers searched the basin of the harbor all night.", line]
    assert line not in texts("\n\n".join(body), title=title)
    body.insert(0, "Two ships waited for a pilot off the mole on Tuesday.")
    assert line in texts("\n\n".join(body), title=title)


def test_a_sentence_with_its_stop_may_use_the_words_of_the_headline():
    title = "Marenia closes largest harbor after blast"
    line = "Marenia closed its largest harbor after a blast."
    assert line in texts(f"{line}\n\n{MORE}", title=title)


# ---- which text --------------------------------------------------------------------------------


@pytest.mark.parametrize(("length", "field"), [(0.8, Field.BODY), (0.79, Field.LEAD)])
def test_a_body_of_four_fifths_of_the_summary_is_full_text(length: float, field: Field):
    lead = f"{NEWS} {'Ships waited off the mole for a pilot all day. ' * 10}"
    body = f"{MORE} {'x' * 1000}"[: int(len(lead) * length + 0.999)]
    body = body[: len(body) - 1] + "."
    source = article("a", TITLE, body=body if field is Field.BODY else body[:-8], lead=lead)
    assert quotables(source)[0].field is field


def test_a_body_of_blanks_leaves_the_summary():
    source = article("a", TITLE, body=" \n ", lead=NEWS)
    assert [quote.field for quote in quotables(source)] == [Field.LEAD]


def test_an_article_without_text_has_no_candidate():
    assert texts() == []
    assert texts(body="\n\n\n") == []


def test_each_candidate_cites_the_words_of_its_own_text():
    for quote in quotables(WIRE):
        assert fold_space(WIRE.body[quote.start : quote.end]) == quote.text
    indexes = [quote.index for quote in quotables(WIRE)]
    assert indexes == list(range(len(indexes)))
    paragraphs = [quote.paragraph for quote in quotables(WIRE)]
    assert paragraphs == sorted(paragraphs)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([NEWS, MORE, "Sign up now!", "x", "", "“Open. ", "A:"]), max_size=6)
)
def test_candidates_of_any_text_cite_spans_in_order(parts: list[str]):
    body = "\n\n".join(parts)
    end = 0
    for quote in quotables(article("a", TITLE, body=body)):
        assert quote.start >= end
        end = quote.end
        assert body[quote.start : quote.end].split() == quote.text.split()


def test_the_text_of_each_field_is_found():
    picture = Picture(url="https://a.example/p.jpg", caption="A ship", width=9, height=9, alt="")
    source = article("a", "Title", body="Body", lead="Lead", picture=picture)
    fields = (Field.TITLE, Field.LEAD, Field.BODY, Field.CAPTION, Field.URL)
    assert [text_of(source, field) for field in fields] == ["Title", "Lead", "Body", "A ship", ""]
    assert text_of(article("a", "Title"), Field.CAPTION) == ""


def test_a_headline_is_cited_without_its_label_and_its_outlet():
    passage = headline_passage(WIRE)
    assert passage.text == "Marenia closes largest harbor after deadly blast at fuel depot"
    assert WIRE.title[passage.start : passage.end] == passage.text


# ---- the desk's own summary ------------------------------------------------------------------


def summary(lead: str, body: str) -> list[str]:
    return [quote.text for quote in standfirst(article("a", TITLE, body=body, lead=lead))]


def test_a_summary_that_differs_from_the_body_is_the_desks_own():
    assert summary(NEWS, MORE) == [NEWS]
    assert summary("", MORE) == []
    assert summary(NEWS, "") == []


def test_a_summary_that_the_body_repeats_is_none():
    assert summary(NEWS, f"{MORE} {NEWS}") == []
    # sixty characters are compared, white space folded
    long = f"{NEWS} {'Ships waited off the mole. ' * 3}"
    assert summary(long, f"{long[:60].replace(' ', '  ')} and then it differs.") == []
    assert summary(long, f"{long[:59]}# and then it differs.") != []


# ---- judged by words and place ---------------------------------------------------------------

FIRST = "Le port d’Avel a fermé mardi après un incendie du dépôt."
LATER = "Deux cargos ont pris feu près du vieux môle du port."


def french(*sentences: str) -> list[tuple[Role, float, float]]:
    source = article("a", "Feu en mer", body="\n\n".join(sentences), language="fr")
    return [(quote.role, round(quote.main, 2), quote.why) for quote in quotables(source)]


def test_without_a_model_the_first_sentence_tells_the_event_and_later_ones_less_surely():
    lines = [LATER.replace("Deux", word) for word in ("Dix", "Six", "Sept", "Huit", "Neuf")]
    judged = french(FIRST, *lines)
    assert [main for _, main, _ in judged] == [0.9, 0.75, 0.6, 0.45, 0.3, 0.2]
    roles = [Role.MAIN] * 3 + [Role.CAUSE_GENERAL] * 3
    assert [role for role, _, _ in judged] == roles
    assert {why for _, _, why in judged} == {0.3}


def test_without_a_model_use_and_role_are_one():
    source = article("a", "Feu en mer", body=f"{FIRST}\n\n{LATER}", language="fr")
    for quote in quotables(source):
        assert (quote.background, quote.what) == (quote.why, quote.main)


def test_an_article_without_a_language_is_judged_like_english():
    source = article("a", TITLE, body=f"{NEWS}\n\n{MORE}", language="")
    assert [quote.text for quote in quotables(source)] == [NEWS, MORE]


def test_an_unknown_language_is_read_by_place():
    source: Article = article("a", TITLE, body=f"{NEWS}\n\n{MORE}", language="xx")
    assert [quote.main for quote in quotables(source)] == [0.9, 0.75]


def test_two_words_that_ran_into_each_other_are_no_sentence() -> None:
    quoted = "Orlov of Marenia spoke of “a hard week.””The navy of Tessel sails on Monday."
    straight = 'Orlov of Marenia spoke of "a hard week.""The navy of Tessel sails on Monday."'
    glued = "IThe navy of Marenia has flown twenty patrols since the storm of Sunday."
    whole = "The navy of Tessel flew eleven patrols over the basin on Monday."
    lines = "\n\n".join((glued, quoted, straight, whole))
    found = quotables(article("a", "Navies fly patrols", body=lines))
    assert [quote.text for quote in found] == [whole]


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("Overall, Marenia exported nine million tons of grain through Port Avel in 2025.", True),
        (
            "By contrast, Solmar opened its port to nine Marenian ships on Monday, the ministry of "
            "trade said.",
            True,
        ),
        # the model is not sure enough of this one, and its opening leans
        (
            "A second Marenian ship, the Dana Orlov, sank off the coast of Solmar on Monday, "
            "killing nine sailors.",
            False,
        ),
    ],
)
def test_a_sure_model_overrules_an_opening_that_only_seems_to_lean(
    sentence: str, alone: bool
) -> None:
    first = "Marenia closed its port of Avel on Monday after a blast killed nine dockers there."
    story = article("a", "Marenia closes its port of Avel", body=f"{first}\n\n{sentence}")
    assert not stands_alone(sentence, "en")
    assert quotables(story)[-1].alone is alone


def test_a_body_of_calls_and_captions_leaves_the_summary() -> None:
    calls = "Read more: the harbor\n" * 5
    assert texts(calls, lead=NEWS) == [NEWS]
    (quote,) = quotables(article("a", TITLE, body=calls, lead=NEWS))
    assert (quote.field, quote.index) == (Field.LEAD, 0)
    assert texts(calls) == []


def test_candidates_are_numbered_in_the_order_of_the_text() -> None:
    found = quotables(article("a", TITLE, body=f"{NEWS} {MORE}"))
    assert [(quote.index, quote.text) for quote in found] == [(0, NEWS), (1, MORE)]
