"""The verdict on a credential with what this site knows itself: its keys and its register."""

import datetime as dt
from collections.abc import Mapping

from django.db import DatabaseError

from certificates.badges.judging import judge
from certificates.badges.verdicts import Verdict
from certificates.keyring import home
from certificates.statuslisting import own_list


def confirm(
    content: bytes, *, at: dt.datetime, lists: Mapping[str, bytes] | None = None
) -> Verdict:
    """The verdict on a file at a moment. Nothing is fetched.

    Status lists of our own come from the register as it is now, before any list in `lists`
    (address → file). Without a register the state stays unknown. Raises KeyFileProblem.
    """
    given = lists or {}

    def list_of(address: str) -> bytes | None:
        try:
            return own_list(address, at=at) or given.get(address)
        except DatabaseError:
            return given.get(address)

    return judge(content, at=at, list_of=list_of, home=home())
