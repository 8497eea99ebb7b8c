"""A reader leaves by POST alone, and no form that a mail program sends can fail on its way."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_issue import NOW
from starlette.testclient import TestClient

from digest.config import Config, Settings
from digest.models import Newsletter, Publication, Subscriber, SubscriberState
from digest.protocols import Store
from digest.store import open_store
from digest.tokens import Purpose, Token, make_token
from digest.web import public_app

KEY = "a key for tests"
READER = Subscriber(id="r1", email="reader@mail.example", newsletters=("daily", "gulf"))
NEWSLETTERS = (
    Newsletter(id="daily", name="The <Daily>", tagline="", topics=()),
    Newsletter(id="gulf", name="Gulf", tagline="", topics=()),
)


@pytest.fixture
def store(tmp_path: Path, migrated_file: Path) -> Iterator[Store]:
    copied = shutil.copy(migrated_file, tmp_path / "news.db")
    opened = open_store(f"sqlite:///{copied}")
    opened.subscribers.add([READER])
    yield opened
    opened.close()


@pytest.fixture
def client(store: Store) -> TestClient:
    return client_of(store)


def client_of(store: Store, newsletters: tuple[Newsletter, ...] = NEWSLETTERS) -> TestClient:
    publication = Publication(
        name="Desk", public_url="https://news.example.org", from_address="desk@news.example.org"
    )
    config = Config(
        folder=Path(), settings=Settings(publication=publication), newsletters=newsletters
    )
    return TestClient(public_app(store, config, key=KEY, clock=lambda: NOW))


def link(purpose: Purpose, *, newsletter: str = "daily", reader: str = "r1") -> str:
    token = Token(subscriber_id=reader, newsletter_id=newsletter)
    letter = {Purpose.UNSUBSCRIBE: "u", Purpose.PREFERENCES: "p"}[purpose]
    return f"/{letter}/{make_token(KEY, token, purpose)}"


UNSUBSCRIBE = link(Purpose.UNSUBSCRIBE)
PREFERENCES = link(Purpose.PREFERENCES)


def newsletters_of(store: Store) -> tuple[str, ...]:
    reader = store.subscribers.get("r1")
    assert reader
    return reader.newsletters


def ways_of_leaving(store: Store) -> list[str]:
    lines = store.subscribers.history(READER.email)
    return [line.evidence for line in lines if line.what.startswith("left")]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", [UNSUBSCRIBE, PREFERENCES])
def test_no_method_but_post_changes_what_a_reader_gets(
    client: TestClient, store: Store, path: str, method: str
) -> None:
    client.request(method, path, params={"leave": "*", "by": "hand"})
    assert newsletters_of(store) == READER.newsletters


@pytest.mark.parametrize(
    ("form", "way"),
    [
        ({"List-Unsubscribe": "One-Click"}, "by one-click"),
        ({}, "by one-click"),
        ({"by": "hand"}, "by page"),
    ],
)
def test_the_way_of_leaving_is_kept_as_evidence(
    client: TestClient, store: Store, form: dict[str, str], way: str
) -> None:
    assert client.post(UNSUBSCRIBE, data=form).status_code == 200
    assert ways_of_leaving(store) == [way]


def test_leaving_in_the_preferences_is_a_way_of_its_own(client: TestClient, store: Store) -> None:
    client.post(PREFERENCES, data={"leave": "gulf"})
    assert ways_of_leaving(store) == ["by preferences"]


def test_the_page_after_leaving_leads_to_the_preferences_of_the_same_reader(
    client: TestClient, store: Store
) -> None:
    page = client.post(UNSUBSCRIBE)
    assert PREFERENCES in page.text
    assert "Gulf" in client.get(PREFERENCES).text
    assert newsletters_of(store) == ("gulf",)


def test_a_reader_who_leaves_the_last_newsletter_has_left(client: TestClient, store: Store) -> None:
    client.post(PREFERENCES, data={"leave": "*"})
    reader = store.subscribers.get("r1")
    assert reader
    assert (reader.newsletters, reader.state) == ((), SubscriberState.LEFT)


@pytest.mark.parametrize("form", [{}, {"leave": ""}, {"other": "gulf"}])
def test_an_empty_choice_leaves_no_newsletter(
    client: TestClient, store: Store, form: dict[str, str]
) -> None:
    assert client.post(PREFERENCES, data=form).status_code == 400
    assert newsletters_of(store) == READER.newsletters


def test_a_newsletter_that_the_reader_never_had_changes_no_other(
    client: TestClient, store: Store
) -> None:
    assert client.post(PREFERENCES, data={"leave": "nowhere"}).status_code == 200
    assert newsletters_of(store) == READER.newsletters


def test_of_a_field_that_comes_twice_the_last_value_counts(
    client: TestClient, store: Store
) -> None:
    body = urlencode([("leave", "daily"), ("leave", "gulf")])
    client.post(PREFERENCES, content=body)
    assert newsletters_of(store) == ("daily",)


def test_a_link_of_preferences_does_not_unsubscribe_and_the_other_way_round(
    client: TestClient, store: Store
) -> None:
    for wrong in (PREFERENCES.replace("/p/", "/u/"), UNSUBSCRIBE.replace("/u/", "/p/")):
        assert client.post(wrong, data={"leave": "*"}).status_code == 404
    assert newsletters_of(store) == READER.newsletters


def test_a_link_for_an_unknown_reader_tells_no_stranger_so(client: TestClient) -> None:
    unknown = link(Purpose.UNSUBSCRIBE, reader="r9")
    for path in (UNSUBSCRIBE, unknown):
        assert client.get(path).status_code == 200
    assert client.get(unknown).text == client.get(UNSUBSCRIBE).text
    assert client.post(unknown).status_code == 200


def test_an_erased_reader_sees_the_page_of_a_reader_without_newsletters(
    client: TestClient, store: Store
) -> None:
    store.subscribers.remove("r1")
    page = client.get(PREFERENCES)
    assert page.status_code == 200
    assert "Gulf" not in page.text


def test_a_newsletter_that_ended_is_left_under_its_id(store: Store) -> None:
    store.subscribers.add([replace(READER, newsletters=("ended",))])
    client = client_of(store)
    ended = link(Purpose.UNSUBSCRIBE, newsletter="ended")
    assert "ended" in client.get(ended).text
    assert client.post(ended).status_code == 200
    assert "ended" not in newsletters_of(store)


def test_names_are_text_on_every_page(client: TestClient) -> None:
    for page in (client.get(UNSUBSCRIBE), client.get(PREFERENCES), client.post(UNSUBSCRIBE)):
        assert "The &lt;Daily&gt;" in page.text
        assert "<Daily>" not in page.text


a_content_type = st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=30)

_numbers = itertools.count(1)


@given(body=st.binary(max_size=200), content_type=a_content_type)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_body_that_a_mail_program_posts_takes_the_reader_off(
    client: TestClient, store: Store, body: bytes, content_type: str
) -> None:
    # a reader of its own for each example: one who left before would have left already
    name = f"x{next(_numbers)}"
    reader = replace(READER, id=name, email=f"{name}@mail.example")
    store.subscribers.add([reader])
    answer = client.post(
        link(Purpose.UNSUBSCRIBE, reader=name),
        content=body,
        headers={"content-type": content_type.strip()},
    )
    assert answer.status_code == 200
    kept = store.subscribers.get(name)
    assert kept
    assert kept.newsletters == ("gulf",)


def test_the_pages_of_leaving_speak_the_language_that_the_reader_chose(
    client: TestClient, store: Store
) -> None:
    path = link(Purpose.UNSUBSCRIBE)
    assert 'lang="en"' in client.get(path).text
    store.choices.set_look("r1", language="fa", text_only=False)
    for page in (client.get(path), client.post(path), client.post(f"{path}/undo")):
        assert 'lang="fa" dir="rtl"' in page.text
    # the mail of an erased reader still speaks its own
    store.subscribers.remove("r1")
    assert 'lang="en"' in client.get(path).text
