"""The organization's bill, in pages of days, for an admin key alone."""

from typing import Any

from aiohttp import web

from tests.server.log import Log

ADMIN_KEY = "sk-admin-of-nobody-0123456789"
DAY = 86_400
MOST = 180


class Organization:
    """Its costs are written down by tests: dollars by day (as seconds in UTC) and line item."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.costs: dict[int, dict[str, float]] = {}
        self.projects: set[str] = set()
        """Those that were asked for."""

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/v1/organization/costs", self._costs)

    async def _costs(self, request: web.Request) -> web.Response:
        self._log.add("in", "GET /v1/organization/costs", dict(request.query))
        if request.headers.get("Authorization") != f"Bearer {ADMIN_KEY}":
            message = "You have insufficient permissions for this operation. Missing scopes: api.usage.read."
            return _refused(403 if request.headers.get("Authorization") else 401, message)
        query = request.query
        start, limit = int(query.get("start_time", 0)), int(query.get("limit", 7))
        if not start or start % DAY or not 1 <= limit <= MOST or query.get("bucket_width", "1d") != "1d":
            return _refused(400, "Invalid query.")
        self.projects |= set(query.getall("project_ids[]", []))
        by_item = "line_item" in query.getall("group_by[]", [])
        begin = int(query["page"].removeprefix("page_")) if "page" in query else start
        last = max([*self.costs, start])
        days = list(range(begin, last + 1, DAY))
        buckets = [self._bucket(day, by_item=by_item) for day in days[:limit]]
        following = f"page_{days[limit]}" if len(days) > limit else None
        return web.json_response(
            {"object": "page", "data": buckets, "has_more": following is not None, "next_page": following}
        )

    def _bucket(self, day: int, *, by_item: bool) -> dict[str, Any]:
        costs = self.costs.get(day, {})
        lines = costs.items() if by_item else [(None, sum(costs.values()))] if costs else []
        return {
            "object": "bucket",
            "start_time": day,
            "end_time": day + DAY,
            "results": [
                {
                    "object": "organization.costs.result",
                    "amount": {"value": usd, "currency": "usd"},
                    "line_item": item,
                    "project_id": None,
                }
                for item, usd in lines
            ],
        }


def _refused(status: int, message: str) -> web.Response:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    return web.json_response({"error": error}, status=status)
