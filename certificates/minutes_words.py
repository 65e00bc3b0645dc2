"""The words of the minutes, both languages at once: content, not interface. Pure."""

from certificates.payload import Bilingual

TITLE = Bilingual("Procès-verbal de délibération du jury", "Minutes of the jury")
DRAFT = Bilingual("Projet, sans valeur avant le gel", "Draft, without effect before the freeze")
OUTCOMES = {
    "CRD": Bilingual(
        "Certificat de réussite, mention Très bien", "Certificate of completion with distinction"
    ),
    "CRM": Bilingual(
        "Certificat de réussite, mention Bien", "Certificate of completion with merit"
    ),
    "CR": Bilingual("Certificat de réussite", "Certificate of completion"),
    "ATT": Bilingual("Attestation de participation", "Certificate of participation"),
    "REL": Bilingual("Relevé de présence", "Attendance statement"),
    "AJO": Bilingual("Ajourné", "Deferred"),
    "INCOMPLETE": Bilingual("Incomplet", "Incomplete"),
}
RULINGS = {
    "confirm": Bilingual("Confirmé", "Confirmed"),
    "compensate": Bilingual("Repêchage", "Jury compensation (repêchage)"),
    "defer": Bilingual("Ajourné pour enquête", "Deferred for an enquiry"),
    "": Bilingual("Non décidé", "Not decided"),
}
# Departures from the proposal are marked beside the code.
BY_JURY = frozenset({"compensate", "defer"})


def code_decided(kind: str, code: str) -> str:
    """The decided code as the minutes print it: CR (jury) for a compensation (R15)."""
    return f"{code} (jury)" if kind in BY_JURY else code
