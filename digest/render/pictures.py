"""Pictures of the news: fetched and judged, decoded within limits, made small and clean."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from PIL import Image, ImageOps, UnidentifiedImageError

from digest.errors import FetchError, RenderError
from digest.kernel.pictures import picture_fault, size_fault
from digest.models import Briefing, Picture, PicturePolicy
from digest.protocols import Fetcher
from digest.render.card_pictures import (
    SMALL_WIDTH,
    fits_card,
    large_pictures,
    small_pictures,
)
from digest.render.clean_text import web_address

# Pixels of the largest picture that is decoded; in memory it takes 150 MB.
MAX_PIXELS = 50_000_000
# Bytes of the largest file that is fetched.
MAX_FETCH_BYTES = 12_000_000
# Width of a prepared picture, in pixels: twice the column, for fine screens.
SHOWN_WIDTH = 1200
# Bytes of a prepared picture.
MAX_BYTES = 150_000
# JPEG qualities in the order in which they are tried; the first that is small enough is taken.
QUALITIES = (82, 74, 66, 58, 50, 42, 34)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
ACCEPTED = "image/webp,image/jpeg,image/png,image/gif"
# A photograph has at least this many tones at 64 pixels; a logo has a handful.
FLAT_COLOURS = 14
# Width and height of the sample in which tones are counted.
SAMPLE_PIXELS = 64
# Pixels of the sample that a tone must have to count; fewer are the rim of a shape.
TONE_PIXELS = 4
# Hexadecimal digits of the name of a picture: 128 bits, which no two pictures share by chance.
NAME_DIGITS = 32
OK_STATUS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPicture:
    """A picture ready to show.

    `src` is what the HTML says (https or cid:); `content` is empty when the picture is linked.
    """

    src: str
    width: int
    height: int
    content_type: str = ""
    content: bytes = b""
    cid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The pictures that a briefing may show, by address, and (address, reason) of the refused."""

    shown: dict[str, PreparedPicture]
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def hosted(self) -> Iterator[tuple[str, PreparedPicture]]:
        """(file name, picture) of those to be served under the public URL, at `/p/<file name>`."""
        for picture in self.shown.values():
            if picture.content and not picture.cid:
                yield picture.src.rpartition("/")[2], picture


def gather_pictures(
    briefing: Briefing,
    *,
    policy: PicturePolicy,
    fetcher: Fetcher | None = None,
    public_url: str = "",
) -> Gathered:
    """Fetch, judge and prepare every picture of a briefing under a newsletter's policy.

    A picture that cannot be had or is not one of the news is refused with its reason; that is no
    error, and the issue goes out without it. Without a fetcher only `link` can show pictures, and
    only those whose feed gave a believable size.
    """
    if policy is PicturePolicy.NONE:
        return Gathered(shown={})
    # no network is at hand in a preview or in a test
    if fetcher is None:
        if policy is PicturePolicy.LINK:
            return Gathered(shown=declared_pictures(briefing))
        return Gathered(shown={})
    shown: dict[str, PreparedPicture] = {}
    refused: dict[str, str] = {}

    def gather(picture: Picture, widest: int) -> bool:
        url = picture.url
        try:
            prepared = prepare_picture(_fetched(url, fetcher), widest=widest)
            if widest < SHOWN_WIDTH:
                _must_fit_card(prepared)
            shown[url] = _by_policy(url, prepared, policy, public_url)
        except (FetchError, RenderError) as error:
            refused[url] = error.message
        return url in shown

    for picture in large_pictures(briefing):
        if picture.url not in shown and picture.url not in refused:
            gather(picture, SHOWN_WIDTH)
    # twice the shown width, for fine screens; only the cards whose turn it is are fetched
    small_pictures(briefing, lambda picture: gather(picture, 2 * SMALL_WIDTH))
    return Gathered(shown=shown, refused=tuple(refused.items()))


def prepare_picture(content: bytes, *, widest: int = SHOWN_WIDTH) -> PreparedPicture:
    """Decode a picture, drop all metadata, and shrink it to 1200 pixels, or `widest`, and 150 KB.

    The result has no `src` yet; its `width` and `height` are those of the prepared picture. Raises
    RenderError with the reason when it cannot be shown.
    """
    picture = _decoded(content)
    if picture.width > widest:
        height = max(1, round(picture.height * widest / picture.width))
        # Lanczos keeps lettering in a photograph sharp
        picture = picture.resize((widest, height), Image.Resampling.LANCZOS)
    return PreparedPicture(
        src="",
        width=picture.width,
        height=picture.height,
        content_type="image/jpeg",
        content=_encoded(picture),
    )


def declared_pictures(briefing: Briefing) -> dict[str, PreparedPicture]:
    """Return the pictures that may be linked as they are.

    They come over https and have a declared size that a picture of the news has.
    """
    shown: dict[str, PreparedPicture] = {}

    def declare(picture: Picture) -> bool:
        src = web_address(picture.url)
        # a picture over http is blocked or warned of by every proxy
        if src.startswith("https://") and refusal(picture) == "":
            shown[picture.url] = PreparedPicture(
                src=src, width=picture.width or 0, height=picture.height or 0
            )
        return picture.url in shown

    def declare_small(picture: Picture) -> bool:
        return fits_card(picture.width or 0, picture.height or 0) and declare(picture)

    for picture in large_pictures(briefing):
        declare(picture)
    small_pictures(briefing, declare_small)
    return shown


def refusal(picture: Picture) -> str:
    """Return why a picture cannot be shown as it is: its fault, or that its size is not known.

    >>> refusal(Picture(url="https://courier.example/harbour.jpg"))
    'its size is not known'
    """
    fault = picture_fault(picture)
    if fault:
        return fault
    if picture.width is None or picture.height is None:
        return "its size is not known"
    return ""


def _must_fit_card(prepared: PreparedPicture) -> None:
    if not fits_card(prepared.width, prepared.height):
        raise RenderError("it is taller than wide, and no picture for a small card")


def _fetched(url: str, fetcher: Fetcher) -> bytes:
    fault = picture_fault(Picture(url=web_address(url)))
    if fault:
        raise RenderError(fault, subject=url)
    # capped while it is read: a picture of gigabytes must not fill the memory
    answer = fetcher.get(url, headers={"accept": ACCEPTED}, max_bytes=MAX_FETCH_BYTES)
    if answer.status != OK_STATUS:
        raise RenderError(f"the picture was answered {answer.status}", subject=url)
    return answer.body


def _by_policy(
    url: str, prepared: PreparedPicture, policy: PicturePolicy, public_url: str
) -> PreparedPicture:
    if policy is PicturePolicy.LINK:
        if not url.startswith("https://"):
            raise RenderError("it is not served over https", subject=url)
        return PreparedPicture(src=web_address(url), width=prepared.width, height=prepared.height)
    # the name is the content, so a hosted picture may be cached for good
    if policy is PicturePolicy.HOST:
        return replace(
            prepared, src=f"{public_url.rstrip('/')}/p/{name_of_content(prepared.content)}.jpg"
        )
    cid = content_id(prepared.content, public_url)
    return replace(prepared, src=f"cid:{cid}", cid=cid)


def content_id(content: bytes, public_url: str) -> str:
    """Return the id of a picture inside a mail (RFC 2392): its name, and the house as its host.

    >>> content_id(b"", "https://news.example")[24:]
    '996fb924@news.example'
    """
    return f"{name_of_content(content)}@{urlsplit(public_url).hostname or 'localhost'}"


def name_of_content(content: bytes) -> str:
    """Return the name of a picture: a hash, so that another content has another name."""
    return hashlib.sha256(content).hexdigest()[:NAME_DIGITS]


def _decoded(content: bytes) -> Image.Image:
    try:
        picture = _opened(content)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise RenderError(f"not a picture that can be decoded: {type(error).__name__}") from error
    # Pillow reports truncated and malformed files by any of these three
    except (OSError, SyntaxError, ValueError) as error:
        raise RenderError(f"a broken picture: {error}") from error
    if _is_flat(picture):
        raise RenderError("flat colours: a logo or a drawing, not a photograph")
    return picture


def _opened(content: bytes) -> Image.Image:
    """Decode a picture upright, as RGB, on white where it is transparent."""
    with warnings.catch_warnings():
        # Pillow only warns of a picture that fills the memory when it is decoded
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            # size and shape stand in the header, so a bad picture is refused before it is decoded
            _must_be_news(opened)
            # a JPEG is decoded at a fraction of its size where that is still wide enough
            opened.draft("RGB", (SHOWN_WIDTH, SHOWN_WIDTH))
            return _on_white(ImageOps.exif_transpose(opened))


def _must_be_news(opened: Image.Image) -> None:
    if opened.width * opened.height > MAX_PIXELS:
        raise RenderError(f"too many pixels: {opened.width}×{opened.height}")
    fault = size_fault(opened.width, opened.height)
    if fault:
        raise RenderError(fault)


def _on_white(picture: Image.Image) -> Image.Image:
    # JPEG has no transparency, and black would take its place
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        ground = Image.new("RGBA", picture.size, "#ffffff")
        ground.alpha_composite(picture.convert("RGBA"))
        return ground.convert("RGB")
    return picture.convert("RGB")


def _is_flat(picture: Image.Image) -> bool:
    """Tell whether a picture has as few tones as a logo or a drawing."""
    # a small sample has few pixels to count, and noise of compression is gone from it
    sample = picture.resize((SAMPLE_PIXELS, SAMPLE_PIXELS), Image.Resampling.BILINEAR)
    counted = sample.quantize(256, dither=Image.Dither.NONE).getcolors(256) or []
    tones = 0
    for pixels, _ in counted:
        if pixels >= TONE_PIXELS:
            tones += 1
    return tones < FLAT_COLOURS


def _encoded(picture: Image.Image) -> bytes:
    # Pillow would carry the comment of a JPEG, GIF or PNG over into the new file
    picture.info = {}
    # the best quality first, until the picture is small enough
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= MAX_BYTES:
            return out.getvalue()
    raise RenderError(f"it cannot be made smaller than {MAX_BYTES:,} bytes")
