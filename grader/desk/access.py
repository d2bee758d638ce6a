"""Who may come in: whoever was given the address with its token, in the browser that came with it.

Any page of the web, and any user of this machine, can send requests to a port of it. What tells ours from theirs:

- the token in the first address, which only this terminal showed; for it the browser gets a cookie, and the token goes
  out of the address;
- `Host`: a page of somebody else's whose name is made to point here is not called as this server is (DNS rebinding);
- `Origin`: a form or a script of another page says so (CSRF), and each form of ours carries a secret besides.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from http.cookies import CookieError, SimpleCookie

LOCALHOST = "localhost"


class Access:
    """The secrets of one server, new each time, and what a request has to show.

    Parameters
    ----------
    host, port : str, int
        Where it listens: the address of one network card, never that of all.
    """

    def __init__(self, host: str, port: int) -> None:
        name = f"[{host}]" if ":" in host else host
        self.token = secrets.token_urlsafe(32)
        # Cookies are shared by all ports of a machine.
        self.cookie = f"grader-desk-{port}"
        self.session = secrets.token_urlsafe(32)
        self.form = secrets.token_urlsafe(32)
        names = [name, LOCALHOST] if is_loopback(host) else [name]
        self._hosts = {f"{called}:{port}" for called in names}
        self.origin = f"http://{name}:{port}"
        self.address = f"{self.origin}/?token={self.token}"

    def knows_host(self, host: str) -> bool:
        """Whether a request was meant for this server, by the name that it was called."""
        return host.lower() in self._hosts

    def knows_origin(self, origin: str, site: str) -> bool:
        """Whether what changes something comes of a page of ours, as the browser says; one that says nothing does not.

        Parameters
        ----------
        origin, site : str
            The headers `Origin` and `Sec-Fetch-Site`; older browsers do not send the second.
        """
        return origin.lower() in {f"http://{host}" for host in self._hosts} and site in ("", "same-origin")

    def has_token(self, token: str) -> bool:
        """Whether this is the token of the first address."""
        return _same(token, self.token)

    def has_cookie(self, header: str) -> bool:
        """Whether the header `Cookie` has the one that was given for the token."""
        try:
            found = SimpleCookie(header).get(self.cookie)
        except CookieError:
            return False
        return found is not None and _same(found.value, self.session)

    def has_form(self, secret: str) -> bool:
        """Whether a form was made by this server."""
        return _same(secret, self.form)

    @property
    def set_cookie(self) -> str:
        """The header that gives the cookie: no script reads it, and no other site's page sends it."""
        return f"{self.cookie}={self.session}; HttpOnly; SameSite=Strict; Path=/"


def is_loopback(host: str) -> bool:
    """Whether an address is one that only this machine itself can reach."""
    try:
        return host == LOCALHOST or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_everywhere(host: str) -> bool:
    """Whether an address stands for all that this machine has; no request can be held against it."""
    try:
        return not host or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _same(one: str, other: str) -> bool:
    """Compares in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one.encode(errors="replace"), other.encode())
