"""Whether the key that signed may speak for the issuer that the credential names."""

import datetime as dt

from certificates.badges.homes import Home
from certificates.badges.multikeys import PublicKey
from certificates.badges.shape import bound, issuer_of
from certificates.badges.verdicts import BAD, Verdict

NOWHERE = Home("", ())
UNCONFIRMED = "issuer-unconfirmed"


def judge_issuer(
    verdict: Verdict,
    *,
    key: PublicKey,
    method: str,
    signed: dt.datetime | None,
    home: Home,
    known: bool,
) -> None:
    """Against the verdict: not-our-key, key-not-in-use, issuer-key-mismatch. Or a notice.

    An issuer at our own host is judged by our published keys, whatever key the file names. Of
    another web address nothing is known here, unless the method was `known` before: the key that
    the file brings along proves that the file is whole, not whose it is (issuer-unconfirmed).
    """
    issuer = issuer_of(verdict.credential)
    if home.claimed_by(issuer):
        ours = home.key(key)
        if ours is None:
            verdict.signature = BAD
            verdict.against("not-our-key")
        elif signed and not ours.signed_at(signed):
            verdict.against("key-not-in-use")
        return
    if not bound(issuer, method):
        verdict.against("issuer-key-mismatch")
    elif not known and not issuer.startswith(("did:key:", "did:jwk:")):
        verdict.notice(UNCONFIRMED)
