"""Production: refuses to start with a default secret, DEBUG, a missing host or plain http."""

from urllib.parse import urlsplit

from config.env import SettingError
from config.settings.base import *  # noqa: F403
from config.settings.base import DEFAULT_SECRET_KEY, env


def _secret(name: str) -> str:
    value = env.text(name)
    # The measure of Django's own check security.W009.
    if value == DEFAULT_SECRET_KEY or len(value) < 50 or len(set(value)) < 5:
        raise SettingError(f"{name} must be a random secret, at least 50 characters long")
    return value


SECRET_KEY = _secret("SECRET_KEY")
REGISTER_KEY = _secret("REGISTER_KEY")
if REGISTER_KEY == SECRET_KEY:
    raise SettingError("REGISTER_KEY must differ from SECRET_KEY: it may never be rotated")
if env.switch("DEBUG", False):
    raise SettingError("DEBUG must not be on in production")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise SettingError("ALLOWED_HOSTS must name the hosts of this installation, without *")
PUBLIC_ADDRESS = env.text("PUBLIC_ADDRESS").rstrip("/")
_parts = urlsplit(PUBLIC_ADDRESS)
if _parts.scheme != "https" or not _parts.hostname or _parts.path or _parts.query:
    raise SettingError("PUBLIC_ADDRESS must be https:// and a host name, without a path")
if not any(
    _parts.hostname == host or (host.startswith(".") and _parts.hostname.endswith(host))
    for host in ALLOWED_HOSTS
):
    raise SettingError("PUBLIC_ADDRESS must be at one of ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

PRODUCTION = True
REQUIRE_STAFF_MFA = env.switch("REQUIRE_STAFF_MFA", True)
# A proxy that ends TLS stands in front of the application; 0 when nothing does.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 1, minimum=0, maximum=9)
if TRUSTED_PROXIES:
    # Only a proxy of ours can be believed; it must overwrite what a client sends.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.switch("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# W021: the preload list of the browsers is a decision of the domain's owner, not of Relais.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
