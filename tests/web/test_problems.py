"""Errors of the API are problem+json, and no inner detail of ours stands in them."""

from __future__ import annotations

import json
from http import HTTPStatus

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from digest.web.api.problems import Refusal, answer_refusal, problem

REQUEST = Request({"type": "http", "method": "GET", "path": "/", "headers": []})


def body(answer: Response) -> dict[str, object]:
    assert answer.headers["content-type"] == "application/problem+json"
    read: dict[str, object] = json.loads(bytes(answer.body))
    assert read["status"] == answer.status_code
    assert read["type"] == "about:blank"
    return read


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503])
def test_each_status_is_named_by_its_phrase(status: int) -> None:
    assert body(problem(status)) == {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
    }


def test_a_detail_and_wrong_fields_stand_there_where_they_are_given() -> None:
    errors = [{"field": "email", "problem": "is no address"}]
    answer = problem(422, "the body has wrong fields", errors=errors)
    assert body(answer)["detail"] == "the body has wrong fields"
    assert body(answer)["errors"] == errors


def test_headers_of_a_refusal_are_sent() -> None:
    refusal = Refusal(429, "too many", headers={"retry-after": "30"})
    answer = answer_refusal(REQUEST, refusal)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")
    assert body(answer)["detail"] == "too many"


def test_wrong_fields_of_a_refusal_are_told() -> None:
    refusal = Refusal(422, "wrong", errors=[{"field": "a", "problem": "b"}])
    assert body(answer_refusal(REQUEST, refusal))["errors"] == [{"field": "a", "problem": "b"}]


@pytest.mark.parametrize("status", [404, 405])
def test_the_words_of_the_router_repeat_the_title_and_are_left_out(status: int) -> None:
    assert "detail" not in body(answer_refusal(REQUEST, HTTPException(status)))


def test_an_error_of_another_kind_tells_no_detail() -> None:
    answer = answer_refusal(REQUEST, RuntimeError("a secret of the house"))
    assert answer.status_code == 500
    assert "secret" not in bytes(answer.body).decode()
