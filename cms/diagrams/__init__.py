"""Diagrams of the lessons: drawn as SVG from words in both languages."""
