"""The mail has its parts in one fixed order, and a newsroom adds its own behind them."""

from __future__ import annotations

from pathlib import Path

from digest.render.parts_registry import MAIL_PARTS, PARTS_FOLDER, mail_parts


def test_the_parts_stand_in_the_order_of_the_mail() -> None:
    assert mail_parts().names == (
        "masthead", "grave", "intro", "contents", "lead", "quote", "sponsored", "stories",
        "opinions", "also", "week_ahead", "trend_reports", "membership", "sisters", "footer",
    )  # fmt: skip


def test_a_newsroom_without_a_folder_of_parts_has_the_shipped_parts(tmp_path: Path) -> None:
    assert PARTS_FOLDER == "parts"
    assert mail_parts(tmp_path) is MAIL_PARTS
    (tmp_path / "parts").write_text("a file is no folder")
    assert mail_parts(tmp_path) is MAIL_PARTS
