"""`python -m tests.screenshots`"""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    # It needs the models.
    from tests.screenshots.taking import main

    main()
