"""Sender DNS: SPF, DKIM, DMARC and MX records are judged in one place."""

from __future__ import annotations

import pytest

from digest.kernel.sender_dns import (
    bimi_name,
    dmarc_names,
    judge_alignment,
    judge_bimi,
    judge_dkim,
    judge_dmarc,
    judge_mx,
    judge_spf,
    public_key_of,
    sender_domains,
)
from digest.models import Publication

NAME = "s1._domainkey.news.example"


def publication(**changes: str) -> Publication:
    return Publication(
        name="Desk", public_url="https://news.example", from_address="desk@News.Example", **changes
    )


@pytest.mark.parametrize(
    ("changes", "bounce_domain"),
    [
        ({}, "news.example"),
        ({"list_domain": "Lists.News.Example"}, "lists.news.example"),
        (
            {"list_domain": "lists.news.example", "bounce_domain": "bounces.news.example"},
            "bounces.news.example",
        ),
    ],
)
def test_the_envelope_domain_is_the_bounce_domain_then_the_list_domain_then_from(
    changes: dict[str, str], bounce_domain: str
) -> None:
    assert sender_domains(publication(**changes)) == ("news.example", bounce_domain)


@pytest.mark.parametrize(
    ("records", "ok", "finding"),
    [
        ([], False, "no SPF record"),
        (["v=spf10 -all"], False, "no SPF record"),
        (["other=1", "V=SPF1 -all"], True, "V=SPF1 -all"),
        (["v=spf1"], True, "v=spf1"),
        (["v=spf1 -all", "v=spf1 mx -all"], False, "2 SPF records"),
        (["v=spf1 mx +ALL"], False, "v=spf1 mx +ALL"),
        (["v=spf1 mx all"], False, "v=spf1 mx all"),
        (["v=spf1 mx ~all"], True, "v=spf1 mx ~all"),
        (["v=spf1 include:x.example ?all"], True, "v=spf1 include:x.example ?all"),
    ],
)
def test_spf_is_one_record_that_does_not_let_everyone_send(
    records: list[str], ok: bool, finding: str
) -> None:
    result = judge_spf("news.example", records)
    assert (result.ok, result.finding) == (ok, finding)
    assert (result.advice == "") is ok
    assert result.subject == "SPF of news.example"


def test_missing_records_come_with_the_text_to_publish() -> None:
    assert judge_spf("b.example", []).advice.startswith('publish TXT at b.example: "v=spf1 ')
    assert judge_mx("b.example", []).advice.startswith("publish MX at b.example: ")
    assert judge_dmarc("b.example", {}).advice.startswith('publish TXT at _dmarc.b.example: "v=DM')
    wanted = judge_dkim(NAME, [], expected="v=DKIM1; p=QUJD")
    assert wanted.advice == f"publish TXT at {NAME}: v=DKIM1; p=QUJD"


def test_mail_hosts_are_listed() -> None:
    result = judge_mx("b.example", ["mx1.example", "mx2.example"])
    assert (result.ok, result.finding) == (True, "mx1.example, mx2.example")
    assert judge_mx("b.example", []).ok is False


def test_the_tree_walk_asks_eight_names_at_most_and_the_nearest_first() -> None:
    assert dmarc_names("News.Example.") == ("_dmarc.news.example", "_dmarc.example")
    names = dmarc_names("a.b.c.d.e.f.g.h.i.example")
    assert len(names) == 8
    assert names[0] == "_dmarc.a.b.c.d.e.f.g.h.i.example"
    assert names[1] == "_dmarc.d.e.f.g.h.i.example"
    assert names[-1] == "_dmarc.example"


def test_the_nearest_dmarc_record_counts() -> None:
    records = {
        "_dmarc.mail.news.example": ["other=1"],
        "_dmarc.news.example": ["v=DMARC1; p=none"],
        "_dmarc.example": ["v=DMARC1; p=reject"],
    }
    result = judge_dmarc("mail.news.example", records)
    assert (result.ok, result.finding) == (True, "v=DMARC1; p=none")


@pytest.mark.parametrize("record", ["v=DMARC1", "v=DMARC1; rua=mailto:a@x.example", "V = DMARC1;"])
def test_a_dmarc_record_without_a_policy_is_valid(record: str) -> None:
    assert judge_dmarc("news.example", {"_dmarc.news.example": [record]}).ok


def test_two_dmarc_records_at_one_name_count_as_none() -> None:
    two = {"_dmarc.news.example": ["v=DMARC1; p=none", "v=DMARC1; p=reject"]}
    result = judge_dmarc("news.example", two)
    assert (result.ok, result.finding) == (False, "v=DMARC1; p=none; v=DMARC1; p=reject")
    assert "_dmarc.news.example" in result.advice


@pytest.mark.parametrize("record", ["v=DMARC10; p=none", "p=none; v=DMARC1", "hello"])
def test_a_record_that_does_not_begin_with_the_dmarc_tag_is_no_dmarc_record(record: str) -> None:
    result = judge_dmarc("news.example", {"_dmarc.news.example": [record]})
    assert result.finding == "no DMARC record"


def test_a_published_key_must_be_ours_where_ours_is_known() -> None:
    assert judge_dkim(NAME, ["v=DKIM1; p=QUJD"]).ok
    assert judge_dkim(NAME, ["v=DKIM1; p=QU JD"], expected="v=DKIM1; p=QUJD").ok
    assert judge_dkim(NAME, ["v=DKIM1; p=AAAA", "p=QUJD"], expected="v=DKIM1; p=QUJD").ok
    foreign = judge_dkim(NAME, ["v=DKIM1; p=AAAA"], expected="v=DKIM1; p=QUJD")
    assert (foreign.ok, foreign.finding) == (False, "the published key is another one")


@pytest.mark.parametrize("records", [[], ["v=spf1 -all"], ["v=DKIM1; p="], ["v=DKIM1; p= ; t=s"]])
def test_a_missing_or_revoked_key_is_not_published(records: list[str]) -> None:
    assert judge_dkim(NAME, records).finding == "the public key is not published"


def test_the_key_is_read_from_its_tag_alone() -> None:
    assert public_key_of("v=DKIM1; np=no; p = QU\tJD ; t=s") == "QUJD"
    assert public_key_of("v=DKIM1; k=rsa") == ""


@pytest.mark.parametrize(
    ("domain", "ok"),
    [
        ("news.example", True),
        ("mail.news.example", True),
        ("example", True),
        ("othernews.example", False),
        ("news.example.net", False),
    ],
)
def test_a_domain_is_aligned_with_from_when_one_stands_below_the_other(
    domain: str, ok: bool
) -> None:
    result = judge_alignment("DKIM", domain, "news.example", advice="sign with From")
    assert result.ok is ok
    assert (result.advice == "sign with From") is not ok


@pytest.mark.parametrize("record", ["v=dmarc1; p=none", "v=DMARC2; p=none", "p=none; v=DMARC1"])
def test_a_record_that_receivers_do_not_take_for_dmarc_is_none(record: str) -> None:
    found = judge_dmarc("news.example", {"_dmarc.news.example": [record]})
    assert (found.ok, found.finding) == (False, "no DMARC record")


@pytest.mark.parametrize("policy", ["rejct", "quarantaine", "yes"])
def test_a_policy_that_is_no_word_of_dmarc_is_named(policy: str) -> None:
    found = judge_dmarc("news.example", {"_dmarc.news.example": [f"v=DMARC1; p={policy}"]})
    assert found.ok is False
    assert "none, quarantine or reject" in found.advice


@pytest.mark.parametrize("policy", ["none", "Reject", "quarantine", ""])
def test_the_policies_of_dmarc_are_taken_in_any_case(policy: str) -> None:
    assert judge_dmarc("news.example", {"_dmarc.news.example": [f"v=DMARC1; P={policy}"]}).ok


@pytest.mark.parametrize(
    ("records", "dmarc", "ok"),
    [
        ([], "", True),
        (["v=spf1 -all"], "", True),
        (["v=BIMI1; l=https://n.example/l.svg; a="], "v=DMARC1; p=quarantine", True),
        (["v=BIMI1; l=https://n.example/l.svg"], "v=DMARC1; p=none", None),
        (["v=BIMI1; l=https://n.example/l.svg"], "no DMARC record", None),
        (["v=BIMI1; l=http://n.example/l.svg"], "v=DMARC1; p=reject", None),
        (["v=BIMI1; l=https://n.example/l.svg"] * 2, "v=DMARC1; p=reject", None),
        # the domain says that it wants no logo
        (["v=BIMI1; l=; a="], "v=DMARC1; p=none", True),
    ],
)
def test_a_logo_is_shown_by_one_record_beside_an_enforced_policy(
    records: list[str], dmarc: str, ok: bool | None
) -> None:
    found = judge_bimi("news.example", records, dmarc=dmarc)
    assert found.ok is ok
    assert bool(found.advice) is (ok is None or not found.finding.startswith("v=BIMI1"))


def test_the_logo_stands_below_the_default_selector() -> None:
    assert bimi_name("news.example") == "default._bimi.news.example"
