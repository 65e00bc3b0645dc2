"""One verdict on a file that claims to be a credential: signature, form, dates, issuer, state.

`valid` is said when nothing speaks against it: the signature is right under the key the file names,
the form is that of a credential, the dates hold, the key may speak for the issuer, and no status
list at hand says revoked or suspended. A list that is not at hand leaves `status` unknown: no file
can prove today's state without its list. The whole of it: docs/verification.md.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from certificates.badges.baked import credential_text, is_jwt
from certificates.badges.canonical import NotCanonical
from certificates.badges.dates import moment, numeric
from certificates.badges.homes import Home
from certificates.badges.issuers import NOWHERE, judge_issuer
from certificates.badges.jose import check_jwt
from certificates.badges.multikeys import BadKey, PublicKey, from_did, from_multikey
from certificates.badges.proofs import SUITES, BadProof, check_proof, proofs_of
from certificates.badges.reading import Unreadable, read_json
from certificates.badges.shape import faults, types_of
from certificates.badges.states import ListOf, judge_status
from certificates.badges.verdicts import (
    BAD,
    GOOD,
    MISSING,
    UNVERIFIABLE,
    Verdict,
    judge_claims,
    judge_dates,
    judge_proof_dates,
)


class UnknownKey(LookupError):
    """The key of a verification method is not in the file and not at hand."""

    code = "key-unreachable"


_NOT_PROVEN = (BadProof, NotCanonical, BadKey, UnknownKey)


class _Known(NamedTuple):
    """What is known without the file."""

    keys: Mapping[str, PublicKey]
    home: Home


def no_list(_address: str) -> bytes | None:
    """No status list is at hand."""
    return None


def judge(
    content: bytes,
    *,
    at: dt.datetime,
    keys: Mapping[str, PublicKey] | None = None,
    list_of: ListOf = no_list,
    home: Home = NOWHERE,
) -> Verdict:
    """The verdict on a file at a moment; never raises on what is in it.

    `keys`: verification methods that are known without the file. `home`: our own host, whose
    credentials are judged by its published keys alone. `list_of` gives the status list credential
    published at an address, or None when it is not at hand.
    """
    known = _Known(keys or {}, home)
    return _judge(content, at=at, known=known, list_of=list_of, is_list=False)


def _judge(
    content: bytes,
    *,
    at: dt.datetime,
    known: _Known,
    list_of: ListOf,
    is_list: bool,
) -> Verdict:
    verdict = Verdict()
    try:
        text = credential_text(content)
        if is_jwt(text):
            _judge_jwt(text, verdict, at, known)
        else:
            document = read_json(text)
            inner = _enveloped(document)
            if inner:
                _judge_jwt(inner, verdict, at, known)
            else:
                _judge_proofs(document, verdict, at, known)
    except Unreadable as error:
        verdict.against(error.code)
        return verdict
    if verdict.credential:
        verdict.against(*faults(verdict.credential))
        judge_dates(verdict, at)
        if not is_list:
            judge_status(
                verdict,
                list_of=list_of,
                judged=lambda found: _judge(
                    found, at=at, known=known, list_of=no_list, is_list=True
                ),
            )
    return verdict


def _key_finder(keys: Mapping[str, PublicKey]) -> Callable[[str], PublicKey]:
    def key_of(method: str) -> PublicKey:
        if method in keys:
            return keys[method]
        if method.startswith(("did:key:", "did:jwk:")):
            own = method.partition("#")
            # did:key names its one key again behind the #.
            if method.startswith("did:key:") and own[2] not in (
                "",
                own[0].removeprefix("did:key:"),
            ):
                raise BadKey("did:key")
            return from_did(method)
        fragment = method.partition("#")[2]
        if fragment.startswith("z"):
            return from_multikey(fragment)
        raise UnknownKey(method)

    return key_of


def _judge_proofs(
    document: dict[str, Any], verdict: Verdict, at: dt.datetime, known: _Known
) -> None:
    key_of = _key_finder(known.keys)
    verdict.credential = document
    try:
        proofs = proofs_of(document)
        ours = [p for p in proofs if p.get("cryptosuite") in SUITES] or proofs[:1]
        for proof in ours:
            check_proof(document, proof, key_of=key_of)
    except _NOT_PROVEN as error:
        _not_proven(verdict, error)
        return
    verdict.signature = GOOD
    for proof in ours:
        method = str(proof["verificationMethod"])
        judge_issuer(
            verdict,
            key=key_of(method),
            method=method,
            signed=moment(proof.get("created")),
            home=known.home,
            known=method in known.keys,
        )
        judge_proof_dates(proof, verdict, at)


def _judge_jwt(token: str, verdict: Verdict, at: dt.datetime, known: _Known) -> None:
    try:
        claims, method, key = check_jwt(token, key_of=_key_finder(known.keys))
    except _NOT_PROVEN as error:
        _not_proven(verdict, error)
        return
    verdict.signature = GOOD
    inner = claims.get("vc")
    verdict.credential = inner if isinstance(inner, dict) else claims
    judge_claims(claims, verdict, at)
    judge_issuer(
        verdict,
        key=key,
        method=method,
        signed=numeric(claims.get("iat")),
        home=known.home,
        known=method in known.keys,
    )


def _enveloped(document: dict[str, Any]) -> str:
    """The JWT in an EnvelopedVerifiableCredential; "" when it is none."""
    if "EnvelopedVerifiableCredential" not in types_of(document):
        return ""
    media, _, token = str(document.get("id")).partition(",")
    if not media.startswith("data:application/vc+jwt") or not is_jwt(token):
        raise Unreadable("not-a-credential")
    return token


def _not_proven(verdict: Verdict, error: BadProof | NotCanonical | BadKey | UnknownKey) -> None:
    verdict.signature = _SIGNATURES.get(error.code, BAD)
    verdict.against(error.code)


# What an error says about the signature; of every other code: it is bad.
_SIGNATURES = {
    "proof-missing": MISSING,
    "proof-unsupported": UNVERIFIABLE,
    "algorithm": UNVERIFIABLE,
    "key-unreachable": UNVERIFIABLE,
    # The bytes that were signed cannot be known; nothing says that the signature is wrong.
    "context-unknown": UNVERIFIABLE,
    "context-inline": UNVERIFIABLE,
    "term-unknown": UNVERIFIABLE,
    "too-complex": UNVERIFIABLE,
    "context-missing": UNVERIFIABLE,
}
