"""Pages and feeds from web addresses: the only code that opens a network connection, and only to the
addresses that it was given and where these redirect to.

Polite: robots.txt is honoured, one request at a time, a pause between two requests to one host,
conditional requests, Retry-After. Safe: http and https only, no private addresses unless the caller
asks for them, checked on the very address that is connected to; limits on redirects, time, size and
decompression. What cannot be fetched is ``Unfetched``, with a reason and the next thing to try.
"""

from dragoman.acquire.fetch.failures import Unfetched
from dragoman.acquire.fetch.manners import MANNERS, Manners
from dragoman.acquire.fetch.responses import Fetched, NotModified, Validators
from dragoman.acquire.fetch.web import Web

__all__ = ["MANNERS", "Fetched", "Manners", "NotModified", "Unfetched", "Validators", "Web"]
