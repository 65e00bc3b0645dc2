"""Models of the certificates; import them from here."""

from certificates.models.answering import VerifierReference
from certificates.models.naming import NameProof, NameSheet
from certificates.models.printroom import PaperEntry, PaperStock, PrintRun
from certificates.models.register import (
    Certificate,
    CertificateEvent,
    CertificateKind,
    CertificatePrint,
    StampedCopy,
)
from certificates.models.wording import IssuingBody, Signatory

__all__ = [
    "Certificate",
    "CertificateEvent",
    "CertificateKind",
    "CertificatePrint",
    "IssuingBody",
    "NameProof",
    "NameSheet",
    "PaperEntry",
    "PaperStock",
    "PrintRun",
    "Signatory",
    "StampedCopy",
    "VerifierReference",
]
