"""EDIT: articles → stories. Pure."""

from digest.edit.explain import Explanation, LeafVerdict, TopicChange, diff_topics, explain, run_topic_tests
from digest.edit.match import match_articles

__all__ = [
    "Explanation",
    "LeafVerdict",
    "TopicChange",
    "diff_topics",
    "explain",
    "match_articles",
    "run_topic_tests",
]
