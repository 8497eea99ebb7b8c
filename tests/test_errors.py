"""Errors say what, which, and what to do; problems carry their place."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.integers(min_value=0, max_value=10**9),
    st.integers(min_value=0, max_value=10**9),
)
def test_a_printed_place_is_read_back_whatever_the_name_of_the_file(
    file: str, line: int, column: int
) -> None:
    problem = Problem.at(f"{file}:{line}:{column}", "unknown key")
    assert (problem.file, problem.line, problem.column) == (file, line, column)
    assert str(problem) == f"{file}:{line}:{column}: unknown key"


def test_an_error_without_a_subject_prints_its_message_alone() -> None:
    assert str(DigestError("timed out", hint="raise timeout")) == "timed out"
    assert DigestError("timed out").args == ("timed out",)


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_one_clause_catches_every_error_of_ours(error: type[DigestError]) -> None:
    with pytest.raises(DigestError, match="timed out"):
        raise error("timed out")
    assert not issubclass(error, OSError | ValueError)


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_a_hint_and_a_subject_are_named_and_never_taken_by_place(
    error: type[DigestError],
) -> None:
    with pytest.raises(TypeError):
        error("timed out", "https://paper.example")  # type: ignore[call-arg]


def test_the_problems_of_an_error_are_its_own() -> None:
    problems = [Problem(file="a.yaml", line=1, column=1, what="x")]
    error = ConfigError("wrong", problems=problems)
    problems.clear()
    assert len(error.problems) == 1


def test_each_branch_of_the_drawn_tree_is_an_error_of_ours() -> None:
    drawn = set()
    for line in (errors.__doc__ or "").splitlines():
        _, branch, words = line.partition("── ")
        if branch:
            drawn.add(words.split()[0])
    assert drawn == {error.__name__ for error in ALL} - {"DigestError"}
