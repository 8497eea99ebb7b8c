"""Pictures: only pictures of the news are shown, small and without metadata, by each policy."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from picture_shelf import Shelf, photo
from PIL import Image, ImageDraw

from digest.errors import RenderError
from digest.models import Briefing, Picture, PicturePolicy
from digest.render import gather_pictures, prepare_picture, render_issue
from digest.render.card_pictures import reading_order
from digest.render.pictures import refusal
from digest.render.specimen import AT, PUBLICATION, specimen


def logo() -> bytes:
    picture = Image.new("RGB", (900, 500), "#ffffff")
    ImageDraw.Draw(picture).rectangle([200, 150, 700, 350], fill="#cc0000")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_shrunk_and_loses_its_metadata(form: str) -> None:
    prepared = prepare_picture(photo(2400, 1360, form=form))
    assert (prepared.width, prepared.height) == (1200, 680)
    assert len(prepared.content) <= 150_000
    with Image.open(io.BytesIO(prepared.content)) as opened:
        assert dict(opened.getexif()) == {}


def test_a_picture_turned_by_its_metadata_is_set_upright() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(photo(800, 600))) as opened:
        opened.save(out, "JPEG", exif=exif)
    prepared = prepare_picture(out.getvalue())
    assert prepared.height > prepared.width


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<html>not a picture</html>", "not a picture"),
        (b"", "not a picture"),
        (photo()[:3000], "broken"),
        (photo(1, 1), "too small"),
        (photo(1200, 200), "banner"),
        (logo(), "flat colours"),
    ],
)
def test_a_file_that_is_no_picture_of_the_news_is_refused_with_its_reason(
    content: bytes, why: str
) -> None:
    with pytest.raises(RenderError, match=why):
        prepare_picture(content)


def test_a_decompression_bomb_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(RenderError):
        prepare_picture(out.getvalue())


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.example/assets/logo.png",
        "https://cdn.example/site-logo-2.jpg",
        "https://stats.example/pixel.gif?id=3",
        "https://x.example/b?c1=2",
        "https://cdn.example/avatar/7.jpg",
    ],
)
def test_an_address_of_a_logo_or_tracker_is_refused(url: str) -> None:
    assert "address" in refusal(Picture(url=url, width=1200, height=675))


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.example/sites/default/files/2026/dam.jpg",
        "https://cdn.example/iconic-dam.jpg",
        "https://cdn.example/pixelated-map.jpg",
    ],
)
def test_an_address_that_only_resembles_one_is_not(url: str) -> None:
    assert refusal(Picture(url=url, width=1200, height=675)) == ""


def the_photos(briefing: Briefing) -> Shelf:
    lead = briefing.items[0].picture
    assert lead
    return Shelf({lead.url: photo()})


def test_each_policy_shows_a_picture_in_its_own_way() -> None:
    briefing = specimen()
    shelf = the_photos(briefing)

    def source(policy: PicturePolicy) -> list[str]:
        gathered = gather_pictures(
            briefing, policy=policy, fetcher=shelf, public_url="https://news.example/"
        )
        return [picture.src for picture in gathered.shown.values()]

    assert source(PicturePolicy.NONE) == []
    assert source(PicturePolicy.LINK) == ["https://pictures.example/patrol.jpg"]
    assert source(PicturePolicy.HOST)[0].startswith("https://news.example/p/")
    assert source(PicturePolicy.EMBED)[0].endswith("@news.example")


def test_an_embedded_picture_travels_with_the_issue_and_an_absent_one_leaves_no_hole() -> None:
    briefing = specimen()
    gathered = gather_pictures(
        briefing,
        policy=PicturePolicy.EMBED,
        fetcher=the_photos(briefing),
        public_url="https://news.example",
    )
    refused = dict(gathered.refused)
    assert refused.pop("https://pictures.example/quay.jpg") == "no answer"
    # each card is asked until one has a picture
    assert list(refused) == [item.picture.url for item in reading_order(briefing.items)[1:]]
    issue = render_issue(briefing, publication=PUBLICATION, created=AT, pictures=gathered.shown)
    assert [f"cid:{image.cid}" in issue.html for image in issue.images] == [True]
    assert issue.html.count("<img") == 1


def test_hosted_pictures_are_named_by_their_content() -> None:
    briefing = specimen()
    gathered = gather_pictures(
        briefing,
        policy=PicturePolicy.HOST,
        fetcher=the_photos(briefing),
        public_url="https://news.example",
    )
    ((name, picture),) = gathered.hosted
    assert picture.src == f"https://news.example/p/{name}"


def test_a_file_photo_and_its_credit_are_said() -> None:
    briefing = specimen()
    item = briefing.items[0]
    assert item.picture
    html = render_issue(briefing, publication=PUBLICATION, created=AT).html
    assert "File photo." in html
    assert "Photo: Sample Picture Desk" in html
    fresh = replace(item, picture=replace(item.picture, file_photo=False))
    html = render_issue(replace(briefing, items=(fresh,)), publication=PUBLICATION, created=AT).html
    assert "File photo" not in html
