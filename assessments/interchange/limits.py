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
BLOCK_CHARACTERS = 2_000_000
OPTIONS = 500
# Tags open at once in one text; beyond, a browser would give up too.
HTML_DEPTH = 200
PICTURE_BYTES = 8 * MEGABYTE
PICTURES = 50
# Inside a zip: files, and bytes once unpacked.
ZIP_ENTRIES = 5_000
ZIP_ENTRY_BYTES = 16 * MEGABYTE
ZIP_TOTAL_BYTES = 128 * MEGABYTE
ZIP_RATIO = 200
# Digits of a number and size of its exponent.
NUMBER_CHARACTERS = 60
NUMBER_EXPONENT = 60
