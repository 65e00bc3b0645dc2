"""What is gathered while one question is read: its notes and its pictures. Pure."""

import re
from urllib.parse import unquote

from assessments.interchange.html import FILE_PREFIX
from assessments.interchange.limits import NOTES, PICTURES
from assessments.interchange.notes import Note
from assessments.interchange.pictures import EMBEDDED, from_base64, picture
from assessments.interchange.question import EMPTY, File, Text
from assessments.interchange.texts import read_text

_NAMED = re.compile(rf"{FILE_PREFIX}([^\"'<>\s?]+)(\?[^\"'<>\s]*)?")


class Collector:
    """Reads the texts of one question and remembers what had to be changed in them."""

    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}
        # Digests of those beyond: so many notes may be left out that the memory counts.
        self._left_out: set[int] = set()
        self._files: dict[str, File] = {}
        # Names in the file → safe names.
        self._renamed: dict[str, str] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """Each note once, in the order they came; the last one says how many were left out."""
        left = len(self._left_out)
        said = (Note("notes-left-out", str(left)),) if left else ()
        return (*self._notes, *said)

    @property
    def files(self) -> tuple[File, ...]:
        """The pictures that the texts show."""
        return tuple(self._files.values())

    def note(self, code: str, detail: str = "") -> None:
        """Remember that something was changed or left out."""
        self.add(Note(code, detail))

    def add(self, note: Note | None) -> None:
        """Remember a note that another procedure made."""
        if note is None or note in self._notes:
            return
        if len(self._notes) < NOTES:
            self._notes[note] = None
        else:
            self._left_out.add(hash(note))

    def keep_file(self, name: str, content: bytes | None) -> str | None:
        """Keep a picture; the address texts call it by, or None where it is refused."""
        kept = picture(name, content) if content else None
        if kept is None or len(self._files) >= PICTURES:
            self.note("picture-refused", name[:80])
            return None
        while kept.name in self._files and self._files[kept.name].content != kept.content:
            stem, _, ending = kept.name.rpartition(".")
            kept = File(f"{stem}-2.{ending}", kept.media_type, kept.content)
        self._files[kept.name] = kept
        self._renamed[name] = kept.name
        return FILE_PREFIX + kept.name

    def text(self, source: str, kind: str) -> Text:
        """The neutral text, its pictures kept. Raises QuestionProblem for one without end."""
        if not source.strip():
            return EMPTY
        if "<img" in source or "<IMG" in source:
            source = _NAMED.sub(self._renamed_picture, EMBEDDED.sub(self._embedded, source))
        text, notes = read_text(source, kind)
        for note in notes:
            self.add(note)
        return text

    def _embedded(self, match: re.Match[str]) -> str:
        content = from_base64(match[3])
        address = self.keep_file("", content)
        return f"{match[1]}{match[2]}{address or ''}{match[2]}"

    def _renamed_picture(self, match: re.Match[str]) -> str:
        name = unquote(match[1])
        known = self._renamed.get(name) or (name if name in self._files else None)
        if known is None:
            self.note("picture-missing", name[:80])
            return ""
        return FILE_PREFIX + known
