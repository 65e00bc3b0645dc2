"""Names from which fictitious holders are put together. Pure.

Parts are common in the region and are combined by chance; they show what the zone does to accents,
apostrophes, hyphens, hooked letters, particles and long names. The order is part of the generator:
names are added in a new generator only.
"""

# Ould and Ag say « son of », Mint and Walet « daughter of »: they go by the holder's sex.
_BOTH = (
    "N’Diaye", "Ouédraogo", "Traoré", "Maïga", "Sawadogo", "Mahamat", "Kaboré", "Zongo", "Hassane",
    "Coulibaly-Diarra", "Ɓah", "Ɗiallo", "N’Guessan", "Saïdou", "Barry", "Cissé", "Keïta", "Bâ",
    "Tamboura", "Yacouba", "Issoufou", "Gombo-Ngarlem", "Nikiéma", "Sow", "Diakité",
    "Compaoré-Sanogo",
)  # fmt: skip
SURNAMES = {
    "F": (*_BOTH, "Mint Sidi", "Walet Mohamed"),
    "M": (*_BOTH, "Ould Ahmed", "Ag Alhassane"),
}
GIVEN = {
    "F": (
        "Aïssata", "Fatoumata", "Mariam", "Hadiza", "Zénabou", "Aminata", "Rakia", "Salamatou",
        "Élise", "Nafissatou", "Khadidja", "Ramatoulaye", "Marie-Noëlle", "Hawa", "Françoise",
    ),
    "M": (
        "Moussa", "Ibrahim", "Boubacar", "Seydou", "Idrissa", "Abdoulaye", "Souleymane", "Issa",
        "Amadou", "Jean-Baptiste", "Oumarou", "El Hadj", "Théophile", "Mahamadou", "François",
    ),
}  # fmt: skip
# Too long for their field: what happens then is what they are for.
LONG = {
    "F": (
        ("Coulibaly-Diarra Nikiéma", "Ramatoulaye Marie-Noëlle Fatoumata"),
        ("Mint Mohamed Abdallahi", "Khadidja Nafissatou Salamatou"),
    ),
    "M": (
        ("Compaoré-Sanogo Ouédraogo", "Abdoulaye Souleymane Jean-Baptiste"),
        ("Ould Mohamed Abdallahi", "Mahamadou Boubacar Théophile Idrissa"),
    ),
}
