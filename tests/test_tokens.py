"""Signed links: what they say is what was sealed, and nothing else opens."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.models import Publication
from digest.tokens import Purpose, Token, make_token, read_token, reader_links

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
