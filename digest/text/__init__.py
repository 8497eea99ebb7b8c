"""Words, sentences, direction and names: the pure ground every stage stands on."""

from digest.text.sentences import sentence_spans, split_sentences

__all__ = ["sentence_spans", "split_sentences"]
