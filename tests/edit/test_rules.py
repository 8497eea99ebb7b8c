"""Compiled topics: terms are shared, leaves are numbered, aliases are spelled out."""

from __future__ import annotations

from digest.edit.rules import Branch, Leaf, compile_topics
from digest.models import Alias, AliasKind, Field, Near, Phrase, Rule, Topic

PORT, FIRE = Phrase(text="port"), Phrase(text="fire")


def topic(rule: Rule, name: str = "t") -> Topic:
    return Topic(id=name, name=name, rule=rule)


def leaf(node: Leaf | Branch) -> Leaf:
    assert isinstance(node, Leaf)
    return node


def test_equal_terms_of_two_topics_are_one_term() -> None:
    rule = Rule(any=(PORT,))
    book = compile_topics((topic(rule, "a"), topic(rule, "b")), ())
    assert book.topics_of == ((0, 1),)
    assert len(book.trees) == 2


def test_leaves_are_numbered_any_then_all_then_none() -> None:
    rule = Rule(all=(FIRE,), any=(PORT,), none=(Phrase(text="drill"),))
    tree = compile_topics((topic(rule),), ()).trees[0]
    numbers = [leaf(nodes[0]).index for nodes in (tree.any, tree.all, tree.none)]
    assert numbers == [0, 1, 2]


def test_nested_rule_becomes_a_branch() -> None:
    tree = compile_topics((topic(Rule(all=(Rule(any=(PORT, FIRE)),))),), ()).trees[0]
    inner = tree.all[0]
    assert isinstance(inner, Branch)
    assert [leaf(node).label for node in inner.any] == ["port", "fire"]


def test_leaf_is_labelled_as_the_operator_wrote_it() -> None:
    near, sentence = Near(terms=("port", "fire"), words=5), Near(terms=("port", "fire"))
    tree = compile_topics((topic(Rule(any=(PORT, near, sentence))),), ()).trees[0]
    assert [leaf(node).label for node in tree.any] == [
        "port",
        "port … fire (within 5 words)",
        "port … fire (within one sentence)",
    ]


def test_near_leaf_shares_the_terms_of_phrases() -> None:
    near = Near(terms=("port", "fire"), words=5)
    tree = compile_topics((topic(Rule(any=(FIRE, near))),), ()).trees[0]
    assert leaf(tree.any[0]).terms == (0,)
    assert leaf(tree.any[1]).terms == (1, 0)


def test_alias_is_spelled_by_all_its_names() -> None:
    karim = Alias(id="karim", name="Karim", kind=AliasKind.PLACE, names=("Karim", "Port Karim"))
    book = compile_topics((topic(Rule(any=(Phrase(text="@karim"),))),), (karim,))
    spelled = {spelling.words for pairs in book.found_by for _, spelling in pairs}
    assert {("karim",), ("port", "karim")} <= spelled


def test_unknown_alias_has_no_spelling() -> None:
    book = compile_topics((topic(Rule(any=(Phrase(text="@nowhere"),))),), ())
    assert book.found_by == ()
    assert book.topics_of == ((0,),)


def test_book_knows_the_fields_that_leaves_look_at() -> None:
    in_title, in_url = (Field.TITLE,), (Field.URL,)
    rule = Rule(any=(Phrase(text="port", fields=in_title), Phrase(text="fire", fields=in_url)))
    assert compile_topics((topic(rule),), ()).fields == {"title", "url"}
