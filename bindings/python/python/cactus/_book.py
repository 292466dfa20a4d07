"""A book."""

import os

from . import _native
from ._session import Session, View
from ._wire import Input, decode, encode


class Book:
    """An engine on an open store. Safe to share between threads; not to be used across a fork."""

    def __init__(self, native: _native.Book) -> None:
        self._native = native

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> "Book":
        """Opens the book in this SQLite file, which is made if it is not there."""
        return cls(_native.Book.open(f"sqlite:{os.fspath(path)}"))

    @classmethod
    def in_memory(cls) -> "Book":
        """A new book that lasts as long as this object."""
        return cls(_native.Book.open("memory:"))

    def found_firm(self, **firm: Input) -> tuple[View, Session]:
        """Sets up a firm with its first administrator. Gives the firm and the administrator's session.

        Fields: `name`, `base_currency`, `admin_name`, `admin_email`, `admin_password`.
        """
        view, session = self._native.found_firm(encode(firm))
        return decode("found_firm", view), Session(session)

    def sign_in(self, email: str, password: str) -> Session:
        """Signs a person in."""
        return Session(self._native.sign_in(encode({"email": email, "password": password})))

    def assume(self, email: str) -> Session:
        """The session of a person without their password: for a host that has the book in its hands anyway."""
        return Session(self._native.assume(email))
