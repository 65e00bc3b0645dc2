"""Forms of the register, of catch-up tasks, of the tablet and of the enrolment list."""
