"""`digest check` sums a newsroom up, and names what an operator must still make their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from command_room import Room

from digest.cli.config import (
    EXAMPLES,
    _block_urls,
    _is_sample,
    _print_summary,
    _summary,
    _topics_without_newsletter,
    _unfinished,
)
from digest.cli.state import State
from digest.config import Config, Relay, Tls
from digest.errors import ConfigError
from digest.models import Blocks, Call, Newsletter, Source, Topic, TopicWeight, TrendReport


def with_publication(config: Config, **changes: object) -> Config:
    publication = replace(config.settings.publication, **changes)  # type: ignore[arg-type]
    return replace(config, settings=replace(config.settings, publication=publication))


def own(room: Room) -> Config:
    """A newsroom in which no sample value is left."""
    config = with_publication(
        room.config,
        public_url="https://news.cedar.press",
        from_address="desk@cedar.press",
        reply_to="desk@cedar.press",
        postal_address="1 Cedar Street, Nicosia",
    )
    deliver = config.settings.deliver
    relays = tuple(replace(relay, signs=True) for relay in deliver.relays)
    settings = replace(config.settings, deliver=replace(deliver, relays=relays))
    newsletters = []
    for newsletter in config.newsletters:
        newsletters.append(replace(newsletter, blocks=Blocks()))
    return replace(config, settings=settings, newsletters=tuple(newsletters))


def lines_of_summary(room: Room, config: Config, capsys: pytest.CaptureFixture[str]) -> list[str]:
    _print_summary(State(folder=room.folder), config)
    return capsys.readouterr().out.splitlines()


def test_a_newsroom_in_order_passes_every_check_and_is_summed_up(room: Room) -> None:
    done = replace(room, config=own(room)).run("check")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    names = [line.split()[0] for line in lines[:6]]
    assert names == ["publication", "sources", "aliases", "topics", "newsletters", "relays"]
    # the longest names, publication and newsletters, have eleven letters
    assert {len(line) - len(line[11:].lstrip()) for line in lines[:6]} == {13}
    assert f"{room.folder} is in order" in lines
    assert "before the first real send" not in done.output


def test_sources_are_counted_with_those_that_are_switched_on(room: Room) -> None:
    sources = []
    for number in range(3):
        sources.append(
            Source(id=f"s{number}", name="S", url="https://s.example/", enabled=number > 0)
        )
    summary = dict(_summary(replace(room.config, sources=tuple(sources))))
    assert summary["sources"] == "3, 2 enabled"


def test_a_newsroom_without_newsletters_and_relays_says_what_that_means(room: Room) -> None:
    deliver = replace(room.config.settings.deliver, relays=())
    settings = replace(room.config.settings, deliver=deliver)
    summary = dict(_summary(replace(room.config, settings=settings, newsletters=())))
    assert summary["newsletters"] == "none yet"
    assert summary["relays"] == "none yet: no mail can be sent"


def test_each_relay_is_named_with_its_address(room: Room) -> None:
    relays = (
        Relay(name="main", host="mx.example.org", port=587, tls=Tls.STARTTLS),
        Relay(name="spare", host="10.0.0.1", port=25, tls=Tls.NONE),
    )
    deliver = replace(room.config.settings.deliver, relays=relays)
    settings = replace(room.config.settings, deliver=deliver)
    summary = dict(_summary(replace(room.config, settings=settings)))
    assert summary["relays"] == "main (mx.example.org:587), spare (10.0.0.1:25)"


def test_a_topic_that_no_newsletter_follows_is_named_and_is_no_mistake(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    followed = Newsletter(
        id="daily", name="Daily", tagline="", topics=(TopicWeight(topic_id="oil", weight=1.0),)
    )
    rule = room.config.topics[0]
    topics = (replace(rule, id="ports"), replace(rule, id="oil"), replace(rule, id="drones"))
    config = replace(own(room), newsletters=(followed,), topics=topics)
    assert _topics_without_newsletter(config) == ["ports", "drones"]
    lines = lines_of_summary(room, config, capsys)
    assert "no newsletter follows ports, drones" in lines
    assert f"{room.folder} is in order" in lines


@pytest.mark.parametrize("sample", EXAMPLES)
def test_a_sample_value_is_known_by_its_words(sample: str) -> None:
    assert _is_sample(f"https://news{sample}/")


@pytest.mark.parametrize("value", ["", "https://cedar.press", "desk@examples.press"])
def test_a_value_of_an_operators_own_is_no_sample(value: str) -> None:
    assert not _is_sample(value)


@pytest.mark.parametrize("key", ["public_url", "from_address", "reply_to", "postal_address"])
def test_each_key_of_the_publication_is_named_while_it_holds_a_sample(room: Room, key: str) -> None:
    config = with_publication(own(room), **{key: "desk@news.example.org"})
    assert list(_unfinished(config)) == [f"digest.yaml: {key}"]


def test_a_relay_that_does_not_sign_asks_for_a_key(room: Room) -> None:
    config = own(room)
    deliver = config.settings.deliver
    relays = tuple(replace(relay, signs=False) for relay in deliver.relays)
    assert relays
    settings = replace(config.settings, deliver=replace(deliver, relays=relays))
    (line,) = _unfinished(replace(config, settings=settings))
    assert line.startswith("digest.yaml: deliver: no DKIM key")


def test_keys_of_one_file_are_named_in_one_line(room: Room) -> None:
    config = with_publication(
        own(room), public_url="https://news.example", postal_address="EDIT ME, please"
    )
    assert list(_unfinished(config)) == ["digest.yaml: public_url, postal_address"]


def test_a_newsletter_whose_blocks_lead_to_a_sample_is_named(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = own(room).newsletters
    report = TrendReport(title="Ports", url="https://news.example.org/ports")
    newsletters = (replace(first, blocks=Blocks(trend_reports=(report,))), second)
    config = replace(own(room), newsletters=newsletters)
    line = f"newsletters, where their blocks lead: {first.id}"
    assert list(_unfinished(config)) == [line]
    assert lines_of_summary(room, config, capsys)[-2:] == [
        "before the first real send, make yours:",
        f"  {line}",
    ]


def test_links_of_reports_and_of_the_membership_are_an_operators_to_write() -> None:
    report = TrendReport(title="Ports", url="https://a.example/1")
    call = Call(title="Join us", text="Join", url="https://a.example/2", button="Join")
    assert _block_urls(Blocks(trend_reports=(report,), membership=call)) == [
        "https://a.example/1",
        "https://a.example/2",
    ]
    assert _block_urls(Blocks()) == []


def failing(topic: Topic) -> Topic:
    """A topic whose own test does not hold."""
    (test, *_) = topic.tests
    return replace(topic, tests=(replace(test, text="A film festival opens"),))


def test_one_problem_is_counted_as_one_and_kept_with_its_place(room: Room) -> None:
    tested = [topic for topic in room.config.topics if topic.tests and topic.tests[0].should_match]
    config = replace(own(room), topics=(failing(tested[0]),))
    done = replace(room, config=config).run("check")
    assert isinstance(done.exception, ConfigError)
    assert str(done.exception) == f"the configuration in {room.folder} needs mending: 1 problem"
    (problem,) = done.exception.problems
    assert problem.file.endswith(".yaml")
    assert problem.line > 0


def test_a_new_folder_is_followed_by_the_next_steps(room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    lines = room.run("init", str(folder)).output.splitlines()
    copied = [path for path in folder.rglob("*") if path.is_file()]
    assert lines[0] == f"{len(copied)} files in {folder}"
    assert lines[1].startswith(f"  next: {folder / 'digest.yaml'} and {folder / 'newsletters'}: ")
    assert lines[2:] == [f"  next: digest -c {folder} check", f"  next: digest -c {folder} doctor"]


def test_schemas_stand_in_the_newsrooms_folder_unless_another_is_named(room: Room) -> None:
    done = room.run("schema")
    for line in done.output.splitlines():
        assert Path(line).parent == room.folder / "schemas"
        assert Path(line).is_file()
