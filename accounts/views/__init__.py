"""Pages about the person: sign-in by card, signed out, my account, the first address."""
