"""Specimen payloads. People, bodies and places are invented; the State is the fictitious UTO."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from certificates.codes import new_number
from certificates.payload import (
    Bilingual,
    CertificatePayload,
    PrintedModule,
    PrintedSignatory,
)

MODULES = (
    ("M01", "4", "Contexte sahélien et gestion coordonnée des frontières",
     "Sahel context and coordinated border management"),
    ("M02", "3.5", "Comment apprennent les adultes\u202f: le rôle du formateur",
     "How adults learn: the trainer’s role"),
    ("M03", "6", "Droit et droits de l’homme à la frontière", "Law and human rights at the border"),
    ("M04", "6", "Documents de voyage et sécurité documentaire",
     "Travel documents and document security"),
    ("M05", "6", "Détection de la fraude documentaire et de l’imposture",
     "Detecting document fraud and impostors"),
    ("M06", "3.5", "Libre circulation, entrée et séjour", "Free movement, entry and stay"),
    ("M07", "6",
     "Contrôle en première et seconde ligne, entretien, profilage fondé sur le risque",
     "First and second line inspection, interviewing, risk-based profiling"),
    ("M08", "6", "Traite des personnes et trafic illicite de migrants",
     "Trafficking in persons and smuggling of migrants"),
    ("M09", "4",
     "Protection\u202f: réfugiés, déplacés, enfants\u202f; identification et orientation",
     "Protection: refugees, displaced persons, children; identification and referral"),
    ("M10", "3.5",
     "Information aux frontières\u202f: données, SIGF, bases et analyse de risques",
     "Border information: data, BMIS, databases and risk analysis"),
    ("M11", "4.5", "Compte rendu d’incident, intégrité et déontologie",
     "Incident reporting, integrity and ethics"),
    ("M12", "2.5", "Engagement communautaire, genre et sécurité",
     "Community engagement, gender and safety"),
    ("M13", "3.5", "Gestion humanitaire des frontières et coopération transfrontalière",
     "Humanitarian border management and cross-border cooperation"),
    ("M14", "11", "Concevoir et animer une formation", "Designing and facilitating training"),
    ("M15", "6", "Micro-enseignement certificatif", "Certifying micro-teaching"),
    ("M16", "6", "Évaluer, suivre et démultiplier", "Evaluating, following up and cascading"),
)  # fmt: skip

SIGNATORIES = (
    PrintedSignatory(
        "Salifou KORÉ-TANDIA",
        Bilingual("Directeur de l’Académie des frontières d’Uto", "Director, Uto Border Academy"),
    ),
    PrintedSignatory(
        "Maryam WALET ASSIKEL",
        Bilingual("Cheffe du programme régional de formation", "Head, Regional Training Programme"),
    ),
    PrintedSignatory(
        "Ousmane N’GOLO",
        Bilingual("Responsable pédagogique de la cohorte", "Lead instructor of the cohort"),
    ),
)

LONGEST_NAME = (
    "MOHAMED LEMINE OULD SIDI MOHAMED OULD CHEIKH EL HACEN dit OULD BOUBACAR N’DIAYE-OUÉDRAOGO"
    " Abdoul-Wahab Aboubacrine ɗan ɓ"
)


def counted(start: int) -> Any:
    """Bytes that count up, in place of chance: a different number for each start."""
    return lambda size: start.to_bytes(size, "big")


def specimen(**changes: Any) -> CertificatePayload:
    """A certificate of completion of the seed course; `changes` replace fields."""
    base = CertificatePayload(
        kind="completion",
        number=new_number("FDF", random_bytes=counted(0x3A5C71E992)),
        print_index=1,
        holder_name="OUÉDRAOGO Aïssata",
        holder_arabic="",
        course_title=Bilingual(
            "Formation de formateurs en gestion des frontières",
            "Training of trainers in border management",
        ),
        venue_city=Bilingual("Tillara", "Tillara"),
        venue_country=Bilingual("Uto", "Uto"),
        starts_on=dt.date(2016, 1, 25),
        ends_on=dt.date(2016, 2, 12),
        hours=Decimal(90),
        issuing_bodies=(
            Bilingual("Académie des frontières d’Uto", "Uto Border Academy"),
            Bilingual(
                "Programme régional de formation Relais", "Relais Regional Training Programme"
            ),
        ),
        signatories=SIGNATORIES[:2],
        funding_lines=(
            Bilingual(
                "Financé par le Fonds de coopération d’Uto", "Funded by the Uto Cooperation Fund"
            ),
        ),
        signed_on=dt.date(2016, 2, 12),
        signed_at=Bilingual("Tillara", "Tillara"),
        modules=tuple(
            PrintedModule(code, Bilingual(fr, en), Decimal(length))
            for code, length, fr, en in MODULES
        ),
        rule_set_version="2016.1",
        verify_url="https://relais.example/verifier/",
        template_version="2",
    )
    return replace(base, **changes)
