"""The API over both databases: tokens, scopes, pages, ETags, errors and the part that writes."""

from __future__ import annotations

import json
import runpy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from joining_room import NEWSLETTERS, PUBLICATION, Room, sent_issue
from small_issue import NOW, a_briefing, an_issue
from starlette.testclient import TestClient
from store_nouns import an_article

from digest.config import ApiSettings, Config, Settings
from digest.errors import UseError
from digest.models import (
    DESK,
    AlsoItem,
    ApiScope,
    Citation,
    Field,
    Item,
    Passage,
    Selection,
    Story,
    Subscriber,
    SubscriberState,
    Tier,
)
from digest.protocols import Store
from digest.usecases.api_access import make_api_token, revoke_api_token, valid_api_token
from digest.usecases.newsroom import Newsroom
from digest.web.api.openapi import describe

DOCS = Path(__file__).parents[2] / "docs"


class ApiRoom(Room):
    api: ApiSettings = ApiSettings(enabled=True)

    @property
    def newsroom(self) -> Newsroom:
        settings = Settings(publication=self.publication, readers=self.readers, api=self.api)
        config = Config(folder=Path(), settings=settings, newsletters=NEWSLETTERS)
        return Newsroom(config=config, store=self.store, clock=self.clock)

    def program(self, *scopes: ApiScope) -> TestClient:
        _, text = make_api_token(self.newsroom, "A program", scopes or (ApiScope.READ,))
        client = self.client()
        client.headers["authorization"] = f"Bearer {text}"
        return client


@pytest.fixture
def room(store: Store) -> ApiRoom:
    sent_issue(store, "daily@2026-11-19", subject="Ships wait")
    sent_issue(store, "daily@2026-11-20", subject="Harbour reopens")
    sent_issue(store, "oil@2026-11-20", subject="Oil harbour closes")
    return ApiRoom(store=store)


def test_the_api_is_off_until_it_is_switched_on(store: Store) -> None:
    assert Room(store=store).client().get("/api/openapi.json").status_code == 404
    assert ApiRoom(store=store).client().get("/api/openapi.json").status_code == 200


def test_only_a_hash_of_a_token_is_stored_and_a_revoked_one_opens_no_door(room: ApiRoom) -> None:
    newsroom = room.newsroom
    token, text = make_api_token(newsroom, " A  program ", [ApiScope.EVENTS, ApiScope.READ])
    assert token.name == "A program"
    assert token.scopes == (ApiScope.READ, ApiScope.EVENTS)
    secret = text.rpartition("_")[2]
    assert secret not in repr(room.store.api_tokens.list())
    assert valid_api_token(newsroom, text) == token
    for wrong in ("", text[:-1], text[:-4] + "0000", f"digest_{'0' * 12}_{secret}", text + "\n"):
        assert valid_api_token(newsroom, wrong) is None
    assert revoke_api_token(newsroom, token.id)
    assert not revoke_api_token(newsroom, token.id)
    assert valid_api_token(newsroom, text) is None
    with pytest.raises(UseError, match="no such token"):
        revoke_api_token(newsroom, "nowhere")
    with pytest.raises(UseError, match="needs a name"):
        make_api_token(newsroom, " ", [ApiScope.READ])
    with pytest.raises(UseError, match="without a scope"):
        make_api_token(newsroom, "x", [])


def test_a_request_without_a_valid_token_is_refused_in_plain_words(room: ApiRoom) -> None:
    client = room.client()
    for sent in ({}, {"authorization": "Bearer nonsense"}, {"authorization": "Basic eDp5"}):
        answer = client.get("/api/v1/newsletters", headers=sent)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"
        assert "Authorization: Bearer" in answer.json()["detail"]


def test_a_program_reads_newsletters_and_issues_page_by_page(room: ApiRoom) -> None:
    client = room.program()
    found = client.get("/api/v1/newsletters").json()["items"]
    assert [(one["id"], one["tier"]) for one in found] == [
        ("daily", "free"),
        ("gulf", "free"),
        ("oil", "member"),
    ]
    page = client.get("/api/v1/newsletters/daily/issues", params={"per_page": 1}).json()
    assert [one["id"] for one in page["items"]] == ["daily@2026-11-20"]
    last = client.get(page["next"]).json()
    assert [one["id"] for one in last["items"]] == ["daily@2026-11-19"]
    assert last["next"] is None
    for wrong in ("0", "x", "²", "10001", "9" * 5000):
        answer = client.get("/api/v1/newsletters/daily/issues", params={"page": wrong})
        assert answer.status_code == 400
        assert "whole number" in answer.json()["detail"]


def test_a_story_has_its_sentences_with_spans_and_sources(room: ApiRoom) -> None:
    issue_id = "daily@2026-11-21"
    cited = Passage(text="Ships wait.", article_id="a1", field=Field.TITLE, start=2, end=13)
    desk = Passage(text="We will see.", article_id=DESK)
    item = Item(story_id="s1", headline=cited, section="sea", why_it_matters=((cited, desk),))
    also = AlsoItem(story_id="s2", passage=replace(cited, text="Cranes stand.", article_id="a2"))
    citations = []
    for article_id in ("a1", "a2"):
        citations.append(
            Citation(
                article_id=article_id,
                url=f"https://outlet.example/{article_id}",
                title="Ships",
                outlet="Outlet",
                published=NOW,
            )
        )
    briefing = a_briefing(issue_id, items=(item,), also=(also,), citations=tuple(citations))
    room.store.issues.save_draft(briefing, Selection(stories=()), an_issue(issue_id))
    room.store.issues.approve(issue_id, subscriber_ids=[], now=NOW)
    client = room.program()
    told, brief = client.get(f"/api/v1/issues/{issue_id}").json()["stories"]
    assert (told["id"], told["headline"], told["section"]) == ("s1", "Ships wait.", "sea")
    parts = [(one["part"], one["source"], one["span"]) for one in told["passages"]]
    span = {"field": "title", "start": 2, "end": 13}
    assert parts == [
        ("headline", "a1", span),
        ("why_it_matters", "a1", span),
        ("why_it_matters", None, None),
    ]
    assert [source["url"] for source in told["sources"]] == ["https://outlet.example/a1"]
    assert (brief["id"], brief["state"], brief["sources"][0]["id"]) == ("s2", "in_brief", "a2")
    assert client.get(f"/api/v1/issues/{issue_id}/stories/s1").json() == told
    assert client.get(f"/api/v1/issues/{issue_id}/stories/x").status_code == 404


def test_a_story_leads_to_its_thread_and_threads_are_listed(room: ApiRoom) -> None:
    store = room.store
    headline = Passage(text="Ships wait", article_id=DESK)
    for day, name in (("21", "Ships wait"), ("22", "Ships sail"), ("23", "Ships arrive")):
        issue_id = f"daily@2026-11-{day}"
        item = Item(story_id="s1", headline=replace(headline, text=name), section="sea")
        once = Item(story_id="s2", headline=headline, section="sea")
        stories = (
            Story(id="s1", articles=(an_article(),), thread_id="t1"),
            Story(id="s2", articles=(an_article(),), thread_id=f"once {day}"),
        )
        briefing = a_briefing(issue_id, items=(item, once))
        store.issues.save_draft(briefing, Selection(stories=stories), an_issue(issue_id))
        store.issues.approve(issue_id, subscriber_ids=[], now=NOW + timedelta(days=int(day)))
    client = room.program()
    (told,) = client.get("/api/v1/newsletters/daily/threads").json()["items"]
    assert (told["id"], told["headline"], told["issues"]) == ("t1", "Ships arrive", 3)
    assert told["first"] < told["last"]
    story = client.get("/api/v1/issues/daily@2026-11-22/stories/s1").json()
    assert story["thread"] == "t1"
    steps = client.get(f"/api/v1/newsletters/daily/threads/{story['thread']}").json()["steps"]
    assert [step["headline"] for step in steps] == ["Ships arrive", "Ships sail", "Ships wait"]
    assert client.get("/api/v1/newsletters/gulf/threads").json() == {"items": [], "next": None}
    assert client.get("/api/v1/newsletters/oil/threads").status_code == 403


def test_an_issue_that_did_not_go_out_does_not_exist(room: ApiRoom) -> None:
    briefing = a_briefing("gulf@2026-11-20")
    room.store.issues.save_draft(briefing, Selection(stories=()), an_issue("gulf@2026-11-20"))
    client = room.program()
    for path in (
        "issues/gulf@2026-11-20",
        "issues/x",
        "newsletters/x/issues",
        "newsletters/daily/threads/x",
    ):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 404
        assert answer.json()["detail"].startswith("no such")
    assert client.get("/api/v1/nowhere").json()["title"] == "Not Found"
    assert client.post("/api/v1/newsletters").status_code == 405


def test_an_unprintable_path_is_refused_as_every_other_request_is(room: ApiRoom) -> None:
    answer = room.program().get("/api/v1/issues/a%00b")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert room.client().get("/i/a%00b").headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("x" * 100, 200),
        ("x" * 101, 400),
        ("har\x00bour", 400),
        ("har\nbour", 400),
        ("har\u202ebour", 400),
        ("", 200),
    ],
)
def test_a_question_has_a_hundred_printable_characters_at_most(
    room: ApiRoom, words: str, status: int
) -> None:
    answer = room.program().get("/api/v1/search", params={"q": words})
    assert answer.status_code == status


def test_issues_of_members_ask_for_their_scope(room: ApiRoom) -> None:
    client = room.program()
    assert client.get("/api/v1/issues/oil@2026-11-20").status_code == 403
    assert client.get("/api/v1/newsletters/oil/issues").status_code == 403
    found = client.get("/api/v1/search", params={"q": "harbour"}).json()["items"]
    assert [one["subject"] for one in found] == ["Harbour reopens"]
    member = room.program(ApiScope.READ, ApiScope.MEMBERS)
    assert member.get("/api/v1/issues/oil@2026-11-20").status_code == 200
    found = member.get("/api/v1/search", params={"q": "harbour"}).json()["items"]
    assert len(found) == 2
    assert room.program(ApiScope.EVENTS).get("/api/v1/newsletters").status_code == 403


def test_an_unchanged_answer_is_an_empty_304(room: ApiRoom) -> None:
    client = room.program()
    first = client.get("/api/v1/issues/daily@2026-11-20")
    etag = first.headers["etag"]
    again = client.get("/api/v1/issues/daily@2026-11-20", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/issues/daily@2026-11-19", headers={"if-none-match": etag})
    assert other.status_code == 200


def test_a_token_keeps_within_its_minute(room: ApiRoom) -> None:
    room.api = ApiSettings(enabled=True, requests_a_minute=2, wrong_tokens_an_hour=1)
    client = room.program()
    statuses = [client.get("/api/v1/newsletters").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    answer = client.get("/api/v1/newsletters")
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    room.clock.pass_(minutes=1)
    assert client.get("/api/v1/newsletters").status_code == 200
    stranger = room.client()
    assert [stranger.get("/api/v1/newsletters").status_code for _ in range(2)] == [401, 429]


def test_a_reader_who_is_added_confirms_by_mail(room: ApiRoom) -> None:
    client = room.program(ApiScope.READERS)
    wanted = {"email": "ada@example.org", "newsletters": ["daily"], "wording": "Send it."}
    answer = client.post("/api/v1/readers", json=wanted)
    assert (answer.status_code, answer.json()) == (202, {"accepted": True})
    assert room.newsletters_of("ada@example.org") == ()
    reader = room.store.subscribers.by_email("ada@example.org")
    assert reader is not None
    assert reader.state is SubscriberState.PENDING
    (wish,) = room.store.joining.wishes(reader.id)
    assert (wish.wording, wish.page) == ("Send it.", "API of A program")
    assert room.client().post(room.confirmation_link()).status_code == 200
    assert room.newsletters_of("ada@example.org") == ("daily",)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": None}, "email"),
        ({"newsletters": []}, "newsletters"),
        ({"newsletters": ["nowhere"]}, "newsletter"),
        ({"wording": "a\u0000b"}, "wording"),
        ({"more": 1}, "more"),
    ],
)
def test_a_wrong_field_is_named(room: ApiRoom, changes: dict[str, Any], field: str) -> None:
    wanted = {"email": "ada@example.org", "newsletters": ["daily"], "wording": "Send it."}
    answer = room.program(ApiScope.READERS).post("/api/v1/readers", json=wanted | changes)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_body_that_is_no_json_is_refused(room: ApiRoom) -> None:
    client = room.program(ApiScope.READERS)
    assert client.post("/api/v1/readers", data={"email": "x"}).status_code == 415
    headers = {"content-type": "application/json"}
    assert client.post("/api/v1/readers", content=b"{", headers=headers).status_code == 422
    assert client.post("/api/v1/readers", content=b"x" * 9000, headers=headers).status_code == 413


def test_tiers_and_events_change_a_reader_and_answer_alike_for_a_stranger(room: ApiRoom) -> None:
    reader = Subscriber(
        id="r1",
        email="ada@example.org",
        state=SubscriberState.ACTIVE,
        newsletters=("daily", "gulf"),
    )
    room.store.subscribers.add([reader])
    client = room.program(ApiScope.READERS, ApiScope.EVENTS)

    def post(path: str, **fields: str) -> None:
        answers = []
        for email in ("ada@example.org", "stranger@example.org"):
            answers.append(client.post(path, json={"email": email, **fields}))
        assert [answer.status_code for answer in answers] == [202, 202]
        assert answers[0].content == answers[1].content

    def known() -> Subscriber:
        found = room.store.subscribers.get("r1")
        assert found is not None
        return found

    post("/api/v1/readers/tier", tier="member")
    assert known().tier is Tier.MEMBER
    post("/api/v1/events", type="reader.left", newsletter="gulf")
    assert known().newsletters == ("daily",)
    # the record of leaving names the program, and no operator
    assert "by program A program" in "\n".join(
        [line.evidence for line in room.store.subscribers.history("ada@example.org")]
    )
    post("/api/v1/events", type="reader.complained")
    assert known().state is SubscriberState.SUPPRESSED


def test_a_program_cannot_add_readers_where_the_page_of_joining_is_closed(store: Store) -> None:
    room = ApiRoom(
        store=store, readers=replace(Settings(publication=PUBLICATION).readers, join=False)
    )
    wanted = {"email": "ada@example.org", "newsletters": ["daily"], "wording": "Send it."}
    answer = room.program(ApiScope.READERS).post("/api/v1/readers", json=wanted)
    assert answer.status_code == 409


def test_every_operation_is_in_the_description_and_on_the_page(room: ApiRoom) -> None:
    served = room.client().get("/api/openapi.json").json()
    assert served == json.loads(json.dumps(describe(PUBLICATION.public_url)))
    page = (DOCS / "api.md").read_text(encoding="utf-8")
    with_operations = runpy.run_path(str(DOCS / "make_api.py"))["with_operations"]
    assert with_operations(page) == page
    references = set(_references(served))
    assert references <= {
        f"#/components/schemas/{name}" for name in served["components"]["schemas"]
    }


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        found = [value["$ref"]] if "$ref" in value else []
        for part in value.values():
            found += _references(part)
        return found
    if isinstance(value, list):
        return [reference for part in value for reference in _references(part)]
    return []
