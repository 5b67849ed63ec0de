"""What every part stands on: the nouns of the field, errors, text, numbers and the cache."""
