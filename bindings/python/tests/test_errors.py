"""What is refused, and how that is told."""

import os
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

import cactus
from cactus import Book
from conftest import OPENED, PASSWORD, Office, Wealth, new_client


@pytest.mark.parametrize("amount", [1000.0, [0.1], {"amount": 0.1}])
def test_floats_are_refused(wealth: Wealth, amount: Any) -> None:
    deposit: dict[str, Any] = {"kind": "deposit", "amount": {"amount": amount, "currency": "USD"}}
    with pytest.raises(TypeError, match="is a float"):
        wealth.admin.record_transactions([{"account": wealth.account, "date": OPENED, "event": deposit}])


def test_what_is_no_number_and_no_day_is_refused(wealth: Wealth) -> None:
    with pytest.raises(ValueError, match="`NaN` is not a number"):
        wealth.admin.record_prices(wealth.instrument, {OPENED: Decimal("NaN")})
    with pytest.raises(TypeError, match=r"datetime\.date"):
        wealth.admin.valuation(wealth.portfolio, datetime(2024, 1, 2))


def test_every_digit_arrives(wealth: Wealth) -> None:
    price = Decimal("1E+3") + Decimal("0.1234567890123456789")
    wealth.admin.record_prices(wealth.instrument, {OPENED: price})
    (position,) = wealth.admin.valuation(wealth.portfolio, OPENED)["positions"]
    assert position["price"]["value"]["amount"] == price


def test_a_command_says_where_it_is_wrong(office: Office) -> None:
    with pytest.raises(cactus.InvalidError, match="unknown field `nickname`") as caught:
        office.admin.list_clients(nickname="Lu")
    assert caught.value.code == "binding.malformed_command"
    assert caught.value.kind == "invalid"
    with pytest.raises(cactus.InvalidError) as caught:
        office.admin.record_transactions([{"account": "nobody"}])
    assert caught.value.details["path"] == "transactions[0].account"


def test_errors_have_the_engines_codes(office: Office) -> None:
    with pytest.raises(cactus.NotFoundError) as missing:
        office.admin.get_client("cli_" + "0" * 32)
    assert missing.value.kind == "not_found"
    with pytest.raises(cactus.UnauthenticatedError) as stranger:
        office.book.sign_in("ana@sunrise.example", "wrong horse battery")
    assert isinstance(stranger.value, cactus.CactusError)
    new_client(office.admin, "Luis")
    with pytest.raises(cactus.ConflictError):
        new_client(office.admin, "Luis")
    with pytest.raises(cactus.ForbiddenError):
        adviser = office.adviser("Ines")
        adviser.add_user(email="x@sunrise.example", name="X", role="admin")


def test_a_session_that_was_ended_opens_nothing(office: Office) -> None:
    session = office.book.sign_in("ana@sunrise.example", PASSWORD)
    assert session.me()["name"] == "Ana García"
    session.sign_out()
    with pytest.raises(cactus.UnauthenticatedError):
        session.list_clients()


def test_a_fork_opens_the_book_anew() -> None:
    book = Book.in_memory()
    child = os.fork()
    if child == 0:
        try:
            book.assume("ana@sunrise.example")
        except cactus.InvalidError as error:
            os._exit(0 if error.code == "binding.other_process" and forked_works() else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def forked_works() -> bool:
    try:
        Book.in_memory().assume("ana@sunrise.example")
    except cactus.NotFoundError:
        return True
    return False
