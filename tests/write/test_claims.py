"""Claims are held to their source: what goes past it is named, and a faithful edit passes."""

from __future__ import annotations

import pytest

from digest.models import Alias, AliasKind
from digest.write.claim_support import support, supports
from digest.write.claim_tokens import alias_words
from digest.write.claims import ClaimFault, check_claim


def faults(claim: str, source: str, **options: object) -> list[tuple[str, str]]:
    """Return the faults of a claim with the word that each points at."""
    return [(finding.fault, finding.word) for finding in check_claim(claim, source, **options)]


SOURCE = "Militants attacked a convoy near Aden on Monday, the ministry said."


def test_a_sentence_is_faithful_to_itself():
    assert check_claim(SOURCE, SOURCE) == ()


@pytest.mark.parametrize(
    "claim",
    [
        "Militants attacked a convoy near Aden.",
        "The ministry said militants attacked a convoy near Aden on Monday.",
        "Militants assaulted a convoy near Aden on Mon.",
        "A convoy was attacked by militants near Aden.",
        "The militants’ attack on a convoy near Aden",
    ],
)
def test_a_cut_a_move_and_a_synonym_are_faithful(claim):
    assert check_claim(claim, SOURCE) == ()


@pytest.mark.parametrize(
    ("claim", "fault", "word"),
    [
        ("Militants escorted a convoy near Aden.", ClaimFault.NEW_WORD, "escorted"),
        ("Soldiers attacked a convoy near Aden.", ClaimFault.NEW_WORD, "Soldiers"),
        ("Militants attacked a convoy near Mukalla.", ClaimFault.NEW_WORD, "Mukalla"),
        ("Militants attacked a convoy and hostages near Aden.", ClaimFault.NEW_WORD, "hostages"),
        ("Militants attacked a convoy because of Aden.", ClaimFault.CAUSE, "because"),
        ("Militants attacked a convoy after Aden.", ClaimFault.CAUSE, "after"),
        ("Militants repeatedly attacked a convoy near Aden.", ClaimFault.DEGREE, "repeatedly"),
        ("Militants attacked every convoy near Aden.", ClaimFault.DEGREE, "every"),
        ("Militants may have attacked a convoy near Aden.", ClaimFault.HEDGE, "may"),
        ("Militants attacked no convoy near Aden.", ClaimFault.DEGREE, "no"),
    ],
)
def test_a_word_that_the_source_does_not_have_is_named_with_its_fault(claim, fault, word):
    assert faults(claim, SOURCE) == [(fault, word)]


def test_a_message_quotes_the_word_and_says_what_is_wrong():
    (finding,) = check_claim("Militants escorted a convoy near Aden.", SOURCE)
    assert finding.message == "“escorted” is not in the source sentence"
    (finding,) = check_claim("Militants attacked a convoy after Aden.", SOURCE)
    assert finding.message == "“after” states a sequence that the source does not state"


@pytest.mark.parametrize(
    ("claim", "source", "word"),
    [
        ("Iran closed the strait.", "Iran may have closed the strait.", "may"),
        ("Iran closed the strait.", "Iran reportedly closed the strait.", "reportedly"),
        ("Iran closed the strait.", "Iran did not close the strait.", "not"),
        ("Iran closes the strait.", "Iran threatened to close the strait.", "threatened"),
        ("Iran did not close the strait but did attack.",
         "Iran did not close the strait but did not attack.", "not"),
    ],
)  # fmt: skip
def test_a_dropped_doubt_or_denial_is_named(claim, source, word):
    assert faults(claim, source) == [(ClaimFault.HEDGE, word)]


def test_a_doubt_may_go_together_with_the_words_it_bears_on():
    source = "Iran closed the strait, which may raise prices."
    assert check_claim("Iran closed the strait.", source) == ()


def test_a_doubt_may_be_said_in_another_form():
    assert (
        check_claim("Iran appears to close the strait.", "Iran appeared to close the strait.") == ()
    )


@pytest.mark.parametrize(
    ("claim", "source", "bound"),
    [
        ("12 people died.", "At least 12 people died.", "At least"),
        ("Two people died.", "More than two people died.", "More than"),
        ("A dozen people died.", "Up to a dozen people died.", "Up to"),
        ("12 died and 30 fled.", "At least 12 died and about 30 fled.", "At least"),
    ],
)
def test_a_dropped_bound_of_a_number_is_named(claim, source, bound):
    assert (ClaimFault.HEDGE, bound) in faults(claim, source)


def test_a_bound_may_go_together_with_its_number():
    assert check_claim("People died.", "At least 12 people died.") == ()


def test_a_dropped_condition_is_named():
    source = "Talks resume on Sunday if the shelling stops."
    assert faults("Talks resume on Sunday.", source) == [(ClaimFault.CONDITION, "if")]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Settlers attacked police in Hebron.", "Police attacked settlers in Hebron."),
        ("Qatar accused Egypt of spying.", "Egypt accused Qatar of spying."),
        ("Israel warned that Turkey would move.", "Turkey warned that Israel would move."),
        # a cut beside the exchange
        ("Settlers attacked police.", "Police attacked settlers in Hebron, a witness said."),
        ("Qatar says troops leave Egypt.", "Egypt's army says troops leave two towns in Qatar."),
    ],
)
def test_two_sides_that_changed_places_are_named(claim, source):
    assert [fault for fault, _ in faults(claim, source)] == [ClaimFault.SIDES]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Egypt and Qatar signed a treaty.", "Qatar and Egypt signed a treaty."),
        ("Settlers were attacked by police in Hebron.", "Police attacked settlers in Hebron."),
        ("The fire is out, Haddad said.", "The fire is out, said Haddad."),
    ],
)
def test_an_order_that_says_nothing_else_is_faithful(claim, source):
    assert check_claim(claim, source) == ()


def test_a_capital_stands_for_its_government():
    assert check_claim("Tehran summoned the envoy.", "Iran summoned the envoy.") == ()
    assert check_claim("Tehran's envoy left.", "Iran’s envoy left.") == ()
    assert faults("Riyadh summoned the envoy.", "Iran summoned the envoy.") == [
        (ClaimFault.NEW_WORD, "Riyadh")
    ]


def test_an_alias_stands_for_its_actor():
    source = "Ansar Allah summoned the envoy."
    assert faults("Houthis summoned the envoy.", source) == [(ClaimFault.NEW_WORD, "Houthis")]
    assert check_claim("Houthis summoned the envoy.", source, aliases={"houthis": "ansar"}) == ()


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("He did not go.", "He didn't go."),
        ("He cannot go.", "He can’t go."),
        ("3 ships left.", "Three vessels left."),
        ("1,200 fled.", "1200 fled."),
        ("The U.S. envoy left.", "The American envoy left."),
        ("Israeli planes flew.", "Israel's planes flew."),
    ],
)
def test_another_spelling_is_no_new_word(claim, source):
    assert check_claim(claim, source) == ()


def test_words_with_a_short_common_beginning_are_different_words():
    assert faults("The port burned.", "The porter burned.") == [(ClaimFault.NEW_WORD, "port")]


def test_words_with_a_long_common_beginning_are_different_words_when_their_ends_differ():
    assert faults("The communist left.", "The communiqué left.") == [
        (ClaimFault.NEW_WORD, "communist")
    ]


TEXT = [
    "The port of Aden reopened on Sunday.",
    "Its cranes were painted by a Dutch firm.",
    "The repairs took two years.",
    "The weather was mild.",
]


def test_a_text_supports_a_claim_that_joins_its_sentences():
    assert supports("The port of Aden reopened on Sunday and repairs took two years.", TEXT)


def test_a_text_does_not_support_a_claim_on_something_else():
    assert not supports("The museum of Cairo was sold to a Belgian collector.", TEXT)


def test_a_name_that_the_text_lacks_costs_support():
    with_name = support("The port of Aden reopened with help of Norway.", TEXT)
    without_name = support("The port of Aden reopened with help of cranes.", TEXT)
    assert with_name < without_name - 0.9


def test_three_sentences_of_a_text_count_and_a_fourth_does_not():
    three = support("reopened painted years", TEXT)
    four = support("reopened painted years mild", TEXT)
    assert three > four


def test_a_text_without_sentences_supports_no_claim():
    assert not supports("The port reopened.", [])


def test_a_name_that_two_aliases_share_stands_for_neither():
    one = Alias(id="one", name="Sudan", kind=AliasKind.PLACE)
    other = Alias(id="other", name="South Sudan", kind=AliasKind.PLACE, names=("Sudan", "Juba"))
    assert alias_words(
        (
            one,
            other,
        )
    ) == {"juba": "other"}
