"""Nine kinds of export, made by hand: who had left elsewhere gets no mail here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newsroom import make_newsroom, run_digest

pytestmark = pytest.mark.slow

NEWSLETTER = "security-briefing"
EXPORTS = {
    "ghost": (
        "id,email,name,note,subscribed_to_emails,complimentary_plan,created_at,deleted_at,labels\n"
        "1,stays@ghost.example,Sami Sample,,true,false,2026-01-02T03:04:05.000Z,,\n"
        "2,left@ghost.example,Lina Sample,,false,false,2026-01-02T03:04:05.000Z,,\n"
    ),
    "mailchimp": (
        '"Email Address","First Name",MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,CLEAN_TIME\n'
        "stays@chimp.example,Sami,2,2026-01-02 03:04:05,2026-01-02 03:05:05,,\n"
        "left@chimp.example,Lina,2,2026-01-02 03:04:05,2026-01-02 03:05:05,2026-02-02 03:04:05,\n"
        "gone@chimp.example,Omar,2,2026-01-02 03:04:05,2026-01-02 03:05:05,,2026-02-02 03:04:05\n"
    ),
    "substack": (
        "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at\n"
        "stays@stack.example,false,,other,false,2026-01-02T03:04:05.000Z,\n"
        "left@stack.example,true,,yearly,true,2026-01-02T03:04:05.000Z,\n"
    ),
    "brevo": (
        "CONTACT ID;EMAIL;FIRSTNAME;LASTNAME;EMAIL_BLACKLISTED;ADDED_TIME\n"
        "1;stays@brevo.example;Sami;Sample;no;02-01-2026\n"
        "2;left@brevo.example;Lina;Sample;yes;02-01-2026\n"
    ),
    "phplist": (
        "id,email,confirmed,blacklisted,optedin,bouncecount,entered,modified,htmlemail,disabled\n"
        "1,stays@list.example,1,0,1,0,2026-01-02,2026-01-02,1,0\n"
        "2,left@list.example,1,1,1,0,2026-01-02,2026-01-02,1,0\n"
        "3,never@list.example,0,0,0,0,2026-01-02,2026-01-02,1,0\n"
    ),
    "buttondown": (
        "id,email_address,type,creation_date,unsubscription_date,undeliverability_date\n"
        "1,stays@button.example,regular,2026-01-02T03:04:05Z,,\n"
        "2,left@button.example,unsubscribed,2026-01-02T03:04:05Z,2026-02-02T03:04:05Z,\n"
        "3,never@button.example,unactivated,2026-01-02T03:04:05Z,,\n"
    ),
    "listmonk": (
        "uuid,email,name,attributes,status,created_at,updated_at\n"
        "u1,stays@monk.example,Sami,{},enabled,2026-01-02,2026-01-02\n"
        "u2,left@monk.example,Lina,{},blocklisted,2026-01-02,2026-01-02\n"
    ),
    "keila": (
        "Email,First name,Last name,Data,Status,External ID\n"
        "stays@keila.example,Sami,Sample,,active,\n"
        "left@keila.example,Lina,Sample,,unsubscribed,\n"
        "gone@keila.example,Omar,Sample,,unreachable,\n"
    ),
    "a-list-by-hand": (
        "Address,Name,State\n"
        '"Sami Sample" <stays@hand.example>,Sami,active\n'
        "left@hand.example,Lina,unsubscribed\n"
        "a..b@hand.example,Omar,active\n"
    ),
}


def test_each_export_brings_its_readers_and_closes_those_who_had_left(tmp_path: Path) -> None:
    folder = make_newsroom(tmp_path / "news", sources=[], smtp_port=9)
    (folder / "sources.yaml").write_text("sources: []\n", encoding="utf-8")
    for name, text in EXPORTS.items():
        file = folder / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        done = run_digest(folder, "subscribers", "import", str(file), "--newsletter", NEWSLETTER)
        # the list by hand has one line that is no address
        expected = 3 if name == "a-list-by-hand" else 0
        assert done.returncode == expected, (name, done.stdout, done.stderr)
    listed = run_digest(folder, "subscribers", "list", "--json")
    addresses = {entry["address"] for entry in json.loads(listed.stdout)}
    assert addresses == {
        "stays@ghost.example",
        "stays@chimp.example",
        "stays@stack.example",
        "stays@brevo.example",
        "stays@list.example",
        "stays@button.example",
        "stays@monk.example",
        "stays@keila.example",
        "stays@hand.example",
    }
    # asked again, an address that had left stays closed
    again = folder / "again.csv"
    again.write_text("email\nleft@ghost.example\nleft@keila.example\n", encoding="utf-8")
    run_digest(folder, "subscribers", "import", str(again), "--newsletter", NEWSLETTER)
    listed = run_digest(folder, "subscribers", "list", "--state", "active", "--json")
    assert {entry["address"] for entry in json.loads(listed.stdout)} == addresses
