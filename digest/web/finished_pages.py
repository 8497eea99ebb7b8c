"""Finished pages: an approved issue never changes, so its page is made once for many readers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock

from digest.web.versions import etag_of

MOST_PAGES = 64
"""About four megabytes: the issues of the last days, which nearly all readers open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPage:
    """A page as bytes, with its ETag."""

    body: bytes
    etag: str


def finished(page: str) -> FinishedPage:
    """Encode a page, and name its version."""
    body = page.encode()
    return FinishedPage(body=body, etag=etag_of(body))


@dataclass(slots=True)
class FinishedPages:
    """The pages that were asked for last; a key names all that its page is made from."""

    most: int = MOST_PAGES
    _pages: OrderedDict[Hashable, FinishedPage] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def page(self, key: Hashable, make: Callable[[], FinishedPage]) -> FinishedPage:
        """Return the page of a key, made when no reader asked for it lately."""
        with self._lock:
            known = self._pages.get(key)
            if known is not None:
                self._pages.move_to_end(key)
                return known
        # outside of the lock: other pages go out meanwhile
        page = make()
        with self._lock:
            self._pages[key] = page
            if len(self._pages) > self.most:
                self._pages.popitem(last=False)
        return page
