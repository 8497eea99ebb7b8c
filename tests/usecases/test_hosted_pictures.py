"""Hosted pictures: fetched for a draft, kept with it, linked in the mail, served at the link."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image
from pytest_httpserver import HTTPServer
from starlette.testclient import TestClient

from digest.config import CollectSettings, Config, Settings
from digest.models import Briefing, Newsletter, PicturePolicy
from digest.render.specimen import AT, PUBLICATION, specimen
from digest.store import open_store
from digest.usecases.draft import redraft
from digest.usecases.newsroom import Newsroom
from digest.web import public_app


def test_a_picture_of_the_news_is_kept_and_served_at_the_address_the_mail_links(
    tmp_path: Path, sqlite_url: str, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/patrol.jpg").respond_with_data(photo(), content_type="image/jpeg")
    briefing = showing(
        httpserver.url_for("/patrol.jpg").replace("localhost", "127.0.0.1")
    )  # a name without a dot is refused
    newsletter = Newsletter(
        id=briefing.newsletter_id, name="Sample", tagline="", topics=(), pictures=PicturePolicy.HOST
    )
    settings = Settings(
        publication=PUBLICATION, collect=CollectSettings(allow_networks=("127.0.0.1/32",))
    )
    config = Config(folder=tmp_path, settings=settings, newsletters=(newsletter,))
    store = open_store(sqlite_url)
    drafted = redraft(Newsroom(config=config, store=store, clock=lambda: AT), briefing)
    assert drafted.issue
    public = PUBLICATION.public_url.rstrip("/")
    address = drafted.issue.html.partition(f'src="{public}/p/')[2].partition('"')[0]
    with TestClient(public_app(store, config, key="k", clock=lambda: AT)) as client:
        answer = client.get(f"/p/{address}")
    assert answer.status_code == 200
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert shown.size == (800, 450)
    store.close()


def showing(url: str) -> Briefing:
    """The sample briefing with that one picture."""
    briefing = specimen()
    first, *others = (replace(item, picture=None) for item in briefing.items)
    picture = briefing.items[0].picture
    assert picture
    first = replace(first, picture=replace(picture, url=url))
    return replace(
        briefing, items=(first, *others), blocks=replace(briefing.blocks, trend_reports=())
    )


def photo() -> bytes:
    """Noise has the hundreds of tones that a photograph has."""
    noise = Image.merge("RGB", [Image.effect_noise((80, 45), 120) for _ in range(3)])
    picture = noise.resize((800, 450), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()
