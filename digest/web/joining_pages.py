"""Pages on which a reader joins: the form, its answer, the confirmation, and the link by mail.

A GET changes no data: mail scanners follow every link they see. Every answer is the same whether or
not an address is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from digest.errors import UseError
from digest.kernel.mail_addresses import MAX_ADDRESS_CHARS, normal_address
from digest.logs import get_logger
from digest.models import JoinRequest, Newsletter, Tier
from digest.render import Wording, languages
from digest.tokens import Purpose, Token, make_token
from digest.usecases.joining import (
    Wish,
    ask_for_access,
    ask_to_join,
    confirm_wish,
    is_open,
    newsletters_of,
    open_wish,
)
from digest.usecases.newsroom import Newsroom
from digest.usecases.teams import team_of
from digest.web.even_answers import no_sooner_than
from digest.web.forms import last_value, must_be_within_limits, read_form, stamp, was_filled_in
from digest.web.rhythm import rhythm
from digest.web.site import Site

PAGE = "/join"

HONEYPOT = "website"
"""A field that people do not see. A program that fills it in gets the usual answer, and no mail."""

LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
"""The name that a form on another site gives itself; it stands in the record of consent."""

SAMPLES_FOR = timedelta(minutes=1)
"""The links to sample issues are looked up once a minute, not for each visitor."""

log = get_logger("web")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The content of a form, as far as it was filled in."""

    address: str = ""
    chosen: tuple[str, ...] = ()
    label: str = ""
    notice: str = ""
    wrong_address: bool = False
    no_choice: bool = False

    @property
    def is_wrong(self) -> bool:
        """True when the form cannot be taken as it is."""
        return self.wrong_address or self.no_choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A newsletter as the page of joining shows it."""

    newsletter: Newsletter
    rhythm: str
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningPages:
    """The form of joining, its confirmation, and the mailed link to the preferences."""

    site: Site
    newsroom: Newsroom
    _samples: dict[str, Any] = field(default_factory=dict)

    def form(self, request: Request) -> Response:
        """Show the newsletters without a choice."""
        self._must_be_open()
        first = request.query_params.get("newsletter", "")
        label = _label(request.query_params.get("from", ""))
        return self._form(self._words(request), Filled(label=label), first=first)

    async def join(self, request: Request) -> Response:
        """Take the form, from our page or from another site, and mail the link that confirms it."""
        self._must_be_open()
        fields = await read_form(request)
        async with no_sooner_than(self.site.even_answer_s):
            return await run_in_threadpool(self._join, request, fields)

    def ask(self, request: Request) -> Response:
        """Show the newsletters that a wish named, and one button. Opening it confirms no wish."""
        token = self.site.token(request, Purpose.CONFIRM)
        wish = open_wish(self.newsroom, token.subscriber_id, token.issue_id)
        if wish is None:
            return self._gone(request)
        if wish.team:
            return self._invitation(request, token, wish)
        return self.site.page(
            "confirm.html.j2",
            self.site.words_in(wish.language),
            newsletters=newsletters_of(self.newsroom, wish),
            moves=bool(wish.moves),
        )

    def confirm(self, request: Request) -> Response:
        """Fulfil the wish. The post may be repeated."""
        token = self.site.token(request, Purpose.CONFIRM)
        wish = confirm_wish(self.newsroom, token.subscriber_id, token.issue_id)
        if wish is None:
            return self._gone(request)
        link = make_token(self.site.key, token, Purpose.PREFERENCES)
        words = self.site.words_in(wish.language)
        if wish.team:
            return self.site.page("seated.html.j2", words, preferences=f"/p/{link}")
        return self.site.page(
            "confirmed.html.j2",
            words,
            newsletters=newsletters_of(self.newsroom, wish),
            preferences=f"/p/{link}",
            moves=bool(wish.moves),
        )

    def _invitation(self, request: Request, token: Token, wish: JoinRequest) -> Response:
        reader = self.site.store.subscribers.get(token.subscriber_id)
        owner = team_of(self.newsroom, wish, reader.email) if reader else None
        # the owner took the invitation back, or was erased
        if owner is None:
            return self._gone(request)
        words = self.site.words_in(wish.language)
        return self.site.page("invitation.html.j2", words, wish=wish, owner=owner.email)

    def access_form(self, request: Request) -> Response:
        """Ask for the address to which the link to the preferences goes."""
        self._must_be_open()
        return self._access_form(self._words(request), Filled())

    async def access(self, request: Request) -> Response:
        """Mail the link to the preferences, if the address is a reader's."""
        self._must_be_open()
        fields = await read_form(request)
        async with no_sooner_than(self.site.even_answer_s):
            return await run_in_threadpool(self._access, request, fields)

    def _join(self, request: Request, fields: Mapping[str, Sequence[str]]) -> Response:
        words = self._words(request, last_value(fields, "language"))
        must_be_within_limits(self.newsroom, request)
        filled = self._filled(fields, words)
        if filled.is_wrong:
            return self._form(words, filled, status=422)
        # a form on another site has no stamp: the reader sees the choice here and presses again
        if not was_filled_in(self.site.key, last_value(fields, "stamp"), self.site.clock()):
            return self._form(words, filled)
        if last_value(fields, HONEYPOT):
            log.info("form_of_a_program")
        else:
            page = PAGE if not filled.label else f"{PAGE} from {filled.label}"
            wish = Wish(
                newsletters=filled.chosen,
                wording=self._consent(words),
                page=page,
                language=words.language,
            )
            ask_to_join(self.newsroom, filled.address, wish)
        return self.site.page("asked.html.j2", words, note="join_sent_note", address=filled.address)

    def _access(self, request: Request, fields: Mapping[str, Sequence[str]]) -> Response:
        words = self._words(request, last_value(fields, "language"))
        must_be_within_limits(self.newsroom, request)
        address, is_wrong = _address(fields)
        filled = Filled(address=address, wrong_address=is_wrong, notice=words.say("look_again"))
        # a wrong address is told before the stamp is asked for: it needs no second press
        if is_wrong:
            return self._access_form(words, filled, status=422)
        if not was_filled_in(self.site.key, last_value(fields, "stamp"), self.site.clock()):
            return self._access_form(words, filled)
        if last_value(fields, HONEYPOT):
            log.info("form_of_a_program")
        else:
            ask_for_access(self.newsroom, address, language=words.language)
        return self.site.page("asked.html.j2", words, note="access_sent_note", address=address)

    def _filled(self, fields: Mapping[str, Sequence[str]], words: Wording) -> Filled:
        wanted = fields.get("newsletter", ())
        chosen = []
        # in the order of the files; an id that does not exist is left out
        for newsletter in self.newsroom.config.newsletters:
            if newsletter.id in wanted:
                chosen.append(newsletter.id)
        address, is_wrong = _address(fields)
        return Filled(
            address=address,
            chosen=tuple(chosen),
            label=_label(last_value(fields, "from")),
            notice=words.say("look_again"),
            wrong_address=is_wrong,
            no_choice=not chosen,
        )

    def _form(
        self, words: Wording, filled: Filled, *, status: int = 200, first: str = ""
    ) -> Response:
        offers = [self._offer(newsletter, words) for newsletter in self.newsroom.config.newsletters]
        # the newsletter whose mail led here comes first, and is not chosen all the same
        offers.sort(key=lambda offer: offer.newsletter.id != first)
        return self.site.page(
            "join.html.j2",
            words,
            status=status,
            filled=filled,
            free=[offer for offer in offers if offer.newsletter.tier is Tier.FREE],
            members=[offer for offer in offers if offer.newsletter.tier is Tier.MEMBER],
            readers=self.newsroom.config.settings.readers,
            consent=self._consent(words),
            stamp=stamp(self.site.key, self.site.clock()),
            honeypot=HONEYPOT,
            longest=MAX_ADDRESS_CHARS,
        )

    def _access_form(self, words: Wording, filled: Filled, *, status: int = 200) -> Response:
        return self.site.page(
            "access.html.j2",
            words,
            status=status,
            filled=filled,
            stamp=stamp(self.site.key, self.site.clock()),
            honeypot=HONEYPOT,
            longest=MAX_ADDRESS_CHARS,
        )

    def _offer(self, newsletter: Newsletter, words: Wording) -> Offer:
        return Offer(
            newsletter=newsletter,
            rhythm=rhythm(newsletter, words, now=self.site.clock()),
            sample=self._sample(newsletter),
        )

    def _sample(self, newsletter: Newsletter) -> str:
        """Return the path of the latest issue; "" where there is none for everybody."""
        # an issue for members stands on no public page
        if newsletter.tier is Tier.MEMBER:
            return ""
        now = self.site.clock()
        # two requests may both look it up: they find the same, and the later one wins
        known = self._samples.get(newsletter.id)
        if known is None or now - known[0] > SAMPLES_FOR:
            latest = self.site.store.issues.archive(newsletter.id, limit=1)
            known = (now, latest[0].id if latest else "")
            self._samples[newsletter.id] = known
        return str(known[1])

    def _consent(self, words: Wording) -> str:
        publication = self.newsroom.config.settings.publication
        return words.say("join_consent", publication=publication.name)

    def _words(self, request: Request, language: str = "") -> Wording:
        """Return the labels in the language of the form, else in the one the browser asks for."""
        asked = language or request.query_params.get("language", "")
        # labels are kept by language: "de-AT" and "de" have the same
        code = asked.split("-")[0].lower()
        if code in languages() or code in self.newsroom.config.settings.publication.labels:
            return self.site.words_in(code)
        return self.site.asked_words(request)

    def _gone(self, request: Request) -> Response:
        words = self.site.asked_words(request)
        return self.site.page("confirm_gone.html.j2", words, status=410)

    def _must_be_open(self) -> None:
        if not is_open(self.newsroom):
            raise HTTPException(404)


def _address(fields: Mapping[str, Sequence[str]]) -> tuple[str, bool]:
    """Return the address of a form, and whether it is wrong."""
    # cut first: a megabyte of text must not reach the judge of addresses
    text = last_value(fields, "email")[:MAX_ADDRESS_CHARS]
    try:
        return normal_address(text), False
    except UseError:
        return text, True


def _label(text: str) -> str:
    if LABEL.fullmatch(text):
        return text
    return ""
