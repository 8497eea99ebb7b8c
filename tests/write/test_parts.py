"""Each part of a story: the sentences it may hold, their order and their length."""

from __future__ import annotations

from dataclasses import replace

from sample_news import NEWSLETTER, NOW, article

from digest.models import Article, Item, Paragraph, PastStory, Story
from digest.write.checks import matches_span
from digest.write.extractive import ExtractiveWriter

TITLE = "Marenia closes Port Avel after blast at fuel depot"
OPENING = (
    "Marenia closed Port Avel on Tuesday after a blast at a fuel depot killed 12 people, the "
    "fire service said."
)


def written(*articles: Article, lead: bool = True) -> Item:
    story = Story(id="story", articles=articles)
    return ExtractiveWriter().write(story, newsletter=NEWSLETTER, lead=lead, related=(), now=NOW)


def texts(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [passage.text for paragraph in paragraphs for passage in paragraph]


def all_of(item: Item) -> str:
    dek = [item.dek.text] if item.dek else []
    return " ".join([*dek, *texts((item.lead, *item.what_happened, *item.why_it_matters))])


def beside(
    lead: str, hours: float = 10, publisher: str = "Avel Gazette", **more: object
) -> Article:
    return article(
        publisher, f"News of {publisher}", lead=lead, publisher=publisher, hours=hours, **more
    )


LEAD = article("lead", TITLE, lead=OPENING)
SUMMARY = (
    "Bread and fuel could run short within days, and freight companies expect the closed port "
    "to raise prices along the whole coast."
)
RIVAL_TOLL = (
    "The blast at the fuel depot of Port Avel killed 19 people, the union of dockers said on "
    "Tuesday."
)


def test_a_toll_that_disagrees_stands_right_after_the_opening() -> None:
    visit = (
        "The mayor of Port Avel visited the fuel depot on Tuesday night and promised families "
        "of Marenia help."
    )
    item = written(LEAD, beside(visit, hours=1, publisher="Quay Post"), beside(RIVAL_TOLL, hours=8))
    assert texts(item.what_happened)[0] == RIVAL_TOLL


def test_a_toll_that_news_has_overtaken_is_left_out() -> None:
    early = (
        "At least 4 people were killed by a blast at the fuel depot of Port Avel, dockers said "
        "on Tuesday."
    )
    assert early not in all_of(written(LEAD, beside(early, hours=20)))
    assert early in all_of(written(LEAD, beside(early, hours=12)))


def test_one_toll_of_two_outlets_is_told_once() -> None:
    other = (
        "In Port Avel 19 people died in the blast at the fuel depot, said the dockers' union of "
        "Marenia."
    )
    item = written(LEAD, beside(RIVAL_TOLL), beside(other, publisher="Quay Post"))
    assert len({RIVAL_TOLL, other} & set(texts(item.what_happened))) == 1


def test_the_newest_of_several_facts_comes_first() -> None:
    old = (
        "Marenia sent two fireboats from Tessel to Port Avel on Tuesday to keep the depot from "
        "burning out."
    )
    new = (
        "Insurers closed their books on ships bound for Port Avel on Wednesday until the depot "
        "has cooled."
    )
    item = written(LEAD, beside(old, hours=9), beside(new, hours=2, publisher="Quay Post"))
    assert texts(item.what_happened) == [new, old]


def test_a_sentence_on_another_matter_is_not_quoted() -> None:
    other = (
        "The parliament of Tessel elected a new speaker on Tuesday after eleven rounds of voting."
    )
    assert other not in all_of(written(LEAD, beside(other)))


def test_an_earlier_year_is_no_part_of_what_happened() -> None:
    then = (
        "Marenia closed Port Avel for a month in 2019 after a blast at the same fuel depot "
        "killed two dockers."
    )
    assert then not in texts(written(LEAD, beside(then)).what_happened)


def test_an_outlet_is_not_quoted_on_another() -> None:
    quoting = (
        "The blast at the fuel depot of Port Avel was heard in Tessel, The Harbor Times "
        "reported on Tuesday."
    )
    turned = (
        "Divers in Port Avel look for the crew of a freighter near the fuel depot, writes The "
        "Harbor Times."
    )
    assert "Harbor Times" not in all_of(
        written(LEAD, beside(quoting), beside(turned, publisher="Quay Post"))
    )
    herald = turned.replace("The Harbor Times", "The Harbor Herald")
    assert "Harbor Herald" not in all_of(written(LEAD, beside(herald)))


def test_the_blank_a_link_left_before_a_stop_is_not_shown() -> None:
    source = article(
        "lead",
        TITLE,
        lead=OPENING.replace("Tuesday after", "Tuesday , after").replace("said.", "said ."),
    )
    (opening,) = written(source).lead
    assert opening.text == OPENING.replace("Tuesday after", "Tuesday, after")
    assert matches_span(opening, source)


def test_a_person_that_only_the_text_left_out_introduced_opens_no_sentence() -> None:
    body = (
        OPENING,
        "Will the harbor master, Bob Sample, resign?",
        "Sample ordered the tanks of the depot in Port Avel to be filled on Tuesday although "
        "the alarms had rung.",
        "Dana Orlov ordered the tanks of the depot in Tessel to be emptied by Tuesday night and "
        "sealed for a year.",
    )
    said = all_of(written(article("lead", TITLE, body="\n\n".join(body))))
    assert "Sample ordered" not in said
    assert "Dana Orlov ordered" in said


def test_a_word_on_the_reporting_is_not_quoted() -> None:
    asides = (
        "Reporters met nine dockers of Port Avel on Tuesday, who all spoke on condition of "
        "anonymity.",
        "The plans for the fuel depot of Port Avel have not been previously reported.",
        "Coast Wire reached out to the fuel depot of Port Avel for comment, but the office was "
        "closed on Tuesday.",
        "The governor of Port Avel did not elaborate on Tuesday on how the depot and the quay "
        "would be rebuilt.",
        "It was not immediately clear on Tuesday how long the port and the depot would stay shut.",
    )
    told = (
        "A docker who spoke on condition of anonymity said tanks at the depot of Port Avel had "
        "leaked on Tuesday."
    )
    item = written(article("lead", TITLE, body="\n\n".join((OPENING, *asides, told))))
    assert [aside for aside in asides if aside in all_of(item)] == []
    assert told in all_of(item)


def test_a_thing_that_the_headline_names_is_known_to_the_reader() -> None:
    known = (
        "The blast has cut off the west of Marenia from fuel and bread, and pumps in Port Avel "
        "ran dry on Tuesday."
    )
    unknown = (
        "The inquiry has cut off the west of Marenia from help, and pumps in Port Avel ran dry "
        "on Tuesday."
    )
    assert known in all_of(written(LEAD, beside(known)))
    assert unknown not in all_of(written(LEAD, beside(unknown)))


def test_an_article_in_another_language_is_listed_and_not_quoted() -> None:
    foreign = beside(
        "انفجار في مستودع الوقود في الميناء أدى إلى مقتل عشرين شخصا يوم الثلاثاء.", language="ar"
    )
    item = written(LEAD, foreign)
    assert item.article_ids == (LEAD.id, foreign.id)
    assert {
        passage.article_id for passage in (*item.lead, *(p for g in item.what_happened for p in g))
    } == {LEAD.id}
    assert item.know_more == ()


def test_a_story_in_one_foreign_language_is_told_in_it() -> None:
    title = "إغلاق الميناء بعد انفجار"
    foreign = article(
        "ar",
        title,
        lead="أغلقت السلطات الميناء يوم الثلاثاء بعد انفجار كبير في مستودع الوقود.",
        language="ar",
    )
    item = written(foreign)
    assert item.headline.text == title
    assert item.lead


def test_a_desks_own_summary_beside_a_body_makes_the_dek() -> None:
    dek = written(article("lead", TITLE, lead=SUMMARY, body=OPENING)).dek
    assert dek is not None
    assert dek.text == SUMMARY


def test_a_summary_that_only_describes_the_picture_is_no_dek() -> None:
    caption = (
        "Fishing boats of Marenia lie at anchor in the evening sun while children play below "
        "the fort of Tessel."
    )
    assert written(article("lead", TITLE, lead=caption, body=OPENING)).dek is None


def test_a_dek_is_clear_to_one_who_has_read_the_headline_alone() -> None:
    body = OPENING.replace("the fire service", "Governor Dana Orlov of Port Avel")
    summary = (
        "Orlov said bread and fuel could run short within days along the coast, and freight "
        "become dearer by summer."
    )
    assert written(article("lead", TITLE, lead=summary, body=body)).dek is None
    dek = written(article("lead", TITLE.replace("Marenia", "Orlov"), lead=summary, body=body)).dek
    assert dek is not None
    assert dek.text == summary


def test_one_full_article_fills_the_parts() -> None:
    body = "\n\n".join(
        (
            OPENING,
            "Dockers carried the injured to a school on Tuesday while four fireboats pumped "
            "water on the tanks.",
            "Interior Minister Dana Orlov flew to the city on Tuesday night and ordered every "
            "depot checked.",
            "Two freighters broke loose on Tuesday and drifted against the mole before tugs "
            "from Tessel caught them.",
            "Marenia depends on the port for four fifths of its imports and has no other harbor "
            "for large ships.",
            "Engineers had warned for years that the tanks stand too close to the quay and to "
            "the homes of workers.",
            "Analysts expect the closure to raise freight prices across the region for several "
            "months.",
        )
    )
    item = written(article("lead", TITLE, body=body))
    assert 40 <= sum(len(passage.text.split()) for passage in item.lead) <= 60
    assert len(texts(item.what_happened)) >= 1
    assert len(texts(item.why_it_matters)) >= 1


def test_a_letter_is_told_by_what_it_says() -> None:
    title = "Orlov appeals to the dockers of Port Avel in a letter on the strike"
    opening = (
        "Interior Minister Dana Orlov appealed to the dockers of Port Avel on Tuesday in an "
        "open letter to end the "
        "strike, and promised each of them work on the quay."
    )
    says = (
        "Orlov argued that hunger in the hill towns grows with every ship of grain that waits "
        "outside the mole.",
        "Orlov also seemed to echo the fears of merchants, who say that the harbor may lose its "
        "trade for good.",
        "Orlov appeared to play to the worries of priests in Port Avel, who say that families "
        "are divided.",
        "The dockers are described by Orlov as honest people misled by rich strangers who own "
        "no boat and no net.",
        "Orlov painted the dockers of Port Avel as a danger to the schools and hospitals that "
        "their fees pay for.",
        "Orlov cast Port Avel as the heart of the coast and the dockers as people who hold its "
        "pulse in hand.",
        "Orlov likened the strike to a lamp that someone puts out in the middle of a long "
        "winter night.",
        "Orlov praised the women of Port Avel as the true keepers of the harbor and of the "
        "patience of its people.",
        "The tone of the letter suggests that Orlov may yet be willing to raise wages before "
        "the autumn fair.",
    )
    item = written(article("lead", title, body="\n\n".join((opening, *says))))
    told = texts(item.what_happened)
    assert len(told) == 2
    assert told == [sentence for sentence in says if sentence in told]
    assert not set(told) & {
        *texts((item.lead, *item.why_it_matters)),
        item.dek.text if item.dek else "",
    }


TUESDAY = (
    "Dockers carried the injured to a school on Tuesday while four fireboats pumped water on "
    "the tanks.",
    "Interior Minister Dana Orlov flew to the city on Tuesday night and ordered every depot "
    "checked.",
    "Two freighters broke loose on Tuesday and drifted against the mole before tugs from Tessel "
    "caught them.",
    "Bakers sold out by noon on Tuesday and the governor sent nine lorries with flour over the "
    "mountain road.",
    "Teachers opened six schools on Tuesday evening for families whose windows the pressure "
    "wave had broken.",
    "A judge in Tessel opened an inquiry on Tuesday and sealed the office of the company that "
    "ran the tanks.",
    "Insurers from Solmar refused on Tuesday night to cover ships that anchor within a mile of "
    "the quay.",
    "The navy sent a hospital ship on Tuesday, and fishermen ferried the wounded to it in their "
    "own boats.",
)


def test_the_part_what_happened_goes_on_while_the_articles_have_more_to_tell() -> None:
    item = written(article("lead", TITLE, body="\n\n".join((OPENING, *TUESDAY))))
    assert 80 <= sum(len(text.split()) for text in texts(item.what_happened)) <= 115


def test_neighbours_of_one_article_stand_in_one_short_paragraph() -> None:
    item = written(
        article("lead", TITLE, lead=SUMMARY, body="\n\n".join((OPENING, *TUESDAY[:5]))),
        beside(RIVAL_TOLL),
    )
    lengths = [
        sum(len(passage.text.split()) for passage in paragraph) for paragraph in item.what_happened
    ]
    outlets = [{passage.article_id for passage in paragraph} for paragraph in item.what_happened]
    assert [len(paragraph) for paragraph in item.what_happened] == [1, 2, 1]
    assert all(len(outlet) == 1 for outlet in outlets)
    assert max(lengths) <= 50


def test_a_feeds_one_sentence_makes_a_secondary_item() -> None:
    item = written(LEAD, lead=False)
    assert texts(item.what_happened) == [OPENING]


def test_a_question_never_opens_a_story() -> None:
    item = written(
        article("lead", TITLE, body=f"Should the harbor of Marenia stay shut?\n\n{OPENING}")
    )
    assert texts((item.lead,)) == [OPENING]


def test_names_alone_do_not_tie_a_fact_to_the_story() -> None:
    names = (
        "A singer from Marenia was on holiday in Avel with two cousins when rain set in on Tuesday."
    )
    assert names not in all_of(written(LEAD, beside(names)))


def test_a_headline_of_a_whole_paragraph_is_shown_cut_or_not_linked() -> None:
    long = (
        "Marenia closes Port Avel after a blast that left twelve dead, while "
        + "dockers and captains " * 8
        + "wait"
    )
    whole = (
        "Marenia closes Port Avel after a blast that, dockers said, "
        + "dockers and pilots " * 9
        + "saw"
    )
    item = written(LEAD, article("b", long, publisher="B"), article("c", whole, publisher="C"))
    assert [link.passage.text for link in item.know_more] == []
    other = (
        "Dockers strike at Port Avel over safety of storage tanks near homes, while "
        + "ships and crews " * 8
        + "wait"
    )
    cut = written(LEAD, article("d", other, publisher="D")).know_more[0].passage.text
    assert cut == "Dockers strike at Port Avel over safety of storage tanks near homes…"


def test_an_opening_retold_by_another_outlet_is_no_second_fact() -> None:
    retold = (
        "A blast that shook homes across the coast at dawn has shut the harbor of Port Avel and "
        "left 12 dead at a "
        "fuel depot, firefighters told reporters."
    )
    more = (
        "Dockers in Port Avel will strike on Friday to have fuel moved out of the city, their "
        "union said."
    )
    item = written(LEAD, beside(retold + "\n\n" + more))
    assert retold not in all_of(item)
    assert more in all_of(item)


def test_a_follow_up_does_not_tell_again_what_an_earlier_issue_had() -> None:
    old = beside(
        "Dockers in Port Avel will strike on Friday to have fuel moved out of the city, their "
        "union said."
    )
    past = PastStory(
        thread_id="story",
        issue_id="harbor-briefing@2026-03-01",
        story_id="story",
        published=NOW,
        headline="Dockers to strike in Port Avel",
        url="",
        article_ids=(old.id,),
    )
    story = Story(id="story", articles=(LEAD, old))
    writer = ExtractiveWriter()
    new, again = (
        writer.write(each, newsletter=NEWSLETTER, lead=True, related=(), now=NOW)
        for each in (story, replace(story, past=past))
    )
    assert old.lead in all_of(new)
    assert old.lead not in all_of(again)


def test_a_summary_cut_off_in_its_last_sentence_is_quoted_up_to_there() -> None:
    cut = (
        "Dockers carried the injured to a school on Tuesday while fireboats pumped water on the tan"
    )
    assert cut not in all_of(written(article("lead", TITLE, lead=f"{OPENING} {cut}")))
    assert cut not in all_of(written(article("lead", TITLE, lead=f"{OPENING}\n\n{cut}")))


def test_a_summary_of_one_line_may_lack_its_stop() -> None:
    assert texts((written(article("lead", TITLE, lead=OPENING.rstrip("."))).lead,)) == [
        OPENING.rstrip(".")
    ]


def test_a_headline_that_is_a_whole_sentence_is_not_said_again() -> None:
    item = written(article("lead", OPENING, lead=OPENING), lead=False)
    assert item.headline.text == OPENING
    assert item.what_happened == ()


def test_a_body_of_nothing_but_calls_leaves_the_summary() -> None:
    calls = (
        "Sign up for our newsletter.\n\nRead more: What is known of the harbor\n\n"
        + "Subscribe now. " * 20
    )
    assert texts((written(article("lead", TITLE, lead=OPENING, body=calls)).lead,)) == [OPENING]


def test_a_text_of_questions_makes_a_headline_only() -> None:
    item = written(article("lead", TITLE, body="Will the harbor of Marenia open again? " * 6))
    assert (item.lead, item.what_happened, item.why_it_matters, item.dek) == ((), (), (), None)
