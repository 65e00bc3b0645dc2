"""What stands beside each figure of a page of item results, written out.

The quiz is that of `make_sat_quiz` with 24 people and 6 items: the figures of the quiz as a whole,
then those of its last item; ~ stands for the narrow space of French.
"""

WORDS = {
    "en": (
        {
            "internal consistency (alpha)": "low: marks of single people say little",
            "error ratio": "chance makes half of the differences between marks, or more",
            "mean": "55 of 100 points: of medium difficulty for this group",
            "standard deviation": "marks are spread as usual",
            "standard error of one mark": "a mark of 3.3 may well be 3.3 ± 0.9 on another day",
            "skewness": "more high marks than low ones; a few lag far behind",
            "kurtosis": "most marks close together, a few far away",
        },
        {
            "facility": "very easy",
            "discrimination index": "separates very well",
            "discriminative efficiency": "separates nearly as well as its difficulty allows",
            "effective weight": "counts for about as much as the intended 16.7%",
            "correlation with the total": "goes closely with the mark of the whole quiz, "
            "itself included",
            "correlation with the other marks": "those who do well elsewhere clearly do better "
            "here",
            "standard deviation": "most have nearly the same mark here",
            "random guess score": "the group did better than guessing blindly",
            "French: 12 answers": "very easy",
            "English: 12 answers": "very easy",
        },
    ),
    "fr": (
        {
            "cohérence interne (alpha)": "faible~: la note d’une personne dit peu de chose",
            "part d’erreur": "le hasard fait la moitié des écarts entre les notes, ou plus",
            "moyenne": "55 points sur 100~: de difficulté moyenne pour ce groupe",
            "écart type": "les notes sont étalées comme d’habitude",
            "erreur type d’une note": "une note de 3,3 pourrait bien être 3,3 ± 0,9 un autre jour",
            "asymétrie": "plus de notes hautes que de basses~; quelques-uns sont loin derrière",
            "aplatissement": "la plupart des notes serrées, quelques-unes très loin",
        },
        {
            "indice de facilité": "très facile",
            "indice de discrimination": "distingue très bien",
            "efficacité de discrimination": "distingue presque autant que sa difficulté le permet",
            "poids effectif": "compte à peu près pour les 16,7~% prévus",
            "corrélation avec le total": "suit de près la note du quiz entier, dont elle fait "
            "partie",
            "corrélation avec les autres points": "qui réussit ailleurs réussit nettement mieux "
            "ici",
            "écart type": "la plupart ont presque la même note ici",
            "note attendue au hasard": "le groupe a fait mieux que le hasard",
            "français~: 12 réponses": "très facile",
            "anglais~: 12 réponses": "très facile",
        },
    ),
}
