"""The demo: fictional people, a historic, a prepared and a running cohort, from data files."""
