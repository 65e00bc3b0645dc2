"""Before anything is issued: every character that no bundled font can draw, all at once."""

from collections.abc import Iterable

from certificates.glyphs import MissingGlyph, missing_glyphs, require_glyphs
from certificates.payload import CertificatePayload
from certificates.refusals import Problem


def unprintable(payloads: Iterable[CertificatePayload]) -> tuple[Problem, ...]:
    """Every name with every character that cannot be printed, in the order given.

    When all names are sound, the first faulty character of the words that the payloads share.
    """
    sheets = tuple(payloads)
    return _in_names(sheets) or _in_shared_words(sheets)


def _in_names(sheets: tuple[CertificatePayload, ...]) -> tuple[Problem, ...]:
    return tuple(
        Problem(sheet.holder_name, field, missing.character, missing.codepoint)
        for sheet in sheets
        for field, text in (
            ("holder_name", sheet.holder_name),
            ("holder_arabic", sheet.holder_arabic),
        )
        for missing in missing_glyphs(text, arabic=field == "holder_arabic")
    )


def _in_shared_words(sheets: tuple[CertificatePayload, ...]) -> tuple[Problem, ...]:
    for sheet in sheets:
        try:
            require_glyphs(sheet)
        except MissingGlyph as error:
            words = getattr(sheet, error.field)
            where = words if isinstance(words, str) else error.field
            return (Problem(where, error.field, error.character, error.codepoint),)
    return ()
