"""Multiple choice: several options may be right."""
