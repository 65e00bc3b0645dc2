"""Small plain functions that build what a test needs; nothing is random, nothing is hidden."""
