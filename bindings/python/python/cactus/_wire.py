"""Python values to the engine's JSON and back.

Decimals, dates and times are texts in JSON. On the way in their types say what they are; on the way out the
JSON schema of the view does, which the engine gives.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias, Union

from . import _native

Input: TypeAlias = Union[None, bool, int, str, Decimal, date, time, Mapping[str, "Input"], Sequence["Input"]]
"""What commands are made of. No floats: what is meant by 0.1 + 0.2 cannot be known."""

_Schema: TypeAlias = dict[str, Any]

_SCHEMAS: dict[str, _Schema] = {}
"""The schemas of views that were asked for, by operation."""

_DECIMAL: str = json.loads(_native.decimal_schema())["pattern"]
"""The pattern by which a schema says that a text is a decimal."""

_TIME: str = json.loads(_native.time_schema())["pattern"]
"""The pattern by which a schema says that a text is a time of the day."""


def encode(command: Input) -> str:
    """The command in JSON."""
    return json.dumps(_plain(command))


def decode(operation: str, view: str) -> Any:
    """The view that an operation gave, with decimals, dates and times as Python's own."""
    schema = _schema_of(operation)
    return _typed(json.loads(view), [schema], schema.get("$defs", {}))


def _plain(value: Input) -> Any:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"`{value}` is not a number")
        return format(value, "f")
    if isinstance(value, datetime):
        raise TypeError("a day is a `datetime.date`; a `datetime` lies on two days, by where one stands")
    if isinstance(value, time) and value.tzinfo is not None:
        raise TypeError("a time of the day is on the firm's own clock, without a zone")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float):
        raise TypeError(f"`{value}` is a float; use a `decimal.Decimal`")
    if isinstance(value, Mapping):
        return {_name(name): _plain(part) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview)):
        return [_plain(part) for part in value]
    raise TypeError(f"a command cannot hold a `{type(value).__name__}`")


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"a field has a name, not a `{type(name).__name__}`")
    return name


def _schema_of(operation: str) -> _Schema:
    if operation not in _SCHEMAS:
        _SCHEMAS[operation] = json.loads(_native.view_schema(operation))
    return _SCHEMAS[operation]


def _typed(value: Any, schemas: Sequence[_Schema], definitions: _Schema) -> Any:
    """The value in Python's types; it has one of the forms that the schemas describe."""
    if value is None or isinstance(value, (bool, int)):
        return value
    forms = [form for schema in schemas for form in _forms(schema, value, definitions)]
    if isinstance(value, str):
        return _text(value, forms)
    if isinstance(value, list):
        items = [form["items"] for form in forms if isinstance(form.get("items"), dict)]
        return [_typed(part, items, definitions) for part in value]
    return {name: _typed(part, _properties(forms, name), definitions) for name, part in value.items()}


def _properties(forms: Sequence[_Schema], name: str) -> list[_Schema]:
    parts = (form.get("properties", {}).get(name) for form in forms)
    return [part for part in parts if isinstance(part, dict)]


def _forms(schema: _Schema, value: Any, definitions: _Schema) -> Iterator[_Schema]:
    """The schema with everything that it refers to, without the variants that the value is not."""
    yield schema
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from _forms(definitions[name], value, definitions)
    for word in ("allOf", "anyOf", "oneOf"):
        for option in schema.get(word, ()):
            if _may_be(option, value):
                yield from _forms(option, value, definitions)


def _may_be(option: _Schema, value: Any) -> bool:
    """False for the variants of a tagged union with another tag."""
    if not isinstance(value, dict):
        return True
    tags = {name: part["const"] for name, part in option.get("properties", {}).items() if "const" in part}
    return all(value.get(name) == tag for name, tag in tags.items())


def _text(value: str, forms: Sequence[_Schema]) -> Decimal | date | time | str:
    for form in forms:
        if form.get("pattern") == _DECIMAL:
            return Decimal(value)
        if form.get("pattern") == _TIME:
            return _time(value)
        if form.get("format") == "date":
            return date.fromisoformat(value)
        if form.get("format") == "date-time":
            return datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def _time(text: str) -> time:
    """Before 3.11, Python reads three or six decimals of a second, and no other number of them."""
    whole, _, decimals = text.partition(".")
    return time.fromisoformat(f"{whole}.{decimals:0<6}")
