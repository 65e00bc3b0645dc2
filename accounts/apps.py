from importlib import import_module

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default = True

    def ready(self) -> None:
        # Receivers need the models, which are not there yet when this file is read.
        import_module("accounts.receivers")


class PeopleInWagtail(WagtailUsersAppConfig):
    """Wagtail's own pages for people, with our forms; listed in INSTALLED_APPS in its place."""

    default = False
    user_viewset = "accounts.viewsets.PersonViewSet"
