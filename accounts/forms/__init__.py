"""Forms about people: sign-in, preferences, the pages of people in Wagtail's admin."""
