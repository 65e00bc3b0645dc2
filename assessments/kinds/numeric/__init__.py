"""Numeric: a number, with comma or point, within a tolerance."""
