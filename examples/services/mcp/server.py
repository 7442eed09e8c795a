"""Orders as a server of the Model Context Protocol, written with its Python SDK. Run it with: python server.py 8090"""

import sys
from typing import TypedDict

from mcp.server.mcpserver import MCPServer

server = MCPServer("Orders")


class Order(TypedDict):
    order_id: str
    status: str


@server.tool()
def order_status(order_id: str) -> Order:
    """Looks up the status of an order."""
    return {"order_id": order_id, "status": "sent"}


server.run("streamable-http", host="127.0.0.1", port=int(sys.argv[1]))
