"""Forms of the cms app."""
