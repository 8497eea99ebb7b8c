"""Words, sentences, direction and names: the pure ground every stage stands on."""

from digest.text.direction import direction_of, isolate, script_runs, without_overrides
from digest.text.names import NameFinder, name_finder
from digest.text.sentences import sentence_spans, split_sentences
from digest.text.words import Word, fold, stemmer, word_texts, words

__all__ = [
    "NameFinder",
    "Word",
    "direction_of",
    "fold",
    "isolate",
    "name_finder",
    "script_runs",
    "sentence_spans",
    "split_sentences",
    "stemmer",
    "without_overrides",
    "word_texts",
    "words",
]
