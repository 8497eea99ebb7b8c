"""The words of a story survive the markup around them; calls and dialogs do not count as words."""

from __future__ import annotations

import pytest

from digest.collect.page import LEAST_BODY_CHARS, read_page
from digest.collect.page_calls import MAX_CALL_CHARS, is_call

FIRST = "The ministry said on Thursday that the northern harbour would reopen to ships next week."
SECOND = (
    "Two of the five berths were ready, and the others would follow by March, its director said."
)
THIRD = "The harbour handled about forty percent of the grain of the country before the great fire."
FOURTH = (
    "A spokesman of the dockers said that they would return to work on Monday under a contract."
)


def body(html: str, *, head: str = "", lead: str = "") -> list[str]:
    page = f"<html lang='en'><head><title>Harbour</title>{head}</head><body>{html}</body></html>"
    text = read_page(page.encode(), url="https://paper.example/1", lead=lead).body
    return [paragraph for paragraph in text.split("\n\n") if paragraph]


def article(*paragraphs: str) -> str:
    return "<article><h1>Harbour</h1>" + "".join(paragraphs) + "</article>"


def p(text: str) -> str:
    return f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<time datetime='2026-12-04'>Friday</time>", "Friday"),
        ("<button class='term'>Friday</button>", "Friday"),
        ("<label>Friday</label>", "Friday"),
        ("<output>Friday</output>", "Friday"),
        ("<data value='1'>Friday</data>", "Friday"),
        ("<q>Friday</q>", "“Friday”"),
        ("<q>the <b>next</b> Friday</q>", "“the next Friday”"),
        ("<abbr title='Fr'>Friday</abbr>", "Friday"),
        ("<strong><time>Friday</time></strong>", "Friday"),
        ("<details><summary>Friday</summary>It is a day of prayer.</details>", "Friday"),
        ("<details open><summary><b>Friday</b></summary><i>A day.</i></details>", "Friday"),
        ("<math><mn>Friday</mn></math>", "Friday"),
        ("<del>Monday</del> <ins>Friday</ins>", "Friday"),
        ("Friday<span popover id='a'> the fourth</span>", "Friday"),
        ("Friday<span role='tooltip'> the fourth</span>", "Friday"),
    ],
)
def test_an_element_inside_a_sentence_keeps_its_words(markup: str, words: str) -> None:
    sentence = f"Ships had waited outside since {markup} and sailed in at noon, the pilot said."
    paragraphs = body(article(p(FIRST), p(sentence), p(SECOND), p(THIRD)))
    assert f"Ships had waited outside since {words} and sailed in at noon, the pilot said." in (
        paragraphs
    )


def test_a_post_inside_a_story_is_no_text_of_the_outlet() -> None:
    post = f"<blockquote class='twitter-tweet'>{p('Port opens!')}— A Sample (@sample)</blockquote>"
    assert body(article(p(FIRST), post, p(SECOND), p(THIRD))) == [FIRST, SECOND, THIRD]
    quote = f"<blockquote>{p(FOURTH)}</blockquote>"
    assert FOURTH in body(article(p(FIRST), quote, p(SECOND), p(THIRD)))


def test_a_button_outside_of_sentences_is_no_text() -> None:
    paragraphs = body(article("<button>Share this story</button>", p(FIRST), p(SECOND), p(THIRD)))
    assert paragraphs == [FIRST, SECOND, THIRD]


def test_a_sentence_that_is_a_link_is_kept_and_a_pointer_is_not() -> None:
    linked = p(f"<a href='/live'><strong>{SECOND}</strong></a>")
    pointer = p("<a href='/2'>Also read: Harbours of the east coast and their many fires</a>")
    assert body(article(p(FIRST), linked, pointer, p(THIRD))) == [FIRST, SECOND, THIRD]


CONSENT = (
    p("We and our 42 partners store and access personal data, such as browsing data, on devices.")
    + p("These cookies are necessary for the site to function and cannot be switched off at all.")
    + p("If trackers are disabled, some content and ads may not be as relevant to all visitors.")
) * 3


@pytest.mark.parametrize(
    "box",
    [
        "<div id='onetrust-consent-sdk'>{}</div>",
        "<div class='cookie-banner'>{}</div>",
        "<div id='CybotCookiebotDialog'>{}</div>",
        "<div class='didomi-popup'>{}</div>",
        "<div class='qc-cmp2-container'>{}</div>",
        "<div role='dialog' class='a'>{}</div>",
        "<div role='alertdialog'>{}</div>",
        "<dialog open>{}</dialog>",
        "<div hidden>{}</div>",
        "<div style='display: none'>{}</div>",
        "<section class='x9'>{}</section>",
    ],
)
def test_a_consent_dialog_is_no_part_of_the_story(box: str) -> None:
    story = f"<div><h1>Harbour</h1>{p(FIRST)}{p(SECOND)}{p(THIRD)}</div>"
    assert body(story + box.format(CONSENT)) == [FIRST, SECOND, THIRD]


def test_a_page_that_names_its_whole_body_after_its_consent_tool_keeps_its_story() -> None:
    story = f"<div class='cookie-consent-active'>{article(p(FIRST), p(SECOND), p(THIRD))}</div>"
    assert body(story) == [FIRST, SECOND, THIRD]


def test_a_page_that_only_asks_for_consent_has_no_text() -> None:
    assert body(f"<div class='wall'><h1>Before you continue</h1>{CONSENT}</div>") == []


def test_a_story_of_less_than_the_least_length_is_no_text() -> None:
    assert body(article(p(FIRST))) == []
    assert len(f"{FIRST}\n\n{SECOND}") < LEAST_BODY_CHARS
    assert body(article(p(FIRST), p(SECOND), p(THIRD))) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "call",
    [
        "To continue reading this article, please subscribe or log in.",
        "The rest of this article is available to paying members.",
        "Already a subscriber? Log in here.",
        "You have reached your limit of free articles.",
        "Subscribe now to read on.",
        "Pour lire la suite, abonnez-vous à notre journal.",
        "Cet article est réservé aux abonnés.",
        "Déjà abonné ? Connectez-vous.",
        "Um weiterzulesen, melden Sie sich bitte an.",
        "Dieser Artikel ist exklusiv für Abonnenten.",
        "Bereits Abonnent? Hier anmelden.",
        "Para seguir leyendo, suscríbete.",
        "¿Ya eres suscriptor? Inicia sesión.",
        "Per continuare a leggere devi essere abbonato.",
        "Haberin devamı için abone olun.",
        "لمتابعة القراءة يرجى الاشتراك",
        "להמשך קריאה הירשמו",
        "We and our partners use cookies.",
        "Nous utilisons des cookies pour améliorer votre expérience.",
        "Wir verwenden Cookies, um Inhalte zu personalisieren.",
        "Utilizamos cookies propias y de terceros.",
        "Accept all",
    ],
)
def test_a_call_to_the_visitor_is_known_in_the_languages_of_the_sources(call: str) -> None:
    assert is_call(call)


@pytest.mark.parametrize(
    "sentence",
    [
        FIRST,
        SECOND,
        THIRD,
        FOURTH,
        "The regulator fined the firm because its cookie banner hid the choice to refuse.",
        "“We use cookies on every page,” Ms Sample said.",
        "The court ruled that consent preferences must be as easy to refuse as to accept.",
        "Support for the minister fell, according to a survey of subscribers.",
        "Members of the union returned to work on Monday.",
        "The rest of this story is well known to the dockers of the north.",
        "Subscribers of the bankrupt provider lost their lines on Monday.",
    ],
)
def test_a_sentence_of_the_news_is_no_call(sentence: str) -> None:
    assert not is_call(sentence)


def test_a_long_paragraph_that_begins_like_a_call_is_kept() -> None:
    call = "Become a member "
    assert is_call(call + "x" * (MAX_CALL_CHARS - len(call)))
    assert not is_call(call + "x" * (MAX_CALL_CHARS - len(call) + 1))


def outside(summary: str) -> str:
    return (
        f"<div><h1>Harbour</h1>{summary}</div><div "
        f"class='article-body'>{p(SECOND)}{p(THIRD)}{p(FOURTH)}</div>"
    )


@pytest.mark.parametrize(
    "summary",
    [
        f"<div class='summary'><strong>{FIRST}</strong></div>",
        f"<p class='standfirst'>{FIRST}</p>",
        f"<h2 class='article-intro'>{FIRST}</h2>",
    ],
)
def test_a_first_paragraph_before_the_body_is_read(summary: str) -> None:
    assert body(outside(summary)) == [FIRST, SECOND, THIRD, FOURTH]


def test_an_unmarked_text_before_the_body_counts_when_the_feed_or_the_page_knows_it() -> None:
    plain = f"<div class='x1'>{FIRST}</div>"
    assert body(outside(plain), lead=FIRST)[0] == FIRST
    description = f"<meta name='description' content='{FIRST}'>"
    assert body(outside(plain), head=description)[0] == FIRST
    assert FIRST not in body(outside(plain))


def test_a_text_before_the_body_is_not_doubled() -> None:
    story = f"<div><h1>Harbour</h1><p class='lead'>{FIRST}</p>{p(SECOND)}{p(THIRD)}</div>"
    assert body(story, lead=FIRST).count(FIRST) == 1


HIDDEN = "A drawer of the menu holds this text for visitors who open it on the smallest of screens."


@pytest.mark.parametrize(
    "box",
    [
        f"<div aria-hidden='true'>{HIDDEN}</div>",
        f"<section aria-hidden='true'><p>{HIDDEN}</p></section>",
        f"<aside aria-hidden='true'><p>{HIDDEN}</p></aside>",
        f"<p aria-hidden='true'>{HIDDEN}</p>",
        f"<p hidden>{HIDDEN}</p>",
        f"<p style='display: none'>{HIDDEN}</p>",
        f"<div style='opacity:0'><p>{HIDDEN}</p></div>",
        f"<p style='font-size:0'>{HIDDEN}</p>",
        f"<p style='position:absolute; left:-9999px'>{HIDDEN}</p>",
        f"<p style='clip: rect(0 0 0 0)'>{HIDDEN}</p>",
        f"<p class='note sr-only'>{HIDDEN}</p>",
        f"<div class='visually-hidden'><p>{HIDDEN}</p></div>",
        f"<template><p>{HIDDEN}</p></template>",
    ],
)
def test_a_text_that_no_visitor_sees_is_no_part_of_the_story(box: str) -> None:
    story = p(FIRST) + p(SECOND) + p(THIRD)
    assert body(article(box, story)) == [FIRST, SECOND, THIRD]
    assert body(box + article(story)) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("mark", ["aria-hidden='true'", "style='opacity:0'", "class='sr-only'"])
def test_a_box_with_most_words_of_the_page_is_the_story_and_not_hidden(mark: str) -> None:
    story = p(FIRST) + p(SECOND) + p(THIRD)
    assert body(f"<h1>Harbour</h1><div {mark}>{story}</div>") == [FIRST, SECOND, THIRD]


def test_the_number_of_a_footnote_is_no_part_of_a_word() -> None:
    noted = FIRST.replace("harbour would", "harbour<sup><a href='#n1'>[1]</a></sup> would")
    assert body(article(p(noted), p(SECOND), p(THIRD))) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "Wij en onze 842 partners slaan informatie op, zoals unieke ID's in cookies.",
        "Cihazınızda bilgi depolamak için çerezler kullanıyoruz ve kişisel verileri işliyoruz.",
        "אנו והשותפים שלנו משתמשים בעוגיות כדי לאחסן מידע במכשיר שלך.",
        "ما و شرکای ما از کوکی‌ها برای ذخیره اطلاعات در دستگاه شما استفاده می‌کنیم.",
        "Мы и наши 842 партнера храним информацию на устройстве.",
        "Ми використовуємо файли cookie для аналітики.",
        "Vi och våra partner använder cookies på den här sidan.",
        "我们使用cookie来改善您的体验。",
        "当サイトではクッキーを使用しています。",
    ],
)
@pytest.mark.parametrize("tag", ["article", "div"])
def test_paragraphs_on_consent_in_a_box_without_a_name_never_outweigh_the_story(
    tag: str, line: str
) -> None:
    story = f"<{tag} class='x1'><h1>Harbour</h1>{p(FIRST)}{p(SECOND)}{p(THIRD)}</{tag}>"
    dialog = f"<div class='x9'><h2>Your choice</h2>{4 * p(4 * line)}<a href='/s'>Settings</a></div>"
    assert body(story + dialog) == [FIRST, SECOND, THIRD]
    assert body(dialog + story) == [FIRST, SECOND, THIRD]
    assert body(dialog) == []


@pytest.mark.parametrize(
    "name", ["cookiescript_injected", "cookiefirst-root", "ccc-content", "cookie-control"]
)
def test_a_box_that_a_tool_for_consent_names_is_no_part_of_the_story(name: str) -> None:
    words = "Partners may read what you looked at and for how long you stayed on each page. "
    dialog = f"<div id='{name}'>{4 * p(4 * words)}</div>"
    assert body(article(p(FIRST), p(SECOND), p(THIRD)) + dialog) == [FIRST, SECOND, THIRD]


def test_a_line_break_in_mid_sentence_parts_no_paragraph() -> None:
    broken = "The port will open on Friday,<br>4 December, the ministry<br/>said in a statement."
    assert body(article(p(FIRST), p(broken), p(SECOND))) == [
        FIRST,
        "The port will open on Friday, 4 December, the ministry said in a statement.",
        SECOND,
    ]


def test_a_line_break_between_sentences_parts_two_paragraphs() -> None:
    assert body(article(p(FIRST), p(f"{SECOND}<br>{THIRD}"))) == [FIRST, SECOND, THIRD]


def test_a_first_paragraph_alone_in_a_box_of_a_telling_name_is_read() -> None:
    rest = p(SECOND) + p(THIRD) + p(FOURTH)
    page = (
        f"<h1>Harbour</h1><div class='article-summary'>{p(FIRST)}</div><div class='article-body'>"
    )
    assert body(f"{page}{rest}</div>") == [FIRST, SECOND, THIRD, FOURTH]
