"""The part of the API that writes: a reader who asks to join, a tier, an event.

Each answer is the same for a known and an unknown address: a token reads no list of readers.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.errors import UseError
from digest.kernel.mail_addresses import normal_address
from digest.models import LeftBy
from digest.render import languages
from digest.usecases.audience import take_off
from digest.usecases.joining import Wish, ask_to_join, is_open
from digest.usecases.newsroom import Newsroom
from digest.web.api import bodies
from digest.web.api.problems import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingPart:
    """Changes that a program may ask for."""

    newsroom: Newsroom

    def add_reader(self, program: str, wanted: bodies.NewReader) -> bodies.Accepted:
        """Mail the link that confirms joining, as the page of joining does."""
        if not is_open(self.newsroom):
            raise Refusal(409, "readers cannot join by themselves: see readers: join: in the files")
        # a wrong id is told before any mail goes out
        for newsletter_id in wanted.newsletters:
            self._must_be_published(newsletter_id)
        email = _address(wanted.email)
        page = _printable(f"API of {program} {wanted.page}", "page")
        wording = _printable(wanted.wording, "wording")
        wish = Wish(
            # once each, in the order in which the program named them
            newsletters=tuple(dict.fromkeys(wanted.newsletters)),
            wording=wording,
            page=page,
            language=self._language(wanted.language),
        )
        ask_to_join(self.newsroom, email, wish)
        return bodies.Accepted()

    def set_tier(self, wanted: bodies.NewTier) -> bodies.Accepted:
        """Make a reader a member, or no member."""
        self.newsroom.store.choices.set_tiers([_address(wanted.email)], wanted.tier)
        return bodies.Accepted()

    def record_event(self, program: str, wanted: bodies.NewEvent) -> bodies.Accepted:
        """Act on an event that another program saw. The event may be reported again."""
        email = _address(wanted.email)
        if wanted.newsletter:
            self._must_be_published(wanted.newsletter)
        store = self.newsroom.store
        # leaving is a choice and may be undone; a bounce closes the address
        if wanted.type is bodies.EventKind.LEFT:
            reader = store.subscribers.by_email(email)
            if reader is not None:
                take_off(
                    store,
                    self.newsroom.clock,
                    reader.id,
                    newsletter_id=wanted.newsletter or None,
                    how=LeftBy.PROGRAM,
                    program=program,
                )
            return bodies.Accepted()
        # kept as the reason of the closed address, which names no person
        words = "hard bounce" if wanted.type is bodies.EventKind.BOUNCED else "complaint"
        reason = f"{words}, reported by {program}"
        store.subscribers.suppress(email, reason=reason, now=self.newsroom.clock())
        return bodies.Accepted()

    def _language(self, asked: str) -> str:
        """Return the language of the confirmation: the asked one, where it has labels."""
        settings = self.newsroom.config.settings
        # a region ("de-AT") has the labels of its language
        code = asked.split("-")[0].lower()
        if code in languages() or code in settings.publication.labels:
            return code
        return settings.language

    def _must_be_published(self, newsletter_id: str) -> None:
        for newsletter in self.newsroom.config.newsletters:
            if newsletter.id == newsletter_id:
                return
        raise Refusal(422, "no such newsletter", errors=[_wrong("newsletter", newsletter_id)])


def _address(text: str) -> str:
    try:
        return normal_address(text)
    except UseError as error:
        problem = {"field": "email", "problem": "no mail address"}
        raise Refusal(422, "the body has wrong fields", errors=[problem]) from error


def _printable(text: str, field: str) -> str:
    """Fold white space; refuse control characters, which no database need be asked to keep."""
    line = " ".join(text.split())
    if not line.isprintable():
        problem = {"field": field, "problem": "holds a control character"}
        raise Refusal(422, "the body has wrong fields", errors=[problem])
    return line


def _wrong(field: str, value: str) -> dict[str, str]:
    return {"field": field, "problem": f"no newsletter has the id {value[:80]!r}"}
