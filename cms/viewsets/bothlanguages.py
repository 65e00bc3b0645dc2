"""The base of what is kept in Wagtail's admin with words in two languages."""

from django.forms import ModelForm, modelform_factory
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.viewsets.model import ModelViewSet

from cms.forms.bothlanguages import BothLanguagesForm


class BothLanguagesViewSet(ModelViewSet):
    """Its form is made from `form_fields` over `form_over`."""

    form_over: type[WagtailAdminModelForm] = BothLanguagesForm

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        """`form_over` over the fields."""
        return modelform_factory(
            self.model,
            form=self.form_over,
            fields=self.form_fields,
            formfield_callback=self.formfield_for_dbfield,
        )
