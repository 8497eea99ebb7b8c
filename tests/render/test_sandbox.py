"""The sandbox of the mail: values are read, and a kept answer is as strict as the first."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError

from digest.render.sandbox import MOST_ANSWERS, MailSandbox


@dataclass(frozen=True)
class Named:
    name: str
    parts: list[str] = field(default_factory=list)


def rendered(source: str, sandbox: MailSandbox | None = None, **values: object) -> str:
    sandbox = sandbox or MailSandbox(undefined=StrictUndefined)
    return sandbox.from_string(source).render(values)


def test_each_object_of_a_type_shows_its_own_value() -> None:
    stories = [Named("One"), Named("Two")]
    assert (
        rendered("{% for s in stories %}{{ s.name }} {% endfor %}", stories=stories) == "One Two "
    )


@pytest.mark.parametrize(
    "source",
    [
        "{{ story.parts.append('x') }}",
        "{{ story.parts.clear() }}",
        "{{ labels.pop('a') }}",
        "{{ labels.update({}) }}",
        "{{ story.__class__ }}",
        "{{ story.__init__ }}",
        "{{ story['__class__'] }}",
        "{{ ''.__class__.mro() }}",
        "{{ kind.mro() }}",
        "{{ (story | attr('__dict__')).x }}",
        "{{ '{0.__class__}'.format(story) }}",
        "{{ '{s.__class__}'.format_map({'s': story}) }}",
        "{{ read.__globals__ }}",
        "{{ steps.gi_frame }}",
    ],
)
def test_a_template_that_reaches_for_more_is_refused_each_time(source: str) -> None:
    sandbox = MailSandbox(undefined=StrictUndefined)
    for _ in range(3):
        story = Named("One", ["kept"])
        labels = {"a": "b"}
        with pytest.raises(SecurityError):
            rendered(
                source,
                sandbox,
                story=story,
                labels=labels,
                kind=Named,
                read=rendered,
                steps=(step for step in "ab"),
            )
        assert (story.parts, labels) == (["kept"], {"a": "b"})


def test_a_name_that_is_safe_on_one_type_stays_refused_on_another() -> None:
    sandbox = MailSandbox(undefined=StrictUndefined)

    class Cleared:
        def clear(self) -> str:
            return "clear sky"

    assert rendered("{{ sky.clear() }}", sandbox, sky=Cleared()) == "clear sky"
    with pytest.raises(SecurityError):
        rendered("{{ sky.clear() }}", sandbox, sky=["kept"])
    assert rendered("{{ sky.clear() }}", sandbox, sky=Cleared()) == "clear sky"


def test_names_without_end_are_refused_as_the_first_one() -> None:
    sandbox = MailSandbox(undefined=StrictUndefined)
    source = "{% for n in range(count) %}{{ (story | attr('name')) and '' }}{% endfor %}"
    for number in range(MOST_ANSWERS + 2):
        assert not sandbox.is_safe_attribute(Named("x"), f"__n{number}", None)
    assert rendered(source, sandbox, story=Named("x"), count=3) == ""
    assert sandbox.is_safe_attribute(Named("x"), "name", "x")
