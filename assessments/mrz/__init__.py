"""The machine-readable zone of travel documents (ICAO Doc 9303), for the fictitious State UTO."""
