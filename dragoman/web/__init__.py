"""The web application: a ledger read, searched and judged in a browser on the same machine.

Data flows one way: an address names a page (``pages``), its view asks the ledger through the ``Desk``
and returns a context (a documented, frozen class), and the context goes out as HTML or, at the same
address, as JSON. Nothing of an article is ever printed as markup, and no page loads anything from
elsewhere.
"""
