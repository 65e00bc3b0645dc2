"""GIFT, by Moodle's procedure rather than by a grammar: blocks, escapes, braces, answers."""
