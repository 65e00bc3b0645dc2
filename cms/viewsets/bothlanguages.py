"""The base of what is kept in Wagtail's admin with words in two languages."""

from typing import Any

from django.contrib import messages
from django.forms import ModelForm, modelform_factory
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.forms.bothlanguages import BothLanguagesForm
from courses.remarking import remarks_on


class _Remarked:
    request: Any
    form: Any

    def save_instance(self) -> Any:
        """Save, and say what is remarked on the words."""
        row = super().save_instance()  # type: ignore[misc]
        if isinstance(self.form, BothLanguagesForm):
            for remark in remarks_on(self.form.texts()):
                messages.warning(self.request, remark)
        return row


class RemarkedCreateView(_Remarked, generic.CreateView):
    """A new row; a forbidden variant in its words is named."""


class RemarkedEditView(_Remarked, generic.EditView):
    """A changed row; a forbidden variant in its words is named."""


class BothLanguagesViewSet(ModelViewSet):
    """Its form is made from `form_fields` over `form_over`."""

    add_view_class = RemarkedCreateView
    edit_view_class = RemarkedEditView
    form_over: type[WagtailAdminModelForm] = BothLanguagesForm

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        """`form_over` over the fields."""
        return modelform_factory(
            self.model,
            form=self.form_over,
            fields=self.form_fields,
            formfield_callback=self.formfield_for_dbfield,
        )
