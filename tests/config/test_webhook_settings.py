"""The list `webhooks`: secrets come from outside, and no fact crosses a network in the clear."""

from __future__ import annotations

import base64

import pytest

from digest.config import secret_bytes
from digest.models import FactKind

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
ONE = """+webhooks:
  - {name: crm, url: %s, events: [issue.sent, reader.left], secret_env: CRM_SECRET%s}
"""


def test_a_webhook_has_its_facts_and_the_secret_that_the_environment_holds(load) -> None:
    files = {"digest.yaml": ONE % ("https://crm.example/hook", "")}
    (webhook,) = load(files, env={"CRM_SECRET": SECRET}).settings.webhooks
    assert webhook.events == (FactKind.ISSUE_SENT, FactKind.READER_LEFT)
    assert webhook.secrets == SECRET
    assert SECRET not in repr(webhook)
    assert not webhook.with_address


def test_the_secret_may_stand_in_a_file(load, tmp_path) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    files = {"digest.yaml": ONE % ("https://crm.example/hook", "")}
    env = {"CRM_SECRET_FILE": str(tmp_path / "secret")}
    (webhook,) = load(files, env=env).settings.webhooks
    assert webhook.secrets == SECRET


@pytest.mark.parametrize(
    "secret",
    ["word", "whsec_", "whsec_!!!!", "whsec_" + base64.b64encode(b"short").decode(), f"{SECRET} x"],
)
def test_a_secret_that_is_none_is_refused_and_never_shown(problems, secret: str) -> None:
    files = {"digest.yaml": ONE % ("https://crm.example/hook", "")}
    (said,) = problems(files, env={"CRM_SECRET": secret})
    assert "holds no secret of a webhook" in said
    assert "short" not in said


def test_two_secrets_are_taken_while_one_replaces_the_other(load) -> None:
    files = {"digest.yaml": ONE % ("https://crm.example/hook", "")}
    (webhook,) = load(files, env={"CRM_SECRET": f"{SECRET} {SECRET}"}).settings.webhooks
    assert len(webhook.secrets.split()) == 2


def test_an_address_without_tls_asks_for_a_named_network(problems, load) -> None:
    env = {"CRM_SECRET": SECRET}
    (said,) = problems({"digest.yaml": ONE % ("http://crm.example/hook", "")}, env=env)
    assert "not https" in said
    own = ONE % ("http://10.0.0.9/hook", ", allow_networks: [10.0.0.0/8]")
    assert load({"digest.yaml": own}, env=env).settings.webhooks


def test_two_webhooks_of_one_name_and_two_providers_of_one_kind_are_refused(problems) -> None:
    one = "{name: crm, url: https://a.example, events: [issue.sent], secret_env: CRM_SECRET}"
    text = f"+webhooks: [{one}, {one}]\n"
    (said,) = problems({"digest.yaml": text}, env={"CRM_SECRET": SECRET})
    assert 'two webhooks are called "crm"' in said
    topics = [f"{{kind: ses, topic: 'arn:aws:sns:eu-west-1:1:{name}'}}" for name in "ab"]
    (said,) = problems({"digest.yaml": f"+deliver: {{events: [{', '.join(topics)}]}}\n"})
    assert "two providers of the kind ses" in said


def test_a_secret_is_between_24_and_64_bytes() -> None:
    for size, good in ((23, False), (24, True), (64, True), (65, False)):
        secret = "whsec_" + base64.b64encode(b"k" * size).decode()
        assert (secret_bytes(secret) is not None) == good


def test_the_hub_of_the_feeds_is_https_or_in_a_named_network(load, problems) -> None:
    (said,) = problems({"digest.yaml": "+websub: {hub: 'http://hub.example'}\n"})
    assert "the address of the hub is not https" in said
    own = "+websub: {hub: 'http://10.0.0.9/hub', allow_networks: [10.0.0.0/8], give_up_after: 2h}\n"
    websub = load({"digest.yaml": own}).settings.websub
    assert (websub.hub, websub.give_up_after_s) == ("http://10.0.0.9/hub", 7200.0)


def test_no_webhook_has_the_name_of_the_hub(problems) -> None:
    one = "{name: websub, url: https://a.example, events: [issue.sent], secret_env: CRM_SECRET}"
    (said,) = problems({"digest.yaml": f"+webhooks: [{one}]\n"}, env={"CRM_SECRET": SECRET})
    assert 'two webhooks are called "websub"' in said
