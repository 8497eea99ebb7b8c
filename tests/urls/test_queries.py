"""A query keeps the parameters that say which page it is."""

from __future__ import annotations

import pytest

from digest.urls.queries import is_tracking_parameter, plain_query


@pytest.mark.parametrize(
    "name",
    """
    utm_source UTM_Campaign utm fbclid gclid mc_cid mc_eid wt.mc_id spMailingID elqTrackId cmp_id
    phpsessid sessionid session_id aspsessionidABC amp outputType ref_src __twitter_impression
    """.split(),  # noqa: SIM905 - a table of words
)
def test_a_name_that_follows_the_reader_is_known(name):
    assert is_tracking_parameter(name)


@pytest.mark.parametrize("name", ["id", "page", "p", "article", "story_id", "xutm_source", "mc_x"])
def test_a_name_that_may_say_which_page_it_is_is_kept(name):
    assert not is_tracking_parameter(name)


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("", ""),
        ("b=2&a=1", "a=1&b=2"),
        ("id=3&utm_source=mail", "id=3"),
        ("id=3&amp;utm_source=mail", "id=3"),
        ("id=", "id="),
        # loose names: a word tracks and a number pages, but 0 and 1 are switches
        ("from=rss", ""),
        ("from=20", "from=20"),
        ("print=1", ""),
        ("print=2", "print=2"),
        # the same page in another look
        ("page=1", ""),
        ("page=2", "page=2"),
        ("singlepage=true&id=3", "id=3"),
        # a long "sid" is a session, a short one a story
        ("sid=0123456789abcdef", ""),
        ("sid=0123456789abcde", "sid=0123456789abcde"),
    ],
)
def test_only_what_says_which_page_it_is_stays(query, plain):
    assert plain_query(query) == plain
