"""Settings: base, and one module for development, tests and production."""
