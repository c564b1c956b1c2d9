"""What a server makes ready beside its first pages, so that no reader waits for it: the templates, the
description of the API, and, where statements have vectors, the encoder and all codes that searches by meaning
go through."""

from __future__ import annotations

import gc
import threading
from contextlib import suppress

from fastapi import FastAPI

from dragoman.errors import DragomanError
from dragoman.ledger.facets import Query
from dragoman.linking.meaning import find_by_meaning
from dragoman.web.render import environment

_YOUNG = 10_000  # objects that are made between two looks for unreachable ones


def begin(app: FastAPI) -> None:
    """Make ready in a thread of its own, which ends with the process."""
    threading.Thread(target=make_ready, args=(app,), name="warming", daemon=True).start()


def make_ready(app: FastAPI) -> None:
    """All of it; what cannot be made is left to the page that needs it, which says why."""
    app.openapi()
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)
    _keep_what_stays()
    with suppress(DragomanError), app.state.pool.reader() as ledger:
        find_by_meaning(ledger, Query(words="ready"), limit=1, facets=False)
    _keep_what_stays()


def _keep_what_stays() -> None:
    """What is loaded by now stays until the end: to look through it for unreachable objects would hold up
    a page for some 60 ms time and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)
