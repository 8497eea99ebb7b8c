"""One rendering is shown, tested, approved and sent; it is renewed when its inputs change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample_morning import ISSUE, NOW, Desk

from digest.config import shipped_templates
from digest.errors import RenderError, UseError
from digest.models import Issue
from digest.usecases import (
    Newsroom,
    approve_issue,
    briefing_of,
    check_issue,
    current_issue,
    draft_issue,
    issue_of,
    look_at,
    redraft,
    send_approved,
    send_test,
)
from digest.usecases.made_from import changes, made_from
from digest.write import briefing_to_yaml

NEW_URL = "https://moved.example"


def with_public_url(newsroom: Newsroom, url: str = NEW_URL) -> Newsroom:
    settings = newsroom.config.settings
    publication = replace(settings.publication, public_url=url)
    config = replace(newsroom.config, settings=replace(settings, publication=publication))
    return replace(newsroom, config=config)


def with_templates(newsroom: Newsroom, folder: Path) -> Newsroom:
    settings = replace(newsroom.config.settings, templates_dir=folder)
    return replace(newsroom, config=replace(newsroom.config, settings=settings))


def with_tagline(newsroom: Newsroom, tagline: str) -> Newsroom:
    newsletters = tuple(replace(one, tagline=tagline) for one in newsroom.config.newsletters)
    return replace(newsroom, config=replace(newsroom.config, newsletters=newsletters))


def with_theme(newsroom: Newsroom, theme: str) -> Newsroom:
    newsletters = tuple(replace(one, theme=theme) for one in newsroom.config.newsletters)
    return replace(newsroom, config=replace(newsroom.config, newsletters=newsletters))


def own_template(folder: Path) -> Path:
    """A footer of one's own, in a folder of templates."""
    name = shipped_template("footer.mjml.j2")
    own = folder / name
    own.parent.mkdir(parents=True, exist_ok=True)
    text = (shipped_templates() / "email" / name).read_text("utf-8")
    own.write_text(f"{{# our own footer #}}{text}", "utf-8")
    return folder


def shipped_template(name: str) -> Path:
    email = shipped_templates() / "email"
    (file,) = email.rglob(name)
    return file.relative_to(email)


def listening(newsroom: Newsroom) -> tuple[Newsroom, list[str]]:
    sentences: list[str] = []
    return replace(newsroom, tell=sentences.append), sentences


def drafted(desk: Desk) -> Issue:
    draft = draft_issue(desk.newsroom, "security-briefing")
    assert draft.issue
    return draft.issue


def test_an_unchanged_draft_is_not_rendered_again(desk: Desk) -> None:
    issue = drafted(desk)
    newsroom, sentences = listening(desk.newsroom)
    assert current_issue(newsroom, ISSUE).issue == issue_of(newsroom, ISSUE)
    assert issue_of(newsroom, ISSUE).content_hash == issue.content_hash
    assert sentences == []


def test_after_a_change_of_address_the_studio_shows_what_the_test_mail_holds(desk: Desk) -> None:
    before = drafted(desk)
    moved, sentences = listening(with_public_url(desk.newsroom))
    shown = look_at(moved, ISSUE).issue
    assert shown
    assert shown.content_hash != before.content_hash
    assert issue_of(moved, ISSUE).content_hash == shown.content_hash
    send_test(moved, ISSUE, ["editor@example.org"])
    (mail,) = desk.mailbox.mails
    assert NEW_URL in mail.message.as_string().replace("=\n", "")
    assert len(sentences) == 1
    assert "the publication" in sentences[0]


def test_approval_freezes_a_rendering_of_this_moments_settings(desk: Desk) -> None:
    before = drafted(desk)
    moved = with_public_url(desk.newsroom)
    assert approve_issue(moved, ISSUE) == 3
    frozen = issue_of(moved, ISSUE)
    assert frozen.approved == NOW
    assert frozen.content_hash != before.content_hash


def test_preflight_reads_the_rendering_that_would_be_approved(desk: Desk) -> None:
    drafted(desk)
    moved = with_public_url(desk.newsroom)
    checked = check_issue(moved, ISSUE)
    assert checked.issue.content_hash == issue_of(moved, ISSUE).content_hash


def test_a_changed_template_is_rendered_and_a_broken_one_is_never_approved(
    desk: Desk, tmp_path: Path
) -> None:
    before = drafted(desk)
    folder = own_template(tmp_path / "own")
    own = with_templates(desk.newsroom, folder)
    current_issue(own, ISSUE)
    (folder / shipped_template("footer.mjml.j2")).write_text("{{ broken", "utf-8")
    for step in (current_issue, approve_issue):
        with pytest.raises(RenderError):
            step(own, ISSUE)
    assert issue_of(own, ISSUE).approved is None
    assert issue_of(own, ISSUE).subject == before.subject


def test_a_machine_draft_follows_its_newsletter_and_an_editors_own_words_stay(desk: Desk) -> None:
    drafted(desk)
    renamed = with_tagline(desk.newsroom, "Three minutes, every morning")
    current = current_issue(renamed, ISSUE)
    assert current.briefing.tagline == "Three minutes, every morning"
    assert "Three minutes, every morning" in current.issue.html
    assert briefing_of(renamed, ISSUE).tagline == "Three minutes, every morning"
    edited = replace(briefing_of(renamed, ISSUE), tagline="By the desk")
    redraft(renamed, edited)
    again = with_tagline(desk.newsroom, "Something else")
    assert current_issue(again, ISSUE).briefing.tagline == "By the desk"


def test_an_edited_draft_follows_the_keys_that_its_editor_left_alone(desk: Desk) -> None:
    drafted(desk)
    first = replace(briefing_of(desk.newsroom, ISSUE), subject="By the desk", tagline="Our own")
    redraft(desk.newsroom, first)
    changed = with_theme(with_tagline(desk.newsroom, "Three minutes"), "harbour")
    current = current_issue(changed, ISSUE)
    assert current.briefing.theme == "harbour"
    assert (current.briefing.subject, current.briefing.tagline) == ("By the desk", "Our own")
    # a second edit keeps the words of the first one, and can set a look of its own
    redraft(changed, replace(current.briefing, theme="slate"))
    again = with_theme(with_tagline(desk.newsroom, "Four minutes"), "olive")
    last = current_issue(again, ISSUE).briefing
    assert (last.theme, last.tagline) == ("slate", "Our own")


def test_an_approved_issue_goes_out_as_frozen_and_the_change_is_named(desk: Desk) -> None:
    drafted(desk)
    approve_issue(desk.newsroom, ISSUE)
    frozen = issue_of(desk.newsroom, ISSUE)
    moved, sentences = listening(with_public_url(desk.newsroom))
    findings = check_issue(moved, ISSUE).findings
    assert "issue.frozen" in {finding.rule_id for finding in findings}
    assert look_at(moved, ISSUE).issue == frozen
    send_approved(moved, ISSUE)
    assert issue_of(moved, ISSUE).content_hash == frozen.content_hash
    assert len(desk.mailbox.mails) == 3
    assert any("goes out as approved" in sentence for sentence in sentences)


def test_an_issue_that_does_not_exist_or_is_held_has_no_rendering(desk: Desk) -> None:
    with pytest.raises(UseError, match="no such issue"):
        current_issue(desk.newsroom, "security-briefing@2026-01-01")
    assert look_at(desk.newsroom, "security-briefing@2026-01-01").issue is None


class TestFingerprints:
    def test_each_input_has_its_own(self, desk: Desk, tmp_path: Path) -> None:
        drafted(desk)
        briefing = briefing_of(desk.newsroom, ISSUE)
        before = made_from(desk.newsroom, briefing)
        assert changes(before, made_from(desk.newsroom, briefing)) == ()
        reworded = replace(briefing, subject="Another subject")
        assert changes(before, made_from(desk.newsroom, reworded)) == ("the text",)
        moved = with_public_url(desk.newsroom)
        assert changes(before, made_from(moved, briefing)) == ("the publication",)
        own = with_templates(desk.newsroom, own_template(tmp_path / "own"))
        assert changes(before, made_from(own, briefing)) == ("the templates",)

    def test_an_issue_without_fingerprints_differs_in_everything(self, desk: Desk) -> None:
        drafted(desk)
        now = made_from(desk.newsroom, briefing_of(desk.newsroom, ISSUE))
        assert len(changes("", now)) == 7

    def test_a_place_that_left_the_gazetteer_changes_the_map(self, desk: Desk) -> None:
        drafted(desk)
        briefing = briefing_of(desk.newsroom, ISSUE)
        lead = briefing.items[0]
        headline = replace(lead.headline, text="Ferry sinks off Hodeidah")
        located = replace(briefing, items=(replace(lead, headline=headline), *briefing.items[1:]))
        before = made_from(desk.newsroom, located)
        bare = replace(desk.newsroom, config=replace(desk.newsroom.config, aliases=()))
        assert changes(before, made_from(bare, located)) == ("the map",)

    def test_a_renamed_file_counts_as_changed(self, desk: Desk, tmp_path: Path) -> None:
        drafted(desk)
        briefing = briefing_of(desk.newsroom, ISSUE)
        folder = tmp_path / "own"
        folder.mkdir()
        (folder / "a.txt").write_text("same")
        own = with_templates(desk.newsroom, folder)
        before = made_from(own, briefing)
        (folder / "a.txt").rename(folder / "b.txt")
        assert changes(before, made_from(own, briefing)) == ("the templates",)

    def test_the_text_is_all_of_the_briefing(self, desk: Desk) -> None:
        drafted(desk)
        assert "subject" in briefing_to_yaml(briefing_of(desk.newsroom, ISSUE))
