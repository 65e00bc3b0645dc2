"""What a training exercise must not hold: real places, coordinates, telephone numbers, MRZ. Pure.

A filter of the obvious, not a proof: the list is of places that this course itself names, and of
the five States and their neighbours with their capitals.
"""

import re
import unicodedata

PLACES = (
    "Agadez Arlit Assamaka Ayorou Banfora Bamako Bittou Bobo-Dioulasso Burkina Dakola Diffa Dori "
    "Fassala Fassala-Néré Gao Gaya Gogui Gorom-Gorom Kantchari Kayes Kidal Kongokiré Konni "
    "Labbezanga Makalondi Mali Mbera Ménaka Mopti N’Djamena Ndjamena Néma Niamey Niger Nouadhibou "
    "Nouakchott Ouagadougou Ouahigouya Rosso Sikasso Sona Tahoua Tchad Chad Téra Tengrela "
    "Tillabéri Tombouctou Timbuktu Zinder Mauritanie Mauritania Nigeria Bénin Benin Togo Ghana "
    "Sénégal Senegal Algérie Algeria Libye Libya Cameroun Cameroon Soudan Sudan Guinée Guinea "
    "Ivoire Abidjan Accra Cotonou Dakar Lomé Abuja Maiduguri Kano Tamanrasset"
).split()
PATTERNS = {
    "coordinates": re.compile(r"\d{1,3}[.,]\d{3,}|\d{1,3}\s*°"),
    "telephone": re.compile(
        r"(?:\+|\b00)\s?\d(?:[\s.-]?\d){6,}|\b\d{2}(?:[\s.-]\d{2}){3,}\b|\b\d{8,}\b"
    ),
    "mrz": re.compile(r"[A-Z0-9]*<{2,}[A-Z0-9<]*"),
}


def real_things_in(text: str) -> list[str]:
    """The names of real places found, and the codes of patterns found; empty for a clean text."""
    words = set(re.findall(r"\w+", _plain(text)))
    places = [place for place in PLACES if set(re.findall(r"\w+", _plain(place))) <= words]
    return places + [code for code, pattern in PATTERNS.items() if pattern.search(text)]


def _plain(text: str) -> str:
    """Lower case and without accents, so that no spelling slips through."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
