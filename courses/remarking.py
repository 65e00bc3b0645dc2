"""What the floors above remark on words in two languages that somebody wrote in a form below.

A remark is a warning for the writer: the words are stored already, and stay as they were written.
"""

from collections.abc import Iterable, Mapping

from courses.signals import words_written


def remarks_on(words: Mapping[str, Iterable[str]]) -> list[str]:
    """Sentences in the language of the interface, each once; `words` = {language: texts}."""
    written = {language: list(texts) for language, texts in words.items()}
    answers = words_written.send(sender=None, words=written)
    return list(dict.fromkeys(sentence for _listener, said in answers for sentence in said or ()))
