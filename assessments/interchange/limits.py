"""What a file may cost: far above any teacher's file, far below what would hurt a machine. Pure."""

MEGABYTE = 1024 * 1024

FILE_BYTES = 32 * MEGABYTE
QUESTIONS = 20_000
# One text of a question, its pictures taken out: a long case study is some ten thousand.
TEXT_CHARACTERS = 200_000
# Markdown and nested braces are read by procedures that are not linear.
MARKDOWN_CHARACTERS = 100_000
# Line ends and marks of all Markdown of a file together: each costs the parser some 0.05 ms, its
# words nearly nothing. A question has some twenty: this is a bank of thousands.
MARKDOWN_MARKS = 100_000
# Tags and named characters of all HTML of a file together (« < » and « & »): each costs the parser
# some 0.003 ms. A question of teachers has some ten to fifty: this is a bank of tens of thousands.
HTML_MARKS = 1_000_000
BLOCK_CHARACTERS = 2_000_000
OPTIONS = 500
# Options, answers, pairs, elements and gaps of all questions together: a hundred thousand
# questions' worth of them would not fit into a small machine's memory.
OPTIONS_IN_FILE = 100_000
# Different notes on one question.
NOTES = 100
# Lines of GIFT and Aiken.
LINES = 1_000_000
# Elements with their ends and attributes of an XML file, its declarations of namespaces, and those
# that hold at one place.
XML_MARKS = 1_500_000
XML_NAMESPACES = 500
XML_IN_SCOPE = 50
# Tags open at once in one text; beyond, a browser would give up too.
HTML_DEPTH = 200
# Characters that a parser may write again: formatting left open is opened anew in each paragraph.
HTML_REPEATED = 5_000_000
PICTURE_BYTES = 8 * MEGABYTE
PICTURES = 50
# Inside a zip: files, and bytes once unpacked.
ZIP_ENTRIES = 5_000
ZIP_ENTRY_BYTES = 16 * MEGABYTE
ZIP_TOTAL_BYTES = 128 * MEGABYTE
ZIP_RATIO = 200
# Elements with their ends in all items of a package together: some three thousand questions.
ZIP_XML_MARKS = 500_000
# Digits of a number and size of its exponent.
NUMBER_CHARACTERS = 60
NUMBER_EXPONENT = 60
