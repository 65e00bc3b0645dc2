"""The blocks that pages are built of."""
