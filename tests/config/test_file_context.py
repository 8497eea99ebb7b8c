"""Unknown keys: the key that was meant, the section that it belongs to, or the secret in it."""

from __future__ import annotations

import pytest

from digest.config.documents import Document
from digest.config.file_context import FileContext
from digest.config.read_yaml import read_document
from digest.config.settings import Settings

ELSEWHERE = "secrets come from the environment: see docs/config.md"


def advice_for(text: str, known: tuple[str, ...], *, shape: type | None = None) -> str:
    document = read_document("x.yaml", text.encode())
    context = FileContext(document=document, shape=shape)
    key = list(document.root)[-1]
    context.unknown_key(document.root, key, known=known)
    (problem,) = context.problems
    assert (problem.line, problem.column) == document.root.key_marks[key]
    return problem.advice


@pytest.mark.parametrize(
    "key",
    [
        "password",
        "smtp_password",
        "PASSWORD",
        "passwd",
        "client_secret",
        "api_key",
        "apikey",
        "Credentials",
    ],
)
def test_a_key_that_would_hold_a_secret_is_refused_whatever_its_spelling(key: str):
    assert advice_for(f"{key}: hunter2", ("name",)) == ELSEWHERE


@pytest.mark.parametrize("key", ["token", "keys", "pass", "passage"])
def test_a_key_of_another_name_is_only_unknown(key: str):
    assert advice_for(f"{key}: x", ("name",)) == "the keys here are name"


@pytest.mark.parametrize(
    ("key", "known", "variable"),
    [
        ("password", "password_env", "password_env: SMTP_PASSWORD"),
        ("password_file", "password_env", "password_env: SMTP_PASSWORD"),
        ("key", "key_env", "key_env: DIGEST_TOKEN_KEY"),
        ("url", "url_env", "url_env: URL"),
        ("webhook_url_file", "webhook_url_env", "webhook_url_env: WEBHOOK_URL"),
    ],
)
def test_a_secret_whose_variable_can_be_named_is_led_to_it(key: str, known: str, variable: str):
    assert advice_for(f"{key}: x", (known,)) == f"name an environment variable: {variable}"


def test_a_key_that_is_there_already_is_not_meant():
    known = ("weight", "height")
    assert advice_for("wieght: 1", known) == 'did you mean "weight"?'
    assert advice_for("weight: 2\nwieght: 1", known) == 'did you mean "height"?'


def test_a_mapping_with_all_its_keys_gets_the_list_of_its_keys():
    assert advice_for("a: 1\nb: 2", ("a",)) == "the keys here are a"


def test_a_key_of_a_section_that_stands_at_the_top_is_led_back():
    assert advice_for("relays: []", ("publication",), shape=Settings) == (
        "it is a key of deliver: move it below deliver:, two spaces further in"
    )


def test_the_missing_key_that_was_meant_is_remembered_for_its_mapping_alone():
    document = read_document("x.yaml", b"a: {nmae: x}\nb: {zzz: x}\n")
    context = FileContext(document=document)
    context.unknown_key(document.root["a"], "nmae", known=("name",))
    context.unknown_key(document.root["b"], "zzz", known=("name",))
    assert context.meant == {(id(document.root["a"]), "name")}
    assert not document.root["a"].whole
    assert not document.root["b"].whole


def test_a_key_of_a_mapping_without_marks_is_reported_at_the_top_of_the_file():
    context = FileContext(document=Document(name="x.yaml", root=None))
    context.complain_of_key({"a": 1}, "a", "is odd", "leave it")
    assert [str(one) for one in context.problems] == ["x.yaml:1:1: is odd — leave it"]


def test_a_complaint_stands_at_the_value_or_at_its_key():
    context = FileContext(document=read_document("x.yaml", b"a:\n  bee: 1\n"))
    context.complain(("a", "bee"), "is odd")
    context.complain(("a", "bee"), "is odd", key=True)
    assert [(one.line, one.column) for one in context.problems] == [(2, 8), (2, 3)]
