"""The check on pins.yaml: articles that stand twice, and pins that contradict each other."""

from __future__ import annotations

from itertools import combinations

from digest.config.file_context import FileContext
from digest.config.list_files import PinsFile


def check_pins(file: PinsFile, context: FileContext) -> None:
    """Report articles that stand twice in one pin, and pins that contradict each other."""
    joined: set[frozenset[str]] = set()
    for number, group in enumerate(file.together):
        _check_group(group, ("together", number), context)
        # groups are compared by their pairs: two groups may share some articles alone
        joined.update(frozenset(pair) for pair in combinations(group, 2))
    for number, group in enumerate(file.apart):
        _check_group(group, ("apart", number), context)
        for pair in combinations(group, 2):
            if frozenset(pair) in joined:
                what = "these articles are pinned together as well"
                context.complain(("apart", number), what, "keep one of the two pins")
                # one problem for each group is enough to find the mistake
                break


def _check_group(group: tuple[str, ...], path: tuple[str, int], context: FileContext) -> None:
    if len(set(group)) < len(group):
        what = "one article stands here twice"
        context.complain(path, what, "name different articles")
