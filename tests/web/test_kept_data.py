"""The privacy page names every column that holds something of a reader, and no other."""

from __future__ import annotations

from html import unescape

from joining_room import Room

from digest.protocols import Store
from digest.render import languages, wording
from digest.store.schema import metadata
from digest.usecases.kept_data import KEPT, kept_columns

OF_NO_READER = {
    "articles", "fetch_states", "issues", "issue_images", "hosted_pictures", "issue_articles",
    "story_threads", "slots", "alarms", "processes", "secrets",
}  # fmt: skip
"""Tables of news and of the program itself; those of other rooms are found by their columns."""


OF_A_READER = {"subscriber_id", "address_hash", "email", "hits", "reader_hash"}
"""A table with one of these columns holds something of a reader."""


def test_each_column_of_each_table_of_readers_is_on_the_list_once() -> None:
    of_readers = []
    for name, table in metadata.tables.items():
        if OF_A_READER & set(table.c.keys()):
            assert name not in OF_NO_READER
            of_readers += [(name, column) for column in table.columns.keys()]  # noqa: SIM118 (the keys are names)
    assert sorted(kept_columns()) == sorted(of_readers)


def test_the_page_shows_each_line_and_the_days_of_this_newsroom(store: Store) -> None:
    for language in languages():
        words = wording(language, "UTC")
        heard = Room(store=store).client().get("/privacy", headers={"accept-language": language})
        page = unescape(heard.text)
        for entry in KEPT:
            assert words.say(entry.what) in page
        days = words.say("kept_days", count=7)
        assert words.say("kept_form", days=days) in page
        assert "{days}" not in page


def test_each_language_has_its_own_sentences() -> None:
    texts = []
    for language in languages():
        words = wording(language, "UTC")
        texts += [words.say(entry.what) for entry in KEPT]
        texts += [words.say(key) for key in ("kept_intro", "kept_outro")]
    assert len(set(texts)) == len(texts)
