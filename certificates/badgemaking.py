"""Verb: the credential of a certificate baked into a picture, for badge collections."""

import datetime

from accounts.models import User
from certificates.badgedrawing import picture_png, picture_svg
from certificates.badges.baking import baked_png, baked_svg
from certificates.models import Certificate
from certificates.payload import from_dict
from certificates.printing import single_credential

PNG, SVG = "png", "svg"


def baked_badge(
    *, certificate: Certificate, form: str, by: User | None, at: datetime.datetime
) -> bytes:
    """A PNG or SVG (`form`) with the very credential that the current print carries.

    Raises Refusal as `single_credential` does: DAMAGED, NO_CREDENTIAL.
    """
    credential = single_credential(certificate=certificate, by=by, at=at)
    payload = from_dict(certificate.prints.get(index=certificate.print_index).payload)
    if form == PNG:
        return baked_png(picture_png(payload), credential)
    return baked_svg(picture_svg(payload), credential)
