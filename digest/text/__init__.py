"""Words, sentences, direction, names and numbers: the pure ground every stage stands on."""

from digest.text.direction import direction_of, isolate, script_runs, without_overrides
from digest.text.names import NameFinder, name_finder, with_clitics
from digest.text.numbers import SMALL_NUMBERS, as_number
from digest.text.sentences import sentence_spans, split_sentences
from digest.text.toll import Toll
from digest.text.tolls import tolls
from digest.text.words import Word, fold, stemmer, word_texts, words

__all__ = [
    "SMALL_NUMBERS",
    "NameFinder",
    "Toll",
    "Word",
    "as_number",
    "direction_of",
    "fold",
    "isolate",
    "name_finder",
    "script_runs",
    "sentence_spans",
    "split_sentences",
    "stemmer",
    "tolls",
    "with_clitics",
    "without_overrides",
    "word_texts",
    "words",
]
