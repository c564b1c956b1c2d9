"""Linking follows what people judge in the browser, beside the pages: utterances, people and stories are as
they decided a moment after the last judgement."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Lock, Thread, Timer

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger
from dragoman.pipeline import tie_together

_CALM = 1.0  # seconds without a judgement after which linking begins


class Following:
    """Links one ledger when it is told that somebody judged. Safe for any number of threads."""

    def __init__(self, ledger: Path) -> None:
        self._path = ledger
        self._waiting: Timer | None = None
        self._changing = Lock()
        self._linking = Lock()

    def soon(self) -> None:
        """Link as soon as nobody has judged for a moment."""
        with self._changing:
            if self._waiting is not None:
                self._waiting.cancel()
            self._waiting = Timer(_CALM, self._link)
            self._waiting.daemon = True
            self._waiting.start()

    def now(self, most: float) -> None:
        """Link at once, and wait for it, though no longer than ``most`` seconds."""
        done = Event()

        def run() -> None:
            self._link()
            done.set()

        Thread(target=run, daemon=True).start()
        done.wait(most)

    def stop(self) -> None:
        """Begin nothing more; what is due stays noted in the ledger, for the next linking."""
        with self._changing:
            if self._waiting is not None:
                self._waiting.cancel()

    def _link(self) -> None:
        with self._linking:
            try:
                with Ledger.open(self._path) as ledger:
                    tie_together(ledger)
            except LedgerError:
                return  # somebody else writes for long: what is due stays noted, for the next linking
