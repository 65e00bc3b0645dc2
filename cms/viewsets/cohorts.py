"""Cohorts, who works on them, and what is printed for them: funding lines, bodies, signatories."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSetGroup

from certificates.models import IssuingBody, Signatory
from cms.forms.cohorts import CohortForm, CohortPartForm
from cms.forms.posts import POSTS, PostForm
from cms.preparing import prepare_cohort
from cms.viewsets.bothlanguages import (
    BothLanguagesViewSet,
    RemarkedCreateView,
    RemarkedEditView,
)
from courses.models import Cohort, CohortStaff, FundingLine
from courses.permissions import can_manage, managed_by


class CohortCreateView(RemarkedCreateView):
    """A new cohort gets its half-days, its rules and its first registrar at once."""

    def save_instance(self) -> Cohort:
        """Save and prepare."""
        cohort: Cohort = super().save_instance()
        prepare_cohort(cohort=cohort, by=self.request.user, at=timezone.now())
        return cohort


class _OwnList(generic.IndexView):
    """Wagtail's permissions know no cohort: only what the person manages is listed."""

    def get_base_queryset(self) -> QuerySet:
        """Own cohorts, or the parts of own cohorts."""
        path = "pk" if self.model is Cohort else "cohort"
        own = managed_by(self.request.user).values("pk")
        rows: QuerySet = super().get_base_queryset()
        return rows.filter(**{f"{path}__in": own})


class _Own:
    """Before any view of one row: somebody else's cohort does not exist."""

    request: Any

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The row; Http404 unless the person manages its cohort."""
        row = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not can_manage(self.request.user, row if isinstance(row, Cohort) else row.cohort):
            raise Http404
        return row


class _OwnEdit(_Own, RemarkedEditView):
    pass


class PostEditView(_OwnEdit):
    """Two registrars who end each other's post at the same moment do so one after the other."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Judge and save while the cohort is held: the second one finds what the first did."""
        with transaction.atomic():
            self.object = self.get_object()
            Cohort.objects.select_for_update().get(pk=self.object.cohort_id)
            return super().post(request, *args, **kwargs)


class _OwnInspection(_Own, generic.InspectView):
    pass


class _OwnHistory(_Own, history.HistoryView):
    pass


class _OwnUsage(_Own, usage.UsageView):
    pass


class OpenCohortDeleteView(_Own, generic.DeleteView):
    """Parts of a frozen cohort are evidence."""

    def get_object(self, queryset: Any = None) -> Any:
        """The part; PermissionDenied once its cohort is frozen."""
        part = super().get_object(queryset)
        if (part if isinstance(part, Cohort) else part.cohort).is_frozen:
            raise PermissionDenied
        return part


class _OwnViewSet(BothLanguagesViewSet):
    """Every view of these rows keeps to the cohorts that the person manages."""

    index_view_class = _OwnList
    edit_view_class = _OwnEdit
    inspect_view_class = _OwnInspection
    history_view_class = _OwnHistory
    usage_view_class = _OwnUsage
    copy_view_enabled = False


class CohortViewSet(_OwnViewSet):
    model = Cohort
    form_over = CohortForm
    icon = "group"
    list_display = ["code", "name", "starts_on", "ends_on", "frozen_at"]
    form_fields = ["code", "edition", "name", "venue_city", "venue_country", "zone", "starts_on"]
    add_view_class = CohortCreateView
    delete_view_class = OpenCohortDeleteView
    inspect_view_enabled = True


class _PartViewSet(_OwnViewSet):
    form_over = CohortPartForm
    delete_view_class = OpenCohortDeleteView
    list_filter = ["cohort"]


class PostViewSet(_OwnViewSet):
    """Posts end, they are not deleted: what was done in them stays explained."""

    model = CohortStaff
    form_over = PostForm
    edit_view_class = PostEditView
    icon = "user"
    list_display = [
        "user",
        Column(
            "role", label=_("Role"), accessor=lambda post: dict(POSTS).get(post.role, post.role)
        ),
        Column("cohort", label=_("Cohort"), accessor="cohort.code", sort_key="cohort"),
        "until",
    ]
    list_filter = ["cohort"]
    form_fields = ["cohort", "user", "role", "until"]
    menu_label = _("Team")


class FundingLineViewSet(_PartViewSet):
    model = FundingLine
    icon = "doc-full"
    list_display = ["cohort", "grant_code", "wording"]
    form_fields = ["cohort", "position", "grant_code", "wording", "valid_from", "valid_until"]


class IssuingBodyViewSet(_PartViewSet):
    model = IssuingBody
    icon = "home"
    list_display = ["cohort", "position", "name"]
    form_fields = ["cohort", "position", "name", "valid_from", "valid_until"]


class SignatoryViewSet(_PartViewSet):
    model = Signatory
    icon = "user"
    list_display = ["cohort", "position", "name", "title"]
    form_fields = ["cohort", "position", "name", "title", "valid_from", "valid_until"]


class CohortGroup(ModelViewSetGroup):
    """Settings of cohorts; enrolling, freezing and printing have screens of their own."""

    menu_label = _("Cohorts")
    menu_icon = "group"
    menu_order = 200
    items = (
        CohortViewSet("cohort"),
        PostViewSet("post"),
        FundingLineViewSet("funding_line"),
        IssuingBodyViewSet("issuing_body"),
        SignatoryViewSet("signatory"),
    )
