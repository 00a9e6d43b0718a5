"""The back door for tests and the curious: faults to come, the invoice, the books and the vendors' manners."""

from aiohttp import web

from reelwright.simulator.desk import Desk
from reelwright.simulator.faults import FAULTS


def routes(desk: Desk) -> list[web.RouteDef]:
    """`/admin/faults` (GET: what there is; POST `{"push": "fail", "times": 2}` or `{"mix": {"fail": 0.1}, "seed": 7}`;
    DELETE), `/admin/invoice`, `/admin/jobs`, `/admin/scenario` (PATCH any of its fields), `/admin/reset`."""

    async def list_faults(_request: web.Request) -> web.Response:
        return web.json_response({name: {"stage": stage, "what": what} for name, (stage, what) in FAULTS.items()})

    async def add_faults(request: web.Request) -> web.Response:
        wish = await request.json()
        try:
            if "mix" in wish:
                desk.plan.set_mix(wish["mix"], int(wish.get("seed", 0)))
            if "push" in wish:
                desk.plan.push(wish["push"], int(wish.get("times", 1)))
        except ValueError as error:
            return web.json_response({"detail": str(error)}, status=422)
        return web.json_response({"ok": True})

    async def clear_faults(_request: web.Request) -> web.Response:
        desk.plan.clear()
        return web.json_response({"ok": True})

    async def invoice(_request: web.Request) -> web.Response:
        return web.json_response(desk.book.invoice(desk.clock.now_ms()))

    async def jobs(_request: web.Request) -> web.Response:
        now = desk.clock.now_ms()
        return web.json_response([{**desk.book.line(job, now), "body": job.order.body} for job in desk.book.jobs()])

    async def change_scenario(request: web.Request) -> web.Response:
        try:
            desk.change_scenario(await request.json())
        except (TypeError, ValueError) as error:
            return web.json_response({"detail": str(error)}, status=422)
        return web.json_response({"ok": True})

    async def reset(_request: web.Request) -> web.Response:
        desk.reset()
        return web.json_response({"ok": True})

    return [
        web.get("/admin/faults", list_faults),
        web.post("/admin/faults", add_faults),
        web.delete("/admin/faults", clear_faults),
        web.get("/admin/invoice", invoice),
        web.get("/admin/jobs", jobs),
        web.patch("/admin/scenario", change_scenario),
        web.post("/admin/reset", reset),
    ]
