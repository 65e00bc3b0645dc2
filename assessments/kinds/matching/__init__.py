"""Matching: each line on the left belongs to one on the right."""
