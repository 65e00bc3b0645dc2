"""The suite's settings: cheap hashing, plain static files, everything else as it runs."""

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, STORAGES, env

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A process of its own would not see what a test has not committed.
PRINT_IN_BACKGROUND = False
# PostgreSQL only: a migrated database that the test databases are cloned from (make/postgres.sh).
if env.text("TEST_TEMPLATE", ""):
    DATABASES["default"]["TEST"] = {"TEMPLATE": env.text("TEST_TEMPLATE")}
