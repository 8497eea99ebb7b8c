"""Pages on which a reader leaves a newsletter.

A GET changes no data, ever: mail scanners follow every link they see.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from digest.models import LeftBy
from digest.render import Wording
from digest.tokens import Purpose, Token, make_token
from digest.usecases.audience import take_off
from digest.web.forms import last_value, read_form
from digest.web.site import Site

ALL_NEWSLETTERS = "*"
"""The value of the form's button that leaves every newsletter at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingPages:
    """The question, the one-click POST of RFC 8058, and the preferences."""

    site: Site

    def how_to_leave(self, request: Request) -> Response:
        """Explain how to leave, to readers of a public copy that holds no link of theirs."""
        return self.site.page("how_to_leave.html.j2", self.site.asked_words(request))

    def ask_to_leave(self, request: Request) -> Response:
        """Show a question and one button.

        The page does not say whether the reader still gets the newsletter: a forwarded link must
        tell that to no stranger.
        """
        token = self.site.token(request, Purpose.UNSUBSCRIBE)
        name = self.site.name(token.newsletter_id)
        words = self.site.words_for(token, request)
        return self.site.page("leave.html.j2", words, newsletter=name)

    async def leave(self, request: Request) -> Response:
        """Unsubscribe at any POST to the link, without cookie or login (RFC 8058).

        The post may be repeated.
        """
        token = self.site.token(request, Purpose.UNSUBSCRIBE)
        form = await read_form(request)
        # only our own button sends the field `by`; a mail provider's post does not
        how = LeftBy.ONE_CLICK
        if "by" in form:
            how = LeftBy.PAGE
        # the store blocks, and the loop serves other readers meanwhile
        await run_in_threadpool(self._leave, token, token.newsletter_id, how)
        link = make_token(self.site.key, token, Purpose.PREFERENCES)
        return self.site.page(
            "left.html.j2",
            self.site.words_for(token, request),
            newsletter=self.site.name(token.newsletter_id),
            preferences=f"/p/{link}",
        )

    def preferences(self, request: Request) -> Response:
        """Show the newsletters that the reader gets."""
        token = self.site.token(request, Purpose.PREFERENCES)
        return self._preferences(token, self.site.words_for(token, request), changed=False)

    async def change_preferences(self, request: Request) -> Response:
        """Leave one newsletter, or all of the publication's."""
        token = self.site.token(request, Purpose.PREFERENCES)
        form = await read_form(request)
        choice = last_value(form, "leave")
        # an empty form must not count as a wish to leave all
        if not choice:
            raise HTTPException(400)
        newsletter_id: str | None = choice
        if choice == ALL_NEWSLETTERS:
            newsletter_id = None
        await run_in_threadpool(self._leave, token, newsletter_id, LeftBy.PREFERENCES)
        words = self.site.words_for(token, request)
        return await run_in_threadpool(self._preferences, token, words, changed=True)

    def _leave(self, token: Token, newsletter_id: str | None, how: LeftBy) -> None:
        site = self.site
        take_off(site.store, site.clock, token.subscriber_id, newsletter_id=newsletter_id, how=how)

    def _preferences(self, token: Token, words: Wording, *, changed: bool) -> Response:
        subscriber = self.site.store.subscribers.get(token.subscriber_id)
        newsletters = []
        # an erased reader gets the page of a reader without newsletters
        if subscriber:
            for newsletter_id in subscriber.newsletters:
                newsletters.append((newsletter_id, self.site.name(newsletter_id)))
        return self.site.page(
            "preferences.html.j2", words, newsletters=newsletters, changed=changed
        )
