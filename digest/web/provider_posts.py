"""Posts of mail providers: bounces and complaints come in at /returns/KIND."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from digest.config import EventSource
from digest.deliver import PROVIDER_EVENTS, EventKeys, Post, UnreadablePost, WrongProof
from digest.logs import get_logger
from digest.usecases.newsroom import Newsroom
from digest.usecases.provider_certificates import CertificateShelf
from digest.usecases.take_in_bounces import take_in_events
from digest.web.forms import network_of
from digest.web.repeated_lines import LineCounter
from digest.web.strangers import HOUR_S, Strangers

log = get_logger("bounces")

lines = LineCounter()
"""A scanner can post a thousand times a minute: its lines are counted."""


WRONG, UNREADABLE = 401, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPosts:
    """The posts of the providers that the operator named."""

    newsroom: Newsroom
    shelf: CertificateShelf = field(default_factory=CertificateShelf)
    strangers: Strangers = field(default_factory=Strangers)

    async def take(self, request: Request) -> Response:
        """Prove and read one post, and act on its bounces. The provider may post it again."""
        source = self._source(request.path_params["kind"])
        network = network_of(request)
        # refused unread: a body may have megabytes
        if self.strangers.is_refused(network, self.newsroom.clock()):
            raise HTTPException(429, headers={"retry-after": str(int(HOUR_S))})
        body = await request.body()
        headers = {name.lower(): value for name, value in request.headers.items()}
        post = Post(headers=headers, body=body, now=self.newsroom.clock())
        answer = await run_in_threadpool(self._take, source, post)
        if answer.status_code in (WRONG, UNREADABLE):
            await run_in_threadpool(self.strangers.count, self.newsroom, network)
        return answer

    def _source(self, kind: str) -> EventSource:
        for source in self.newsroom.config.settings.deliver.events:
            if source.kind == kind:
                return source
        raise HTTPException(404)

    def _take(self, source: EventSource, post: Post) -> Response:
        public_key = b""
        if source.public_key:
            public_key = Path(source.public_key).read_bytes()
        keys = EventKeys(
            secret=source.secret,
            public_key=public_key,
            topic=source.topic,
            fetch=self.shelf.fetch,
            bind=partial(self.newsroom.store.returns.bind_proof, now=post.now),
        )
        try:
            bounces = PROVIDER_EVENTS[source.kind].make(post, keys)
        except WrongProof as error:
            left_out = lines.count(f"post_refused {source.kind}")
            if left_out is not None:
                log.error("post_refused", provider=source.kind, error=str(error), left_out=left_out)
            return PlainTextResponse("The proof of this post is wrong.\n", WRONG)
        except UnreadablePost as error:
            log.error("post_unreadable", provider=source.kind, error=str(error))
            return PlainTextResponse("This post is unreadable.\n", UNREADABLE)
        take_in_events(self.newsroom, bounces)
        return Response(status_code=204)
