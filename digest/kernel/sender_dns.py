"""Sender DNS: do the records of a domain vouch for mail that bears its name? Pure.

The functions judge records that the caller has looked up: SPF (RFC 7208), DKIM (RFC 6376), DMARC
(RFC 9989), BIMI and MX. The doctor and the preflight rules share these judges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digest.models import CheckResult, Publication

MAX_DMARC_QUERIES = 8
"""The tree walk of RFC 9989 (section 4.10) asks DNS at most this often."""

# A name with more labels is cut to this many after the first query (RFC 9989, section 4.10).
_LABELS_AFTER_THE_FIRST_QUERY = MAX_DMARC_QUERIES - 1


_POLICIES = ("none", "quarantine", "reject")
_ENFORCING = ("quarantine", "reject")


def sender_domains(publication: Publication) -> tuple[str, str]:
    """Return the domain of From, and that of the envelope sender, both in lower case.

    >>> sender_domains(Publication(name="Desk", from_address="desk@News.Example",
    ...     public_url="https://news.example", bounce_domain="bounces.news.example"))
    ('news.example', 'bounces.news.example')
    """
    from_domain = publication.from_address.rpartition("@")[2].lower()
    bounce_domain = publication.bounce_domain or publication.list_domain or from_domain
    return from_domain, bounce_domain.lower()


def judge_spf(domain: str, txt_records: Sequence[str]) -> CheckResult:
    """Judge the TXT records of the envelope sender's domain.

    >>> judge_spf("news.example", ["v=spf1 include:relay.example -all"]).ok
    True
    >>> judge_spf("news.example", []).finding
    'no SPF record'
    """
    subject = f"SPF of {domain}"
    records: list[str] = []
    for record in txt_records:
        # the version ends at a blank: "v=spf10" is another thing (RFC 7208, 4.5)
        if record.lower().split(" ")[0] == "v=spf1":
            records.append(record)
    if not records:
        advice = f'publish TXT at {domain}: "v=spf1 include:<your relay> -all"'
        return CheckResult(subject=subject, ok=False, finding="no SPF record", advice=advice)
    if len(records) > 1:
        advice = "keep one: two are an error and count as none (RFC 7208, 3.2)"
        finding = f"{len(records)} SPF records"
        return CheckResult(subject=subject, ok=False, finding=finding, advice=advice)
    (record,) = records
    terms = record.lower().split()
    # "all" without a sign is "+all"
    if "+all" in terms or "all" in terms:
        advice = "+all lets everyone send in your name: end with -all"
        return CheckResult(subject=subject, ok=False, finding=record, advice=advice)
    return CheckResult(subject=subject, ok=True, finding=record)


def judge_mx(domain: str, hosts: Sequence[str]) -> CheckResult:
    """Judge the MX hosts of the domain that bounces come back to.

    >>> judge_mx("bounces.news.example", ["mx.news.example"]).finding
    'mx.news.example'
    """
    subject = f"MX of {domain}"
    if hosts:
        return CheckResult(subject=subject, ok=True, finding=", ".join(hosts))
    addresses = f"bounce+…@{domain} and unsubscribe+…@{domain}"
    return CheckResult(
        subject=subject,
        ok=False,
        finding="no MX record: bounces are lost",
        advice=f"publish MX at {domain}: the server that takes {addresses}",
    )


def dmarc_names(domain: str) -> tuple[str, ...]:
    """Return the names to ask for a DMARC record, nearest first: the tree walk of RFC 9989.

    >>> dmarc_names("mail.news.example")
    ('_dmarc.mail.news.example', '_dmarc.news.example', '_dmarc.example')
    """
    labels = domain.lower().strip(".").split(".")
    names = ["_dmarc." + ".".join(labels)]
    parents = labels[1:][-_LABELS_AFTER_THE_FIRST_QUERY:]
    while parents:
        names.append("_dmarc." + ".".join(parents))
        parents = parents[1:]
    return tuple(names)


def judge_dmarc(domain: str, records_by_name: Mapping[str, Sequence[str]]) -> CheckResult:
    """Judge the TXT records of the `dmarc_names` of the From domain; the nearest record counts.

    A record without `p=` is valid and means `p=none` (RFC 9989, section 4.7). Its capitals
    tell its version from other words.

    >>> judge_dmarc("a.example", {"_dmarc.example": ["v=DMARC1; p=none"]}).ok
    True
    """
    subject = f"DMARC of {domain}"
    # from the domain upwards: the nearest record counts
    for name in dmarc_names(domain):
        records: list[str] = []
        for record in records_by_name.get(name, ()):
            if _first_tag(record) == ("v", "DMARC1"):
                records.append(record)
        if len(records) == 1:
            (record,) = records
            return _judge_policy(subject, record)
        if records:
            return CheckResult(
                subject=subject,
                ok=False,
                finding="; ".join(records),
                advice=f"keep one record at {name}: two count as none",
            )
    return CheckResult(
        subject=subject,
        ok=False,
        finding="no DMARC record",
        advice=f'publish TXT at _dmarc.{domain}: "v=DMARC1; p=none; rua=mailto:<you>"',
    )


def _judge_policy(subject: str, record: str) -> CheckResult:
    policy = _tag(record, "p").lower()
    if policy and policy not in _POLICIES:
        advice = (
            f"p= is {', '.join(_POLICIES[:-1])} or {_POLICIES[-1]}: another word protects nothing"
        )
        return CheckResult(subject=subject, ok=False, finding=record, advice=advice)
    return CheckResult(subject=subject, ok=True, finding=record)


def bimi_name(domain: str) -> str:
    """Return the name at which mailboxes look for the logo of a From domain.

    >>> bimi_name("news.example")
    'default._bimi.news.example'
    """
    return f"default._bimi.{domain}"


def judge_bimi(domain: str, txt_records: Sequence[str], *, dmarc: str) -> CheckResult:
    """Judge the TXT records of `bimi_name`; a logo is optional, so a missing one is no trouble.

    `dmarc` is the DMARC record of the domain: without a policy that is enforced, mailboxes show no
    logo.

    >>> judge_bimi("news.example", [], dmarc="v=DMARC1; p=reject").ok
    True
    """
    subject, name = f"BIMI of {domain}", bimi_name(domain)
    records = [record for record in txt_records if _first_tag(record) == ("v", "BIMI1")]
    if not records:
        advice = f'for a logo publish TXT at {name}: "v=BIMI1; l=https://<logo>.svg; a=https://<mark>.pem"'
        finding = "no record: mailboxes show initials in place of a logo"
        return CheckResult(subject=subject, ok=True, finding=finding, advice=advice)
    advice = ""
    logo = _tag(records[0], "l")
    if len(records) > 1:
        advice = f"keep one record at {name}: two count as none"
    # an empty address says that the domain wants no logo
    elif logo and not logo.startswith("https://"):
        advice = "l= is the https address of an SVG"
    elif logo and _tag(dmarc, "p").lower() not in _ENFORCING:
        advice = "mailboxes show a logo only where DMARC says p=quarantine or p=reject"
    ok = None if advice else True
    return CheckResult(subject=subject, ok=ok, finding="; ".join(records), advice=advice)


def judge_dkim(name: str, txt_records: Sequence[str], *, expected: str = "") -> CheckResult:
    """Judge the TXT records of `<selector>._domainkey.<domain>`.

    `expected` is the record of our own key; without it any published key is good. A record with
    an empty `p=` is a key that was revoked.

    >>> judge_dkim("s1._domainkey.news.example", ["v=DKIM1; k=rsa; p=QUJD"]).ok
    True
    """
    subject = f"DKIM {name}"
    published: list[str] = []
    for record in txt_records:
        # an empty p= is a key that was taken back, and counts as none
        key = public_key_of(record)
        if key:
            published.append(key)
    if expected:
        advice = f"publish TXT at {name}: {expected}"
    else:
        advice = "digest dkim show prints the record to publish"
    if not published:
        finding = "the public key is not published"
        return CheckResult(subject=subject, ok=False, finding=finding, advice=advice)
    if expected and public_key_of(expected) not in published:
        finding = "the published key is another one"
        return CheckResult(subject=subject, ok=False, finding=finding, advice=advice)
    return CheckResult(subject=subject, ok=True, finding="published, and it is this key")


def judge_alignment(subject: str, domain: str, from_domain: str, *, advice: str) -> CheckResult:
    """Judge whether a domain counts for DMARC: it is the From domain, or above or below it.

    >>> judge_alignment("DKIM", "news.example", "mail.news.example", advice="").ok
    True
    >>> judge_alignment("DKIM", "relay.example", "news.example", advice="").ok
    False
    """
    # relaxed alignment: a domain and those below it are one sender
    aligned = (
        domain == from_domain
        or domain.endswith("." + from_domain)
        or from_domain.endswith("." + domain)
    )
    if aligned:
        return CheckResult(subject=subject, ok=True, finding=f"{domain} is aligned with From")
    finding = f"{domain} is foreign to the From domain {from_domain}"
    return CheckResult(subject=subject, ok=False, finding=finding, advice=advice)


def public_key_of(record: str) -> str:
    """Return the public key of a DKIM record without its white space, "" when it has none.

    >>> public_key_of("v=DKIM1; k=rsa; p=QU JD")
    'QUJD'
    """
    return "".join(_tag(record, "p").split())


def _tag(record: str, wanted: str) -> str:
    """Return the value of the first tag of a name, "" where a record has none."""
    for tag in record.split(";"):
        name, _, value = tag.partition("=")
        if name.strip().lower() == wanted:
            return value.strip()
    return ""


def _first_tag(record: str) -> tuple[str, str]:
    """Return the first tag of a record: names in lower case, values as they stand."""
    name, _, value = record.split(";")[0].partition("=")
    return name.strip().lower(), value.strip()
