"""Aiken: a line of text, lettered options, and a line that names the right one."""
