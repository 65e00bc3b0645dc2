"""What this floor announces, always after commit."""

from django.dispatch import Signal

# attempt: the attempt that was marked for the first time.
attempt_marked = Signal()
# cohort, freeze: the cohort that was frozen.
cohort_frozen = Signal()
