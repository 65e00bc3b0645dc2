"""One entry of the register with all that happened to it: its prints, its events, what may come."""

from dataclasses import dataclass

from django.db.models import Prefetch
from i18nfield.strings import LazyI18nString

from certificates.models import (
    Certificate,
    CertificateEvent,
    CertificateKind,
    CertificatePrint,
    PaperEntry,
)
from certificates.revoking import TRANSITIONS

_Action = CertificateEvent.Action
_State = Certificate.State


@dataclass(frozen=True)
class PrintLine:
    """One print: the frozen name, its stamp if it is not to be shown any more, its sheets."""

    entry: CertificatePrint
    stamp: str
    sheets: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name as it stands on this print."""
        return str(self.entry.payload["holder_name"])

    @property
    def document(self) -> str:
        """Which document this print is, in the reader's language."""
        return str(CertificateKind(self.entry.payload["kind"]).label)


def stamp_for(certificate: Certificate, index: int) -> str:
    """The stamp (`overprinting.STAMPS`) on a copy of a print; empty while that is in force."""
    if certificate.state == _State.REVOKED:
        return "revoked"
    if index != certificate.print_index or certificate.state == _State.REPLACED:
        return "replaced"
    return "suspended" if certificate.state == _State.SUSPENDED else ""


def prints_of(certificate: Certificate) -> list[PrintLine]:
    """The prints of a certificate, the latest first; files are not read."""
    sheets = PaperEntry.objects.filter(what=PaperEntry.What.USED).select_related("stock")
    prints = (
        certificate.prints.defer("pdf")
        .prefetch_related(Prefetch("paper_entries", queryset=sheets))
        .order_by("-index")
    )
    return [
        PrintLine(
            entry,
            stamp_for(certificate, entry.index),
            tuple(one.stock.paper_number(one.number) for one in entry.paper_entries.all()),
        )
        for entry in prints
    ]


def acts_on(certificate: Certificate) -> list[str]:
    """The acts that its state allows now, as values of `CertificateEvent.Action`."""
    acts = [act for act, (sources, _) in TRANSITIONS.items() if certificate.state in sources]
    silent = _Action.UNSILENCED if certificate.silent else _Action.SILENCED
    return [str(act) for act in (*acts, silent)]


def public_reason_of(certificate: Certificate) -> LazyI18nString | str:
    """What the holder may read about a suspension or revocation, in the reader’s language; empty
    when nothing was said."""
    if certificate.state not in (_State.SUSPENDED, _State.REVOKED):
        return ""
    event = (
        certificate.events.filter(action__in=(_Action.SUSPENDED, _Action.REVOKED))
        .order_by("at", "pk")
        .last()
    )
    return event.public_reason if event else ""
