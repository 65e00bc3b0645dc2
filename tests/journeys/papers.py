"""What a verifier holds in the hand: a certificate of the served demo, as printed."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass

from tests.journeys.serving import Site


@dataclass(frozen=True)
class Paper:
    """Number, name, seal and file of one print."""

    number: str
    name: str
    kind: str
    seal: str
    pdf: bytes

    @property
    def code(self) -> str:
        """The path and fragment of the QR code."""
        return f"/v/{self.number}/#{self.seal}"


def papers_of(site: Site, count: int = 2) -> list[Paper]:
    """The first certificates in force, each with its only print."""
    with closing(sqlite3.connect(site.folder / "relais.sqlite3")) as database:
        rows = database.execute(
            "SELECT p.payload, p.pdf FROM certificates_certificateprint p"
            " JOIN certificates_certificate c ON c.id = p.certificate_id"
            " WHERE c.state = 'issued' AND c.print_index = 1 ORDER BY c.id LIMIT ?",
            [count],
        ).fetchall()
    found = []
    for plain, pdf in rows:
        said = json.loads(plain)
        found.append(
            Paper(said["number"], said["holder_name"], said["kind"], said["seal"], bytes(pdf))
        )
    return found
