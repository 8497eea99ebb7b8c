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
from digest.usecases.newsroom import Newsroom
from digest.usecases.own_choices import REASONS, undo_leaving
from digest.web.forms import last_value, read_form
from digest.web.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingPages:
    """The question, the one-click POST of RFC 8058, the way back, and the reason."""

    site: Site
    newsroom: Newsroom

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
        return self.site.page("leave.html.j2", self._words(token, request), newsletter=name)

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
        return await run_in_threadpool(self._left, request, token, thanks=False)

    async def undo(self, request: Request) -> Response:
        """Take the leaving back, within a day."""
        token = self.site.token(request, Purpose.UNSUBSCRIBE)
        newsletters = await run_in_threadpool(
            undo_leaving, self.newsroom, token.subscriber_id, newsletter_id=token.newsletter_id
        )
        return self.site.page(
            "undone.html.j2",
            await run_in_threadpool(self._words, token, request),
            is_back=bool(newsletters),
            newsletter=self.site.name(token.newsletter_id),
            preferences=self._preferences_path(token),
        )

    async def give_reason(self, request: Request) -> Response:
        """Keep why the reader left, as one word of a short list."""
        token = self.site.token(request, Purpose.UNSUBSCRIBE)
        reason = last_value(await read_form(request), "reason")
        # free words could hold the name of a person, and are read by no program
        if reason not in REASONS:
            raise HTTPException(400)
        await run_in_threadpool(self._give_reason, token, reason)
        return await run_in_threadpool(self._left, request, token, thanks=True)

    def _give_reason(self, token: Token, reason: str) -> None:
        self.site.store.choices.give_reason(
            token.subscriber_id, newsletter_id=token.newsletter_id, reason=reason
        )

    def _left(self, request: Request, token: Token, *, thanks: bool) -> Response:
        return self.site.page(
            "left.html.j2",
            self._words(token, request),
            newsletter=self.site.name(token.newsletter_id),
            preferences=self._preferences_path(token),
            path=f"/u/{make_token(self.site.key, token, Purpose.UNSUBSCRIBE)}",
            reasons=REASONS,
            thanks=thanks,
        )

    def _words(self, token: Token, request: Request) -> Wording:
        reader = self.site.store.subscribers.get(token.subscriber_id)
        return self.site.own_words(token, reader, request)

    def _preferences_path(self, token: Token) -> str:
        return f"/p/{make_token(self.site.key, token, Purpose.PREFERENCES)}"

    def _leave(self, token: Token, newsletter_id: str | None, how: LeftBy) -> None:
        site = self.site
        take_off(site.store, site.clock, token.subscriber_id, newsletter_id=newsletter_id, how=how)
