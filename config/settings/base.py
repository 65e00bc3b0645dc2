"""What every installation shares. Everything that differs comes from the environment."""

from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from config.env import Env
from config.security import FRONT_POLICY

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = env.path("RELAIS_VAR", BASE_DIR / "var")
DEFAULT_SECRET_KEY = "development-only-key-that-production-refuses"  # noqa: S105

SECRET_KEY = env.text("SECRET_KEY", DEFAULT_SECRET_KEY)
# Peppers the PINs of cards and keys the digests that outlive people. Not the session key: that
# one may be rotated at will, this one may not.
REGISTER_KEY = env.text("REGISTER_KEY", SECRET_KEY)
DEBUG = False
ALLOWED_HOSTS: list[str] = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost")
# The address printed on cards and certificates; it must live as long as they do.
PUBLIC_ADDRESS = env.text("PUBLIC_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
# Secret keys that sign certificates; backed up apart from the database.
KEYS_DIR = env.path("RELAIS_KEYS", VAR_DIR / "keys")
# PKCS #12 or PEM with key and certificate, for the signature in the PDF; without the file, none.
SIGNING_CERTIFICATE = env.path("RELAIS_SIGNING_CERTIFICATE", KEYS_DIR / "signing.pem")
SIGNING_PASSPHRASE = env.text("RELAIS_SIGNING_PASSPHRASE", "")
# True only in production: the demo may not be loaded, staff must use a second factor.
PRODUCTION = False
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0, minimum=0, maximum=9)

INSTALLED_APPS = [
    "cms",
    "certificates",
    "assessments",
    "courses",
    "accounts",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.PeopleInWagtail",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "i18nfield",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.security.policy_by_address",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.staff_rooms",
    "accounts.middleware.second_factor_first",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Each kind of question keeps its templates in its own folder.
        "DIRS": [BASE_DIR / "assessments" / "kinds"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.frame.frame",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'relais.sqlite3'}"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL, not NORMAL: an answer that was acknowledged must survive a power cut.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
            " PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728"
        ),
    }
else:
    # For the statements of accounts/prepared.py; Django's own cursors never prepare any.
    DATABASES["default"]["OPTIONS"] = {"prepare_threshold": 5}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}
if env.text("REDIS_URL", ""):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.text("REDIS_URL"),
    }

# --- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PasswordBackend", "accounts.backends.CardBackend"]
PASSWORD_HASHERS = [
    "accounts.hashers.SmallArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

ACCOUNT_ADAPTER = "accounts.adapter.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.passwords.StaffLoginForm",
    "reauthenticate": "accounts.forms.passwords.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
# Each wrong password is counted in the database by the adapter; allauth's cache is per process.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
# Staff without a second factor are sent to set one up before anything else.
REQUIRE_STAFF_MFA = env.switch("REQUIRE_STAFF_MFA", False)
MFA_ADAPTER = "accounts.second_factor.StaffSecondFactor"
MFA_FORMS = {
    "authenticate": "accounts.second_factor.CodeForm",
    "reauthenticate": "accounts.second_factor.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Relais"

# --- Two languages ----------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "relais_language"
FORMAT_MODULE_PATH = ["config.formats"]

# --- Pages ------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Relais"
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
# Certificates are made by a process of their own; off where the host allows none.
PRINT_IN_BACKGROUND = env.switch("PRINT_IN_BACKGROUND", True)
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Passwords are changed behind the second factor, in allauth's rooms, and set by an administrator.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILEMBEDS_FINDERS: list[dict] = []  # nothing is fetched from another host
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Protection -------------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"  # the admin alone may frame itself: config/security.py
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": FRONT_POLICY}

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
