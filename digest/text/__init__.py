"""Words, sentences, direction and names: the pure ground every stage stands on."""
