"""Pictures as the mail shows them: large ones in the column, small ones beside a headline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from digest.models import Briefing, Item, Picture
from digest.render.card_pictures import SMALL_WIDTH, fits_card, short_alt, small_pictures
from digest.render.clean_text import clean
from digest.render.locator import Locator
from digest.render.mail_page import ShownMap, ShownPicture
from digest.render.pictures import PreparedPicture
from digest.render.wording import Wording


@dataclass(frozen=True, kw_only=True)
class PictureLayout:
    """The pictures of one briefing while it is laid out.

    `width` is that of the column, and `gutter` the space at each of its sides.
    """

    briefing: Briefing
    pictures: Mapping[str, PreparedPicture]
    width: int
    gutter: int
    words: Wording
    locator: Locator | None = None

    def of_story(self, item: Item, title: str, *, leads: bool) -> ShownPicture | None:
        """Return the picture of a story: the lead's in full width, a card's when it has a turn."""
        if leads:
            return self._leading(item.picture, title)
        if item.story_id not in self._small:
            return None
        shown = self._fitted(self._small[item.story_id], title, SMALL_WIDTH)
        if shown is None:
            return None
        return replace(shown, alt=short_alt(shown.alt))

    def large(self, picture: Picture | None, title: str) -> ShownPicture | None:
        """Fit a picture into the column; None when it may not be shown."""
        if picture is None:
            return None
        return self._fitted(picture, title, self.width)

    def _leading(self, picture: Picture | None, title: str) -> ShownPicture | None:
        """Fit the picture of the lead into the mail from edge to edge, when it is wide enough."""
        if picture is None:
            return None
        page_width = self.width + 2 * self.gutter
        shown = self._fitted(picture, title, page_width)
        if shown is None or shown.width < page_width:
            return self.large(picture, title)
        return replace(shown, bleeds=True)

    def map_of(self, title: str) -> ShownMap | None:
        """Return the map of the lead story; its alternative text says what is found there."""
        if self.locator is None:
            return None
        comma = self.words.say("comma")
        note = ""
        if self.locator.has_disputed:
            note = self.words.say("map_disputed")
        return ShownMap(
            src=self.locator.picture.src,
            width=self.width,
            alt=self.words.say("map_of", places=f"{comma} ".join(self.locator.names), title=title),
            note=note,
        )

    @cached_property
    def _small(self) -> Mapping[str, Picture]:
        return small_pictures(self.briefing, self._may_stand_beside)

    def _may_stand_beside(self, picture: Picture) -> bool:
        prepared = self.pictures.get(picture.url)
        return prepared is not None and fits_card(prepared.width, prepared.height)

    def _fitted(self, picture: Picture, title: str, widest: int) -> ShownPicture | None:
        if picture.url not in self.pictures:
            return None
        prepared = self.pictures[picture.url]
        # a small picture is never enlarged: it would blur
        width = min(widest, prepared.width)
        height = max(1, round(prepared.height * width / prepared.width))
        credit = clean(picture.credit)
        if credit:
            credit = self.words.say("photo", credit=credit)
        return ShownPicture(
            src=prepared.src,
            width=width,
            height=height,
            alt=clean(picture.alt) or self.words.say("picture_of", title=title),
            caption=_as_sentence(clean(picture.caption)),
            credit=credit,
            file_photo=picture.file_photo,
        )


def _as_sentence(caption: str) -> str:
    """End a caption with a full stop, so that the credit after it does not run on."""
    if caption and caption[-1].isalnum():
        return f"{caption}."
    return caption
