"""Each seam is met by its implementation: the same methods, parameters, kinds and defaults."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from digest import protocols
from digest.collect import HttpFetcher
from digest.deliver.folder_channels import FolderChannel
from digest.deliver.imap_channel import ImapChannel
from digest.deliver.maildir import MaildirTransport
from digest.deliver.pipe_channel import PipeChannel
from digest.deliver.smtp import SmtpTransport
from digest.protocols import Fetched, HoldBack, IncomingMail, Store
from digest.store import open_store
from digest.write.extractive import ExtractiveWriter

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
ROOM = Path(protocols.__file__).parent

SEAMS = {
    name: seam
    for name, seam in ((name, getattr(protocols, name)) for name in protocols.__all__)
    if inspect.isclass(seam) and getattr(seam, "_is_protocol", False)
}

PARTS = {
    "articles": "Articles",
    "secure_hosts": "SecureHosts",
    "issues": "Issues",
    "subscribers": "Subscribers",
    "joining": "Joining",
    "choices": "Choices",
    "opinions": "Opinions",
    "teams": "Teams",
    "variants": "Variants",
    "ledger": "Ledger",
    "waves": "WaveStorage",
    "returns": "Returns",
    "api_tokens": "ApiTokens",
    "outbox": "Outbox",
    "source_watch": "SourceWatch",
    "alarms": "Alarms",
    "backups": "Backups",
    "retention": "Retention",
    "processes": "Processes",
}
"""The parts of the database, each with its seam."""

OTHERS = [
    ("Fetcher", HttpFetcher),
    ("Prober", HttpFetcher),
    ("Transport", SmtpTransport),
    ("Transport", MaildirTransport),
    ("ReturnChannel", FolderChannel),
    ("ReturnChannel", ImapChannel),
    ("ReturnChannel", PipeChannel),
    ("Writer", ExtractiveWriter),
]


def methods(seam: type) -> Iterator[tuple[str, Any]]:
    """Yield the methods that a seam and the seams above it ask for."""
    for parent in seam.__mro__:
        if getattr(parent, "_is_protocol", False):
            for name, member in vars(parent).items():
                if inspect.isfunction(member) and not name.startswith("_"):
                    yield name, member


def properties(seam: type) -> list[str]:
    return [name for name, member in vars(seam).items() if isinstance(member, property)]


def shape(function: Any) -> list[tuple[str, Any, Any]]:
    """Return the name, the kind and the default of each parameter behind `self`."""
    parameters = list(inspect.signature(function).parameters.values())
    return [(one.name, one.kind, one.default) for one in parameters if one.name != "self"]


def differences(seam: type, implementation: Any) -> list[str]:
    """Name each method whose parameters are not those of the seam."""
    found = []
    for name, wanted in methods(seam):
        member = getattr(implementation, name, None)
        if member is None:
            found.append(f"{name} is missing")
            continue
        asked, given = shape(wanted), shape(member)
        # an implementation may take more, as long as the seam's callers need not know
        further = given[len(asked) :]
        if given[: len(asked)] != asked or any(one[2] is inspect._empty for one in further):
            found.append(f"{name}: {asked} is met by {given}")
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open one database for all tests of this file: they only look at it."""
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('seams')}/digest.db")
    yield opened
    opened.close()


@pytest.mark.parametrize(("part", "seam"), PARTS.items())
def test_each_part_of_the_database_meets_its_seam(store: Store, part: str, seam: str) -> None:
    assert differences(SEAMS[seam], getattr(store, part)) == []


def test_the_database_has_each_part_that_its_seam_names(store: Store) -> None:
    assert set(properties(Store)) <= set(PARTS)
    for part in properties(Store):
        assert getattr(store, part) is getattr(store, part), part
    assert differences(Store, store) == []


@pytest.mark.parametrize(
    ("seam", "implementation"), OTHERS, ids=lambda value: getattr(value, "__name__", value)
)
def test_each_other_implementation_meets_its_seam(seam: str, implementation: type) -> None:
    assert differences(SEAMS[seam], implementation) == []
    for name in properties(SEAMS[seam]):
        assert hasattr(implementation, name)


def test_a_method_that_differs_is_named() -> None:
    class Forgetful:
        def get(self, url: str, *, headers: object = None, max_bytes: int = 7) -> None: ...

    (found,) = differences(SEAMS["Fetcher"], Forgetful)
    assert found.startswith("get: ")
    assert differences(SEAMS["ReturnChannel"], Forgetful) == [
        "unread is missing",
        "settle is missing",
    ]


def test_a_writer_has_a_name_and_says_that_it_quotes() -> None:
    writer = ExtractiveWriter()
    assert (writer.name, writer.verbatim) == ("extractive", True)


# ---- the seams themselves -------------------------------------------------------------


def trees() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(ROOM.glob("*.py")):
        yield file.name, ast.parse(file.read_text(encoding="utf-8"))


def test_the_front_door_names_each_seam_once_in_order() -> None:
    assert list(protocols.__all__) == sorted(set(protocols.__all__))
    defined = set()
    for _, tree in trees():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                defined.add(node.name)
    assert defined <= set(protocols.__all__)


def test_each_method_says_what_it_does_and_does_nothing() -> None:
    for file, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.ClassDef) or "Protocol" not in ast.unparse(node):
                continue
            for method in node.body:
                if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
                    continue
                assert ast.get_docstring(method), f"{file} {node.name}.{method.name}"
                last = method.body[-1]
                assert isinstance(last, ast.Expr), f"{file} {node.name}.{method.name}"


@pytest.mark.parametrize("name", sorted(SEAMS))
def test_a_flag_and_a_number_are_given_by_name(name: str) -> None:
    # `list(True, 7)` would say nothing to a reader of the call
    for method, function in methods(SEAMS[name]):
        for parameter in inspect.signature(function).parameters.values():
            by_place = parameter.kind is parameter.POSITIONAL_OR_KEYWORD
            if by_place and parameter.annotation in ("bool", "float", "datetime"):
                assert parameter.default is parameter.empty, f"{name}.{method}"


def test_the_room_imports_models_alone() -> None:
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("digest"):
                assert (node.module or "").split(".")[1] in ("models", "protocols"), file


# ---- the nouns beside them --------------------------------------------------------------


def test_an_answer_is_whole_and_came_from_where_it_was_asked_unless_it_says_so() -> None:
    answer = Fetched(url="https://paper.example/", status=200, headers={}, body=b"x")
    assert (answer.moved_to, answer.cut) == ("", False)
    with pytest.raises(dataclasses.FrozenInstanceError):
        answer.status = 304  # type: ignore[misc]


def test_a_mail_is_known_by_its_key_and_its_octets() -> None:
    first, second = IncomingMail(key="1", raw=b"a"), IncomingMail(key="1", raw=b"a")
    assert first == second
    assert first != IncomingMail(key="2", raw=b"a")
    with pytest.raises(TypeError):
        IncomingMail("1", b"a")  # type: ignore[misc]


def test_a_message_that_is_held_back_is_no_error_of_a_relay() -> None:
    assert issubclass(HoldBack, Exception)
    assert not issubclass(HoldBack, OSError | ValueError | RuntimeError)
