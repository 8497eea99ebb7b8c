"""Known names are found whatever script, transliteration or particle they wear."""

from __future__ import annotations

import pytest

from digest.models import Alias, AliasKind
from digest.text import NameFinder, name_finder

FINDER = NameFinder(
    [
        Alias(
            id="un",
            name="United Nations",
            kind=AliasKind.BODY,
            names=("UN", "الأمم المتحدة", 'או"ם'),
        ),
        Alias(id="iraq", name="Iraq", kind=AliasKind.PLACE, names=("العراق", "עיראק", "Irak")),
        Alias(id="turkey", name="Türkiye", kind=AliasKind.PLACE, names=("Turkey",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The UN envoy flew to Iraq", ("un", "iraq")),
        ("un envoyé en Irak", ("iraq",)),
        ("مبعوث للأمم المتحدة في العِراق", ("un", "iraq")),
        ("قوات وصلت إلى العراق وبالعراق", ("iraq",)),
        ("שליח בעיראק", ("iraq",)),
        ("TURKIYE SAYS", ("turkey",)),
        ("Nothing of note", ()),
    ],
)
def test_names_are_found_in_order_of_mention(text: str, names: tuple[str, ...]) -> None:
    assert FINDER.find(text) == names


def test_no_aliases_find_no_names() -> None:
    assert NameFinder([]).find("The UN envoy") == ()


def test_the_finder_of_equal_aliases_is_made_once() -> None:
    first, again = ((Alias(id="iraq", name="Iraq", kind=AliasKind.PLACE),) for _ in range(2))
    assert name_finder(first) is name_finder(again)
    assert name_finder(()).find("Iraq") == ()
