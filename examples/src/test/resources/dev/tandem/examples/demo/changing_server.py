"""An MCP server whose next release has another schema. argv: the port, and a file that is there once it is released."""

import pathlib
import sys

from mcp.server.mcpserver import MCPServer

server = MCPServer("Changing")

if pathlib.Path(sys.argv[2]).exists():

    @server.tool()
    def latest_order(language: str) -> dict[str, str]:
        """Look up the status of my latest order."""
        return {"status": f"sent, in {language}"}
else:

    @server.tool()
    def latest_order() -> dict[str, str]:
        """Look up the status of my latest order."""
        return {"status": "sent"}


server.run("streamable-http", host="127.0.0.1", port=int(sys.argv[1]))
