"""Cactus is an embeddable wealth-management engine: clients, portfolios, permissions and reports.

`Book.open` opens a book, a `Session` is the book in somebody's hands. Money is `decimal.Decimal`, days are
`datetime.date`; floats are refused. Errors are `CactusError` with a stable `code`.
"""

from ._book import Book
from ._session import Session, View
from ._wire import Input
from .errors import (
    CactusError,
    ConflictError,
    ForbiddenError,
    InternalError,
    InvalidError,
    NotFoundError,
    RangeError,
    UnauthenticatedError,
    UnavailableError,
)

__all__ = [
    "Book",
    "CactusError",
    "ConflictError",
    "ForbiddenError",
    "Input",
    "InternalError",
    "InvalidError",
    "NotFoundError",
    "RangeError",
    "Session",
    "UnauthenticatedError",
    "UnavailableError",
    "View",
]
