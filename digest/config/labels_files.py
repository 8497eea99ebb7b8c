"""labels/LANGUAGE.yaml: a newsroom's own words for mails and pages, in one language each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from digest.config.documents import Document, KeyPath, MarkedMap
from digest.config.file_names import LABELS
from digest.config.suggestions import did_you_mean
from digest.errors import Problem, UseError
from digest.languages import LANGUAGES, Label, base_code, is_known, language_of

"""The folder of a newsroom that holds its own words."""

MOST_NAMED = 8
"""Missing labels that a message names; a new file lacks dozens."""

LONGEST_LABEL = 500
"""Characters of one label; the longest shipped one is a sentence of half that length."""

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
"""The plural forms of CLDR; each language uses some forms."""

OTHER = "other"
"""The plural form that every language has (CLDR)."""

COUNT = "count"
"""The place of a number; a language may have a word for one or two instead."""

_CODE = re.compile(r"[a-z]{2,3}")
_ENGLISH: Mapping[str, Label] = language_of("en").labels


def has_words(tag: str, folder: Path) -> bool:
    """Say whether mails can speak a language: by the program's words, or by the newsroom's."""
    return is_known(tag) or (folder / LABELS / f"{base_code(tag)}.yaml").is_file()


def unknown_language(tag: str, document: Document) -> Problem:
    """Return the problem of a language without words for mails."""
    codes, code = ", ".join(sorted(LANGUAGES)), base_code(tag)
    what = f'there are no words for mails in the language "{tag}"'
    advice = (
        f"the languages are {codes}; to add one, translate what "
        f"`digest labels {code}` prints and save it as {LABELS}/{code}.yaml"
    )
    return document.problem(("language",), what, advice)


def labels_of(document: Document) -> tuple[str, dict[str, Label], list[Problem]]:
    """Return the code of a file's language, all labels of that language, and its problems.

    The file overrides the program's own labels of its language; a language that the program does
    not have needs each label.
    """
    code = Path(document.name).stem
    problems = list(_problems(document, code))
    shipped: Mapping[str, Label] = {}
    if code in LANGUAGES:
        shipped = LANGUAGES[code].labels
    own: dict[str, Label] = {}
    if isinstance(document.root, MarkedMap) and not problems:
        own = {key: _plain(label) for key, label in document.root.items()}
    return code, {**shipped, **own}, problems


def sample_labels(code: str) -> str:
    """Return a file of labels to translate: those of the language, else the English ones.

    Raises UseError for a text that is no code of a language.

    >>> sample_labels("es").splitlines()[2]
    'comma: ","'
    """
    if not _CODE.fullmatch(code):
        raise UseError("no code of a language", subject=code, hint="write two letters, like es")
    labels = LANGUAGES.get(code, language_of("en")).labels
    lines = [
        f"# Save as {LABELS}/{code}.yaml in the newsroom's folder. Words in braces stay as they",
        "# are: the program fills them in. Of a language that it knows some lines are enough.",
    ]
    for key, label in labels.items():
        if isinstance(label, str):
            lines.append(f"{key}: {_quoted(label)}")
            continue
        lines.append(f"{key}:")
        for form, text in label.items():
            lines.append(f"  {form}: {_quoted(text)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(label: Any) -> Label:
    """Return a label without the marks of its file: it outlives the reading."""
    if isinstance(label, str):
        return str(label)
    return {str(form): str(text) for form, text in label.items()}


# ---- checks ----------------------------------------------------------------------------------


def _problems(document: Document, code: str) -> Iterator[Problem]:
    if not _CODE.fullmatch(code):
        yield document.problem(
            (), f'"{code}" is no code of a language', "call the file by two letters, like es.yaml"
        )
        return
    # mistakes of YAML itself are told where the file is read
    if document.problems:
        return
    if not isinstance(document.root, MarkedMap):
        yield document.problem((), "labels are expected here", "write lines like `photo: Foto`")
        return
    for key, label in document.root.items():
        if key not in _ENGLISH:
            advice = did_you_mean(key, _ENGLISH)
            yield document.problem((key,), f'there is no label "{key}"', advice, key=True)
            continue
        yield from _label_problems(document, key, label)
    if code not in LANGUAGES:
        yield from _missing(document, code)


def _missing(document: Document, code: str) -> Iterator[Problem]:
    missing = [key for key in _ENGLISH if key not in document.root]
    if not missing:
        return
    named = ", ".join(missing[:MOST_NAMED])
    if len(missing) > MOST_NAMED:
        named += f" and {len(missing) - MOST_NAMED} more"
    verb = "is" if len(missing) == 1 else "are"
    advice = f"add them: `digest labels {code}` prints each in English"
    yield document.problem((), f"{len(missing)} labels {verb} missing: {named}", advice)


def _label_problems(document: Document, key: str, label: Any) -> Iterator[Problem]:
    english = _ENGLISH[key]
    if isinstance(english, str):
        yield from _text_problems(document, (key,), label, wanted=_places(english))
        return
    wanted = _places(english[OTHER])
    if not isinstance(label, MarkedMap):
        # a language without plural forms says it in one line
        yield from _text_problems(document, (key,), label, wanted=wanted)
        return
    for form, text in label.items():
        if form not in PLURAL_FORMS:
            what = f'{key} has no plural form "{form}"'
            advice = f"the forms are {', '.join(PLURAL_FORMS)}"
            yield document.problem((key, form), what, advice, key=True)
            continue
        # "two minutes" may be one word that needs no number
        optional = {COUNT} if form != OTHER else set()
        yield from _text_problems(document, (key, form), text, wanted=wanted, optional=optional)
    if OTHER not in label:
        yield document.problem((key,), f'{key} lacks the plural form "{OTHER}"', f"add {OTHER}:")


def _text_problems(
    document: Document,
    path: KeyPath,
    text: Any,
    *,
    wanted: set[str],
    optional: Iterable[str] = (),
) -> Iterator[Problem]:
    if not isinstance(text, str) or not text.strip():
        yield document.problem(path, f"{path[0]} needs a text", 'write it like "Foto: {credit}"')
        return
    if len(text) > LONGEST_LABEL:
        what = f"{path[0]} has {len(text)} characters"
        yield document.problem(path, what, f"at most {LONGEST_LABEL} fit: a label is short")
        return
    try:
        places = _places(text)
    except ValueError:
        yield document.problem(path, "a brace is not closed", "write {{ for a brace itself")
        return
    shown = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "no braces"
    for name in sorted(places - wanted):
        what = f"{path[0]} has no value {{{name}}}"
        yield document.problem(path, what, f"it may hold {shown}")
    for name in sorted(wanted - places - set(optional)):
        yield document.problem(path, f"{{{name}}} is missing from {path[0]}", f"it needs {shown}")


def _places(text: str) -> set[str]:
    """Return the names in braces. Raises ValueError for a brace that is not closed."""
    names = set()
    for _, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        # {date:x} and {date!r} would print what no reader expects
        if spec or conversion:
            raise ValueError(text)
        names.add(name)
    return names
