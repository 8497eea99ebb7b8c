"""Problems: the errors of the API as problem+json (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

PROBLEM_TYPE = "application/problem+json"

COME_BACK_AFTER_S = 30
"""A database that restarts is back within half a minute."""


class Refusal(HTTPException):
    """A request that the API refuses, with a sentence for the programmer."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, str]] = (),
    ) -> None:
        super().__init__(status, detail, headers=dict(headers or {}))
        self.errors = tuple(errors)


def problem(
    status: int,
    detail: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] = (),
) -> Response:
    """Make the answer of an error. `errors` name the wrong fields of a body."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
    }
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status, headers=headers, media_type=PROBLEM_TYPE)


def answer_refusal(_request: Request, error: Exception) -> Response:
    """Answer a refusal of ours, or of the router: an unknown path, a wrong method."""
    if not isinstance(error, HTTPException):
        return problem(500)
    detail = error.detail
    # the router's own detail repeats the title
    if detail == HTTPStatus(error.status_code).phrase:
        detail = ""
    errors: Sequence[Mapping[str, str]] = ()
    if isinstance(error, Refusal):
        errors = error.errors
    return problem(error.status_code, detail, headers=error.headers, errors=errors)
