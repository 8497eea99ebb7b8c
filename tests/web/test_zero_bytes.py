"""Octets that a database cannot store, in each place of each request: an answer, and no fault.

PostgreSQL refuses a zero byte and half a surrogate pair, which a path, a query, a form and JSON can
all carry. SQLite takes both, so each page is asked on both databases.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from joining_room import KEY, NEWSLETTERS, PUBLICATION, Clock, sent_issue
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from digest.config import ApiSettings, Config, DeliverSettings, EventSource, Membership, Settings
from digest.models import ApiScope, Subscriber
from digest.protocols import Store
from digest.tokens import Purpose, Token, make_token
from digest.usecases.api_access import make_api_token
from digest.usecases.newsroom import Newsroom
from digest.web import public_app
from digest.web.preview import preview_app

ISSUE = "daily@2026-11-20"

# the second is half a surrogate pair, which is no UTF-8
OCTETS = ("a%00b", "%ED%A0%80")
QUERIES = ("q", "page", "per_page", "since", "day", "newsletter", "language", "from", "variant")
QUERIES += ("issue", "look", "done")
FIELDS = ("email", "newsletter", "stamp", "language", "action", "reason", "until", "zone", "seat")
FIELDS += ("from", "answer", "opinion", "kind", "List-Unsubscribe", "website", "days", "hours")
JSON_TEXTS = ("\0", "a\0b@example.org", "\ud800", "x\ud800@example.org")
PROGRAMS = ("/api/", "/returns/", "/members/")
WORST_STATUS = 499


@dataclass(frozen=True, slots=True)
class Site:
    client: TestClient
    pages: tuple[tuple[str, str], ...]
    known: dict[str, tuple[str, ...]]
    api_token: str

    def paths(self, path: str) -> Iterator[str]:
        """Give the path with strange octets in each part, and with known values in the others."""
        names = re.findall(r"\{(\w+)\}", path)
        for strange in names:
            for octets in OCTETS:
                for values in zip(*[self.known.get(name, ("x",)) for name in names], strict=False):
                    filled = path
                    for name, value in zip(names, values, strict=True):
                        inside = octets if name == strange else quote(value, safe="@")
                        filled = filled.replace("{" + name + "}", inside)
                    yield filled

    def known_paths(self, path: str) -> Iterator[str]:
        names = re.findall(r"\{(\w+)\}", path)
        for value in self.known["token"]:
            filled = path
            for name in names:
                known = value if name == "token" else self.known.get(name, ("x",))[0]
                filled = filled.replace("{" + name + "}", quote(known, safe="@"))
            yield filled
            if "token" not in names:
                return


def pages_of(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    for route in routes:
        if isinstance(route, Mount):
            yield from pages_of(list(route.routes), before + route.path)
        elif isinstance(route, Route):
            # a stream has no end, and takes no word
            if route.path == "/events":
                continue
            for method in sorted(set(route.methods or ()) - {"HEAD"}):
                yield before + route.path, method


def site_of(app: Starlette, token: str = "") -> Site:
    links = []
    for purpose in Purpose:
        link = Token(subscriber_id="r1", newsletter_id="daily", issue_id=ISSUE)
        links.append(make_token(KEY, link, purpose))
    known = {
        "token": tuple(links),
        "issue_id": (ISSUE,),
        "issue": (ISSUE,),
        "id": (ISSUE,),
        "newsletter_id": ("daily",),
        "newsletter": ("daily",),
        "kind": ("postmark",),
        "name": ("shop",),
    }
    client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    return Site(client, tuple(pages_of(list(app.routes))), known, token)


@pytest.fixture(params=["public", "studio"])
def site(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Site:
    sent_issue(store, ISSUE, subject="Harbour reopens")
    store.subscribers.add([Subscriber(id="r1", email="ada@example.org", newsletters=("daily",))])
    settings = Settings(
        publication=PUBLICATION,
        deliver=DeliverSettings(events=(EventSource(kind="postmark", secret="a password"),)),
        memberships=(Membership(name="shop", secrets="whsec_" + "QUJD" * 8),),
        api=ApiSettings(enabled=True, requests_a_minute=100_000),
    )
    config = Config(folder=tmp_path, settings=settings, newsletters=NEWSLETTERS)
    newsroom = Newsroom(config=config, store=store, clock=Clock())
    if request.param == "studio":
        return site_of(preview_app(newsroom, lambda: config))
    _, token = make_api_token(newsroom, "A program", list(ApiScope))
    return site_of(public_app(store, config, key=KEY, clock=Clock()), token)


def json_bodies(text: str) -> Iterator[dict[str, Any]]:
    """Give the bodies of the API, and one of a provider, with a strange text in each field."""
    reader = {"email": "eve@example.org", "newsletters": ["daily"], "wording": "I agree."}
    for field, value in {
        "email": text,
        "newsletters": [text],
        "wording": text,
        "page": text,
        "language": text,
    }.items():
        yield reader | {field: value}
    yield {"email": text, "tier": "member"}
    for field in ("email", "newsletter"):
        yield {"type": "reader.left", "email": "ada@example.org"} | {field: text}
    yield {"type": "reader.bounced", "email": text}
    yield {"RecordType": "Bounce", "MessageID": text, "Email": text, "Description": text}


def faults(site: Site) -> Iterator[str]:
    """Ask each page in each way, and yield the requests that met a fault."""
    headers = {"authorization": f"Bearer {site.api_token}"}
    for path, method in site.pages:
        requests: list[dict[str, Any]] = [{"url": url} for url in site.paths(path)]
        for url in site.known_paths(path):
            # the pages behind a token ask for no query of its own
            names = QUERIES[:1] if "{token}" in path else QUERIES
            for name in names:
                requests.append({"url": f"{url}?{name}={OCTETS[0]}"})
            if method == "POST":
                for octets in OCTETS:
                    form = "&".join(f"{name}={octets}" for name in FIELDS)
                    requests.append({"url": url, "content": form})
                # only programs post JSON
                for text in JSON_TEXTS if path.startswith(PROGRAMS) else ():
                    for body in json_bodies(text):
                        requests.append({"url": url, "json": json.dumps(body)})
        for asked in requests:
            content = asked.get("json") or asked.get("content")
            kind = "application/json" if "json" in asked else "application/x-www-form-urlencoded"
            answer = site.client.request(
                method,
                asked["url"],
                content=content,
                headers=headers | {"content-type": kind},
                follow_redirects=False,
            )
            if answer.status_code > WORST_STATUS:
                yield f"{method} {asked['url']} {content or ''} → {answer.status_code}"


def test_octets_that_no_database_stores_meet_no_fault(site: Site) -> None:
    assert list(faults(site)) == []
