"""Revoked or suspended: what the status lists that are at hand say of a credential."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from certificates.badges.shape import issuer_of, nodes, types_of
from certificates.badges.statuslist import BadStatus, decoded_list, index_of, is_set
from certificates.badges.verdicts import ACTIVE, REVOKED, SUSPENDED, UNKNOWN, Verdict

_PURPOSES = {"revocation": REVOKED, "suspension": SUSPENDED}
_ENTRY_TYPES = {"BitstringStatusListEntry", "StatusList2021Entry"}
_LIST_TYPES = {"BitstringStatusListCredential", "StatusList2021Credential"}
_ENTRIES = 16

ListOf = Callable[[str], bytes | None]
Judged = Callable[[bytes], Verdict]


def judge_status(verdict: Verdict, *, list_of: ListOf, judged: Judged) -> None:
    """Set the verdict's status. `judged` gives the verdict on a list, which is a credential too."""
    given = verdict.credential.get("credentialStatus")
    if given is None or given == []:
        return
    entries = nodes(given)
    if (
        not entries
        or len(entries) > _ENTRIES
        or (isinstance(given, list) and len(entries) != len(given))
    ):
        verdict.status = UNKNOWN
        verdict.against("status-malformed")
        return
    found = [_state(entry, verdict, list_of, judged) for entry in entries]
    for state in (REVOKED, SUSPENDED, UNKNOWN, ACTIVE):
        if state in found:
            verdict.status = state
            break
    verdict.against(*(state for state in (REVOKED, SUSPENDED) if state in found))


def _state(entry: dict[str, Any], verdict: Verdict, list_of: ListOf, judged: Judged) -> str:
    if not _ENTRY_TYPES & set(types_of(entry)):
        return UNKNOWN
    try:
        index = index_of(entry)
        purpose, address = entry.get("statusPurpose"), entry.get("statusListCredential")
        if not isinstance(purpose, str) or not isinstance(address, str):
            raise BadStatus("status-malformed")
        content = _list_content(address, list_of)
        if content is None:
            return UNKNOWN
        listed = judged(content)
        subject = next(iter(nodes(listed.credential.get("credentialSubject"))), {})
        if not listed.valid or not _LIST_TYPES & set(types_of(listed.credential)):
            raise BadStatus("status-list-invalid")
        if issuer_of(listed.credential) != issuer_of(verdict.credential):
            raise BadStatus("status-list-issuer")
        purposes = subject.get("statusPurpose")
        if purpose not in (purposes if isinstance(purposes, list) else [purposes]):
            raise BadStatus("status-purpose")
        if is_set(decoded_list(subject.get("encodedList")), index):
            return _PURPOSES.get(purpose, ACTIVE)
    except BadStatus as error:
        verdict.against(error.code)
        return UNKNOWN
    return ACTIVE


def _list_content(address: str, list_of: ListOf) -> bytes | None:
    if not address.startswith("data:"):
        return list_of(address)
    head, _, body = address.partition(",")
    return None if head.endswith(";base64") else unquote_to_bytes(body)
