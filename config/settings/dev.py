"""One machine, one person: the settings of `make run`."""

from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, env

DEBUG = env.switch("DEBUG", False)
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "[::1]"]
