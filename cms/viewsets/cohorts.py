"""Cohorts and what is printed for them: funding lines, issuing bodies, signatories."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import ModelForm, modelform_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from certificates.models import IssuingBody, Signatory
from cms.forms import CohortForm, CohortPartForm
from cms.preparing import prepare_cohort
from courses.models import Cohort, FundingLine


class CohortCreateView(generic.CreateView):
    """A new cohort gets its half-days, its rules and its first registrar at once."""

    def save_instance(self) -> Cohort:
        """Save and prepare."""
        cohort: Cohort = super().save_instance()
        prepare_cohort(cohort=cohort, by=self.request.user, at=timezone.now())
        return cohort


class OpenCohortDeleteView(generic.DeleteView):
    """Parts of a frozen cohort are evidence."""

    def get_object(self, queryset: Any = None) -> Any:
        """The part; PermissionDenied once its cohort is frozen."""
        part = super().get_object(queryset)
        if part.cohort.is_frozen:
            raise PermissionDenied
        return part


class CohortViewSet(ModelViewSet):
    model = Cohort
    icon = "group"
    list_display = ["code", "name", "starts_on", "ends_on", "frozen_at"]
    form_fields = ["code", "edition", "name", "venue_city", "venue_country", "zone", "starts_on"]
    add_view_class = CohortCreateView
    copy_view_enabled = False
    inspect_view_enabled = True

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        """`CohortForm` over the fields."""
        return modelform_factory(
            Cohort,
            form=CohortForm,
            fields=self.form_fields,
            formfield_callback=self.formfield_for_dbfield,
        )


class _PartViewSet(ModelViewSet):
    delete_view_class = OpenCohortDeleteView
    copy_view_enabled = False
    list_filter = ["cohort"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        """`CohortPartForm` over the fields."""
        return modelform_factory(
            self.model,
            form=CohortPartForm,
            fields=self.form_fields,
            formfield_callback=self.formfield_for_dbfield,
        )


class FundingLineViewSet(_PartViewSet):
    model = FundingLine
    icon = "doc-full"
    list_display = ["cohort", "grant_code", "wording"]
    form_fields = ["cohort", "position", "grant_code", "wording"]


class IssuingBodyViewSet(_PartViewSet):
    model = IssuingBody
    icon = "home"
    list_display = ["cohort", "position", "name"]
    form_fields = ["cohort", "position", "name"]


class SignatoryViewSet(_PartViewSet):
    model = Signatory
    icon = "user"
    list_display = ["cohort", "position", "name", "title"]
    form_fields = ["cohort", "position", "name", "title"]


class CohortGroup(ModelViewSetGroup):
    """Settings of cohorts; enrolling, freezing and printing have screens of their own."""

    menu_label = _("Cohorts")
    menu_icon = "group"
    menu_order = 200
    items = (
        CohortViewSet("cohort"),
        FundingLineViewSet("funding_line"),
        IssuingBodyViewSet("issuing_body"),
        SignatoryViewSet("signatory"),
    )
