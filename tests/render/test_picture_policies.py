"""A picture is fetched once, judged before it is decoded, and shown by its policy."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

import pytest
from PIL import Image

from digest.errors import FetchError, RenderError
from digest.models import Briefing, Picture, PicturePolicy
from digest.protocols import Fetched
from digest.render import gather_pictures, prepare_picture
from digest.render.pictures import MAX_BYTES, SHOWN_WIDTH, declared_pictures, refusal
from digest.render.specimen import specimen

URL = "https://courier.example/harbour.jpg"


def photo(width: int = 800, height: int = 600, form: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture of many tones, as a photograph has."""
    picture = Image.effect_mandelbrot((width, height), (-2.0, -1.5, 1.0, 1.5), 60)
    rings = Image.radial_gradient("L").resize((width, height))
    coloured = Image.merge("RGB", (picture, rings, Image.linear_gradient("L").resize(picture.size)))
    out = io.BytesIO()
    coloured.convert(mode).save(out, form)
    return out.getvalue()


PHOTO = photo()


class Shelf:
    """A fetcher over a shelf of answers, which notes each address that it is asked for."""

    def __init__(self, answers: Mapping[str, Fetched | FetchError]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def get(self, url: str, **_: object) -> Fetched:
        self.asked.append(url)
        answer = self.answers[url]
        if isinstance(answer, FetchError):
            raise answer
        return answer


def answered(body: bytes = PHOTO, status: int = 200) -> Fetched:
    return Fetched(url=URL, status=status, headers={}, body=body)


def with_picture(url: str = URL, **size: int) -> Briefing:
    briefing = specimen()
    picture = Picture(url=url, **size)
    items = (replace(briefing.items[0], picture=picture),)
    blocks = replace(briefing.blocks, trend_reports=())
    return replace(briefing, items=items, blocks=blocks)


@pytest.mark.parametrize("policy", list(PicturePolicy))
def test_without_pictures_or_without_a_network_only_a_link_may_show_one(
    policy: PicturePolicy,
) -> None:
    gathered = gather_pictures(with_picture(width=800, height=600), policy=policy)
    assert set(gathered.shown) == ({URL} if policy is PicturePolicy.LINK else set())
    assert gathered.refused == ()


def test_the_policy_none_asks_for_no_picture() -> None:
    shelf = Shelf({})
    gathered = gather_pictures(with_picture(), policy=PicturePolicy.NONE, fetcher=shelf)  # type: ignore[arg-type]
    assert (gathered.shown, shelf.asked) == ({}, [])


def test_a_picture_that_two_stories_show_is_fetched_once() -> None:
    briefing, shelf = with_picture(), Shelf({URL: answered()})
    twice = replace(briefing, items=briefing.items * 2)
    gathered = gather_pictures(twice, policy=PicturePolicy.EMBED, fetcher=shelf)  # type: ignore[arg-type]
    assert shelf.asked == [URL]
    assert set(gathered.shown) == {URL}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (answered(status=304), "the picture was answered 304"),
        (answered(b"<html>"), "not a picture that can be decoded"),
        (FetchError("timed out", subject=URL), "timed out"),
    ],
)
def test_a_picture_that_cannot_be_had_is_refused_with_its_reason(
    answer: Fetched | FetchError, reason: str
) -> None:
    shelf = Shelf({URL: answer})
    gathered = gather_pictures(with_picture(), policy=PicturePolicy.HOST, fetcher=shelf)  # type: ignore[arg-type]
    assert gathered.shown == {}
    ((url, told),) = gathered.refused
    assert url == URL
    assert told.startswith(reason)


def test_an_address_of_a_logo_is_not_even_asked_for() -> None:
    logo = "https://courier.example/assets/logo.png"
    shelf = Shelf({})
    gathered = gather_pictures(with_picture(logo), policy=PicturePolicy.HOST, fetcher=shelf)  # type: ignore[arg-type]
    assert shelf.asked == []
    assert gathered.refused == ((logo, "its address names a logo, icon or tracker"),)


def test_a_picture_over_http_is_not_linked_and_may_be_hosted() -> None:
    plain = URL.replace("https:", "http:")
    shelf = Shelf({plain: answered()})
    linked = gather_pictures(with_picture(plain), policy=PicturePolicy.LINK, fetcher=shelf)  # type: ignore[arg-type]
    assert linked.refused == ((plain, "it is not served over https"),)
    hosted = gather_pictures(
        with_picture(plain),
        policy=PicturePolicy.HOST,
        fetcher=shelf,  # type: ignore[arg-type]
        public_url="https://news.example/",
    )
    ((name, picture),) = hosted.hosted
    assert picture.src == f"https://news.example/p/{name}"
    assert name.endswith(".jpg")


def test_an_embedded_picture_is_not_hosted_too() -> None:
    shelf = Shelf({URL: answered()})
    gathered = gather_pictures(
        with_picture(),
        policy=PicturePolicy.EMBED,
        fetcher=shelf,  # type: ignore[arg-type]
        public_url="https://news.example",
    )
    assert list(gathered.hosted) == []
    assert gathered.shown[URL].src == f"cid:{gathered.shown[URL].cid}"
    assert gathered.shown[URL].cid.endswith("@news.example")


@pytest.mark.parametrize(
    ("width", "shown"), [(SHOWN_WIDTH, SHOWN_WIDTH), (SHOWN_WIDTH + 200, SHOWN_WIDTH), (400, 400)]
)
def test_a_picture_is_made_narrower_and_never_wider(width: int, shown: int) -> None:
    prepared = prepare_picture(photo(width, width * 3 // 4))
    assert prepared.width == shown
    assert prepared.height == pytest.approx(shown * 3 / 4, abs=1)
    assert len(prepared.content) <= MAX_BYTES


@pytest.mark.parametrize(("form", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("GIF", "P")])
def test_a_picture_of_any_kind_of_colour_becomes_a_jpeg(form: str, mode: str) -> None:
    prepared = prepare_picture(photo(form=form, mode=mode))
    assert prepared.content_type == "image/jpeg"
    with Image.open(io.BytesIO(prepared.content)) as opened:
        assert (opened.format, opened.mode) == ("JPEG", "RGB")


def test_a_picture_that_is_cut_off_is_refused() -> None:
    with pytest.raises(RenderError):
        prepare_picture(PHOTO[: len(PHOTO) // 2])


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (Picture(url=URL, width=800, height=600), ""),
        (Picture(url=URL), "its size is not known"),
        (Picture(url=URL, width=800), "its size is not known"),
    ],
)
def test_a_picture_is_linked_as_it_is_when_its_size_is_known(picture: Picture, reason: str) -> None:
    assert refusal(picture) == reason


def test_a_declared_picture_over_http_is_left_out() -> None:
    plain = with_picture(URL.replace("https:", "http:"), width=800, height=600)
    assert declared_pictures(plain) == {}
    assert set(declared_pictures(with_picture(width=800, height=600))) == {URL}
