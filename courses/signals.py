"""What this floor announces, always after commit. Upper floors listen; commands reconcile."""

from django.dispatch import Signal

# half_day: the half-day whose register changed.
register_changed = Signal()
# enrolment, activity: what was completed by whom.
activity_completed = Signal()
