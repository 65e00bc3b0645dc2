"""Short text: a few words, compared with a list for each language."""
