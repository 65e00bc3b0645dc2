"""Template filters of the assessments."""
