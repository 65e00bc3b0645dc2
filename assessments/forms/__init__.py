"""Forms of the assessments, one file for each thing that is filled in."""
