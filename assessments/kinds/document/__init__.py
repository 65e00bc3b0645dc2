"""Document: an exercise on a specimen of the State UTO, drawn anew for every attempt."""
