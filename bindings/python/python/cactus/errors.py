"""What can go wrong, one class for each way to react to it."""

from collections.abc import Mapping
from typing import ClassVar


class CactusError(Exception):
    """An error of the engine.

    `code` is stable and meant for programs, `details` are the facts of the case, all as text.
    """

    kind: ClassVar[str] = ""

    def __init__(self, message: str, code: str, details: Mapping[str, str]) -> None:
        super().__init__(message, code, details)
        self.message = message
        self.code = code
        self.details = dict(details)

    def __str__(self) -> str:
        return self.message


class InvalidError(CactusError):
    """The input is wrong; the same call will fail again."""

    kind = "invalid"


class UnauthenticatedError(CactusError):
    """The caller is not known."""

    kind = "unauthenticated"


class ForbiddenError(CactusError):
    """The caller is known and may not do this."""

    kind = "forbidden"


class NotFoundError(CactusError):
    """There is no such thing, or the caller may not know that there is."""

    kind = "not_found"


class ConflictError(CactusError):
    """The state has moved on, or the value is taken; read again, then decide."""

    kind = "conflict"


class RangeError(CactusError):
    """A numeric limit was passed; nothing was rounded or wrapped in silence."""

    kind = "range"


class UnavailableError(CactusError):
    """The store or another outside party failed; trying again may help."""

    kind = "unavailable"


class InternalError(CactusError):
    """A defect: stored data that breaks the domain's rules, or a bug."""

    kind = "internal"
