"""Scoring of items (domain rules 5.1) under stored identifiers: pure functions, exact fractions."""
