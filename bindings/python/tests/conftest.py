"""A book in a file of its own for every test."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cactus import Book, Input, Session

PASSWORD = "correct horse battery"


@dataclass
class Office:
    """A firm with its administrator's session."""

    book: Book
    admin: Session

    def adviser(self, name: str) -> Session:
        """Adds an adviser and signs them in."""
        email = f"{name.lower()}@sunrise.example"
        self.admin.add_user(email=email, name=name, role="adviser", password=PASSWORD)
        return self.book.sign_in(email, PASSWORD)


@dataclass
class Wealth:
    """A portfolio that bought ten units at 100, which stand at 121 a year later."""

    admin: Session
    client: str
    portfolio: str
    account: str
    instrument: str


OPENED = date(2024, 1, 2)
A_YEAR_LATER = date(2025, 1, 2)


def new_client(session: Session, name: str) -> str:
    client = session.create_client(
        first_name=name,
        last_name="Ortega",
        email=f"{name.lower()}@example.org",
        risk_profile="medium",
        status="active_investor",
        savings_capacity={"amount": Decimal("250.50"), "currency": "USD"},
    )
    return str(client["id"])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    book = Book.open(tmp_path / "firm.db")
    _, admin = book.found_firm(
        name="Sunrise Advisers",
        base_currency="USD",
        admin_name="Ana García",
        admin_email="ana@sunrise.example",
        admin_password=PASSWORD,
    )
    return Office(book, admin)


@pytest.fixture
def wealth(office: Office) -> Wealth:
    admin = office.admin
    client = new_client(admin, "Luis")
    portfolio = admin.open_portfolio(
        client=client, name="Growth", base_currency="USD", lot_method="fifo", opened_on=OPENED
    )["id"]
    account = admin.open_account(portfolio=portfolio, name="Custody", opened_on=OPENED)["id"]
    instrument = admin.create_instrument(
        **{"symbol": "ACME", "name": "Acme", "class": "equity", "currency": "USD", "price_basis": "raw"}
    )["id"]
    admin.record_prices(
        instrument,
        {OPENED: Decimal("100"), date(2024, 7, 1): Decimal("90"), A_YEAR_LATER: Decimal("121")},
    )
    usd: dict[str, Input] = {"amount": Decimal("1000"), "currency": "USD"}
    trade: dict[str, Input] = {"instrument": instrument, "quantity": Decimal("10"), "consideration": usd}
    admin.record_transactions(
        [
            {"account": account, "date": OPENED, "event": {"kind": "deposit", "amount": usd}},
            {"account": account, "date": OPENED, "event": {"kind": "buy", **trade}},
        ]
    )
    return Wealth(admin, client, portfolio, account, instrument)
