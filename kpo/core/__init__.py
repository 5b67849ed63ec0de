"""The base of every other package: records, errors, text, numbers and the result cache."""
