"""Pages of opinions: the question of a link in the mail, with a button for each answer.

A GET counts no answer: mail scanners follow every link they see. No page tells the answer that was
given before, for a mail may be forwarded with its links.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from digest.render import Wording
from digest.tokens import Purpose, Token
from digest.usecases.newsroom import Newsroom
from digest.usecases.opinions import OpenQuestion, give_opinion, open_question
from digest.web.forms import last_value, read_form
from digest.web.site import Site

GONE = 410
"""The link was good, and its question is closed."""

WORDS = {"more": "more_like_this", "less": "less_like_this"}
"""Labels of the two answers that are the same in every mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionPages:
    """The question, and the answer by POST."""

    site: Site
    newsroom: Newsroom

    def ask(self, request: Request) -> Response:
        """Show the question with its buttons."""
        token = self.site.token(request, Purpose.OPINION)
        question = open_question(self.newsroom, token, request.path_params["name"])
        return self._page(request, token, question, thanks=False)

    async def answer(self, request: Request) -> Response:
        """Count an answer, and show the buttons again: it may be changed."""
        token = self.site.token(request, Purpose.OPINION)
        given = last_value(await read_form(request), "answer")
        # the store blocks, and the loop serves other readers meanwhile
        question = await run_in_threadpool(
            open_question, self.newsroom, token, request.path_params["name"]
        )
        if question is not None:
            known = await run_in_threadpool(
                give_opinion, self.newsroom, token.subscriber_id, question, given
            )
            # the buttons give known answers alone, so another one was made by hand
            if not known:
                raise HTTPException(400)
        return self._page(request, token, question, thanks=True)

    def _page(
        self, request: Request, token: Token, question: OpenQuestion | None, *, thanks: bool
    ) -> Response:
        words = self.site.words_for(token, request)
        if question is None:
            return self.site.page("opinion_closed.html.j2", words, status=GONE)
        return self.site.page(
            "opinion.html.j2",
            words,
            headline=question.asked.item.headline.shown,
            question=question.asked.question or words.say("more_or_less"),
            answers=_in_words(question, words),
            thanks=thanks,
        )


def _in_words(question: OpenQuestion, words: Wording) -> list[tuple[str, str]]:
    shown = []
    for answer, text in question.asked.answers:
        shown.append((answer, text or words.say(WORDS[answer])))
    return shown
