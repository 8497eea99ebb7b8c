"""USECASES: each use case of the newsroom, from collecting the news to taking in bounces.

These modules open the store and call the stages; the stages never open the store. Each name is
imported when it is first used, so that a command waits only for the use case it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.lazy_imports import lazy_names

if TYPE_CHECKING:
    from digest.usecases.approve import approve_issue
    from digest.usecases.change_issue import (
        cancel_issue,
        end_issue,
        pause_issue,
        resume_issue,
        retry_rows,
        take_back_approval,
    )
    from digest.usecases.check import CheckedIssue, check_issue, preflight_issue
    from digest.usecases.collect import CollectReport, collect_news, forget_old
    from digest.usecases.corrections import (
        correct_issue,
        correct_notice,
        correction_text,
        dismiss_notice,
        take_back_correction,
    )
    from digest.usecases.draft import DraftResult, draft_issue, redraft
    from digest.usecases.editions import edition_of_slot, issue_id_at, special_edition
    from digest.usecases.extensions import known_kinds
    from digest.usecases.look import ShownIssue, look_at
    from digest.usecases.message_for_reader import compiled_message
    from digest.usecases.newsroom import (
        Newsroom,
        briefing_of,
        find_article,
        issue_of,
        named,
        token_key,
    )
    from digest.usecases.prune import PruneReport, prune_store
    from digest.usecases.run import RunReport, prepare_newsletter, run_newsletter
    from digest.usecases.send import SendSummary, resume_sending, send_approved, unfinished_issues
    from digest.usecases.send_trial import send_dry, send_test
    from digest.usecases.source_watch import WatchReport, watch_sources
    from digest.usecases.stored_rendering import CurrentIssue, current_issue

__getattr__ = lazy_names(
    __name__,
    {
        "approve": ["approve_issue"],
        "change_issue": [
            "cancel_issue",
            "end_issue",
            "pause_issue",
            "resume_issue",
            "retry_rows",
            "take_back_approval",
        ],
        "check": ["CheckedIssue", "check_issue", "preflight_issue"],
        "collect": ["CollectReport", "collect_news", "forget_old"],
        "stored_rendering": ["CurrentIssue", "current_issue"],
        "draft": ["DraftResult", "draft_issue", "redraft"],
        "editions": ["edition_of_slot", "issue_id_at", "special_edition"],
        "corrections": [
            "correct_issue",
            "correct_notice",
            "correction_text",
            "dismiss_notice",
            "take_back_correction",
        ],
        "extensions": ["known_kinds"],
        "look": ["ShownIssue", "look_at"],
        "message_for_reader": ["compiled_message"],
        "newsroom": ["Newsroom", "briefing_of", "find_article", "issue_of", "named", "token_key"],
        "prune": ["PruneReport", "prune_store"],
        "run": ["RunReport", "prepare_newsletter", "run_newsletter"],
        "send": ["SendSummary", "resume_sending", "send_approved", "unfinished_issues"],
        "send_trial": ["send_dry", "send_test"],
        "source_watch": ["WatchReport", "watch_sources"],
    },
)

__all__ = [
    "CheckedIssue",
    "CollectReport",
    "CurrentIssue",
    "DraftResult",
    "Newsroom",
    "PruneReport",
    "RunReport",
    "SendSummary",
    "ShownIssue",
    "WatchReport",
    "approve_issue",
    "briefing_of",
    "cancel_issue",
    "check_issue",
    "collect_news",
    "compiled_message",
    "correct_issue",
    "correct_notice",
    "correction_text",
    "current_issue",
    "dismiss_notice",
    "draft_issue",
    "edition_of_slot",
    "end_issue",
    "find_article",
    "forget_old",
    "issue_id_at",
    "issue_of",
    "known_kinds",
    "look_at",
    "named",
    "pause_issue",
    "preflight_issue",
    "prepare_newsletter",
    "prune_store",
    "redraft",
    "resume_issue",
    "resume_sending",
    "retry_rows",
    "run_newsletter",
    "send_approved",
    "send_dry",
    "send_test",
    "special_edition",
    "take_back_approval",
    "take_back_correction",
    "token_key",
    "unfinished_issues",
    "watch_sources",
]
