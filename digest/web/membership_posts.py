"""Posts of membership systems: a tier is set at /members/NAME, by a signed post."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from digest.config import Membership
from digest.logs import get_logger
from digest.usecases.memberships import (
    SignedPost,
    TooManyPosts,
    UnreadableMembership,
    WrongSignature,
    take_membership,
)
from digest.usecases.newsroom import Newsroom
from digest.web.forms import network_of
from digest.web.repeated_lines import LineCounter
from digest.web.strangers import HOUR_S, Strangers

log = get_logger("memberships")

lines = LineCounter()
"""A scanner can post a thousand times a minute: its lines are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipPosts:
    """The posts of the membership systems that the operator named."""

    newsroom: Newsroom
    strangers: Strangers = field(default_factory=Strangers)

    async def take(self, request: Request) -> Response:
        """Prove one post, and set the tier that it tells."""
        membership = self._membership(request.path_params["name"])
        network = network_of(request)
        if self.strangers.is_refused(network, self.newsroom.clock()):
            raise HTTPException(429, headers={"retry-after": str(int(HOUR_S))})
        post = SignedPost(
            post_id=request.headers.get("webhook-id", ""),
            timestamp=request.headers.get("webhook-timestamp", ""),
            signatures=request.headers.get("webhook-signature", ""),
            body=await request.body(),
        )
        return await run_in_threadpool(self._take, membership, post, network)

    def _take(self, membership: Membership, post: SignedPost, network: str) -> Response:
        try:
            take_membership(self.newsroom, membership, post)
        except WrongSignature as error:
            self.strangers.count(self.newsroom, network)
            left_out = lines.count(f"membership_refused {membership.name}")
            if left_out is not None:
                log.error("membership_refused", error=str(error), left_out=left_out)
            return PlainTextResponse("The proof of this post is wrong.\n", 401)
        except TooManyPosts as error:
            raise HTTPException(429, headers={"retry-after": str(error.wait_s)}) from error
        except UnreadableMembership as error:
            log.error("membership_unreadable", program=membership.name, error=str(error))
            return PlainTextResponse(f"This post is unreadable: {error.message}.\n", 400)
        return Response(status_code=204)

    def _membership(self, name: str) -> Membership:
        for membership in self.newsroom.config.settings.memberships:
            if membership.name == name:
                return membership
        raise HTTPException(404)
