"""A person's edit that changes what the source says is named; harmless edits pass."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_news import WIRE
from test_compose import draft, stored

from digest.models import Alias, AliasKind, Blocks, Briefing, Passage, Poll, Section, Severity
from digest.write import check_briefing
from digest.write.checks import check_passage
from digest.write.claim_tokens import alias_words
from digest.write.length_checks import MOST_INTRO_WORDS

SENTENCE = (
    "Marenia closed its largest harbor on Tuesday after an explosion killed at least 12 "
    "people on the quay, the interior ministry said."
)
QUOTE = (
    "“We will not open the gates before we know that no worker is in danger,” Orlov said in a "
    "televised address."
)

WEEKS = (
    "In 2019, a smaller fire at the same depot forced the government to ration petrol for three "
    "weeks."
)


def errors(text: str, original: str = SENTENCE) -> list[str]:
    start = WIRE.body.index(original)
    passage = Passage(text=text, article_id=WIRE.id, start=start, end=start + len(original))
    found = check_passage(passage, "here", {WIRE.id: WIRE}, (WIRE.id,))
    return [
        f"{finding.rule_id} {finding.message}"
        for finding in found
        if finding.severity is Severity.ERROR
    ]


@pytest.mark.parametrize(
    ("original", "old", "new", "rule", "word"),
    [
        (SENTENCE, "Marenia", "Solmar", "edit.name", "Solmar"),
        (SENTENCE, "Marenia", "Avel", "edit.name", "Avel"),
        (SENTENCE, "12", "21", "edit.number", "21"),
        (SENTENCE, "Tuesday", "Thursday", "edit.date", "Thursday"),
        (QUOTE, "will not open", "will open", "edit.negation", "not"),
        (QUOTE, "no worker is", "no one is", "edit.quote", "no one is"),
        (SENTENCE, "closed its", "reportedly closed its", "edit.modality", "reportedly"),
        (SENTENCE, "at least 12", "12", "edit.modality", "at least"),
        (WEEKS, "three weeks", "three months", "edit.number", "three months"),
    ],
)
def test_a_changed_fact_is_named_with_its_source(
    original: str, old: str, new: str, rule: str, word: str
) -> None:
    found = errors(original.replace(old, new), original)
    assert any(line.startswith(rule) and word in line and WIRE.id in line for line in found)


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        SENTENCE.replace("at least 12 people", "at least twelve people"),
        SENTENCE.replace(" on the quay", ""),
        SENTENCE.replace("its largest harbor", "its largest harbour"),
        SENTENCE.replace("the interior ministry said", "according to the interior ministry"),
    ],
)
def test_a_harmless_edit_passes(text: str) -> None:
    assert errors(text) == []


def test_an_edit_that_takes_away_the_speaker_is_warned_of() -> None:
    start = WIRE.body.index(SENTENCE)
    bare = SENTENCE.replace(", the interior ministry said", "")
    passage = Passage(text=bare, article_id=WIRE.id, start=start, end=start + len(SENTENCE))
    rules = {
        finding.rule_id: finding.severity
        for finding in check_passage(passage, "here", {WIRE.id: WIRE})
    }
    assert rules["edit.attribution"] is Severity.WARNING


def test_names_that_change_places_are_seen() -> None:
    assert any(
        line.startswith("edit.order")
        for line in errors(SENTENCE.replace("harbor", "quay", 1).replace("the quay", "the harbor"))
    )


def test_an_unknown_source_and_a_repeated_sentence_are_errors() -> None:
    briefing = draft()
    item = briefing.items[0]
    stray = replace(item.lead[0], article_id="gone")
    broken = replace(
        briefing,
        items=(replace(item, lead=(item.lead[0], item.lead[0], stray)), *briefing.items[1:]),
    )
    rules = {finding.rule_id for finding in check_briefing(broken, stored())}
    assert {"source.missing", "sentence.repeated"} <= rules


def test_a_sentence_of_another_story_is_an_error() -> None:
    briefing = draft()
    first, second = briefing.items
    crossed = replace(second, what_happened=(first.lead,))
    rules = {f.rule_id for f in check_briefing(replace(briefing, items=(first, crossed)), stored())}
    assert "source.other_story" in rules


# --- words of the desk, and reasons against a check -----------------------------------------------


def findings_of(passage: Passage, where: str = "s1 lead 1.1") -> dict[str, Severity]:
    """Return the severity of each rule that speaks about a sentence."""
    found = check_passage(passage, where, {WIRE.id: WIRE}, (WIRE.id,))
    return {finding.rule_id: finding.severity for finding in found}


def edited(text: str, *, overruled: str = "") -> Passage:
    """Return a person's wording of the recorded sentence."""
    start = WIRE.body.index(SENTENCE)
    end = start + len(SENTENCE)
    return Passage(text=text, article_id=WIRE.id, start=start, end=end, overruled=overruled)


def test_a_sentence_of_the_desk_cites_no_article_and_is_noted() -> None:
    passage = Passage(text="We are following the port today.", article_id="desk")
    assert findings_of(passage) == {"passage.desk": Severity.NOTE}


def of_the_desk(text: str, **keys: str) -> Passage:
    return Passage(text=text, article_id="desk", **keys)


def found_of_desk(briefing: Briefing) -> list[tuple[str, str, Severity]]:
    """Return place, rule and severity of each finding about the desk's own words."""
    found = []
    for finding in check_briefing(briefing, stored()):
        if finding.rule_id in ("passage.desk", "passage.credit", "intro.source", "length.part"):
            found.append((finding.where, finding.rule_id, finding.severity))
    return found


def test_each_paragraph_of_an_editors_note_is_noted_as_the_desks() -> None:
    note = (of_the_desk("Good morning."), of_the_desk("The next issue comes on Monday."))
    assert found_of_desk(replace(draft(), intro=note)) == [
        ("intro 1", "passage.desk", Severity.NOTE),
        ("intro 2", "passage.desk", Severity.NOTE),
    ]


def test_an_editors_note_cites_no_article() -> None:
    cited = draft().items[0].lead[0]
    assert found_of_desk(replace(draft(), intro=(cited,))) == [
        ("intro 1", "intro.source", Severity.ERROR)
    ]


def test_a_long_editors_note_is_warned_of() -> None:
    note = (of_the_desk("word " * MOST_INTRO_WORDS + "more"),)
    assert ("intro", "length.part", Severity.WARNING) in found_of_desk(replace(draft(), intro=note))
    note = (of_the_desk("word " * MOST_INTRO_WORDS),)
    assert len(found_of_desk(replace(draft(), intro=note))) == 1


def test_the_desk_puts_no_words_into_the_mouth_of_an_outlet() -> None:
    outlet = draft().citations[0].outlet
    said = f"The port was bombed, {outlet} reported."
    note = replace(draft(), intro=(of_the_desk(said),))
    assert ("intro 1", "passage.credit", Severity.ERROR) in found_of_desk(note)
    first, *others = draft().items
    story = replace(draft(), items=(replace(first, lead=(of_the_desk(said),)), *others))
    assert (f"{first.story_id} lead 1.1", "passage.credit", Severity.ERROR) in found_of_desk(story)
    beside = of_the_desk("The port was bombed.", attribution=f", {outlet} reported")
    story = replace(draft(), items=(replace(first, lead=(beside,)), *others))
    assert (f"{first.story_id} lead 1.1", "passage.credit", Severity.ERROR) in found_of_desk(story)


def test_the_desk_may_name_an_outlet_that_it_does_not_quote() -> None:
    outlet = draft().citations[0].outlet
    note = replace(draft(), intro=(of_the_desk(f"We read {outlet} each morning."),))
    assert found_of_desk(note) == [("intro 1", "passage.desk", Severity.NOTE)]


def test_a_credit_of_the_desk_is_overruled_with_a_reason() -> None:
    outlet = draft().citations[0].outlet
    said = of_the_desk(f"As {outlet} said in its apology.", overruled="a letter to us")
    found = found_of_desk(replace(draft(), intro=(said,)))
    assert ("intro 1", "passage.credit", Severity.NOTE) in found


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("closed", "bombed", "edit.word"),
        ("closed", "completely closed", "edit.degree"),
        ("on Tuesday after", "on Tuesday because", "edit.cause"),
        ("killed at least 12", "may have killed at least 12", "edit.modality"),
    ],
)
def test_a_claim_beyond_the_source_is_an_error(old: str, new: str, rule: str) -> None:
    assert findings_of(edited(SENTENCE.replace(old, new)))[rule] is Severity.ERROR


def test_an_error_that_is_overruled_becomes_a_note_with_the_reason() -> None:
    passage = edited(SENTENCE.replace("closed", "bombed"), overruled="The outlet says so on air.")
    found = list(check_passage(passage, "s1 lead 1.1", {WIRE.id: WIRE}))
    (finding,) = [finding for finding in found if finding.rule_id == "edit.word"]
    assert finding.severity is Severity.NOTE
    assert finding.message.endswith("; overruled: The outlet says so on air.")


def test_a_reason_overrules_no_missing_source() -> None:
    passage = Passage(text="A ship sank.", article_id="gone", overruled="I know better.")
    assert findings_of(passage) == {"source.missing": Severity.ERROR}


def test_a_word_of_another_sentence_of_the_article_is_a_warning_below_the_headline() -> None:
    passage = edited(SENTENCE.replace("largest", "televised"))
    assert findings_of(passage)["edit.word"] is Severity.WARNING
    assert findings_of(passage, "s1 headline")["edit.word"] is Severity.ERROR


IRAN = "Iran summoned the envoy on Monday, and its parliament met at night."


def errors_of_iran(text: str, aliases: tuple[Alias, ...] = ()) -> set[str]:
    """Return the rules that stop an edit of a sentence about Iran."""
    wire = replace(WIRE, body=IRAN)
    passage = Passage(text=text, article_id=wire.id, start=0, end=len(IRAN))
    words = alias_words(aliases)
    found = check_passage(passage, "s1 lead 1.1", {wire.id: wire}, words=words)
    return {finding.rule_id for finding in found if finding.severity is Severity.ERROR}


def test_a_capital_stands_for_its_government() -> None:
    assert errors_of_iran("Tehran summoned the envoy on Monday.") == set()
    assert "edit.name" in errors_of_iran("Riyadh summoned the envoy on Monday.")


def test_another_name_of_an_alias_stands_for_it() -> None:
    alias = Alias(id="iran", name="Iran", kind=AliasKind.PLACE, names=("Persia",))
    assert "edit.name" in errors_of_iran("Persia summoned the envoy on Monday.")
    assert errors_of_iran("Persia summoned the envoy on Monday.", (alias,)) == set()


def test_a_name_that_only_begins_alike_is_another_name() -> None:
    assert "edit.name" in errors_of_iran("Irania summoned the envoy on Monday.")


@pytest.mark.parametrize(
    ("poll", "rules"),
    [
        (Poll(question="Enough?", answers=("Yes", "No")), set()),
        (Poll(question="Enough?", answers=("Yes",)), {"poll.answers"}),
        (Poll(question="Enough?", answers=("Yes", "No"), story=50), {"poll.story"}),
    ],
)
def test_a_poll_that_an_editor_wrote_is_checked(poll: Poll, rules: set[str]) -> None:
    findings = check_briefing(replace(draft(), blocks=Blocks(poll=poll)), stored())
    assert {found.rule_id for found in findings if found.rule_id.startswith("poll")} == rules


def test_a_section_that_the_newsletter_does_not_have_is_named_with_those_it_has() -> None:
    made = draft()
    section = made.items[0].section
    sections = (Section(id=section, title="Security", topics=()),)
    known = replace(made, sections=sections)
    assert not [one for one in check_briefing(known, stored()) if "section" in one.rule_id]
    item = replace(made.items[0], section="nosuch")
    wrong = replace(made, sections=sections, items=(item, *made.items[1:]))
    (found,) = [one for one in check_briefing(wrong, stored()) if one.rule_id == "section.unknown"]
    assert "“nosuch”" in found.message
    assert section in found.message
    assert found.severity is Severity.WARNING
