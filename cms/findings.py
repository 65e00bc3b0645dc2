"""One fault of what is live, as `validate_curriculum` prints it. Pure."""

from dataclasses import dataclass

from assessments.parity import Difference


@dataclass(frozen=True, order=True)
class Finding:
    """The page or key, the field, and the code of what is wrong."""

    where: str
    field: str
    code: str
    detail: str = ""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.field, self.code, self.detail) if part)


def numbers_told(one: Difference) -> str:
    """What only one of the languages states, by language."""
    fr, en = (
        " ".join([*map(str, numbers), *tokens])
        for numbers, tokens in ((one.fr, one.fr_only), (one.en, one.en_only))
    )
    return f"fr {fr} | en {en}"
