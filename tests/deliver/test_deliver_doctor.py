"""The doctor's look at DNS, and the command that makes a key."""

from __future__ import annotations

import mailbox
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from digest.cli.dkim import dkim_app
from digest.cli.state import State
from digest.config import BounceSettings, DeliverSettings, DkimKey
from digest.deliver import check_dns, check_mailbox, dns_record, load_signers
from digest.models import CheckResult, Publication

PUBLICATION = Publication(
    name="Night Desk",
    public_url="https://news.example.org",
    from_address="desk@news.example.org",
    bounce_domain="bounces.news.example.org",
)


@pytest.fixture
def key(tmp_path: Path) -> DkimKey:
    path = tmp_path / "key.pem"
    options = ["new", "--domain", "news.example.org", "--selector", "s1", "--out", str(path)]
    result = CliRunner().invoke(dkim_app, options, obj=State(folder=tmp_path))
    assert result.exit_code == 0, result.output
    assert "s1._domainkey.news.example.org. IN TXT" in result.output
    assert path.stat().st_mode & 0o077 == 0
    return DkimKey(domain="news.example.org", selector="s1", key_file=str(path))


def zone(key: DkimKey, **changes: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    name, value = dns_record(load_signers([key])[0])
    records = {
        "bounces.news.example.org": ("v=spf1 ip4:192.0.2.1 -all", "other=1"),
        "_dmarc.example.org": ("v=DMARC1; p=none",),
        name: (value,),
    }
    return lambda asked: (records | changes).get(asked, ())


def mx(_: str) -> tuple[str, ...]:
    return ("mx.news.example.org.",)


def troubles(results: list[CheckResult]) -> dict[str, str]:
    return {result.subject: result.finding for result in results if result.ok is not True}


def test_a_well_kept_domain_has_no_trouble(key: DkimKey) -> None:
    assert (
        troubles(
            check_dns(
                PUBLICATION, DeliverSettings(dkim_keys=(key,)), txt_lookup=zone(key), mx_lookup=mx
            )
        )
        == {}
    )


def test_each_missing_record_is_named_with_what_to_publish(key: DkimKey) -> None:
    found = check_dns(
        PUBLICATION,
        DeliverSettings(dkim_keys=(key,)),
        txt_lookup=lambda _: (),
        mx_lookup=lambda _: (),
    )
    # a logo is optional
    assert [result.ok for result in found] == [False, False, False, True, False]
    assert all("publish " in result.advice for result in found)


def test_a_logo_is_looked_for_and_needs_a_policy_that_is_enforced(key: DkimKey) -> None:
    logo = {"default._bimi.news.example.org": ("v=BIMI1; l=https://news.example.org/logo.svg",)}
    enforced = {"_dmarc.example.org": ("v=DMARC1; p=reject",)}
    settings = DeliverSettings(dkim_keys=(key,))
    found = check_dns(PUBLICATION, settings, txt_lookup=zone(key, **logo), mx_lookup=mx)
    assert list(troubles(found)) == ["BIMI of news.example.org"]
    shown = zone(key, **logo, **enforced)
    assert troubles(check_dns(PUBLICATION, settings, txt_lookup=shown, mx_lookup=mx)) == {}


def test_two_spf_records_and_a_foreign_key_are_trouble(key: DkimKey) -> None:
    two = {"bounces.news.example.org": ("v=spf1 -all", "v=spf1 mx -all")}
    foreign = {"s1._domainkey.news.example.org": ("v=DKIM1; k=rsa; p=AAAA",)}
    records, settings = zone(key, **two, **foreign), DeliverSettings(dkim_keys=(key,))
    found = troubles(check_dns(PUBLICATION, settings, txt_lookup=records, mx_lookup=mx))
    assert found == {
        "SPF of bounces.news.example.org": "2 SPF records",
        "DKIM s1._domainkey.news.example.org": "the published key is another one",
    }


def test_unsigned_mail_and_silent_dns_are_said(key: DkimKey) -> None:
    def silent(_: str) -> tuple[str, ...]:
        raise OSError("DNS did not answer")

    found = check_dns(PUBLICATION, DeliverSettings(), txt_lookup=silent, mx_lookup=silent)
    assert [(result.subject, result.ok) for result in found] == [
        ("SPF of bounces.news.example.org", None),
        ("MX of bounces.news.example.org", None),
        ("DMARC of news.example.org", None),
        ("BIMI of news.example.org", None),
        ("DKIM", False),
    ]


def test_the_mailbox_of_bounces_is_opened_and_a_missing_one_named(tmp_path: Path) -> None:
    returned = tmp_path / "returned"
    missing = check_mailbox(BounceSettings(mailbox=f"maildir:{returned}"))
    assert (missing.ok, missing.finding) == (False, f"no such mailbox: {returned}")
    mailbox.Maildir(returned, create=True)
    assert check_mailbox(BounceSettings(mailbox=f"maildir:{returned}")).ok
    assert check_mailbox(BounceSettings()).ok is None


def test_a_key_is_never_overwritten(key: DkimKey, tmp_path: Path) -> None:
    options = ["new", "--domain", "news.example.org", "--selector", "s1", "--out", key.key_file]
    result = CliRunner().invoke(dkim_app, options, obj=State(folder=tmp_path))
    assert result.exit_code == 1
    assert "there is a key already" in str(result.exception)


def test_a_key_is_made_where_the_configuration_already_names_it(tmp_path: Path) -> None:
    (tmp_path / "digest.yaml").write_text(
        "deliver:\n  dkim:\n"
        "    - {domain: news.example.org, selector: autumn, key_file: keys-autumn.pem}\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(dkim_app, ["new"], obj=State(folder=tmp_path))
    assert result.exit_code == 0, result.output
    assert "autumn._domainkey.news.example.org. IN TXT" in result.output
    assert (tmp_path / "keys-autumn.pem").exists()
