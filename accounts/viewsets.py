"""People in Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel
from wagtail.users.views.users import DeleteView, IndexView, UserViewSet

from accounts.forms.people import PersonCreationForm, PersonEditForm


class PeopleIndex(IndexView):
    """The list, searched by the printed name too."""

    search_fields = ["printed_name", "sort_key", "username"]


class PersonDeletion(DeleteView):
    """Deletes only somebody of whom no evidence is kept; others are made inactive."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete, or say why not."""
        try:
            response: HttpResponse = super().post(request, *args, **kwargs)
        except ProtectedError:
            messages.error(
                request,
                _("This person appears in records that are kept. Make the account inactive."),
            )
            return redirect("wagtailusers_users:index")
        return response


class PersonViewSet(UserViewSet):
    """Wagtail's own viewset with our forms."""

    index_view_class = PeopleIndex
    delete_view_class = PersonDeletion
    ordering = "sort_key"

    def get_form_class(self, for_update: bool = False) -> type:
        """Our form instead of Wagtail's first and last name."""
        return PersonEditForm if for_update else PersonCreationForm


class OwnSettings(AccountView):
    """Wagtail's page of one's own settings, without a name in two parts: ours is in my account."""

    def get_panels(self) -> list[Any]:
        """Every panel except name and e-mail."""
        panels = super().get_panels()
        return [panel for panel in panels if not isinstance(panel, NameEmailSettingsPanel)]
