"""Moodle XML: one element `question` a question, texts as HTML in CDATA, pictures in base64."""
