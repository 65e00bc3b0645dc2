"""Question kinds behind one registry."""
