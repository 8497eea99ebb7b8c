"""The page of preferences: what a reader gets, a pause, the look, and the own data.

A GET changes no data. A link of an issue may have been forwarded, so address and data open only to
a link that was mailed to the reader within the last day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from digest.errors import UseError
from digest.kernel.mail_addresses import MAX_ADDRESS_CHARS
from digest.models import LeftBy, ReaderClock, Subscriber
from digest.render import Wording, languages, wording
from digest.tokens import Purpose, Token
from digest.usecases.audience import take_off
from digest.usecases.joining import ask_for_access
from digest.usecases.newsroom import Newsroom
from digest.usecases.own_choices import (
    LONGEST_PAUSE,
    ask_to_move,
    data_of,
    is_fresh,
    join_by_link,
    may_choose,
    offered,
    pause_until,
    undo_leaving,
)
from digest.usecases.own_clock import may_choose_clock, read_clock, zones_offered
from digest.usecases.variant_choices import choose_variant, offering
from digest.usecases.while_away import away_links, away_since
from digest.web.even_answers import no_sooner_than
from digest.web.forms import last_value, must_be_within_limits, read_form
from digest.web.site import ANY_ZONE, Site
from digest.web.team_part import invite_by_form, leave_by_form, remove_by_form, team_values

ALL_NEWSLETTERS = "*"
"""The value of the form's button that leaves every newsletter at once."""

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One post to the page: the link, its reader, the fields and the labels."""

    request: Request
    token: Token
    fields: Fields
    words: Wording
    reader: Subscriber | None

    @property
    def reader_id(self) -> str:
        """The id in the link; the reader may be erased."""
        return self.token.subscriber_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencePages:
    """The choices that readers change by their own link."""

    site: Site
    newsroom: Newsroom

    def show(self, request: Request) -> Response:
        """Show the newsletters that the reader gets, and what else may be changed."""
        token = self.site.token(request, Purpose.PREFERENCES)
        return self._page(self._visit(request, token, {}))

    async def change(self, request: Request) -> Response:
        """Do what the pressed button says."""
        token = self.site.token(request, Purpose.PREFERENCES)
        # the database blocks, so what follows runs in a thread
        fields = await read_form(request)
        # only these name another address, of which the answer must say nothing
        names_address = last_value(fields, "invite") or last_value(fields, "move")
        async with no_sooner_than(self.site.even_answer_s if names_address else 0):
            return await run_in_threadpool(self._change, request, token, fields)

    def _change(self, request: Request, token: Token, fields: Fields) -> Response:
        visit = self._visit(request, token, fields)
        actions: dict[str, Callable[[Visit], Response]] = {
            "leave": self._leave,
            "join": self._join,
            "undo": self._undo,
            "pause": self._pause,
            "resume": self._resume,
            "look": self._look,
            "clock": self._clock,
            "variant": self._variant,
            "fresh": self._fresh,
            "move": self._move,
            "data": self._data,
            "invite": self._invite,
            "remove_seat": self._remove_seat,
            "leave_team": self._leave_team,
            "ask_erase": self._ask_erase,
            "erase": self._erase,
        }
        for name, action in actions.items():
            # an empty form must not count as a wish to leave all
            if last_value(fields, name):
                return action(visit)
        raise HTTPException(400)

    def _leave(self, visit: Visit) -> Response:
        wanted = last_value(visit.fields, "leave")
        newsletter_id: str | None = wanted
        if wanted == ALL_NEWSLETTERS:
            newsletter_id = None
        take_off(
            self.site.store,
            self.site.clock,
            visit.reader_id,
            newsletter_id=newsletter_id,
            how=LeftBy.PREFERENCES,
        )
        return self._page(visit, notice="change_saved", undo=wanted)

    def _join(self, visit: Visit) -> Response:
        outcome = join_by_link(self.newsroom, visit.reader_id, last_value(visit.fields, "join"))
        # the page offers no other newsletter, so another id was made by hand
        if outcome is None:
            raise HTTPException(400)
        return self._page(visit, notice="change_saved")

    def _undo(self, visit: Visit) -> Response:
        wanted = last_value(visit.fields, "undo")
        newsletter_id: str | None = wanted
        if wanted == ALL_NEWSLETTERS:
            newsletter_id = None
        # only for a short time: a forwarded link must not bring a reader back
        if undo_leaving(self.newsroom, visit.reader_id, newsletter_id=newsletter_id):
            return self._page(visit, notice="undone")
        return self._page(visit, notice="undo_late")

    def _pause(self, visit: Visit) -> Response:
        if pause_until(self.newsroom, visit.reader_id, last_value(visit.fields, "until")):
            return self._page(visit, notice="change_saved")
        # the page comes back with its fields; a bare 400 would lose the reader
        return self._page(visit, notice="bad_day", status=422)

    def _resume(self, visit: Visit) -> Response:
        choices = self.site.store.choices
        # asked first: the end of the pause forgets its beginning
        began = choices.paused_from(visit.reader_id)
        choices.pause(visit.reader_id, until=None)
        return self._page(visit, notice="change_saved", began=began)

    def _look(self, visit: Visit) -> Response:
        # a language without labels would make a page that has no words
        language = last_value(visit.fields, "language")
        if language not in languages():
            raise HTTPException(400)
        text_only = bool(last_value(visit.fields, "text_only"))
        self.site.store.choices.set_look(visit.reader_id, language=language, text_only=text_only)
        return self._page(visit, notice="change_saved")

    def _clock(self, visit: Visit) -> Response:
        try:
            hour, zone = last_value(visit.fields, "hour"), last_value(visit.fields, "zone")
            clock = read_clock(hour, zone)
        # the form offers good values alone, so another one was made by hand
        except UseError as error:
            raise HTTPException(400) from error
        self.site.store.choices.set_clock(visit.reader_id, clock)
        return self._page(visit, notice="change_saved")

    def _variant(self, visit: Visit) -> Response:
        newsletter_id = last_value(visit.fields, "variant")
        chosen = last_value(visit.fields, "choice")
        try:
            choose_variant(self.newsroom, visit.reader_id, newsletter_id, chosen)
        # the form offers good values alone, so another one was made by hand
        except UseError as error:
            raise HTTPException(400) from error
        return self._page(visit, notice="change_saved")

    def _fresh(self, visit: Visit) -> Response:
        # a mail goes out, so the forms of one network are limited
        must_be_within_limits(self.newsroom, visit.request)
        if visit.reader is not None:
            language = visit.words.language
            ask_for_access(self.newsroom, visit.reader.email, language=language)
        return self._page(visit, notice="link_sent")

    def _move(self, visit: Visit) -> Response:
        self._must_be_fresh(visit)
        must_be_within_limits(self.newsroom, visit.request)
        # cut before it is judged: the judge need not read a megabyte
        address = last_value(visit.fields, "new_address")[:MAX_ADDRESS_CHARS]
        try:
            ask_to_move(self.newsroom, visit.reader_id, address)
        except UseError:
            return self._page(visit, notice="bad_address", status=422)
        note = "join_sent_note"
        return self.site.page("asked.html.j2", visit.words, note=note, address=address)

    def _invite(self, visit: Visit) -> Response:
        owner = self._must_be_fresh(visit)
        must_be_within_limits(self.newsroom, visit.request)
        address, language = last_value(visit.fields, "invitee"), visit.words.language
        notice, status = invite_by_form(self.newsroom, owner, address, language=language)
        return self._page(visit, notice=notice, status=status)

    def _remove_seat(self, visit: Visit) -> Response:
        owner = self._must_be_fresh(visit)
        remove_by_form(self.newsroom, owner, last_value(visit.fields, "remove_seat"))
        return self._page(visit, notice="change_saved")

    def _leave_team(self, visit: Visit) -> Response:
        reader = self._must_be_fresh(visit)
        leave_by_form(self.newsroom, reader, last_value(visit.fields, "leave_team"))
        return self._page(visit, notice="change_saved")

    def _data(self, visit: Visit) -> Response:
        reader = self._must_be_fresh(visit)
        # readable by a person as well as by a program
        text = json.dumps(data_of(self.newsroom, reader), ensure_ascii=False, indent=2)
        headers = {"content-disposition": 'attachment; filename="my-data.json"'}
        return Response(text, media_type="application/json", headers=headers)

    def _ask_erase(self, visit: Visit) -> Response:
        self._must_be_fresh(visit)
        # a page of its own asks once more, for this cannot be undone
        return self.site.page("erase.html.j2", visit.words)

    def _erase(self, visit: Visit) -> Response:
        self._must_be_fresh(visit)
        self.site.store.subscribers.remove(visit.reader_id)
        return self.site.page("erased.html.j2", visit.words)

    def _must_be_fresh(self, visit: Visit) -> Subscriber:
        """Return the reader of a link that was mailed within a day; raise 403 for another link."""
        if visit.reader is None or not is_fresh(visit.token, self.site.clock()):
            raise HTTPException(403)
        return visit.reader

    def _visit(self, request: Request, token: Token, fields: Fields) -> Visit:
        reader = self.site.store.subscribers.get(token.subscriber_id)
        return Visit(
            request=request,
            token=token,
            fields=fields,
            words=self.site.own_words(token, reader, request),
            reader=reader,
        )

    def _page(
        self,
        visit: Visit,
        *,
        notice: str = "",
        undo: str = "",
        status: int = 200,
        began: datetime | None = None,
    ) -> Response:
        # read again: the button changed it
        reader = self.site.store.subscribers.get(visit.reader_id)
        words = self.site.own_words(visit.token, reader, visit.request)
        now = self.site.clock()
        values: dict[str, Any] = {"newsletters": [], "others": [], "paused": "", "text_only": False}
        values |= {"has_team": False, "own_seats": (), "team": (), "seats": 0, "may_invite": False}
        values |= {"zones": (), "clock": ReaderClock(), "offering": (), "variants": {}, "away": ()}
        # an erased reader gets the page of a reader without newsletters
        if reader:
            for newsletter_id in reader.newsletters:
                values["newsletters"].append((newsletter_id, self.site.name(newsletter_id)))
            if may_choose(reader):
                values["others"] = offered(self.newsroom, reader)
            if reader.paused_until and reader.paused_until > now:
                # the last day without a mail
                values["paused"] = words.day(reader.paused_until.date() - timedelta(days=1))
            values["text_only"] = reader.text_only
            values |= team_values(self.newsroom, reader)
            began = began or away_since(self.newsroom, reader)
            if began is not None:
                values["away"] = away_links(self.newsroom, reader, began, self.site.key)
            values["clock"] = reader.clock
            values["offering"] = offering(self.newsroom, reader)
            if values["offering"]:
                chosen = self.site.store.variants.chosen([reader.id])
                values["variants"] = chosen.get(reader.id, {})
            if may_choose_clock(self.newsroom, reader):
                values["zones"] = zones_offered()
        return self.site.page(
            "preferences.html.j2",
            words,
            status=status,
            **values,
            notice=notice,
            undo=undo,
            languages=_named_languages(),
            is_reader=reader is not None,
            is_fresh=is_fresh(visit.token, now),
            tomorrow=(now + timedelta(days=1)).date().isoformat(),
            latest=(now + LONGEST_PAUSE).date().isoformat(),
            longest=MAX_ADDRESS_CHARS,
        )


def _named_languages() -> list[tuple[str, str]]:
    """List the languages of the labels, each under its own name."""
    named = []
    for code in languages():
        name = wording(code, ANY_ZONE).locale.get_display_name() or code
        named.append((code, name))
    return named
