"""Signed links: what they say is what was sealed, and nothing else opens."""

from __future__ import annotations

import base64
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.models import Publication
from digest.tokens import Purpose, ReaderLinks, Token, make_token, read_token, reader_links

KEY = "a key for tests"
PUBLICATION = Publication(
    name="Desk", public_url="https://news.example.org/", from_address="d@news.example.org"
)
URL_SAFE = frozenset(string.ascii_letters + string.digits + "-_")

ids = st.text(
    st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=40
).filter(lambda text: not text.startswith("@"))
tokens = st.builds(Token, subscriber_id=ids, newsletter_id=ids, issue_id=ids)


@given(tokens, st.sampled_from(Purpose))
def test_a_token_says_what_was_sealed(token: Token, purpose: Purpose) -> None:
    text = make_token(KEY, token, purpose)
    assert set(text) <= URL_SAFE
    assert read_token(KEY, text, purpose) == token


@given(tokens, st.integers(min_value=0), st.sampled_from(sorted(URL_SAFE)))
def test_a_token_with_one_changed_character_does_not_open(
    token: Token, at: int, other: str
) -> None:
    text = make_token(KEY, token, Purpose.VIEW)
    place = at % len(text)
    forged = text[:place] + other + text[place + 1 :]
    if forged != text:
        assert read_token(KEY, forged, Purpose.VIEW) is None


@given(st.text(max_size=700))
def test_any_other_text_is_no_token(text: str) -> None:
    assert read_token(KEY, text, Purpose.VIEW) is None


def test_a_token_serves_one_purpose_only() -> None:
    token = Token(subscriber_id="s1", newsletter_id="daily", issue_id="daily@2026-11-23")
    text = make_token(KEY, token, Purpose.VIEW)
    assert read_token(KEY, text, Purpose.UNSUBSCRIBE) is None
    assert read_token(KEY, text, Purpose.PREFERENCES) is None


def test_an_old_key_still_opens_and_the_first_key_signs() -> None:
    token = Token(subscriber_id="s1", newsletter_id="daily")
    old = make_token("old", token, Purpose.UNSUBSCRIBE)
    assert read_token(("new", "old"), old, Purpose.UNSUBSCRIBE) == token
    assert read_token("new", old, Purpose.UNSUBSCRIBE) is None
    assert make_token(("new", "old"), token, Purpose.UNSUBSCRIBE) == make_token(
        "new", token, Purpose.UNSUBSCRIBE
    )


def test_links_stand_under_the_public_address_and_are_the_same_every_time() -> None:
    def links() -> object:
        return reader_links(
            PUBLICATION, KEY, subscriber_id="s1", newsletter_id="daily", issue_id="daily@2026-11-23"
        )

    assert links() == links()
    one = reader_links(
        PUBLICATION, KEY, subscriber_id="s1", newsletter_id="daily", issue_id="daily@2026-11-23"
    )
    assert one.one_click.startswith("https://news.example.org/u/")
    assert one.web_view.startswith("https://news.example.org/v/")
    assert one.preferences.startswith("https://news.example.org/p/")
    token = read_token(KEY, one.unsubscribe.rpartition("/")[2], Purpose.UNSUBSCRIBE)
    assert token == Token(subscriber_id="s1", newsletter_id="daily", issue_id="daily@2026-11-23")


def test_a_link_is_short() -> None:
    links = reader_links(
        PUBLICATION,
        KEY,
        subscriber_id="Zk3v9_a1Qx0b",
        newsletter_id="security-briefing",
        issue_id="security-briefing@2026-11-23",
    )
    assert len(links.unsubscribe) < 110


def test_an_empty_key_is_refused() -> None:
    with pytest.raises(ValueError, match="key"):
        make_token("", Token(subscriber_id="s", newsletter_id="n"), Purpose.VIEW)


def test_a_seal_has_120_bits() -> None:
    short = Token(subscriber_id="s", newsletter_id="n")
    raw = base64.urlsafe_b64decode(make_token(KEY, short, Purpose.VIEW) + "==")
    assert len(raw) - len(b"s\nn\n") == 15


def test_a_token_has_one_spelling() -> None:
    spellings = 0
    for length in range(1, 5):
        token = Token(subscriber_id="s" * length, newsletter_id="n")
        text = make_token(KEY, token, Purpose.VIEW)
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        for last in sorted(URL_SAFE - {text[-1]}):
            twin = text[:-1] + last
            if base64.urlsafe_b64decode(twin + "=" * (-len(twin) % 4)) == raw:
                spellings += 1
                assert read_token(KEY, twin, Purpose.VIEW) is None
        assert read_token(KEY, text + "=", Purpose.VIEW) is None
    assert spellings > 0


@pytest.mark.parametrize("text", ["", "a", "AAAA", "é" * 20, "a b" * 9, "A" * 20, "A" * 601])
def test_a_text_that_is_no_token_opens_nothing(text: str) -> None:
    assert read_token(KEY, text, Purpose.VIEW) is None


def test_the_longest_token_opens_and_a_longer_one_does_not() -> None:
    for length in range(380, 440):
        token = Token(subscriber_id="s" * length, newsletter_id="n")
        text = make_token(KEY, token, Purpose.VIEW)
        assert (read_token(KEY, text, Purpose.VIEW) == token) is (len(text) <= 600)


@pytest.mark.parametrize(
    "token",
    [
        Token(subscriber_id="s\n", newsletter_id="n"),
        Token(subscriber_id="s", newsletter_id="n\nx"),
        Token(subscriber_id="s", newsletter_id="n", issue_id="i\n"),
    ],
)
def test_an_id_of_two_lines_cannot_be_sealed(token: Token) -> None:
    with pytest.raises(ValueError, match="one line"):
        make_token(KEY, token, Purpose.VIEW)


def test_no_key_or_an_empty_one_among_several_is_refused() -> None:
    token = Token(subscriber_id="s", newsletter_id="n")
    for keys in ((), ("",), ("new", "")):
        with pytest.raises(ValueError, match="key"):
            make_token(keys, token, Purpose.VIEW)


def opened(links: ReaderLinks, name: str, purpose: Purpose) -> Token | None:
    return read_token(KEY, getattr(links, name).rpartition("/")[2], purpose)


def links_of(**more: bool) -> ReaderLinks:
    return reader_links(
        PUBLICATION,
        KEY,
        subscriber_id="s1",
        newsletter_id="daily",
        issue_id="daily@2026-11-23",
        **more,
    )


PURPOSES = {
    "unsubscribe": Purpose.UNSUBSCRIBE,
    "one_click": Purpose.UNSUBSCRIBE,
    "preferences": Purpose.PREFERENCES,
    "web_view": Purpose.VIEW,
    "confirm": Purpose.CONFIRM,
    "opinion": Purpose.OPINION,
}


@pytest.mark.parametrize(("name", "purpose"), PURPOSES.items())
def test_each_link_of_a_mail_opens_for_its_own_purpose_alone(name: str, purpose: Purpose) -> None:
    links = links_of(confirms=True, asks=True)
    token = Token(subscriber_id="s1", newsletter_id="daily", issue_id="daily@2026-11-23")
    for other in Purpose:
        assert opened(links, name, other) == (token if other is purpose else None)


@pytest.mark.parametrize(
    ("more", "confirm", "opinion"),
    [
        ({}, False, False),
        ({"confirms": True}, True, False),
        ({"asks": True}, False, True),
        ({"confirms": True, "asks": True}, True, True),
    ],
)
def test_links_to_confirm_and_to_answer_are_made_where_they_are_asked_for(
    more: dict[str, bool], confirm: bool, opinion: bool
) -> None:
    links = links_of(**more)
    assert (bool(links.confirm), bool(links.opinion)) == (confirm, opinion)


def test_the_letter_in_the_path_is_that_of_the_purpose() -> None:
    links = links_of(confirms=True, asks=True)
    for name, purpose in PURPOSES.items():
        path = getattr(links, name).removeprefix("https://news.example.org/")
        assert path.partition("/")[0] == purpose.value


def test_each_purpose_has_a_letter_of_its_own() -> None:
    letters = [purpose.value for purpose in Purpose]
    assert sorted(letters) == sorted({*letters})
    assert {len(letter) for letter in letters} == {1}


@given(tokens, tokens)
def test_two_tokens_have_two_texts(first: Token, second: Token) -> None:
    same = first == second
    assert (make_token(KEY, first, Purpose.VIEW) == make_token(KEY, second, Purpose.VIEW)) is same


@given(tokens, st.binary(min_size=1, max_size=3), st.booleans())
def test_no_octet_can_be_added_to_a_token(token: Token, more: bytes, before: bool) -> None:
    text = make_token(KEY, token, Purpose.VIEW)
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    forged = more + raw if before else raw + more
    spelled = base64.urlsafe_b64encode(forged).rstrip(b"=").decode()
    assert read_token(KEY, spelled, Purpose.VIEW) is None


@pytest.mark.parametrize("length", range(16))
def test_a_seal_without_a_token_opens_nothing(length: int) -> None:
    spelled = base64.urlsafe_b64encode(b"\0" * length).rstrip(b"=").decode()
    assert read_token(KEY, spelled, Purpose.VIEW) is None


@pytest.mark.parametrize(
    ("newsletter", "issue"),
    [
        ("daily", "daily@2026-11-23"),
        ("daily", "weekly@2026-11-23"),
        ("daily", "daily"),
        ("daily", ""),
        ("", "@2026-11-23"),
        ("a@b", "a@b@2026-11-23"),
    ],
)
def test_an_issue_comes_back_whole_with_its_newsletter_left_out(
    newsletter: str, issue: str
) -> None:
    token = Token(subscriber_id="s", newsletter_id=newsletter, issue_id=issue)
    assert read_token(KEY, make_token(KEY, token, Purpose.VIEW), Purpose.VIEW) == token
