"""Words, sentences, direction and names: the pure ground every stage stands on."""

from digest.text.sentences import sentence_spans, split_sentences
from digest.text.words import Word, fold, stemmer, words

__all__ = ["Word", "fold", "sentence_spans", "split_sentences", "stemmer", "words"]
