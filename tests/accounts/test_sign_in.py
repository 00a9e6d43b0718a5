"""Getting in, staying in, getting out; and what happens to copies."""

import asyncio

import jwt
import pytest
import sqlalchemy as sa

from reelwright.accounts.models import sessions
from tests.house import House, Seat

PASSWORD = "a long enough password"


async def refresh(house: House, token: object):
    return await house.client().post("/api/auth/refresh", json={"refreshToken": token})


async def login(house: House, email: str, password: str):
    return await house.client().post("/api/auth/login", json={"email": email, "password": password})


async def with_password(house: House) -> Seat:
    seat = await house.owner()
    assert (await seat.client.put("/api/auth/password", json={"newPassword": PASSWORD})).status_code == 204
    return seat


async def test_the_first_run_gives_a_link_that_works_once(house: House) -> None:
    token = await house.accounts.first_run()
    first = await house.client().post(f"/api/auth/link/{token}")
    second = await house.client().post(f"/api/auth/link/{token}")
    assert first.json()["role"] == "owner"
    assert (second.status_code, second.json()["code"]) == (410, "link_used")
    me = (await house.client(first.json()["accessToken"]).get("/api/auth/me")).json()
    assert me["workspace"]["name"] == "My studio"
    assert me["scopes"] == ["manage", "order", "read", "write"]


async def test_the_first_run_offers_a_new_link_until_somebody_came_in(house: House) -> None:
    lost, found = await house.accounts.first_run(), await house.accounts.first_run()
    assert lost != found
    assert (await house.client().post(f"/api/auth/link/{found}")).status_code == 200
    assert await house.accounts.first_run() is None
    workspaces = (await house.client(await house.accounts.issue_token()).get("/api/auth/me")).json()["workspaces"]
    assert len(workspaces) == 1


async def test_a_link_runs_out_after_a_day(house: House) -> None:
    token = await house.accounts.first_run()
    house.clock.advance(24 * 3600 + 1)
    assert (await house.client().post(f"/api/auth/link/{token}")).status_code == 410


async def test_looking_at_a_link_does_not_use_it_up(house: House) -> None:
    token = await house.accounts.first_run()
    looked = await house.client().get(f"/api/auth/link/{token}")
    assert (looked.status_code, looked.headers["location"]) == (303, f"/#/auth/link/{token}")
    assert (await house.client().post(f"/api/auth/link/{token}")).status_code == 200


async def test_email_and_password_in_any_case_of_the_email(house: House) -> None:
    seat = await with_password(house)
    answer = await login(house, seat.email.upper(), PASSWORD)
    assert answer.status_code == 200
    assert (await house.client(answer.json()["accessToken"]).get("/api/auth/me")).json()["person"]["hasPassword"]


async def test_a_wrong_password_and_an_unknown_email_look_the_same(house: House) -> None:
    seat = await with_password(house)
    wrong, unknown = await login(house, seat.email, "wrong"), await login(house, "nobody@acme.example", PASSWORD)
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


async def test_guessing_is_stopped_even_for_the_right_guess(house: House) -> None:
    seat = await with_password(house)
    codes = [(await login(house, seat.email, f"guess {n}")).status_code for n in range(10)]
    stopped = await login(house, seat.email, PASSWORD)
    assert set(codes) == {401}
    assert (stopped.status_code, stopped.json()["code"]) == (429, "too_many_requests")
    house.clock.advance(int(stopped.headers["retry-after"]))
    assert (await login(house, seat.email, PASSWORD)).status_code == 200


async def test_signing_in_often_is_not_guessing(house: House) -> None:
    seat = await with_password(house)
    assert {(await login(house, seat.email, PASSWORD)).status_code for _ in range(15)} == {200}


async def test_a_refresh_token_that_comes_back_ends_the_whole_family(house: House) -> None:
    seat = await house.owner()
    stolen = seat.tokens["refreshToken"]
    thief = (await refresh(house, stolen)).json()
    assert (await house.client(thief["accessToken"]).get("/api/auth/me")).status_code == 200
    assert (await refresh(house, stolen)).status_code == 401
    assert (await refresh(house, thief["refreshToken"])).status_code == 401
    assert (await house.client(thief["accessToken"]).get("/api/auth/me")).status_code == 401
    assert (await seat.client.get("/api/auth/me")).status_code == 401


async def test_a_chain_of_refreshes_goes_on_past_a_month(house: House) -> None:
    token = (await house.owner()).tokens["refreshToken"]
    for _ in range(3):
        house.clock.advance(29 * 86_400)
        token = (await refresh(house, token)).json()["refreshToken"]
    house.clock.advance(31 * 86_400)
    assert (await refresh(house, token)).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "rwr_", "rwr_ses_1.", "rwr_ses_none.secret", "ä"])
async def test_a_made_up_refresh_token_is_refused(house: House, token: str) -> None:
    assert (await refresh(house, token)).status_code == 401


async def test_an_access_token_says_who_and_runs_out_in_15_minutes(house: House) -> None:
    seat = await house.owner()
    claims = jwt.decode(seat.tokens["accessToken"], options={"verify_signature": False})
    assert (claims["sub"], claims["ws"], claims["role"]) == (seat.person_id, seat.workspace_id, "owner")
    assert claims["exp"] - claims["iat"] == 900
    house.clock.advance(900)
    answer = await seat.client.get("/api/auth/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_tokens_of_others_make_are_refused(house: House) -> None:
    seat = await house.owner()
    claims = jwt.decode(seat.tokens["accessToken"], options={"verify_signature": False})
    forged = [
        jwt.encode(claims, "another key that is long enough.", "HS256"),
        jwt.encode(claims, None, "none"),
        str(seat.tokens["accessToken"])[:-2],
        "rw_live_made-up",
    ]
    for token in forged:
        answer = await house.client(token).get("/api/auth/me")
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


async def test_logging_out_ends_both_tokens(house: House) -> None:
    seat = await house.owner()
    assert (await seat.client.get("/api/auth/me")).status_code == 200
    assert (await seat.client.post("/api/auth/logout")).status_code == 204
    assert (await seat.client.get("/api/auth/me")).status_code == 401
    assert (await refresh(house, seat.tokens["refreshToken"])).status_code == 401


async def test_a_new_password_takes_the_old_one_and_ends_the_other_sign_ins(house: House) -> None:
    seat = await with_password(house)
    other = (await login(house, seat.email, PASSWORD)).json()
    change = {"currentPassword": "wrong", "newPassword": "another long password"}
    assert (await seat.client.put("/api/auth/password", json=change)).status_code == 401
    change["currentPassword"] = PASSWORD
    assert (await seat.client.put("/api/auth/password", json=change)).status_code == 204
    assert (await seat.client.get("/api/auth/me")).status_code == 200
    assert (await house.client(other["accessToken"]).get("/api/auth/me")).status_code == 401
    assert (await login(house, seat.email, PASSWORD)).status_code == 401
    assert (await login(house, seat.email, "another long password")).status_code == 200


async def test_a_forgotten_password_is_reset_by_a_letter_that_works_once(house: House) -> None:
    seat = await with_password(house)
    assert (await house.client().post("/api/password-reset", json={"email": seat.email})).status_code == 202
    token = house.letters[-1].link.rpartition("/")[2]
    body = {"password": "remembered from now on"}
    assert (await house.client().post(f"/api/password-reset/{token}", json=body)).status_code == 204
    assert (await house.client().post(f"/api/password-reset/{token}", json=body)).status_code == 410
    assert (await seat.client.get("/api/auth/me")).status_code == 401
    assert (await login(house, seat.email, "remembered from now on")).status_code == 200


async def test_a_reset_for_nobody_answers_the_same_and_sends_nothing(house: House) -> None:
    answer = await house.client().post("/api/password-reset", json={"email": "nobody@acme.example"})
    assert answer.status_code == 202
    assert house.letters == []


async def test_letters_to_one_address_are_few(house: House) -> None:
    seat = await house.owner()
    codes = [
        (await house.client().post("/api/password-reset", json={"email": seat.email})).status_code for _ in range(4)
    ]
    assert codes == [202, 202, 202, 429]


async def test_a_link_is_used_by_one_of_many_at_once(house: House) -> None:
    token = await house.accounts.first_run()
    answers = await asyncio.gather(*(house.client().post(f"/api/auth/link/{token}") for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [410] * 7


async def test_what_has_been_over_for_a_month_is_swept_and_the_rest_stays(house: House) -> None:
    over, alive = await house.owner("Over"), await house.owner("Alive")
    house.clock.advance(29 * 86_400)
    alive_token = (await refresh(house, alive.tokens["refreshToken"])).json()["refreshToken"]
    house.clock.advance(29 * 86_400)
    await refresh(house, alive_token)
    house.clock.advance(3 * 86_400)
    await house.accounts.sweep()
    left = house.db.read_sync(lambda conn: conn.execute(sa.select(sessions.c.person_id)).scalars().all())
    assert left == [alive.person_id] != [over.person_id]
