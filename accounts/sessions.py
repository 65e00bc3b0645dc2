"""Sessions in the database, as Django keeps them, found by a statement that is compiled once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from accounts.prepared import Parameter, Prepared

_LIVING = Prepared(
    lambda: Session.objects.filter(
        session_key=Parameter("key", CharField()), expire_date__gt=Parameter("at", DateTimeField())
    )
)


class SessionStore(DatabaseStore):
    """What SESSION_ENGINE asks for."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Django's own table."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        session: Session | None = _LIVING.first(key=self.session_key, at=timezone.now())
        if session is None:
            self._session_key = None
        return session
