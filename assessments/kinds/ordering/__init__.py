"""Ordering: elements are put in their order."""
