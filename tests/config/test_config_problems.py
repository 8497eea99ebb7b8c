"""Every kind of mistake, and the exact line an operator reads about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import Settings, load_config
from digest.errors import ConfigError

RELAY = "+deliver:\n  relays:\n    - name: main\n      host: smtp.example.org\n"
TOPIC = "name: Ports\n"
LETTER = "name: Harbour Briefing\ntagline: What moves\n"
SOURCE = "+  - id: other\n    name: Other\n    url: https://other.example/feed\n"

SYNTAX = [
    (
        "a: b: c\n",
        '1:5: a second colon on this line — a text with ": " inside needs quotes around it',
    ),
    ("a:\n\t- b\n", "2:1: this line is indented with a tab — indent with spaces, never with tabs"),
    (
        "a: [b\nc: d\n",
        '2:2: this list is never closed — put a "]" at its end and commas between its parts',
    ),
    ("a: @beirut\n", '1:4: a text that starts with "@" has no quotes — write "@name"'),
    ("a: *b\n", '1:4: a text that starts with "*" has no quotes — put the whole text in quotes'),
    ('a: "b\n', "1:4: a quotation mark is never closed — close it at the end of the text"),
    (
        'a: "b\nc: d\ne: "f"\n',
        "1:4: a quotation mark is not closed on this line — close it at the end of the text",
    ),
    (
        "a: 1\n---\nb: 2\n",
        '2:1: a second document starts here — one file holds one document: delete the "---"',
    ),
    ("a: x\x01y\n", "1:5: this character is not allowed here: U+0001 — delete it"),
    ("", "1:1: this file is empty — start it with publication:"),
    ("- a\n", "1:1: this file must be a mapping of keys — start it with publication:"),
]

DIGEST = [
    ("+timezne: UTC\n", '5:1: unknown key "timezne" — did you mean "timezone"?'),
    ("+colour: red\n", '5:1: unknown key "colour" — the keys here are '
                       + ", ".join(Settings.known_keys())),
    ("+language: en\nlanguage: ar\n", '6:1: "language" is written twice — the first is on line 5; '
                                      'keep one of them'),
    ("+timezone: Asia/Bierut\n", '5:11: there is no time zone "Asia/Bierut" — did you mean '
                                 '"Asia/Beirut"?'),
    ("+timezone: beirut\n", '5:11: there is no time zone "beirut" — did you mean "Asia/Beirut"?'),
    ("+timezone: 2\n", "5:11: 2 is not a time zone — write an IANA name like Asia/Beirut"),
    ("+language:\n", "5:1: language has no value — write one, or delete the key"),
    ("+templates: mine\n", "5:12: there is no folder mine — make it, or delete the key to use the "
                           "shipped parts"),
    ("+storage: {url: 'sqlite://a.db'}\n", '5:16: "sqlite://a.db" names no file — write three '
                                           "slashes: sqlite:///a.db"),
    ("+storage: {url: 'mysql://db'}\n", "5:16: the newsroom cannot keep things in mysql — use "
                                        "sqlite:/// or postgresql://"),
    ("+storage: {url: 'postgresql://me:pw@db/x'}\n",
     "5:16: this address holds a password — name an environment variable: url_env: DATABASE_URL"),
    ("+storage: {keep_articles: 90}\n",
     "5:26: 90 is not a length of time — write a number and its unit: 90s, 15m, 24h, 7d or 2w"),
    ("+storage: {keep_articles: 2h}\n", '5:26: keep_articles must be 1d or more, not "2h"'),
    ("+collect: {workers: 0}\n", "5:20: workers must be 1 or more, not 0"),
    ("+collect: {workers: many}\n", '5:20: workers must be a whole number, not "many"'),
    ("+collect: {max_feed_size: 8}\n", "5:26: 8 is not a size — write a number and its unit: "
                                       "500KB or 8MB"),
    ("+collect: {max_feed_size: 9GB}\n", '5:26: max_feed_size must be 1GB or less, not "9GB"'),
    ("+collect: {allow_networks: [10.0.0.1/8]}\n", '5:28: "10.0.0.1/8" is not a network — did you '
                                                   'mean 10.0.0.0/8?'),
    ("+collect: 5\n", "5:10: collect must be a mapping of keys, not 5"),
    ("+alarms: {webhook_url: alerts.example}\n",
     '5:23: "alerts.example" is not a web address — start it with https:// or http://'),
    ("+deliver: {first_retry: soon}\n",
     '5:24: "soon" is not a length of time — write a number and its unit: 90s, 15m, 24h, 7d or 2w'),
    ("+deliver: {max_attempts: -1}\n", "5:25: max_attempts must be 1 or more, not -1"),
    ("+deliver: {dkim: {domain: x.org}}\n", '5:17: dkim must be a list, not a mapping — start '
                                            'each entry with "- "'),
    ("+deliver: {uncertain: resnd}\n", '5:22: uncertain cannot be "resnd" — did you mean '
                                       '"resend"?'),
    ("+deliver: {providers: {google: {connections: 0}}}\n", "5:45: connections must be 1 or more, "
                                                            "not 0"),
    (RELAY + "      password: hunter2\n      username: me\n",
     '9:7: "password" must not stand in YAML — name an environment variable: password_env: '
     'SMTP_PASSWORD'),
    (RELAY + "      secret: hunter2\n",
     '9:7: "secret" must not stand in YAML — secrets come from the environment: see '
     'docs/config.md'),
    (RELAY + "      password_env: hunter2\n      username: me\n",
     '9:21: "hunter2" is not the name of an environment variable — write the variable\'s name, '
     'like SMTP_PASSWORD, '
     "never the secret itself"),
    (RELAY + "      username: me\n      password_env: SMTP_PASSWORD\n",
     "10:21: the environment variable SMTP_PASSWORD is not set — set SMTP_PASSWORD, or "
     "SMTP_PASSWORD_FILE to the path "
     "of a file that holds it"),
    (RELAY + "      username: me\n", "9:7: a username without a password — add password_env: "
                                     "SMTP_PASSWORD"),
    (RELAY + "      port: 465\n", "9:13: port 465 speaks TLS from its first byte — set tls: tls"),
    (RELAY + "      port: '25'\n", '9:13: port must be a whole number, not "25" — write the '
                                   'number without quotes'),
    (RELAY + "      port: 70000\n", "9:13: port must be 65535 or less, not 70000"),
    (RELAY + "      tls: no\n", '9:12: tls cannot be "no" — did you mean "none"?'),
    (RELAY + "      ca_file: ca.pem\n",
     "9:16: there is no file ca.pem — paths are relative to the folder of digest.yaml"),
    (RELAY + "    - {name: main, host: other.example.org}\n",
     '9:14: two relays are called "main" — the ledger tells them apart by name: rename one'),
    (RELAY + "    - {name: spare, host: a b}\n", '9:27: "a b" is not a host — write it like '
                                                 'smtp.example.org'),
    ("publication:\n  name: Cedar\n  public_url: http://news.example.org\n  from_address: "
     "a@b.org\n",
     '3:15: "http://news.example.org" is not https — one-click unsubscribe (RFC 8058) needs '
     'https://'),
    ("publication:\n  name: Cedar\n  public_url: https://news.example.org\n  from_address: desk\n",
     '4:17: "desk" is not a mail address — write it like desk@example.org'),
    ("publication:\n  name: Cedar\n  public_url: https://news.example.org\n",
     '2:3: "from_address" is missing — add from_address: to publication'),
    ("publication:\n  name: 2026\n  public_url: https://news.example.org\n  from_address: "
     "a@b.org\n",
     '2:9: name must be a text, not 2026 — put it in quotes: "2026"'),
]  # fmt: skip

SOURCES = [
    ("+  - id: cedar\n    name: B\n    url: https://b.example/\n",
     '5:9: two sources have the id "cedar" — the first is on line 2; rename one'),
    ("+  - id: again\n    name: B\n    url: http://www.cedar.example/world.xml?utm_source=rss\n",
     '7:10: "again" has the same feed as "cedar" — every article would be asked for twice: delete '
     'one'),
    (SOURCE + "    weight: 0\n", "8:13: weight must be more than 0, not 0"),
    (SOURCE + "    weight: heavy\n", '8:13: weight must be a number, not "heavy"'),
    (SOURCE + "    weight: .nan\n", "8:13: weight must be a finite number, not nan"),
    (SOURCE + "    state_run: yes\n", '8:16: state_run must be true or false, not "yes" — write '
                                      'true'),
    (SOURCE + "    country: Lebanon\n",
     '8:14: "Lebanon" is not a country — write two capital letters, like LB (ISO 3166)'),
    (SOURCE + "    language: Arabic\n", '8:15: "Arabic" is not a language tag — write "ar"'),
    (SOURCE + "    interval: 5s\n", '8:15: interval must be 1m or more, not "5s"'),
    (SOURCE + '    publisher: "A\\u0000B"\n', "8:16: publisher holds U+0000, which does not print "
                                              "— delete it"),
    (SOURCE + '    publisher: "A\\nB"\n', "8:16: publisher has a line break — keep it on one line"),
    (SOURCE + '    publisher: "A\\ud800"\n',
     "8:16: this text holds half a character — write the character itself, not \\u and a number"),
    (SOURCE + "    publisher: ''\n", "8:16: publisher is empty — write it, or delete the key"),
    (SOURCE + "    pictuers: true\n", '8:5: unknown key "pictuers" — did you mean "pictures"?'),
    ("+  - id: B C\n    name: B\n    url: https://b.example/\n", '5:9: "B C" is not an id — write '
                                                                 '"b-c"'),
    ("+  - id: b\n    name: B\n    url: ftp://b.example/\n",
     '7:10: "ftp://b.example/" is not a web address — start it with https:// or http://'),
    ("+  - id: b\n    name: B\n    url: https://me:pw@b.example/\n",
     "7:10: this address holds a user name or a password — secrets never stand in YAML: take it "
     "out"),
    ("+  - cedar\n", '5:5: entry 2 of sources must be a mapping of keys, not "cedar"'),
    ("sources:\n  id: a\n", '2:3: sources must be a list, not a mapping — start each entry with '
                            '"- "'),
    ("sources:\n", "1:1: sources has no value — write one, or delete the key"),
]  # fmt: skip

ALIASES = [
    ("+  - {id: beirut, name: Bayrut, kind: place}\n",
     '4:10: two aliases have the id "beirut" — the first is on line 3; rename one'),
    ("+  - {id: cedars, name: Cedars, kind: place, within: lebannon}\n",
     '4:53: there is no alias "lebannon" — did you mean "lebanon"?'),
    ("+  - {id: cedars, name: LEBANESE, kind: group}\n",
     '4:24: "LEBANESE" is also a name of "lebanon" — a name leads to one alias: write more of it '
     'in one'),
    ("+  - {id: cedars, name: Cedars, kind: group, names: [لُبنان]}\n",
     '4:53: "لُبنان" is also a name of "lebanon" — a name leads to one alias: write more of it in '
     'one'),
    ("+  - {id: cedars, name: Cedars, kind: place, within: cedars}\n",
     '4:53: "cedars" is within itself — let within lead outwards'),
    ("+  - {id: cedars, name: Cedars, kind: tree}\n",
     '4:38: kind cannot be "tree" — use body, group, person, place, ship or weapon'),
    ("+  - {id: cedars, name: '—', kind: place}\n", '4:24: "—" has no word in it — write a name'),
]  # fmt: skip

TOPICS = [
    (TOPIC, "1:1: this topic would match everything — give it any: or all:, with at least one "
            "leaf"),
    (TOPIC + "none: [rugby]\n",
     "1:1: this topic would match everything — give it any: or all:, with at least one leaf"),
    (TOPIC + "any: []\n", "2:6: any is empty — give it a leaf, or delete any:"),
    (TOPIC + "any: harbour\n", '2:6: any must be a list, not "harbour" — write [harbour]'),
    (TOPIC + "any: [1973]\n", '2:7: entry 1 of any must be a text, not 1973 — put it in quotes: '
                              '"1973"'),
    (TOPIC + 'any: ["@bierut"]\n', '2:7: there is no alias "@bierut" — did you mean "@beirut"?'),
    (TOPIC + 'any: ["@beirut port"]\n',
     '2:7: there is no alias "@beirut port" — an alias stands alone: write {near: ["@beirut", '
     'port]}'),
    (TOPIC + 'any: [{near: [port, "@bierut"]}]\n', '2:21: there is no alias "@bierut" — did you '
                                                   'mean "@beirut"?'),
    (TOPIC + "any: [oi*]\n", '2:7: the prefix "oi*" is too short — give it three letters or more '
                             'before the *'),
    (TOPIC + "any: [h*bour]\n", '2:7: "h*bour" has a * inside a word — a prefix ends in one *, '
                                'like missile*'),
    (TOPIC + "any: ['...']\n", '2:7: "..." has no word in it — write the words to look for'),
    (TOPIC + "any: [port, Port]\n", '2:13: "Port" stands twice under any — the first is on line '
                                    '2; keep one of them'),
    (TOPIC + "any: [{phrase: port, in: [titel]}]\n", '2:27: entry 1 of in cannot be "titel" — did '
                                                     'you mean "title"?'),
    (TOPIC + "any: [{phrase: port, in: [url, url]}]\n", "2:32: url stands here twice — keep one "
                                                        "of them"),
    (TOPIC + "any: [{phrse: port}]\n", '2:8: unknown key "phrse" — did you mean "phrase"?'),
    (TOPIC + "any: [{phrase: port, weight: 0}]\n", "2:30: weight must be more than 0, not 0"),
    (TOPIC + "any: [{}]\n", "2:7: this rule is empty — give it any:, all: or none:"),
    (TOPIC + "any: [{any: []}]\n", "2:13: any is empty — give it a leaf, or delete any:"),
    (TOPIC + "any: [{near: [port]}]\n", "2:14: near has 1 entry — it needs at least 2"),
    (TOPIC + "any: [{near: [port, Port]}]\n", "2:14: near names the same words twice — name "
                                              "different words"),
    (TOPIC + "any: [{near: [port, quay], words: 5, sentence: true}]\n",
     "2:48: words and sentence stand together — keep one of them"),
    (TOPIC + "any: [port]\nnone: [{phrase: rugby, weight: 2}]\n",
     "3:32: a leaf under none has no weight — delete weight: it never counts"),
    (TOPIC + "any: [port, quay]\nnone: [quay]\n",
     '2:13: "quay" can never match: "quay" on line 3 is under none — take one of the two out'),
    (TOPIC + "any: [port, fishing harbour]\nnone: ['harb*']\n",
     '2:13: "fishing harbour" can never match: "harb*" on line 3 is under none — take one of the '
     'two out'),
    (TOPIC + "all: [port]\nnone: [port]\n",
     '2:7: "port" can never match: "port" on line 3 is under none — take one of the two out; with '
     'it under all, '
     "nothing ever matches"),
    (TOPIC + "any: [port, {all: [quay, '@beirut']}]\nnone: ['@beirut']\n",
     '2:26: "@beirut" can never match: "@beirut" on line 3 is under none — take one of the two '
     'out; with it under all, '
     "nothing ever matches"),
    (TOPIC + "any: [port]\nmin_score: 9\n",
     "3:12: min_score 9 can never be reached — all leaves together give at most 4: lower it, or "
     "raise weights"),
    (TOPIC + "any: [{phrase: port, in: [lead]}]\nmin_score: 4.5\n",
     "3:12: min_score 4.5 can never be reached — all leaves together give at most 4: lower it, or "
     "raise weights"),
    (TOPIC + "any: [port]\nmin_score: 0\n", "3:12: min_score must be more than 0, not 0"),
    (TOPIC + "any: [port]\nprefer: [{bonus: 1}]\n",
     "3:10: this entry says nothing to prefer — give it one of publisher, source, section, "
     "language, country"),
    (TOPIC + "any: [port]\nprefer: [{source: ceder}]\n", '3:19: there is no source "ceder" — did '
                                                         'you mean "cedar"?'),
    (TOPIC + "any: [port]\nprefer: [{publisher: Ceder Daily}]\n",
     '3:22: no source has the publisher "Ceder Daily" — did you mean "Cedar Daily"?'),
    (TOPIC + "any: [port]\nlimits: {per_publisher: 0}\n", "3:25: per_publisher must be 1 or more, "
                                                          "not 0"),
    (TOPIC + "any: [port]\nlimits: {max_age: -1h}\n",
     '3:19: "-1h" is not a length of time — write a number and its unit: 90s, 15m, 24h, 7d or 2w'),
    (TOPIC + "any: [port]\ntests: {should_match: [Port shut], should_not_match: [Port shut]}\n",
     '3:55: "Port shut" also stands under should_match — keep one'),
    (TOPIC + "any: [port]\nlanguages: en\n", '3:12: languages must be a list, not "en" — write '
                                             '[en]'),
]  # fmt: skip

NEWSLETTERS = [
    (LETTER + "topics: [prots]\n", '3:10: there is no topic "prots" — did you mean "ports"?'),
    (LETTER + "topics: {prots: 1}\n", '3:10: there is no topic "prots" — did you mean "ports"?'),
    (LETTER + "topics: {ports: -1}\n", "3:17: ports must be more than 0, not -1"),
    (LETTER + "topics: [ports, ports]\n", '3:17: the topic "ports" stands here twice — keep one '
                                          'of them'),
    (LETTER + "topics: []\n", "3:9: topics has no entries — it needs at least 1"),
    (LETTER, '1:1: "topics" is missing — add topics: to this file'),
    (LETTER + "topics: [ports]\nschedule: {at: 25:00}\n",
     '4:16: "25:00" is not a time of day — write it like 06:30 or 18:00'),
    (LETTER + "topics: [ports]\nschedule: {days: [mon]}\n",
     "4:11: this schedule has no time — add at: 06:30, or cron:"),
    (LETTER + "topics: [ports]\nschedule: {at: 06:30, days: [tus]}\n",
     '4:30: "tus" is not a weekday — did you mean "tue"?'),
    (LETTER + "topics: [ports]\nschedule: {at: 06:30, cron: 30 6 * * mon}\n",
     "4:23: cron stands together with days or at — keep cron, or days and at"),
    (LETTER + "topics: [ports]\nschedule: {cron: 30 6 * * 1-5}\n",
     '4:18: cron "30 6 * * 1-5" counts its weekdays — 0 is Sunday to some and Monday to others: '
     'write names, like '
     "mon-fri or sat,sun"),
    (LETTER + "topics: [ports]\nschedule: {cron: 30 6 *}\n",
     '4:18: cron "30 6 *" has 3 parts, not 5 — write minute hour day month weekday: "30 6 * * '
     'mon-fri"'),
    (LETTER + "topics: [ports]\nschedule: {cron: 90 6 * * mon}\n",
     '4:18: cron "90 6 * * mon" has no minute 90 — a minute is 0 to 59'),
    (LETTER + "topics: [ports]\nmin_stories: 9\n",
     "4:14: min_stories 9 is more than max_stories 5 — no issue could ever go out: lower it"),
    (LETTER + "topics: [ports]\ntheme: hrabour\n", '4:8: there is no theme "hrabour" — did you '
                                                   'mean "harbour"?'),
    (LETTER + "topics: [ports]\nsections: [{id: a, title: A, topics: [beirut]}]\n",
     '4:39: this newsletter does not follow the topic "beirut" — add it under topics:, or take it '
     'out of the section'),
    (LETTER + "topics: [ports]\nsections: [{id: a, title: A, topics: [ports]}, {id: b, title: B, "
              "topics: [ports]}]\n",
     '4:75: the topic "ports" stands in the section "a" already — its stories go there: take it '
     'out of one'),
    (LETTER + "topics: [ports]\nblocks: {trend_reports: [{title: A, url: https://a.example, "
              "picture: "
     "{url: http://a.example/a.jpg, alt: A ship, width: 9, height: 9}}]}\n",
     '4:76: "http://a.example/a.jpg" is not https — mail programs show pictures only over '
     'https://'),
    (LETTER + "topics: [ports]\nblocks: {sisters: [{newsletter: harbor}]}\n",
     '4:33: there is no newsletter "harbor" — did you mean "harbour"?'),
    (LETTER + "topics: [ports]\nblocks: {sisters: every}\n", '4:19: sisters cannot be "every" — '
                                                             'use all'),
    (LETTER + "topics: [ports]\nblocks: {sisters: [{name: Port Watch}]}\n",
     "4:20: this entry leads to no newsletter — give it newsletter, or name and url"),
    (LETTER + "topics: [ports]\nlowered: [{rule: alt, severity: note}]\n",
     '4:11: "reason" is missing — add reason: to entry 1 of lowered'),
    (LETTER + "topics: [ports]\nlowered: [{rule: alt, severity: off, reason: x}]\n",
     '4:33: severity cannot be "off" — use note or warning'),
    (LETTER + "topics: [ports]\ndirection: left\n", '4:12: direction cannot be "left" — use ltr '
                                                    'or rtl'),
]  # fmt: skip

PINS = [
    ("together: [[a]]\n", "1:12: entry 1 of together has 1 entry — it needs at least 2"),
    ("together: [[a, a]]\n", "1:12: one article stands here twice — name different articles"),
    ("together: [[a, b]]\napart: [[b, a]]\n",
     "2:9: these articles are pinned together as well — keep one of the two pins"),
]  # fmt: skip

CASES = [
    (name, change, line)
    for name, cases in {
        "digest.yaml": SYNTAX + DIGEST,
        "sources.yaml": SOURCES,
        "aliases.yaml": ALIASES,
        "topics/ports.yaml": TOPICS,
        "newsletters/harbour.yaml": NEWSLETTERS,
        "pins.yaml": PINS,
    }.items()
    for change, line in cases
]


@pytest.mark.parametrize(
    ("name", "change", "line"), CASES, ids=[line.split(" — ")[0][:60] for _, _, line in CASES]
)
def test_each_mistake_is_said_once_and_plainly(
    problems, tmp_path: Path, name: str, change: str, line: str
):
    found = problems({name: change})
    assert [one.replace(str(tmp_path) + "/", "") for one in found] == [f"{name}:{line}"]


def test_all_problems_of_all_files_come_at_once_in_the_order_of_files_and_lines(problems):
    found = problems(
        {
            "digest.yaml": "+timezone: Mars\ncollect: {workers: 0}\n",
            "sources.yaml": "+  - id: cedar\n    name: B\n    url: nowhere\n    weight: 0\n",
            "aliases.yaml": "a: b: c\n",
            "topics/ports.yaml": 'name: Ports\nany: ["@who-knows", oi*]\n',
            "newsletters/harbour.yaml": "name: N\ntopics: [prots]\nschedule: {at: noon}\n",
        }
    )
    assert [line.split(" — ")[0] for line in found] == [
        "aliases.yaml:1:5: a second colon on this line",
        'digest.yaml:5:11: there is no time zone "Mars"',
        "digest.yaml:6:20: workers must be 1 or more, not 0",
        'newsletters/harbour.yaml:1:1: "tagline" is missing',
        'newsletters/harbour.yaml:3:16: "noon" is not a time of day',
        'sources.yaml:7:10: "nowhere" is not a web address',
        "sources.yaml:8:13: weight must be more than 0, not 0",
        'topics/ports.yaml:2:21: the prefix "oi*" is too short',
    ]


def test_a_mistake_in_one_place_does_not_hide_another_in_the_same_file(problems):
    found = problems(
        {"sources.yaml": SOURCE.replace("other\n", "cedar\n", 1) + "    country: Lebanon\n"}
    )
    assert [line.split(" — ")[0] for line in found] == [
        'sources.yaml:5:9: two sources have the id "cedar"',
        'sources.yaml:8:14: "Lebanon" is not a country',
    ]


def test_a_topic_with_a_mistake_is_still_a_topic_to_newsletters(problems):
    found = problems({"topics/ports.yaml": "nme: Ports\nany: [port]\n"})
    assert found == ['topics/ports.yaml:1:1: unknown key "nme" — did you mean "name"?']


def test_missing_files_are_named(problems):
    assert problems({"digest.yaml": None, "sources.yaml": None}) == [
        "digest.yaml:1:1: this file is missing — digest init makes a newsroom with every file",
        "sources.yaml:1:1: this file is missing — digest init makes a newsroom with every file",
    ]


def test_a_file_that_would_be_ignored_is_a_mistake(problems):
    assert problems({"source.yaml": "x: 1\n", "topics/gulf.yml": "x: 1\n"}) == [
        'source.yaml:1:1: no file of this name is read here — did you mean "sources.yaml"?',
        "topics/gulf.yml:1:1: only files that end in .yaml are read — rename it to gulf.yaml",
    ]


def test_two_topics_or_newsletters_with_one_id(problems, tmp_path: Path):
    found = problems(
        {
            "topics/quays.yaml": "id: ports\nname: Quays\nany: [quay]\n",
            "newsletters/quays.yaml": "id: harbour\n" + LETTER + "topics: [ports]\n",
        }
    )
    assert found == [
        'newsletters/quays.yaml:1:5: two newsletters have the id "harbour" — the first is in '
        "newsletters/harbour.yaml; rename one",
        'topics/quays.yaml:1:5: two topics have the id "ports" — the first is in '
        "topics/ports.yaml; rename one",
    ]


def test_two_sections_with_one_id(problems):
    sections = "[{id: a, title: A, topics: [ports]}, {id: a, title: B, topics: [quays]}]"
    found = problems(
        {
            "topics/quays.yaml": "name: Quays\nany: [quay]\n",
            "newsletters/harbour.yaml": LETTER + f"topics: [ports, quays]\nsections: {sections}\n",
        }
    )
    assert found == ['newsletters/harbour.yaml:4:53: two sections have the id "a" — rename one']


def test_a_file_that_is_not_utf_8_says_where(problems, tmp_path: Path):
    problems({})
    (tmp_path / "digest.yaml").write_bytes(b"publication:\n  name: Caf\xe9\n")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path, env={})
    assert str(caught.value.problems[0]).endswith(
        "digest.yaml:2:12: this file is not UTF-8 — save it as UTF-8"
    )


def test_a_bomb_of_anchors_is_refused_quickly(problems):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert problems({"digest.yaml": "\n".join(rows) + "\n"}) == [
        "digest.yaml:1:1: this file holds far too many values — write it out plainly, without "
        "anchors"
    ]


@pytest.mark.parametrize("text", ["[" * 3000, "a: &a [*a]\n", "? " * 2000, "- " * 5000])
def test_depth_is_bounded(problems, text: str):
    assert len(problems({"digest.yaml": text})) == 1


def test_a_folder_that_is_not_there_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "nowhere", env={})
    # most operators stand in another folder than that of their newsroom
    assert "digest -c FOLDER" in caught.value.hint
    assert caught.value.hint.endswith(f"digest init {tmp_path / 'nowhere'} makes a new one")
