"""French dates as people write them here: « 12 février 2016 », « 14 h 30 »."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "G\u202f\\h\u202fi"
DATETIME_FORMAT = "j F Y, G\u202f\\h\u202fi"
SHORT_DATE_FORMAT = "j N Y"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3
