"""Errors say what, which, and what to do; problems carry their place."""

from __future__ import annotations

import inspect

import pytest

from digest import errors
from digest.errors import (
    BlockedAddress,
    ConfigError,
    DeliverError,
    DigestError,
    FetchError,
    PreflightError,
    Problem,
    RelayError,
)
from digest.models import Finding, Severity

ALL = [
    error
    for _, error in inspect.getmembers(errors, inspect.isclass)
    if issubclass(error, DigestError)
]


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_each_error_prints_what_and_which_and_keeps_its_hint(error: type[DigestError]) -> None:
    raised = error("timed out", subject="https://paper.example", hint="raise timeout")
    assert str(raised) == "timed out: https://paper.example"
    assert (raised.message, raised.subject, raised.hint) == (
        "timed out",
        "https://paper.example",
        "raise timeout",
    )
    assert str(error("timed out")) == "timed out"


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_each_error_stands_in_the_drawn_tree(error: type[DigestError]) -> None:
    assert error.__name__ in (errors.__doc__ or "")


def test_the_tree_is_as_it_is_drawn() -> None:
    assert issubclass(BlockedAddress, FetchError)
    assert issubclass(RelayError, DeliverError)
    for error in ALL:
        assert error is DigestError or error.__mro__[1] in (DigestError, FetchError, DeliverError)


@pytest.mark.parametrize(
    ("mark", "place"),
    [
        ("topics/oil.yaml:3:7", ("topics/oil.yaml", 3, 7)),
        ("C:/desk/digest.yaml:12:1", ("C:/desk/digest.yaml", 12, 1)),
        ("digest.yaml", ("digest.yaml", 1, 1)),
        ("digest.yaml:3", ("digest.yaml:3", 1, 1)),
        ("digest.yaml:a:b", ("digest.yaml:a:b", 1, 1)),
        ("digest.yaml:\u0663:1", ("digest.yaml:\u0663:1", 1, 1)),
        ("", ("", 1, 1)),
    ],
)
def test_a_problem_reads_its_place_from_a_mark(mark: str, place: tuple[str, int, int]) -> None:
    problem = Problem.at(mark, "unknown key", "remove it")
    assert (problem.file, problem.line, problem.column) == place
    assert (problem.what, problem.advice) == ("unknown key", "remove it")


def test_a_problem_prints_its_advice_only_when_it_has_one() -> None:
    with_advice = Problem(file="a.yaml", line=2, column=4, what="not a number", advice="write 5")
    assert str(with_advice) == "a.yaml:2:4: not a number — write 5"
    assert str(Problem(file="a.yaml", line=2, column=4, what="not a number")).endswith("number")


def test_a_config_error_carries_every_problem_and_preflight_every_finding() -> None:
    problems = [Problem(file="a.yaml", line=n, column=1, what="x") for n in (1, 2)]
    assert ConfigError("wrong", problems=problems).problems == tuple(problems)
    findings = [Finding(rule_id="r", severity=Severity.ERROR, message="m")]
    assert PreflightError("wrong", findings=findings).findings == tuple(findings)
    assert ConfigError("wrong").problems == ()


def test_a_fetch_error_carries_the_status_and_the_asked_patience() -> None:
    error = FetchError("too many requests", status=429, retry_after_s=120.0)
    assert (error.status, error.retry_after_s) == (429, 120.0)
    assert (FetchError("gone").status, FetchError("gone").retry_after_s) == (None, None)
