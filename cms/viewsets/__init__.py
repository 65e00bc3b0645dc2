"""What Wagtail's admin shows beside pages."""
