"""Photographs made of noise, and a fetcher that finds them on a shelf."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping

from PIL import Image

from digest.errors import FetchError
from digest.protocols import Fetched


def photo(width: int = 1600, height: int = 900, *, form: str = "JPEG", noise: int = 60) -> bytes:
    dice = random.Random(7)  # noqa: S311 (a picture, not a secret)
    small = Image.new("RGB", (160, 90))
    for x in range(160):
        for y in range(90):
            n = dice.randrange(noise)
            small.putpixel((x, y), (40 + x, 60 + y + n, 200 - y - n))
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "where the photographer lives"
    small.resize((width, height)).save(out, form, exif=exif)
    return out.getvalue()


class Shelf:
    """A fetcher over a shelf of answers."""

    def __init__(self, answers: Mapping[str, bytes | FetchError]) -> None:
        self.answers = answers

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        max_bytes: int | None = None,
        gap_s: float = 0.0,
    ) -> Fetched:
        answer = self.answers.get(url, FetchError("no answer", subject=url))
        if isinstance(answer, FetchError):
            raise answer
        return Fetched(url=url, status=200, headers={}, body=answer)
