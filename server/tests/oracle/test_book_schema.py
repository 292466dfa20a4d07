"""The published JSON Schema of the portable book, by an independent validator."""

import copy
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = ROOT / "docs" / "cactus-book-1.schema.json"


def documents():
    """Every book in the documentation and among the seeds of the fuzzer, by name."""
    found = {}
    for page in sorted((ROOT / "docs").rglob("*.md")):
        blocks = re.findall(r"^```json\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
        for number, block in enumerate(blocks):
            if "cactus-book/1" in block:
                found[f"{page.name}-{number}"] = json.loads(block)
    for name in ["everything", "script", "small", "empty"]:
        seed = ROOT / "cactus-core" / "fuzz" / "seeds" / "book" / f"{name}.json"
        found[seed.name] = json.loads(seed.read_text(encoding="utf-8"))
    return found


DOCUMENTS = documents()


@pytest.fixture(scope="session")
def validator():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def objects(value, path=()):
    """The place of every object in a document."""
    if isinstance(value, dict):
        yield path
        for name, inner in value.items():
            yield from objects(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from objects(inner, (*path, number))


def at(document, path):
    for step in path:
        document = document[step]
    return document


def test_there_are_documents():
    assert any(name.startswith("portable-book.md") for name in DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_is_valid(validator, name):
    errors = [error.message for error in validator.iter_errors(DOCUMENTS[name])]
    assert errors == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_object_of_a_document_takes_an_unknown_field(validator, name):
    for path in objects(DOCUMENTS[name]):
        document = copy.deepcopy(DOCUMENTS[name])
        at(document, path)["unknown"] = 1
        assert not validator.is_valid(document), path


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_field_takes_a_value_of_another_type(validator, name):
    for path in objects(DOCUMENTS[name]):
        for field in at(DOCUMENTS[name], path):
            document = copy.deepcopy(DOCUMENTS[name])
            at(document, path)[field] = 1.5
            assert not validator.is_valid(document), (*path, field)


def test_the_book_of_the_demo_is_valid(validator, demo):
    document = json.loads((demo[0] / "book.json").read_text(encoding="utf-8"))
    assert validator.is_valid(document)
