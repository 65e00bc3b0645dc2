"""Production: refuses to start with a default secret, DEBUG or a missing host."""

from config.env import SettingError
from config.settings.base import *  # noqa: F403
from config.settings.base import DEFAULT_SECRET_KEY, env

SECRET_KEY = env.text("SECRET_KEY")
if SECRET_KEY == DEFAULT_SECRET_KEY or len(SECRET_KEY) < 50:
    raise SettingError("SECRET_KEY must be your own, at least 50 characters long")
REGISTER_KEY = env.text("REGISTER_KEY")
if REGISTER_KEY in (DEFAULT_SECRET_KEY, SECRET_KEY) or len(REGISTER_KEY) < 50:
    raise SettingError("REGISTER_KEY must be a secret of its own, at least 50 characters long")
if env.switch("DEBUG", False):
    raise SettingError("DEBUG must not be on in production")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise SettingError("ALLOWED_HOSTS must name the hosts of this installation, without *")
PUBLIC_ADDRESS = env.text("PUBLIC_ADDRESS").rstrip("/")
if not PUBLIC_ADDRESS.startswith("https://"):
    raise SettingError("PUBLIC_ADDRESS must begin with https://")
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

PRODUCTION = True
SECURE_SSL_REDIRECT = env.switch("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
