"""Questions in and out of files: GIFT, Moodle XML, Aiken, QTI. Pure: bytes in, values out.

`reading.read_file` is the door in, `writing.write_file` the door out; one folder a format.
"""
