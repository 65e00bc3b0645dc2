"""The form of a page in Wagtail's editor."""

from wagtail.admin.forms import WagtailAdminPageForm

# In a browser `form.method` is the control of that name, if there is one: Wagtail's autosave then
# asks for a method that does not exist, and tells the editor of a network error.
TAKEN = ("action", "method")


class PageForm(WagtailAdminPageForm):
    """Controls do not have the names of a form's own properties."""

    def add_prefix(self, field_name: str) -> str:
        """The control's name; that of the field, with an ending where it is taken."""
        name = super().add_prefix(field_name)
        return f"{name}_text" if name in TAKEN else name
