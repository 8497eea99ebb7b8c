"""EDIT: articles → stories. Pure."""

from typing import TYPE_CHECKING

from digest.lazy_imports import lazy_names

if TYPE_CHECKING:
    from digest.edit.cluster import cluster_articles
    from digest.edit.copies import find_copies
    from digest.edit.explain import (
        Explanation,
        LeafVerdict,
        TopicChange,
        diff_topics,
        explain,
        run_topic_tests,
    )
    from digest.edit.match import match_articles
    from digest.edit.reports import quotable_reports
    from digest.edit.select import select_stories
    from digest.edit.window import LATE_H, open_window
    from digest.edit.withdrawals import withdrawal_notices

__getattr__ = lazy_names(
    __name__,
    {
        "cluster": ["cluster_articles"],
        "copies": ["find_copies"],
        "explain": [
            "Explanation",
            "LeafVerdict",
            "TopicChange",
            "diff_topics",
            "explain",
            "run_topic_tests",
        ],
        "match": ["match_articles"],
        "reports": ["quotable_reports"],
        "select": ["select_stories"],
        "window": ["LATE_H", "open_window"],
        "withdrawals": ["withdrawal_notices"],
    },
)

__all__ = [
    "LATE_H",
    "Explanation",
    "LeafVerdict",
    "TopicChange",
    "cluster_articles",
    "diff_topics",
    "explain",
    "find_copies",
    "match_articles",
    "open_window",
    "quotable_reports",
    "run_topic_tests",
    "select_stories",
    "withdrawal_notices",
]
