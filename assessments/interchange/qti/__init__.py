"""QTI items, alone or in a content package. Read: 2.0 to 2.2, and 3.0 under its own names."""
