"""How people are created: without e-mail, with the name as it must be printed."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import F, QuerySet

from accounts.prepared import Parameter, Prepared

if TYPE_CHECKING:
    from accounts.models import User


class UserManager(BaseUserManager["User"]):
    """Creates users; a user without a password can only sign in with a card."""

    def __init__(self) -> None:
        super().__init__()
        self._active = Prepared(self._active_in_groups)

    def create_user(
        self,
        *,
        printed_name: str,
        username: str | None = None,
        password: str | None = None,
        **fields: Any,
    ) -> "User":
        """Store a person. Without `username` an opaque one is drawn."""
        user = self.model(printed_name=printed_name, **fields)
        if username:
            user.username = username
        if not user.sort_key:
            user.sort_key = printed_name
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """The first technical administrator, for `createsuperuser`."""
        fields.setdefault("printed_name", username)
        return self.create_user(username=username, password=password, is_superuser=True, **fields)

    def with_roles(self, pk: int) -> "User | None":
        """An active person with the names of all groups already known: one query, every request.

        The person stands once in the answer for each group; a membership is all that differs.
        """
        rows = self._active.rows(pk=pk)
        if not rows:
            return None
        user = rows[0]
        user.hold(row.group_name for row in rows if row.group_name)
        return user

    def _active_in_groups(self) -> "QuerySet[User]":
        active = self.filter(pk=Parameter("pk", self.model._meta.pk), is_active=True).order_by()
        return active.annotate(group_name=F("groups__name"))

    def get_by_natural_key(self, username: str | None) -> "User":
        """Sign-in names are compared without regard to case."""
        return self.get(username__iexact=username or "")
