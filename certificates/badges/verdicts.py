"""The verdict on a credential, and what its own dates and claims say against it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from certificates.badges.dates import moment, numeric
from certificates.badges.shape import issuer_of, nodes

GOOD, BAD, MISSING, UNVERIFIABLE = "valid", "invalid", "missing", "unverifiable"
NO_STATUS, ACTIVE, REVOKED, SUSPENDED, UNKNOWN = "none", "active", "revoked", "suspended", "unknown"
# Two clocks may differ by this much.
_CLOCKS = dt.timedelta(minutes=2)


@dataclass
class Verdict:
    """What the command prints. `reasons` is empty exactly when `valid`; `notices` say what an
    honest reader must add, and make nothing invalid."""

    signature: str = MISSING
    status: str = NO_STATUS
    reasons: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    credential: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def valid(self) -> bool:
        """Whether nothing speaks against it."""
        return self.signature == GOOD and not self.reasons

    def as_json(self) -> dict[str, Any]:
        """The four members of the command's answer; notices are for people."""
        return {
            "valid": self.valid,
            "reasons": self.reasons,
            "signature": self.signature,
            "status": self.status,
        }

    def against(self, *codes: str) -> None:
        """Add what speaks against it, each once."""
        self.reasons += [code for code in codes if code not in self.reasons]

    def notice(self, code: str) -> None:
        """Add what a reader should know though it speaks against nothing."""
        if code not in self.notices:
            self.notices.append(code)


def judge_dates(verdict: Verdict, at: dt.datetime) -> None:
    """Of VC 2.0 and 1.1: begun, not ended, written with a zone."""
    credential = verdict.credential
    for name, begins in (
        ("validFrom", True),
        ("issuanceDate", True),
        ("validUntil", False),
        ("expirationDate", False),
    ):
        if name not in credential:
            continue
        when = moment(credential[name])
        if when is None:
            verdict.against(f"malformed:{name}")
        elif begins and when > at + _CLOCKS:
            verdict.against("not-yet-valid")
        elif not begins and when < at:
            verdict.against("expired")


def judge_proof_dates(proof: dict[str, Any], verdict: Verdict, at: dt.datetime) -> None:
    """A proof may end before its credential."""
    for name in ("created", "expires"):
        if name in proof and moment(proof[name]) is None:
            verdict.against(f"malformed:proof.{name}")
    expires, created = moment(proof.get("expires")), moment(proof.get("created"))
    if expires and expires < at:
        verdict.against("proof-expired")
    if created and created > at + _CLOCKS:
        verdict.against("proof-not-yet-valid")


def judge_claims(claims: dict[str, Any], verdict: Verdict, at: dt.datetime) -> None:
    """What the token says beside the credential must be the same (OB 3.0, 8.2.3)."""
    credential = verdict.credential
    subjects = nodes(credential.get("credentialSubject"))
    pairs = (
        ("iss", issuer_of(credential)),
        ("jti", credential.get("id")),
        ("sub", subjects[0].get("id") if len(subjects) == 1 else None),
    )
    for name, said in pairs:
        if name in claims and said is not None and said != "" and claims[name] != said:
            verdict.against(f"claim-conflict:{name}")
    for name in ("nbf", "exp", "iat"):
        if name in claims and numeric(claims[name]) is None:
            verdict.against(f"malformed:{name}")
    begins, ends = numeric(claims.get("nbf")), numeric(claims.get("exp"))
    if begins and begins > at + _CLOCKS:
        verdict.against("not-yet-valid")
    if ends and ends < at:
        verdict.against("expired")
