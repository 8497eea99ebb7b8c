"""A newsroom without mistakes: each file as nouns, values filled in, and secrets."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from own_newsroom import shipped_newsroom

from digest.config import Config, Tls, load_topics
from digest.errors import ConfigError
from digest.models import (
    AliasKind,
    Approval,
    Direction,
    Field,
    HeaderPolicy,
    Near,
    Phrase,
    Picture,
    PicturePolicy,
    Pins,
    Prefer,
    Rule,
    Schedule,
    SisterNewsletter,
    TopicWeight,
)

FULL_DIGEST = """\
publication:
  name: The Cedar Desk
  public_url: https://news.example.org/
  from_address: briefing@news.example.org
  from_name: Cedar
  reply_to: desk@news.example.org
  postal_address: |
    1 Harbour St
    Nicosia
  bounce_domain: bounce.news.example.org
  help_url: https://news.example.org/help
timezone: Asia/Nicosia
language: ar
templates: parts
storage: {url_env: DATABASE_URL, keep_articles: 2w}
tokens: {key_env: TOKEN_KEY}
collect:
  {timeout: 5s, connect_timeout: 10s, host_gap: 250ms, max_crawl_delay: 1m, max_feed_size: 2MB,
   allow_networks: [127.0.0.1]}
deliver:
  relays:
    - {name: main, host: smtp.example.org, username: me, password_env: SMTP_PASSWORD, \
per_minute: 600, weight: 3}
    - {name: spare, host: 127.0.0.1, port: 2525, tls: none, timeout: 1m}
  providers: {google: {connections: 4, per_minute: 300}, default: {connections: 10}}
  give_up_after: 36h
  dkim: [{domain: news.example.org, selector: d2026, key_file: keys/d.pem}]
  headers: {list_help: false, feedback_id: false, precedence: list, cfbl_address: \
fbl@news.example.org}
  bounces: {mailbox: "maildir:returned", every: 1m, soft_limit: 3, soft_half_life: 2w, \
password_env: SMTP_PASSWORD}
alarms: {command: [/bin/page, "--loud"], heartbeat_url_env: BEAT}
"""


@pytest.fixture
def full(tmp_path: Path, load) -> Config:
    (tmp_path / "parts").mkdir()
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "d.pem").write_text("key")
    (tmp_path / "pw").write_text("hunter2\n")
    env = {
        "DATABASE_URL": "postgresql://me:pw@db/news",
        "TOKEN_KEY": "k" * 32,
        "SMTP_PASSWORD_FILE": str(tmp_path / "pw"),
        "BEAT": "https://beat.example/1",
    }
    return load({"digest.yaml": FULL_DIGEST}, env=env)


def test_digest_yaml_becomes_settings(full: Config, tmp_path: Path):
    settings = full.settings
    assert settings.publication.public_url == "https://news.example.org"
    assert settings.publication.bounce_domain == "bounce.news.example.org"
    assert settings.publication.list_domain == "news.example.org"
    assert settings.publication.postal_address == "1 Harbour St\nNicosia"
    assert settings.storage_url == "postgresql://me:pw@db/news"
    assert settings.keep_articles_days == 14
    assert settings.token_key == "k" * 32
    assert settings.templates_dir == tmp_path / "parts"
    assert (settings.collect.timeout_s, settings.collect.connect_timeout_s) == (5.0, 5.0)
    assert (settings.collect.host_gap_s, settings.collect.max_crawl_delay_s) == (0.25, 60.0)
    assert settings.collect.max_feed_bytes == 2_000_000
    assert settings.collect.allow_networks == ("127.0.0.1/32",)
    assert settings.alarms.command == ("/bin/page", "--loud")
    assert settings.alarms.heartbeat_url == "https://beat.example/1"


def test_relays_keep_their_order_and_their_secrets(full: Config, tmp_path: Path):
    main, spare = full.settings.deliver.relays
    assert (main.host, main.port, main.tls, main.password, main.weight) == (
        "smtp.example.org",
        587,
        Tls.STARTTLS,
        "hunter2",
        3,
    )
    assert "hunter2" not in repr(full)
    assert (spare.port, spare.tls, spare.timeout_s) == (2525, Tls.NONE, 60.0)
    assert [
        (one.provider, one.connections, one.per_minute) for one in full.settings.deliver.providers
    ] == [
        ("google", 4, 300),
        ("default", 10, None),
    ]
    key = full.settings.deliver.dkim_keys[0]
    assert (key.selector, key.key_file) == ("d2026", str(tmp_path / "keys" / "d.pem"))
    assert full.settings.deliver.give_up_after_h == 36


def test_headers_are_left_out_or_added(full: Config, load):
    chosen = HeaderPolicy(
        list_help=False, feedback_id=False, precedence="list", cfbl_address="fbl@news.example.org"
    )
    assert full.settings.deliver.headers == chosen
    assert load({}).settings.deliver.headers == HeaderPolicy()


def test_bounces_have_a_mailbox_beside_the_files_a_password_and_a_limit(
    full: Config, tmp_path: Path
):
    bounces = full.settings.deliver.bounces
    assert (bounces.mailbox, bounces.password) == (f"maildir:{tmp_path}/returned", "hunter2")
    assert (bounces.every_s, bounces.soft_limit, bounces.soft_half_life_s) == (
        60.0,
        3.0,
        14 * 86400.0,
    )


@pytest.mark.parametrize(
    ("mailbox", "what"),
    [
        ("pop3://me@host/", "no such kind of mailbox"),
        ("imaps://me:secret@host/INBOX", "this address holds a password"),
    ],
)
def test_a_mailbox_that_cannot_be_read_is_a_mistake(load, mailbox: str, what: str):
    with pytest.raises(ConfigError) as caught:
        load(
            {
                "digest.yaml": FULL_DIGEST.partition("timezone")[0]
                + f"deliver: {{bounces: {{mailbox: '{mailbox}'}}}}"
            }
        )
    assert what in [problem.what for problem in caught.value.problems]


def test_defaults_of_a_source_come_from_its_other_keys(load):
    source = load().sources[0]
    assert (source.publisher, source.family, source.interval_s, source.enabled) == (
        "Cedar Daily",
        "Cedar Daily",
        900,
        True,
    )


def test_words_that_yaml_1_1_would_change_stay_words(load):
    config = load(
        {
            "sources.yaml": "sources:\n  - {id: n, name: no, url: https://n.example/, section: "
            "22:30}\n"
        }
    )
    assert (config.sources[0].name, config.sources[0].section) == ("no", "22:30")


def test_aliases_keep_every_script(load):
    lebanon, beirut = load().aliases
    assert (lebanon.kind, lebanon.names) == (AliasKind.PLACE, ("Lebanese", "لبنان"))
    assert beirut.within == "lebanon"


def test_a_rule_becomes_a_tree_whose_leaves_know_their_place(load, tmp_path: Path):
    text = """\
id: docks
name: Docks
languages: [en, ar]
min_score: 2.5
any:
  - tanker
  - phrase: "missile* strike"
    in: [title, url]
    weight: 2
  - near: [drone, "@beirut"]
    words: 8
  - {near: [crane, quay]}
  - all: [port, {none: [film]}]
none: [fishing]
prefer:
  - {publisher: Cedar Daily, bonus: 0.5}
  - {language: ar}
limits: {max_age: 2d, per_publisher: 3, max_articles: 60}
tests: {should_match: [Tanker ablaze], should_not_match: [Fishing]}
"""
    topic = load({"topics/ports.yaml": text, "newsletters/harbour.yaml": None}).topics[0]
    at = f"{tmp_path}/topics/ports.yaml"
    tanker, strike, drone, crane, inner = topic.rule.any
    assert tanker == Phrase(text="tanker", mark=f"{at}:6:5")
    assert strike == Phrase(
        text="missile* strike", fields=(Field.TITLE, Field.URL), weight=2.0, mark=f"{at}:7:5"
    )
    assert drone == Near(terms=("drone", "@beirut"), words=8, mark=f"{at}:10:5")
    assert isinstance(crane, Near)
    assert crane.words is None
    assert isinstance(inner, Rule)
    assert [type(node) for node in inner.all] == [Phrase, Rule]
    assert topic.rule.none[0].mark == f"{at}:14:8"
    assert (topic.id, topic.min_score, topic.languages) == ("docks", 2.5, ("en", "ar"))
    assert topic.prefer[1] == Prefer(field="language", value="ar")
    assert (topic.limits.max_age_h, topic.limits.per_publisher, topic.limits.max_articles) == (
        48.0,
        3,
        60,
    )
    assert [(test.should_match, test.mark) for test in topic.tests] == [
        (True, f"{at}:19:24"),
        (False, f"{at}:19:59"),
    ]


LETTER = """\
name: Harbour Briefing
tagline: What moves
topics: {ports: 1.5}
sections: [{id: quays, title: Quays, topics: [ports], max_stories: 4}]
schedule: {days: [mon, Friday], at: 6:05, deadline: 90m}
timezone: Asia/Dubai
look_back: 36h
language: fa
approval: manual
pictures: embed
theme: harbour
blocks:
  trend_reports:
    - title: A year of convoys
      url: https://news.example.org/convoys
      picture: {url: https://news.example.org/c.jpg, alt: A frigate, width: 1200, height: 675}
  membership: {title: Join, text: Members pay., button: Join us, url: https://news.example.org/join}
  sisters:
    - {name: Port Watch, tagline: Fridays, url: https://news.example.org/port-watch}
    - {newsletter: evening}
    - {newsletter: evening, tagline: What moved}
lowered: [{rule: link-query, severity: note, reason: our partner needs it}]
"""


def test_a_newsletter_becomes_the_noun(load):
    evening = "name: Evening Quay\ntagline: After dinner\ntopics: [ports]\n"
    _, newsletter = load(
        {"newsletters/harbour.yaml": LETTER, "newsletters/evening.yaml": evening}
    ).newsletters
    assert newsletter.id == "harbour"
    assert newsletter.topics == (TopicWeight(topic_id="ports", weight=1.5),)
    assert newsletter.schedule == Schedule(days=("mon", "fri"), at=time(6, 5), deadline_min=90)
    assert (newsletter.timezone, newsletter.look_back_h) == ("Asia/Dubai", 36.0)
    assert newsletter.direction is Direction.RTL
    assert (newsletter.approval, newsletter.pictures) == (Approval.MANUAL, PicturePolicy.EMBED)
    assert newsletter.sections[0].max_stories == 4
    assert newsletter.blocks.trend_reports[0].picture == Picture(
        url="https://news.example.org/c.jpg", alt="A frigate", width=1200, height=675
    )
    assert newsletter.blocks.membership is not None
    archive = "https://news.example.org/archive/evening"
    assert newsletter.blocks.sisters == (
        SisterNewsletter(
            name="Port Watch", tagline="Fridays", url="https://news.example.org/port-watch"
        ),
        SisterNewsletter(name="Evening Quay", tagline="After dinner", url=archive),
        SisterNewsletter(name="Evening Quay", tagline="What moved", url=archive),
    )
    assert newsletter.lowered[0].reason == "our partner needs it"


def test_all_sisters_are_the_other_newsletters_in_the_same_language(load):
    letter = "name: {}\ntagline: T\ntopics: [ports]\nlanguage: {}\nblocks: {{sisters: all}}\n"
    newsletters = load(
        {
            "newsletters/dusk.yaml": letter.format("Dusk", "en"),
            "newsletters/fajr.yaml": letter.format("Fajr", "ar"),
            "newsletters/harbour.yaml": letter.format("Harbour", "en"),
        }
    ).newsletters
    assert {one.name: [sister.name for sister in one.blocks.sisters] for one in newsletters} == {
        "Dusk": ["Harbour"],
        "Fajr": [],
        "Harbour": ["Dusk"],
    }


def test_a_newsletter_inherits_zone_language_and_direction(full: Config):
    newsletter = full.newsletters[0]
    assert (newsletter.timezone, newsletter.language, newsletter.direction) == (
        "Asia/Nicosia",
        "ar",
        Direction.RTL,
    )


def test_apart_keeps_every_two_of_its_articles_apart(load):
    pins = load({"pins.yaml": "together: [[a, b]]\napart: [[a, c, d]]\n"}).pins
    assert pins == Pins(together=(("a", "b"),), apart=(("a", "c"), ("a", "d"), ("c", "d")))


def test_pins_name_stories_to_open_with_to_tell_and_to_leave_out(load):
    pins = load({"pins.yaml": "lead: [a]\ncard: [b, c]\ndrop: [d]\n"}).pins
    assert pins == Pins(lead=("a",), card=("b", "c"), drop=("d",))


def test_both_a_secret_and_its_file_is_a_mistake(problems):
    relay = "+deliver:\n  relays: [{name: m, host: a.example.org, username: u, password_env: PW}]\n"
    found = problems({"digest.yaml": relay}, env={"PW": "x", "PW_FILE": "/nowhere"})
    assert found == ["digest.yaml:6:70: both PW and PW_FILE are set — keep one of them"]


def test_a_secret_file_that_cannot_be_read_is_named(problems):
    relay = "+deliver:\n  relays: [{name: m, host: a.example.org, username: u, password_env: PW}]\n"
    found = problems({"digest.yaml": relay}, env={"PW_FILE": "/nowhere/pw"})
    assert found == [
        "digest.yaml:6:70: PW_FILE cannot be read: /nowhere/pw: No such file or directory"
        " — check the path and its permissions"
    ]


def test_a_short_token_key_is_refused(problems):
    assert problems({"digest.yaml": "+tokens: {key_env: K}\n"}, env={"K": "short"}) == [
        "digest.yaml:5:19: K holds 5 characters; a key needs 32 or more — make one: openssl rand "
        "-base64 32"
    ]


def test_topics_of_one_file_load_without_the_rest(load, tmp_path: Path):
    config = load()
    from_file = load_topics(tmp_path / "topics" / "ports.yaml", aliases=config.aliases)
    assert from_file == load_topics(tmp_path / "topics", aliases=config.aliases) == config.topics
    with pytest.raises(ConfigError):
        load_topics(tmp_path / "topics", aliases=())
    with pytest.raises(ConfigError):
        load_topics(tmp_path / "gone.yaml")


def test_the_shipped_newsroom_has_no_mistake():
    # raises the mistakes that it finds
    config = shipped_newsroom()
    assert config.sources
    assert config.newsletters


@pytest.mark.parametrize("part", ["lead", "body", "url", "caption"])
def test_a_score_that_repetition_reaches_is_accepted_in_every_part(load, part: str):
    text = f"name: Ports\nany: [{{phrase: port, in: [{part}]}}]\nmin_score: 4\n"
    assert load({"topics/ports.yaml": text}).topics[0].min_score == 4.0
