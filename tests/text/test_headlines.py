"""A title loses labels, outlets, addresses and asides, and keeps everything that is news."""

from __future__ import annotations

import pytest

from digest.text.headlines import headline_span

NEWS = "Harbor closes after blast"


def cleaned(title: str, outlet: str = "") -> str:
    start, end = headline_span(title, outlet)
    return title[start:end]


@pytest.mark.parametrize(
    "title",
    [
        f"{NEWS} - reuters.com",
        f"{NEWS} – www.coast-wire.example.com",
        f"{NEWS} | Coast Wire",
        f"Reuters | {NEWS}",
        f"BBC News - {NEWS}",
        f"{NEWS} - BBC News",
        f"{NEWS} and other Mideast news",
        f"{NEWS}, more harbor headlines",
        f"{NEWS} | World | Reuters",
        f"{NEWS} | Agence France-Presse",
        f"LIVE: {NEWS}",
        f"  {NEWS}  ",
        f"[WATCH] {NEWS}",
        f"{NEWS} (VIDEO)",
        f"{NEWS} (+video)",
        f"{NEWS} [with photos]",
        f"UPDATE 2-{NEWS}",
        f"Liveblog: {NEWS}",
    ],
)
def test_words_that_are_no_news_fall_off(title: str) -> None:
    assert cleaned(title) == NEWS


@pytest.mark.parametrize(
    "title",
    [
        "Will the harbor open ? | Marenia v Solmar",
        "Marenia - Solmar talks resume",
        "Harbor closes | dockers on the quay wait for news",
        "Opinion: The harbor must open",
        "Harbor closes | what we know",
        "Orlov on the harbor and other matters",
    ],
)
def test_news_stays(title: str) -> None:
    assert cleaned(title) == title


@pytest.mark.parametrize("outlet", ["Coast Wire", "The Coast Wire"])
def test_the_articles_own_outlet_falls_off_at_either_end(outlet: str) -> None:
    assert cleaned(f"{NEWS} - Coast Wire", outlet) == NEWS
    assert cleaned(f"Coast Wire | {NEWS}", outlet) == NEWS


@pytest.mark.parametrize(
    ("outlet", "news"),
    [("صحيفة المثال", "الميناء يفتح من جديد"), ("עיתון הדוגמה", "הנמל נפתח מחדש היום")],
)
def test_short_news_in_a_script_without_capitals_is_no_outlet(outlet: str, news: str) -> None:
    assert cleaned(f"{outlet} | {news}", outlet) == news
    assert cleaned(f"{news} | {outlet}", outlet) == news


def test_an_unknown_name_behind_a_dash_stays() -> None:
    assert cleaned(f"{NEWS} - Port Avel") == f"{NEWS} - Port Avel"


def test_a_title_that_would_shrink_to_one_word_stays_whole() -> None:
    assert cleaned("Harbor | Reuters") == "Harbor | Reuters"
    assert cleaned("Harbor closes | Reuters") == "Harbor closes"


@pytest.mark.parametrize(("words", "kept"), [(4, False), (5, True)])
def test_a_name_behind_a_bar_has_four_words_at_most(words: int, kept: bool) -> None:
    tail = " ".join(["Avel"] * words)
    assert (cleaned(f"{NEWS} | {tail}") != NEWS) is kept


@pytest.mark.parametrize(
    "title",
    [
        f"{NEWS} « Coast Wire",
        f"{NEWS} < Coast Wire",
        f"Coast Wire » {NEWS}",
        f"{NEWS} (Coast Wire)",
        f"{NEWS} | COAST WIRE English",
        f"{NEWS} | coastwire.example",
        f"{NEWS}. Coast Wire",
        f"{NEWS} : Coast Wire",
        f"{NEWS} ~ The Coast Wire",
        f"{NEWS} \u2011 Coast Wire",
        f"{NEWS} ⋆ Coast Wire",
        f"{NEWS} / Coast Wire",
        f"{NEWS} -Coast Wire",
        f"{NEWS}- Coast Wire",
        f"{NEWS}|Coast Wire",
        f"Coast  Wire | {NEWS}",
        f"Coast Wire: {NEWS}",
        f"Coast Wire - {NEWS} - Coast Wire",
        f"[Coast Wire] {NEWS}",
        f"{NEWS} :: Coast Wire",
    ],
)
def test_the_outlets_own_name_falls_off_behind_any_mark(title: str) -> None:
    assert cleaned(title, "Coast Wire") == NEWS


@pytest.mark.parametrize(
    "title",
    [
        "Coast Wire sues ministry over port ban",
        "Ministry sues Coast Wire",
        "Minister turns anti-Coast Wire after strike",
        "« Coast Wire » sued by ministry",
        "Ministry sues « Coast Wire »",
        "Coast Wire (Avel) closes its office",
        "Which paper closes next: Coast Wire",
        "Coast Wire's editor arrested",
        "Harbor closes - Harbor Wire",
        "Harbor closes by Coast Wire",
    ],
)
def test_an_outlet_that_is_the_news_stays(title: str) -> None:
    assert cleaned(title, "Coast Wire") == title


@pytest.mark.parametrize(
    ("outlet", "tail"),
    [("L'Écho du Port", "L’Echo du Port"), ("Coast Wire (English)", "Coast Wire")],
)
def test_a_name_is_known_without_its_accents_and_apostrophes(outlet: str, tail: str) -> None:
    assert cleaned(f"{NEWS} | {tail}", outlet) == NEWS


def test_scripts_without_blanks_are_no_single_word() -> None:
    assert cleaned("港が修理の後に再開：朝日新聞", "朝日新聞") == "港が修理の後に再開"


def test_a_text_in_the_place_of_a_title_is_not_searched() -> None:
    long = "Coast Wire: Harbor closes. " + "Harbor opens. " * 40
    assert cleaned(long, "Coast Wire") == long.strip()


@pytest.mark.parametrize(
    ("title", "outlet", "shown"),
    [
        # no blanks beside a dash: only between signs of such a script it parts two texts
        ("港が修理の後に再開-朝日新聞", "朝日新聞", "港が修理の後に再開"),
        ("Harbor closes for re-Entry", "Entry", "Harbor closes for re-Entry"),
        ("港が修理の後に再開-Entry", "Entry", "港が修理の後に再開-Entry"),
    ],
)
def test_a_dash_without_blanks_parts_texts_of_chinese_and_japanese_alone(
    title: str, outlet: str, shown: str
) -> None:
    assert cleaned(title, outlet) == shown


@pytest.mark.parametrize(("letters", "falls"), [(488, True), (489, False)])
def test_a_title_of_five_hundred_characters_is_searched(letters: int, falls: bool) -> None:
    # the name, a colon and a blank make twelve characters
    title = f"Coast Wire: {'a ' * (letters // 2)}{'b' * (letters % 2)}".rstrip()
    title += "c" * (12 + letters - len(title))
    assert len(title) == 12 + letters
    assert (cleaned(title, "Coast Wire") != title) is falls
