"""Pictures of the news: refused when they are none, decoded with a limit, made small and clean, shown by policy."""

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
from digest.render.clean_text import web_address

MAX_PIXELS = 50_000_000
MAX_FETCH_BYTES = 12_000_000
SHOWN_WIDTH = 1200
MAX_BYTES = 150_000
QUALITIES = (82, 74, 66, 58, 50, 42, 34)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
ACCEPTED = "image/webp,image/jpeg,image/png,image/gif"
FLAT_COLOURS = 14
"""A photograph shrunk to 64 pixels still has hundreds of tones; a logo has a handful."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPicture:
    """A picture ready to show. `src` is what the HTML says (https or cid:); `content` is empty when it is linked."""

    src: str
    width: int
    height: int
    content_type: str = ""
    content: bytes = b""
    cid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a briefing may show, by address, and what was refused: (address, why)."""

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

    A picture that cannot be had or is not one of the news is refused with its reason, never an error: the issue goes
    out without it. Without a fetcher only `link` can show pictures, and only those whose feed told a believable size.
    """
    if policy is PicturePolicy.NONE:
        return Gathered(shown={})
    if fetcher is None:
        return Gathered(shown=declared_pictures(briefing) if policy is PicturePolicy.LINK else {})
    shown: dict[str, PreparedPicture] = {}
    refused: list[tuple[str, str]] = []
    for url in dict.fromkeys(picture.url for picture in _pictures(briefing)):
        try:
            shown[url] = _by_policy(url, _fetched(url, fetcher), policy, public_url)
        except (FetchError, RenderError) as error:
            refused.append((url, error.message))
    return Gathered(shown=shown, refused=tuple(refused))


def prepare_picture(content: bytes) -> PreparedPicture:
    """Decode within limits, drop all metadata, shrink to 1200 pixels and 150 KB. Raises RenderError saying why not.

    The result has no `src` yet; its `width` and `height` are those of the prepared picture.
    """
    picture = _decoded(content)
    if picture.width > SHOWN_WIDTH:
        picture = picture.resize(
            (SHOWN_WIDTH, max(1, round(picture.height * SHOWN_WIDTH / picture.width))),
            Image.Resampling.LANCZOS,
        )
    return PreparedPicture(
        src="",
        width=picture.width,
        height=picture.height,
        content_type="image/jpeg",
        content=_encoded(picture),
    )


def declared_pictures(briefing: Briefing) -> dict[str, PreparedPicture]:
    """The pictures a briefing may link as they are: over https, with a size that a picture of the news has."""
    return {
        picture.url: PreparedPicture(
            src=web_address(picture.url), width=picture.width or 0, height=picture.height or 0
        )
        for picture in _pictures(briefing)
        if web_address(picture.url).startswith("https://") and refusal(picture) == ""
    }


def refusal(picture: Picture) -> str:
    """Return why a picture cannot be shown as it is: its fault, or that its size is not known."""
    fault = picture_fault(picture)
    if fault:
        return fault
    if picture.width is None or picture.height is None:
        return "its size is not known"
    return ""


def _pictures(briefing: Briefing) -> Iterator[Picture]:
    yield from (item.picture for item in briefing.items if item.picture)
    yield from (report.picture for report in briefing.blocks.trend_reports if report.picture)


def _fetched(url: str, fetcher: Fetcher) -> bytes:
    fault = picture_fault(Picture(url=web_address(url)))
    if fault:
        raise RenderError(fault, subject=url)
    answer = fetcher.get(
        url,
        headers={"accept": "image/webp,image/jpeg,image/png,image/gif"},
        max_bytes=MAX_FETCH_BYTES,
    )
    if answer.status != 200:
        raise RenderError(f"the picture was answered {answer.status}", subject=url)
    return answer.body


def _by_policy(url: str, content: bytes, policy: PicturePolicy, public_url: str) -> PreparedPicture:
    prepared = prepare_picture(content)
    if policy is PicturePolicy.LINK:
        if not url.startswith("https://"):
            raise RenderError("it is not served over https", subject=url)
        return PreparedPicture(src=web_address(url), width=prepared.width, height=prepared.height)
    name = hashlib.sha256(prepared.content).hexdigest()[:32]
    if policy is PicturePolicy.HOST:
        return replace(prepared, src=f"{public_url.rstrip('/')}/p/{name}.jpg")
    cid = f"{name}@{urlsplit(public_url).hostname or 'localhost'}"
    return replace(prepared, src=f"cid:{cid}", cid=cid)


def _decoded(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                _must_be_news(opened)
                opened.draft("RGB", (SHOWN_WIDTH, SHOWN_WIDTH))
                upright = ImageOps.exif_transpose(opened)
                picture = _on_white(upright)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise RenderError(f"not a picture that can be decoded: {type(error).__name__}") from error
    except (
        OSError,
        SyntaxError,
        ValueError,
    ) as error:  # how Pillow reports truncated and malformed files
        raise RenderError(f"a broken picture: {error}") from error
    if _is_flat(picture):
        raise RenderError("flat colours: a logo or a drawing, not a photograph")
    return picture


def _must_be_news(opened: Image.Image) -> None:
    if opened.width * opened.height > MAX_PIXELS:
        raise RenderError(f"too many pixels: {opened.width}×{opened.height}")
    fault = size_fault(opened.width, opened.height)
    if fault:
        raise RenderError(fault)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        ground = Image.new("RGBA", picture.size, "#ffffff")
        ground.alpha_composite(picture.convert("RGBA"))
        return ground.convert("RGB")
    return picture.convert("RGB")


def _is_flat(picture: Image.Image) -> bool:
    small = picture.resize((64, 64), Image.Resampling.BILINEAR)
    colours = small.quantize(256, dither=Image.Dither.NONE).getcolors(256) or []
    return sum(count >= 4 for count, _ in colours) < FLAT_COLOURS


def _encoded(picture: Image.Image) -> bytes:
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= MAX_BYTES:
            return out.getvalue()
    raise RenderError(f"it cannot be made smaller than {MAX_BYTES:,} bytes")
