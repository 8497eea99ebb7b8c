"""The drawn blocks of a story: figures, tolls side by side, a timeline, and the week ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.models import Briefing, Citation, ComingDay, Earlier, Item, Passage
from digest.render.specimen import AT, specimen
from digest.render.story_blocks import MOST_EXPECTATIONS, StoryBlocks
from digest.render.wording import wording


def said(text: str, article_id: str = "a", **known: object) -> Passage:
    return Passage(text=text, article_id=article_id, **known)  # type: ignore[arg-type]


def cited(article_id: str, *, language: str = "en", state_run: bool = False) -> Citation:
    return Citation(
        article_id=article_id,
        url=f"https://{article_id}.example/1",
        title="A title",
        outlet=f"The {article_id}",
        published=AT - timedelta(hours=3),
        language=language,
        state_run=state_run,
    )


def story(*sentences: Passage, story_id: str = "s1", **known: object) -> Item:
    return Item(
        story_id=story_id,
        headline=said("Two navies agree"),
        what_happened=(tuple(sentences),),
        **known,  # type: ignore[arg-type]
    )


CITATIONS = (cited("a"), cited("b", state_run=True), cited("c", language="fr"))


def blocks(*items: Item, leave_out: tuple[str, ...] = (), **changes: object) -> StoryBlocks:
    standing = replace(specimen().blocks, week_ahead=(), leave_out=leave_out)
    written: Briefing = replace(specimen(), items=items, blocks=standing, **changes)  # type: ignore[arg-type]
    return StoryBlocks(
        briefing=written,
        words=wording(written.language, "UTC"),
        citations={citation.article_id: citation for citation in CITATIONS},
    )


FIGURES = (
    said("Nine ships wait at the eastern anchorage."),
    said("It takes 14 percent of the region's fuel.", "b"),
    said("Pilots counted 340 containers on the quay."),
)
TOLLS = (
    said("The strike killed 12 people, the ministry said.", "a"),
    said("The strike killed 15 people, the agency said.", "b"),
)


class TestFigures:
    def test_three_figures_name_their_outlets(self) -> None:
        shown = blocks().figures(story(*FIGURES), None)
        assert [(figure.number, figure.outlet) for figure in shown] == [
            ("9", "The a"),
            ("14%", "The b"),
            ("340", "The a"),
        ]

    def test_a_newsletter_may_leave_them_out(self) -> None:
        assert blocks(leave_out=("figures",)).figures(story(*FIGURES), None) == ()

    def test_a_sentence_of_the_desk_gives_no_figure(self) -> None:
        own = said("Ten ships left the western anchorage.", "desk")
        shown = blocks().figures(story(own, *FIGURES), None)
        assert "10" not in [figure.number for figure in shown]

    def test_a_disputed_toll_stands_in_the_table_alone(self) -> None:
        written = story(*TOLLS, *FIGURES)
        known = blocks()
        disputed = known.disputed(written)
        assert disputed is not None
        numbers = [figure.number for figure in known.figures(written, disputed)]
        assert numbers == ["9", "14%", "340"]


class TestTolls:
    def test_outlets_that_differ_stand_side_by_side(self) -> None:
        known = blocks()
        shown = known.tolls(known.disputed(story(*TOLLS)))
        assert shown is not None
        rows = [(row.outlet, row.numbers, row.state_run) for row in shown.rows]
        assert rows == [("The a", ("12",), False), ("The b", ("15",), True)]
        assert shown.kinds == (known.words.say("toll_killed"),)

    def test_a_newsletter_may_leave_them_out(self) -> None:
        known = blocks(leave_out=("tolls",))
        assert known.tolls(known.disputed(story(*TOLLS))) is None

    def test_outlets_that_agree_make_no_table(self) -> None:
        known = blocks()
        assert known.tolls(known.disputed(story(TOLLS[0], replace(TOLLS[0], article_id="b")))) is (
            None
        )

    def test_each_sentence_is_read_in_the_language_of_its_article(self) -> None:
        french = said("La frappe a tué 15 personnes, selon l'agence.", "c")
        known = blocks()
        shown = known.tolls(known.disputed(story(TOLLS[0], french)))
        assert shown is not None
        assert [row.outlet for row in shown.rows] == ["The a", "The c"]

    def test_an_article_that_the_briefing_does_not_describe_has_no_row(self) -> None:
        unknown = replace(TOLLS[1], article_id="lost")
        assert blocks().disputed(story(TOLLS[0], unknown)) is None


class TestTimeline:
    EARLIER = tuple(
        Earlier(
            headline=f"Step {number}",
            url=f"https://news.example/i/{number}",
            published=AT - timedelta(days=3 - number),
        )
        for number in range(3)
    )

    def test_a_running_story_is_told_oldest_first_and_ends_today(self) -> None:
        steps = blocks().timeline(story(earlier=self.EARLIER, new_fact="six arrested"))
        assert [step.text for step in steps] == ["Step 0", "Step 1", "Step 2", "Six arrested"]
        assert [bool(step.url) for step in steps] == [True, True, True, False]

    def test_without_a_new_fact_the_headline_is_todays_step(self) -> None:
        steps = blocks().timeline(story(earlier=self.EARLIER))
        assert steps[-1].text == "Two navies agree"

    @pytest.mark.parametrize(("count", "steps"), [(0, 0), (1, 0), (2, 3)])
    def test_one_earlier_issue_makes_no_timeline(self, count: int, steps: int) -> None:
        assert len(blocks().timeline(story(earlier=self.EARLIER[:count]))) == steps

    def test_a_newsletter_may_leave_it_out(self) -> None:
        known = blocks(leave_out=("timeline",))
        assert known.timeline(story(earlier=self.EARLIER)) == ()

    def test_a_step_whose_address_no_reader_may_open_has_no_link(self) -> None:
        unsafe = replace(self.EARLIER[0], url="javascript:alert(1)")
        steps = blocks().timeline(story(earlier=(unsafe, self.EARLIER[1])))
        assert steps[0].url == ""


class TestWeekAhead:
    SLOT = specimen().slot

    def days(self, *offsets: int) -> tuple[str, ...]:
        known = blocks()
        coming = tuple(
            ComingDay(day=self.SLOT + timedelta(days=offset), text=f"day {offset}")
            for offset in offsets
        )
        standing = replace(known.briefing.blocks, week_ahead=coming)
        known = replace(known, briefing=replace(known.briefing, blocks=standing))
        return tuple(line.text for line in known.week_ahead())

    def test_today_and_the_seven_days_behind_it_are_the_week(self) -> None:
        assert self.days(-1, 0, 7, 8) == ("day 0", "day 7")

    def test_the_soonest_day_stands_first(self) -> None:
        assert self.days(5, 1, 3) == ("day 1", "day 3", "day 5")

    def test_a_newsletter_may_leave_the_week_out(self) -> None:
        announced = story(said("The council will vote on Wednesday on convoys."))
        assert [line.story for line in blocks(announced).week_ahead()] == [1]
        assert blocks(announced, leave_out=("week_ahead",)).week_ahead() == ()

    def test_a_story_gives_one_day_and_a_mail_four(self) -> None:
        twice = (
            said("The council will vote on Wednesday on convoys."),
            said("The council will meet on Thursday in the port."),
        )
        stories = [story(*twice, story_id=f"s{number}") for number in range(6)]
        lines = blocks(*stories).week_ahead()
        assert len(lines) == MOST_EXPECTATIONS
        assert {line.text for line in lines} == {twice[0].text}
        assert [line.story for line in lines] == [1, 2, 3, 4]

    @pytest.mark.parametrize("article_id", ["c", "lost"])
    def test_a_sentence_in_another_language_or_of_an_unknown_article_sets_no_day(
        self, article_id: str
    ) -> None:
        announced = story(said("The council will vote on Wednesday on convoys.", article_id))
        assert blocks(announced).week_ahead() == ()

    def test_a_state_run_outlet_is_marked(self) -> None:
        announced = story(said("The council will vote on Wednesday on convoys.", "b"))
        (line,) = blocks(announced).week_ahead()
        assert (line.outlet, line.state_run) == ("The b", True)
