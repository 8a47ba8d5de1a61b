"""The server: its instructions, its tools, and what happens when one of them cannot answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from eventbridge_notifier import __version__
from eventbridge_notifier.assistant.tools import WRONG, Tools
from eventbridge_notifier.assistant.untrusted import NOTE, visible
from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
from eventbridge_notifier.console.deployment import Clients, NotFound

INSTRUCTIONS = f"""\
Reads what eventbridge-notifier recorded in an AWS account: who did what, on which resource, with
which outcome. Read-only: no tool changes anything. Begin with `records` (recent events) or `health`
(does recording work). {NOTE}
"""
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True,
                        open_world_hint=False)
TOOLS = ("records", "record", "resources", "resource", "explain", "check", "health", "alerts")


def server(clients: Callable[[], Clients], name: str) -> MCPServer[Any]:
    """The server over the deployment `name`; `clients` is called when a tool first needs AWS."""
    made: MCPServer[Any] = MCPServer("eventbridge-notifier", version=__version__,
                                     instructions=INSTRUCTIONS, log_level="WARNING")
    tools = Tools(clients, name)
    for tool in TOOLS:
        made.add_tool(_in_words(getattr(tools, tool)), annotations=READS)
    return made


def _in_words(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The tool; what goes wrong reaches the assistant as a message."""
    @wraps(tool)
    def answered(**given: Any) -> Any:
        try:
            return tool(**given)
        except (NotFound, *WRONG) as error:
            raise ToolError(visible(str(error))) from None
        except ERRORS as error:
            raise ToolError(visible(str(explain_error(error)))) from None
    return answered
