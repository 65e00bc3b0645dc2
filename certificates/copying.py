"""Verb: a stamped copy of a stored file, whose fingerprint is kept so that it is known again."""

from hashlib import sha256

from certificates.models import CertificatePrint, StampedCopy
from certificates.overprinting import overprinted


def stamped_copy(file: bytes, *, stamp: str, entry: CertificatePrint | None) -> bytes:
    """The copy (`overprinting`); `entry` is the print that `file` belongs to, None of a specimen.

    Asked for twice it is the same file and one fingerprint.
    """
    copy = overprinted(file, stamp=stamp)
    StampedCopy.objects.get_or_create(
        sha256=sha256(copy).hexdigest(), defaults={"stamp": stamp, "entry": entry}
    )
    return copy
