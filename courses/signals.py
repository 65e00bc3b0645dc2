"""What this floor announces, always after commit. Upper floors listen; commands reconcile."""

from django.dispatch import Signal

# half_day: the half-day whose register changed.
register_changed = Signal()
# enrolment, activity: what was completed by whom.
activity_completed = Signal()
# words: {language: [text, …]} that a form has just stored. Not after commit, but answered on the
# spot: a listener returns sentences for the person who wrote them (`courses.remarking`).
words_written = Signal()
