"""From the first client to the printed statement, in Python's own types."""

from datetime import date, datetime, time, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from cactus import Book, Input
from cactus.errors import InvalidError
from conftest import A_YEAR_LATER, OPENED, Office, Wealth, new_client


def test_a_portfolio_is_valued_exactly(wealth: Wealth) -> None:
    valuation = wealth.admin.valuation(wealth.portfolio, A_YEAR_LATER)
    assert valuation["as_of"] == A_YEAR_LATER
    assert valuation["total"] == {"value": {"amount": Decimal("1210"), "currency": "USD"}}
    assert valuation["unrealised_gain"]["value"]["amount"] == Decimal("210")
    (position,) = valuation["positions"]
    assert position["symbol"] == "ACME"
    assert position["quantity"] == Decimal("10")
    assert position["price"]["value"] == {"amount": Decimal("121"), "currency": "USD"}
    assert position["price_date"] == A_YEAR_LATER
    assert position["weight"]["value"] == Decimal("1")
    assert isinstance(position["quantity"], Decimal)


def test_performance_of_a_named_period_and_of_two_days(wealth: Wealth) -> None:
    whole = wealth.admin.performance(wealth.portfolio, period="SI", as_of=A_YEAR_LATER)
    assert whole["twr"] == {"value": Decimal("0.21")}
    assert whole["max_drawdown"]["value"]["depth"] == Decimal("-0.1")
    assert whole["max_drawdown"]["value"]["trough"] == date(2024, 7, 1)
    half = wealth.admin.performance(wealth.portfolio, start=date(2024, 7, 1), end=A_YEAR_LATER)
    assert half["period"] == {"start": date(2024, 7, 1), "end": A_YEAR_LATER}
    # 121 / 90 - 1
    assert round(half["twr"]["value"], 6) == Decimal("0.344444")


def test_a_figure_that_is_not_there_says_why(wealth: Wealth) -> None:
    valuation = wealth.admin.valuation(wealth.portfolio, date(2030, 1, 2))
    assert valuation["total"]["undefined"]["code"] == "undefined.missing_price"
    assert "value" not in valuation["total"]


def test_what_was_recorded_comes_back(wealth: Wealth) -> None:
    page = wealth.admin.list_transactions(account=wealth.account)
    kinds = {row["event"]["kind"]: row for row in page["items"]}
    assert kinds["deposit"]["event"]["amount"] == {"amount": Decimal("1000"), "currency": "USD"}
    assert kinds["buy"]["event"]["quantity"] == Decimal("10")
    assert kinds["buy"]["event"]["instrument"] == wealth.instrument
    assert kinds["buy"]["date"] == OPENED
    recorded_at = kinds["buy"]["recorded_at"]
    assert isinstance(recorded_at, datetime)
    assert recorded_at.tzinfo == timezone.utc
    assert wealth.admin.latest_day() == A_YEAR_LATER


def test_a_time_of_the_day_comes_back_as_one(wealth: Wealth) -> None:
    usd = {"amount": Decimal("5"), "currency": "USD"}
    times = [time(9, 30), time(23, 59, 59), time(0, 0, 0, 500_000), time(12, 0, 0, 1), None]
    bookings = [
        {"account": wealth.account, "date": A_YEAR_LATER, "time": at, "event": {"kind": "deposit", "amount": usd}}
        for at in times
    ]
    recorded = wealth.admin.record_transactions(bookings)
    assert [row.get("time") for row in recorded] == times


def test_a_client_is_changed_in_the_version_that_was_read(wealth: Wealth) -> None:
    client = wealth.admin.get_client(wealth.client)
    assert client["savings_capacity"] == {"amount": Decimal("250.5"), "currency": "USD"}
    names = ("first_name", "last_name", "email", "risk_profile", "status", "savings_capacity")
    fields = {name: client[name] for name in names} | {"phone": "+34 600 000 000"}
    changed = wealth.admin.update_client(wealth.client, client["version"], **fields)
    assert changed["phone"] == "+34 600 000 000"
    assert changed["version"] == client["version"] + 1


def test_a_statement_is_printed(wealth: Wealth) -> None:
    report = wealth.admin.generate_statement(
        portfolio=wealth.portfolio,
        period={"period": "SI", "as_of": A_YEAR_LATER},
        issued_on=date(2025, 1, 3),
    )
    assert wealth.admin.render(report["id"]).startswith(b"%PDF-")
    assert "1.210,00" in wealth.admin.render(report["id"], "markdown", "es").decode()
    assert wealth.admin.list_reports(client=wealth.client)["items"] == [report]


def test_a_book_is_kept(wealth: Wealth, tmp_path: Path) -> None:
    again = Book.open(tmp_path / "firm.db").assume("ana@sunrise.example")
    assert again.get_portfolio(wealth.portfolio)["name"] == "Growth"


def test_an_adviser_sees_only_their_own_clients(office: Office) -> None:
    ines, juan = office.adviser("Ines"), office.adviser("Juan")
    hers, his = new_client(ines, "Luis"), new_client(juan, "Marta")
    assert [client["id"] for client in ines.list_clients()["items"]] == [hers]
    assert [client["id"] for client in juan.list_clients()["items"]] == [his]
    assert len(office.admin.list_clients()["items"]) == 2
    page = office.admin.list_clients(limit=1)
    rest = office.admin.list_clients(limit=1, after=page["next"])
    assert {page["items"][0]["id"], rest["items"][0]["id"]} == {hers, his}


def test_a_query_groups_what_is_in_reach(wealth: Wealth) -> None:
    columns = ["market_value", "weight", "twr"]
    table = wealth.admin.query(from_=OPENED, to=A_YEAR_LATER, group_by=["client", "instrument"], columns=columns)
    assert table["to"] == A_YEAR_LATER and table["currency"] == "USD"
    whole, client, *rows = table["rows"]
    assert whole["groups"] == [] and [cell["value"] for cell in whole["cells"]][:2] == ["1210", "1"]
    assert client["groups"][0]["by"] == "client"
    values = [Decimal(row["cells"][0]["value"]) for row in rows]
    assert len(rows) >= 1 and sum(values) == Decimal("1210")


def test_a_query_may_ask_what_was_known(wealth: Wealth) -> None:
    def value(**known: object) -> str:
        table = wealth.admin.query(as_of=A_YEAR_LATER, columns=["market_value"], **known)
        return table["rows"][0]["cells"][0]["value"]

    assert value() == "1210"
    assert value(known_on="2001-01-01") == "0"


def test_a_query_has_points_and_a_trail(wealth: Wealth) -> None:
    since = {"from_": OPENED, "to": A_YEAR_LATER, "columns": ["closing_value"]}
    series = wealth.admin.query_series("year", **since)
    assert series["dates"][-1] == A_YEAR_LATER
    assert series["rows"][0]["points"][-1] == [{"value": "1210"}]
    trail = wealth.admin.query_trail("closing_value", **since)
    (position,) = trail["positions"]
    assert position["price"]["value"]["amount"] * position["quantity"] == Decimal("1210")
    assert trail["lots"] == []


def test_a_query_with_an_unknown_column_is_refused(wealth: Wealth) -> None:
    with pytest.raises(InvalidError) as refused:
        wealth.admin.query(as_of=OPENED, columns=["colour"])
    assert "colour" in str(refused.value)


def test_a_firm_sorts_and_compares_in_its_own_way(wealth: Wealth) -> None:
    admin = wealth.admin
    share: dict[str, Input] = {"instrument": wealth.instrument, "node": "tools", "weight": Decimal("0.25")}
    theme = admin.put_taxonomy(
        "theme", name="Theme", nodes=[{"key": "tools", "name": "Tools"}], assignments=[share]
    )
    assert theme["assignments"][0]["weight"] == Decimal("0.25")
    assert admin.list_taxonomies() == [admin.get_taxonomy("theme")]
    index = admin.put_benchmark("world", name="World", source={"kind": "index", "currency": "USD"})
    admin.record_levels("world", {OPENED: Decimal("4000"), A_YEAR_LATER: Decimal("5000")})
    assert admin.list_levels("world", OPENED) == [{"date": OPENED, "level": Decimal("4000")}]
    table = admin.query(
        from_=OPENED,
        to=A_YEAR_LATER,
        benchmark="world",
        group_by=["taxonomy:theme"],
        columns=["market_value", "benchmark_return"],
    )
    whole, tools, *_ = table["rows"]
    assert [cell["value"] for cell in whole["cells"]] == ["1210", "0.25"]
    # A quarter of what stands at 1210.
    assert tools["groups"][0]["key"] == "tools" and tools["cells"][0]["value"] == "302.5"
    admin.delete_benchmark("world", index["version"])
    admin.delete_taxonomy("theme", theme["version"])
    assert admin.list_benchmarks() == [] == admin.list_taxonomies()


def test_an_account_has_an_owners_share(wealth: Wealth) -> None:
    account = wealth.admin.get_account(wealth.account)
    assert account["owner_share"] == Decimal("1") and account["currencies"] is None
    changed = wealth.admin.update_account(
        wealth.account,
        version=account["version"],
        name="Custody",
        opened_on=OPENED,
        owner_share=Decimal("0.5"),
        currencies=["USD"],
    )
    assert (changed["owner_share"], changed["currencies"]) == (Decimal("0.5"), ["USD"])
    table = wealth.admin.query(as_of=A_YEAR_LATER, columns=["market_value"], owner_share=True)
    assert table["rows"][0]["cells"][0]["value"] == "605"
