"""A shop as an MCP server, written with the official Python SDK as its documentation does it. argv: the port."""

import sys
from typing import TypedDict

import anyio
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError

server = MCPServer("Shop")
told: list[str] = []


class Order(TypedDict):
    order_id: str
    status: str
    total: float


@server.tool()
def order_status(order_id: str) -> Order:
    """Looks up an order."""
    return {"order_id": order_id, "status": "sent", "total": 12.5}


@server.tool()
def note(text: str) -> str:
    """Notes a text."""
    told.append(text)
    return f"Noted: {text}"


@server.tool()
def notes() -> list[str]:
    """What was noted."""
    return told


@server.tool()
def refund(order_id: str) -> str:
    """Always fails."""
    raise ToolError(f"Order {order_id} was paid in cash")


@server.tool()
async def wait(seconds: float) -> str:
    """Answers late, and notes when it is cancelled."""
    told.append("waiting")
    try:
        await anyio.sleep(seconds)
        return "done"
    except anyio.get_cancelled_exc_class():
        told.append("cancelled")
        raise


@server.tool()
def whoami(ctx: Context) -> dict[str, str]:
    """The headers and the meta data of the request."""
    headers = ctx.headers or {}
    return {"authorization": headers.get("authorization", ""), "key": headers.get("idempotency-key", "")}


@server.tool()
def large(bytes: int) -> str:
    """A long text."""
    return "x" * bytes


@server.tool()
def renew() -> str:
    """Gives order_status another schema, as a new release of a server does."""
    server.remove_tool("order_status")

    def order_status(order_number: int, language: str) -> Order:
        told.append("the new one ran")
        return {"order_id": str(order_number), "status": language, "total": 0}

    server.add_tool(order_status)
    return "renewed"


server.run("streamable-http", host="127.0.0.1", port=int(sys.argv[1]))
