"""A data class is frozen and has slots, unless it gathers, and many fields are filled by name."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "digest"

GATHER = {
    "collect/http_answers.py": {"_BodyEnd"},
    "collect/secure_links.py": {"SecureLinks"},
    "collect/written_dates.py": {"_DateParts"},
    "config/file_context.py": {"FileContext"},
    "config/folder_reading.py": {"FolderReading"},
    "config/read_yaml.py": {"_Builder"},
    "config/rules.py": {"_RuleBuilder"},
    "deliver/batch_hand_over.py": {"BatchHandOver"},
    "deliver/ledger_writer.py": {"PendingWrite", "LedgerWriter"},
    "deliver/provider_queue.py": {"ProviderQueue"},
    "deliver/relay_state.py": {"RelayState"},
    "deliver/row_supply.py": {"RowSupply"},
    "deliver/sender.py": {"_Sender"},
    "deliver/shaping.py": {"Pace", "Breaker"},
    "deliver/shared_limits.py": {"Limit"},
    "kernel/csv_lines.py": {"_Waiting"},
    "store/subscribers.py": {"SqlSubscribers"},
    "usecases/csv_readers.py": {"ReaderLines"},
    "usecases/outbox_round.py": {"PostReport", "GuardedPost"},
    "usecases/prune.py": {"PruneReport"},
    "usecases/source_watch.py": {"WatchReport"},
    "web/connection_limits.py": {"ConnectionLimits"},
    "web/finished_pages.py": {"FinishedPages"},
    "web/open_elements.py": {"_Element"},
    "web/repeated_lines.py": {"LineCounter"},
    "web/strangers.py": {"Strangers"},
    "write/draft_state.py": {"StoryDraft"},
}
"""Classes whose objects change while they gather, count or wait, by their file."""

WITH_CACHED_PROPERTIES = {"Frame", "PictureLayout", "Mail"}
"""Frozen classes that keep a result once it was asked for: slots have no place for it."""


@cache
def data_classes(file: Path) -> tuple[tuple[ast.ClassDef, Mapping[str, str]], ...]:
    """Return each data class of a file and its options."""
    classes = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ClassDef):
            continue
        for decorator in node.decorator_list:
            call = decorator if isinstance(decorator, ast.Call) else ast.Call(decorator, [], [])
            if ast.unparse(call.func) == "dataclass":
                options = {word.arg or "**": ast.unparse(word.value) for word in call.keywords}
                classes.append((node, options))
    return tuple(classes)


ROOMS = sorted(place.name for place in HOUSE.iterdir() if (place / "__init__.py").exists())
ROOMS += sorted(file.name for file in HOUSE.glob("*.py"))


def files_of(room: str) -> list[Path]:
    """Return the files of a room, or the module that is a room by itself."""
    place = HOUSE / room
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_data_class_is_frozen_unless_it_gathers(room: str) -> None:
    changing = set()
    for file in files_of(room):
        gather = GATHER.get(file.relative_to(HOUSE).as_posix(), set())
        for node, options in data_classes(file):
            if (options.get("frozen") == "True") is (node.name in gather):
                changing.add(f"{file.name}: {node.name}")
    assert changing == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_data_class_has_slots_so_that_a_misspelt_name_is_an_error(room: str) -> None:
    without = set()
    for file in files_of(room):
        for node, options in data_classes(file):
            # pydantic fills the objects of settings, and they have its own options
            is_settings = "config" in options
            if is_settings or node.name in WITH_CACHED_PROPERTIES or node.name == "_Sender":
                continue
            if options.get("slots") != "True":
                without.add(f"{file.name}: {node.name}")
    assert without == set()


MOST_BY_POSITION = 3
"""A reader of a call can tell so many values apart by their places; more of them bear names."""


def fields_by_position(node: ast.ClassDef) -> int:
    """Count the fields that a call may fill by position."""
    count = 0
    for line in node.body:
        if not isinstance(line, ast.AnnAssign):
            continue
        annotation = ast.unparse(line.annotation)
        if annotation == "KW_ONLY":
            break
        is_filled_later = line.value is not None and "init=False" in ast.unparse(line.value)
        if not annotation.startswith("ClassVar") and not is_filled_later:
            count += 1
    return count


@pytest.mark.parametrize("room", ROOMS)
def test_more_than_three_fields_are_filled_by_name(room: str) -> None:
    by_position = set()
    for file in files_of(room):
        for node, options in data_classes(file):
            is_settings = "config" in options  # pydantic fills them from a mapping
            if is_settings or options.get("kw_only") == "True":
                continue
            if fields_by_position(node) > MOST_BY_POSITION:
                by_position.add(f"{file.name}: {node.name}")
    assert by_position == set()
