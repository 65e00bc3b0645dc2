"""The pictures of README.md: `python -m tests.screenshots`."""
