"""URL × persona: what a GET answers, with objects of the demo (see house.py).

Cells: a status; `card` and `staff`, redirects to the two sign-in pages; `->`, a redirect elsewhere.
"""

EXPECTED = """
url anonymous trainee other-trainee facilitator lead assessor registrar editor donor technical colleague
"""
