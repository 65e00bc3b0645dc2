"""`python -m tests.screenshots [documents]`: all pictures, or those that need no server."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    # It needs the models.
    from tests.screenshots.taking import documents_alone, main

    documents_alone() if sys.argv[1:] == ["documents"] else main()
