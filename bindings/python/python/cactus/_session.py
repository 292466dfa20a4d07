"""A book in the hands of somebody."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias, cast

from . import _native
from ._wire import Input, decode, encode

View: TypeAlias = dict[str, Any]
"""What comes back: the fields of a view, with `Decimal`, `date`, `time` and `datetime` values. Ids are texts."""


class Session:
    """A book in the hands of somebody, who sees and may do what their role allows.

    Commands are keyword arguments with the names that the engine gives them; it refuses a name that it does
    not know. Lists give `{"items": [...], "next": ...}`: pass `next` as `after` for the page that follows.
    """

    def __init__(self, native: _native.Session) -> None:
        self._native = native

    def sign_out(self) -> None:
        """Ends the session, if it began with signing in."""
        self._native.sign_out()

    def me(self) -> View:
        """Who acts."""
        return self._view("me", None)

    def firm(self) -> View:
        """Their firm."""
        return self._view("firm", None)

    def list_users(self, **query: Input) -> View:
        """A page of the people in reach: `after`, `limit`."""
        return self._view("list_users", query)

    def get_user(self, user: str) -> View:
        """The person with this id."""
        return self._view("get_user", user)

    def add_user(self, **user: Input) -> View:
        """Adds a person: `email`, `name`, `role`, and perhaps `manager`, `client`, `password`."""
        return self._view("add_user", user)

    def list_clients(self, **query: Input) -> View:
        """A page of the clients in reach: `owner`, `household`, `status`, `text`, `after`, `limit`."""
        return self._view("list_clients", query)

    def get_client(self, client: str) -> View:
        """The client with this id."""
        return self._view("get_client", client)

    def create_client(self, **client: Input) -> View:
        """Adds a client: `first_name`, `last_name`, `email`, `risk_profile`, `status`, and perhaps `owner`,
        `household`, `phone`, `lead_source`, `referred_by`, `savings_capacity`, `notes`.
        """
        return self._view("create_client", client)

    def update_client(self, client: str, version: int, **fields: Input) -> View:
        """Replaces what was written about a client, if it still has this version."""
        return self._view("update_client", [client, {"version": version, "client": fields}])

    def list_portfolios(self, **query: Input) -> View:
        """A page of the portfolios in reach: `client`, `after`, `limit`."""
        return self._view("list_portfolios", query)

    def get_portfolio(self, portfolio: str) -> View:
        """The portfolio with this id."""
        return self._view("get_portfolio", portfolio)

    def open_portfolio(self, **portfolio: Input) -> View:
        """Opens a portfolio: `client`, `name`, `base_currency`, `lot_method`, `opened_on`."""
        return self._view("open_portfolio", portfolio)

    def update_portfolio(self, portfolio: str, **change: Input) -> View:
        """Changes a portfolio: `version`, `name`, `lot_method`."""
        return self._view("update_portfolio", [portfolio, change])

    def list_accounts(self, **query: Input) -> View:
        """A page of the accounts in reach: `client`, `portfolio`, `after`, `limit`."""
        return self._view("list_accounts", query)

    def get_account(self, account: str) -> View:
        """The account with this id."""
        return self._view("get_account", account)

    def open_account(self, **account: Input) -> View:
        """Opens an account: `portfolio`, `name`, `opened_on`, and perhaps `custodian`, `number`, `may_be_short`,
        `owner_share`, `currencies`.
        """
        return self._view("open_account", account)

    def update_account(self, account: str, **change: Input) -> View:
        """Replaces what was written about an account: `version`, `name`, `opened_on`, and perhaps `custodian`, `number`,
        `may_be_short`, `owner_share`, `currencies`, `closed_on`.
        """
        return self._view("update_account", [account, change])

    def list_instruments(self, **query: Input) -> View:
        """A page of the firm's instruments: `after`, `limit`."""
        return self._view("list_instruments", query)

    def get_instrument(self, instrument: str) -> View:
        """The instrument with this id."""
        return self._view("get_instrument", instrument)

    def find_instrument(self, symbol: str) -> View:
        """The instrument with this symbol."""
        return self._view("find_instrument", symbol)

    def create_instrument(self, **instrument: Input) -> View:
        """Adds an instrument: `symbol`, `name`, `class`, `currency`, `price_basis`, and perhaps
        `multiplier`, `matures_on`, `isin`, `sector`, `region`. As `class` is a word of Python: `create_instrument(**{"class": "equity", ...})`.
        """
        return self._view("create_instrument", instrument)

    def list_splits(self, instrument: str) -> list[View]:
        """The splits of the instrument, by day."""
        return cast("list[View]", self._call("list_splits", instrument))

    def add_split(self, instrument: str, date: date, new: int, old: int) -> View:
        """Adds a split of so many new units for so many old ones, which counts in every account that holds the
        instrument at the start of the day.
        """
        split: dict[str, Input] = {"date": date, "ratio": {"new": new, "old": old}}
        return self._view("add_split", [instrument, split])

    def list_taxonomies(self) -> list[View]:
        """All taxonomies of the firm, in the order of their keys."""
        return cast("list[View]", self._call("list_taxonomies", None))

    def get_taxonomy(self, key: str) -> View:
        """The taxonomy with this key."""
        return self._view("get_taxonomy", key)

    def put_taxonomy(self, key: str, **taxonomy: Input) -> View:
        """Adds a taxonomy, or replaces it as a whole: `name`, `nodes`, `assignments`, and the `version` that the change
        is based on, if it is there already.
        """
        return self._view("put_taxonomy", [key, taxonomy])

    def delete_taxonomy(self, key: str, version: int) -> None:
        """Removes the taxonomy, if it still has this version."""
        self._call("delete_taxonomy", [key, version])

    def list_benchmarks(self) -> list[View]:
        """All benchmarks of the firm, in the order of their keys."""
        return cast("list[View]", self._call("list_benchmarks", None))

    def get_benchmark(self, key: str) -> View:
        """The benchmark with this key."""
        return self._view("get_benchmark", key)

    def put_benchmark(self, key: str, **benchmark: Input) -> View:
        """Adds a benchmark, or replaces what it is: `name`, `source`, and the `version` that the change is based on, if
        it is there already. The source is `{"kind": "index", "currency": …}`, `{"kind": "instrument", "instrument": …}`
        or `{"kind": "blend", "parts": […], "rebalancing": …}`.
        """
        return self._view("put_benchmark", [key, benchmark])

    def delete_benchmark(self, key: str, version: int) -> None:
        """Removes the benchmark and its levels, if it still has this version and is a part of no other."""
        self._call("delete_benchmark", [key, version])

    def list_levels(self, key: str, as_of: date) -> list[View]:
        """The levels of an index up to and including the day."""
        return cast("list[View]", self._call("list_levels", [key, as_of]))

    def record_levels(self, key: str, levels: Mapping[date, Decimal]) -> None:
        """Keeps levels of an index by day; one that exists for a day is replaced."""
        rows: list[Input] = [{"date": day, "level": level} for day, level in levels.items()]
        self._call("record_levels", [key, {"levels": rows}])

    def record_prices(
        self, instrument: str, prices: Mapping[date, Decimal], source: str | None = None
    ) -> None:
        """Keeps prices of an instrument by day; one that exists for a day is replaced. Statements disclose who
        gave them: the `source`, else the firm.
        """
        rows: list[Input] = [{"date": day, "price": price} for day, price in prices.items()]
        self._call("record_prices", {"instrument": instrument, "source": source, "prices": rows})

    def record_rates(
        self, base: str, quote: str, rates: Mapping[date, Decimal], source: str | None = None
    ) -> None:
        """Keeps exchange rates by day: so many of `quote` for one `base`. Statements disclose who gave them: the
        `source`, else the firm.
        """
        pair: dict[str, Input] = {"base": base, "quote": quote}
        rows: list[Input] = [{"date": day, "rate": pair | {"rate": rate}} for day, rate in rates.items()]
        self._call("record_rates", {"source": source, "rates": rows})

    def latest_day(self) -> date | None:
        """The last day with a price."""
        return cast("date | None", self._call("latest_day", None))

    def list_transactions(self, **query: Input) -> View:
        """A page of the record: `client`, `portfolio`, `account`, `start`, `end`, `after`, `limit`."""
        return self._view("list_transactions", query)

    def get_transaction(self, transaction: str) -> View:
        """The transaction with this id."""
        return self._view("get_transaction", transaction)

    def record_transactions(self, transactions: Sequence[Mapping[str, Input]]) -> list[View]:
        """Records transactions, all or none: each `account`, `date`, `event`, and perhaps `time`, `charges`,
        `settlement`, `reference`, `memo`. An event is `{"kind": "buy", ...}` with the fields of its kind.
        """
        recorded = self._call("record_transactions", {"transactions": transactions})
        return cast("list[View]", recorded)

    def valuation(self, portfolio: str, as_of: date) -> View:
        """What the portfolio held at the end of the day and what that was worth."""
        return self._view("valuation", [portfolio, as_of])

    def query(self, **question: Input) -> View:
        """Any figures of any part of what is in reach, as a table: `as_of` a day, or `from_` a day `to` another;
        `columns` by their keys, and perhaps `group_by`, `scope`, `currency`, `lot_method` and so on.
        """
        return self._view("query", _named(question))

    def query_series(
        self, every: Literal["day", "week", "month", "quarter", "year"], **question: Input
    ) -> View:
        """The answers to a question about a period at many days of it, for charts: `dates`, and in each of the `rows` a
        point for each of them. The question is that of `query`.
        """
        return self._view("query_series", {"query": _named(question), "every": every})

    def query_trail(self, column: str | None = None, **question: Input) -> View:
        """What the figures of a question, or those of one of its columns, were computed from: holdings with prices and
        rates, lots, realised gains, postings, charges in trades, flows and days. The question is that of `query`.
        """
        return self._view("query_trail", {"query": _named(question), "column": column})

    def performance(self, portfolio: str, **period: Input) -> View:
        """How the portfolio performed: between `start` and `end`, or in a named `period` as of a day, such
        as `period="YTD", as_of=date(2025, 6, 30)`. Names: MTD, QTD, YTD, 1Y, 3Y, 5Y, SI (since inception).
        """
        return self._view("performance", [portfolio, period])

    def list_reports(self, **query: Input) -> View:
        """A page of the reports in reach: `client`, `after`, `limit`."""
        return self._view("list_reports", query)

    def get_report(self, report: str) -> View:
        """The report with this id."""
        return self._view("get_report", report)

    def generate_statement(self, **statement: Input) -> View:
        """Generates a client statement: `portfolio`, `period`, `issued_on`, and perhaps `currency`."""
        return self._view("generate_statement", statement)

    def render(
        self,
        report: str,
        format: Literal["json", "markdown", "html", "pdf"] = "pdf",
        language: Literal["en", "es"] = "en",
    ) -> bytes:
        """The content of a report."""
        return self._native.render(report, encode({"format": format, "language": language}))

    def _view(self, operation: str, command: Input) -> View:
        return cast("View", self._call(operation, command))

    def _call(self, operation: str, command: Input) -> Any:
        return decode(operation, self._native.call(operation, encode(command)))


def _named(question: Mapping[str, Input]) -> dict[str, Input]:
    """The fields of a question: a name that is a word of Python has a line behind it."""
    return {name.rstrip("_"): value for name, value in question.items()}
