"""Holds against limits, in the repository itself: nothing above a limit, nothing booked twice, the truth above all."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa

from reelwright.budget import repository as money
from reelwright.budget.contracts import TOTAL, Purse, campaign_scope, workspace_scope
from reelwright.budget.errors import BudgetExceeded
from reelwright.budget.models import budgets, ledger
from reelwright.kit.database import Database

NOW = 1_795_000_000_000
PURSE = Purse("wsp_1", "cmp_1", "2026-11")
WORKSPACE, CAMPAIGN = workspace_scope("wsp_1"), campaign_scope("cmp_1")


def hold(db: Database, attempt: str, micro: int, purse: Purse = PURSE) -> None:
    db.write_sync(lambda conn: money.hold(conn, purse, {attempt: micro}, NOW))


def settle(db: Database, attempt: str, held: int, charge: int, purse: Purse = PURSE) -> None:
    db.write_sync(lambda conn: money.settle(conn, purse, attempt, held, charge, {}, NOW))


def limit(db: Database, scope: str, micro: int | None, period: str = TOTAL) -> None:
    db.write_sync(lambda conn: money.set_limit(conn, "wsp_1", scope, period, micro))


def account(db: Database, scope: str = WORKSPACE, period: str = TOTAL) -> tuple[int, int]:
    """(held, spent)"""
    here = sa.and_(budgets.c.scope == scope, budgets.c.period == period)
    row = db.read_sync(lambda conn: conn.execute(sa.select(budgets).where(here)).one_or_none())
    return (row.held_micro, row.spent_micro) if row else (0, 0)


def test_a_months_limit_goes_on_in_the_next(db: Database) -> None:
    limit(db, WORKSPACE, 800, "2026-11")
    december = replace(PURSE, month="2026-12")
    hold(db, "att_1", 800, december)
    with pytest.raises(BudgetExceeded, match="2026-12"):
        hold(db, "att_2", 1, december)
    limit(db, WORKSPACE, None, "2026-12")
    hold(db, "att_3", 900, replace(PURSE, month="2027-01"))


def test_a_hold_stands_in_every_account_and_a_settlement_moves_it_to_spent(db: Database) -> None:
    hold(db, "att_1", 500)
    every = [(scope, period) for scope in (WORKSPACE, CAMPAIGN) for period in (TOTAL, "2026-11")]
    assert [account(db, *one) for one in every] == [(500, 0)] * 4
    settle(db, "att_1", 500, 300)
    assert [account(db, *one) for one in every] == [(0, 300)] * 4


@pytest.mark.parametrize("scope", [WORKSPACE, CAMPAIGN])
@pytest.mark.parametrize("period", [TOTAL, "2026-11"])
def test_a_limit_of_any_account_refuses_the_hold_in_all(db: Database, scope: str, period: str) -> None:
    limit(db, scope, 800, period)
    hold(db, "att_1", 500)
    with pytest.raises(BudgetExceeded) as refused:
        hold(db, "att_2", 301)
    assert refused.value.extra["leftUsd"] == 0.0003 and refused.value.extra["period"] == period
    assert account(db) == account(db, CAMPAIGN) == (500, 0), "what one account refuses no other has taken"
    hold(db, "att_3", 300)


def test_settling_again_changes_nothing(db: Database) -> None:
    hold(db, "att_1", 500)
    settle(db, "att_1", 500, 500)
    settle(db, "att_1", 500, 500)
    assert account(db) == (0, 500)
    db.write_sync(lambda conn: money.adjust(conn, PURSE, "att_1", 1, -500, {}, NOW))
    db.write_sync(lambda conn: money.adjust(conn, PURSE, "att_1", 1, -500, {}, NOW))
    assert account(db) == (0, 0)


def test_an_actual_above_the_hold_is_booked_in_full_and_blocks_only_what_is_new(db: Database) -> None:
    limit(db, WORKSPACE, 500)
    hold(db, "att_1", 500)
    settle(db, "att_1", 500, 900)
    assert account(db) == (0, 900)
    with pytest.raises(BudgetExceeded) as refused:
        hold(db, "att_2", 1)
    assert refused.value.extra["leftUsd"] == 0.0


def test_a_hold_is_settled_in_the_month_it_was_taken_in(db: Database) -> None:
    november, december = PURSE, Purse("wsp_1", None, "2026-12")
    hold(db, "att_1", 500, november)
    hold(db, "att_2", 200, december)
    settle(db, "att_1", 500, 500, november)
    assert account(db, WORKSPACE, "2026-11") == (0, 500)
    assert account(db, WORKSPACE, "2026-12") == (200, 0)
    assert account(db) == (200, 500)


def test_what_is_free_writes_nothing(db: Database) -> None:
    limit(db, WORKSPACE, 0)
    hold(db, "att_1", 0)
    settle(db, "att_1", 0, 0)
    assert db.read_sync(lambda conn: conn.execute(sa.select(ledger)).all()) == []


@pytest.mark.parametrize("db", ["postgres"], indirect=True)
def test_the_first_orders_of_a_workspace_may_come_at_once(db: Database) -> None:
    """No account is there yet, and each of them wants to be the one that makes it."""
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: hold(db, f"att_{n}", 100), range(8)))
    assert account(db) == account(db, CAMPAIGN) == (800, 0)


def test_fifty_at_once_never_pass_the_limit(db: Database) -> None:
    limit(db, WORKSPACE, 10_000)
    limit(db, CAMPAIGN, 7_000)

    def try_one(n: int) -> bool:
        try:
            hold(db, f"att_{n}", 1_000)
        except BudgetExceeded:
            return False
        return True

    with ThreadPoolExecutor(16) as threads:
        taken = sum(threads.map(try_one, range(50)))
    assert taken == 7 and account(db) == account(db, CAMPAIGN) == (7_000, 0)
    held = db.read_sync(lambda conn: conn.execute(sa.select(sa.func.sum(ledger.c.held_delta))).scalar())
    assert int(held) == 4 * 7_000, "the refused ones left no entry"
