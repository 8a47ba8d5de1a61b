"""HTTP APIs that answer, each at `<api>.execute-api.localhost` on a port of the sandbox.

Web pages are what they are for, so this port answers browsers, unlike that of AWS's own API.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug import Request, Response

from eventbridge_notifier.sandbox.apigateway.definition import ApiId, Definition, Route, read
from eventbridge_notifier.sandbox.apigateway.payload import authorizer_event, event, response
from eventbridge_notifier.sandbox.core.cache import Cache
from eventbridge_notifier.sandbox.core.interfaces import Clients, Journal, ServiceAuthorizer
from eventbridge_notifier.sandbox.core.model import Call, Entry, Outcome
from eventbridge_notifier.sandbox.core.server import Server
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId, function_id
from eventbridge_notifier.sandbox.lambda_.pool import Throttled
from eventbridge_notifier.sandbox.lambda_.runtime import InvokeResult

PRINCIPAL = "apigateway.amazonaws.com"
LARGEST = 6_291_456  # bytes of a function's answer; Lambda developer guide, "Lambda quotas"
NAMED = ("CreateApi", "GetApi", "UpdateApi")
Run = Callable[[FunctionId, bytes], InvokeResult]


class Refused(Exception):
    """A request that does not reach the function; carries the answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class HttpApis:
    """The APIs of every account and region. Takes a port when the first is made."""

    def __init__(self, clients: Clients, run: Run, authorizer: ServiceAuthorizer, journal: Journal
                 ) -> None:
        self._clients, self._run = clients, run
        self._authorizer, self._journal = authorizer, journal
        self._apis: dict[str, ApiId] = {}
        self._definitions: Cache[str, Definition] = Cache()
        self._server: Server | None = None
        self._lock = threading.Lock()

    def completed(self, call: Call, outcome: Outcome) -> Outcome:
        """Says the address here, in the place of AWS's; forgets what a call has changed."""
        if call.service != "apigatewayv2" or outcome.error_code:
            return outcome
        if not call.operation.startswith("Get"):
            self._definitions.forget()
        if call.operation not in NAMED:
            return outcome
        name = str(outcome.parsed["ApiId"])
        self._apis[name] = ApiId(call.account, call.region, name)
        return Outcome(outcome.status, {**outcome.parsed, "ApiEndpoint": self._address(name)})

    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    def _address(self, name: str) -> str:
        with self._lock:
            if self._server is None:
                self._server = Server()
                self._server.start(self._answer)
        return f"http://{name}.execute-api.localhost:{self._server.url.rpartition(':')[2]}"

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        request, began = Request(environ), time.monotonic()
        found = re.fullmatch(r"([a-z0-9]+)\.execute-api\.localhost(:\d+)?", request.host)
        api = self._apis.get(found[1]) if found else None
        if api is None:
            return _message(403, "Forbidden")(environ, start)
        definition = self._definitions.get(api.name, lambda: read(self._clients, api))
        try:
            answer = self._of_function(request, api, definition)
        except Refused as refused:
            answer = _message(refused.status, refused.message)
        self._log(request, api, definition, answer, time.monotonic() - began)
        return answer(environ, start)

    def _of_function(self, request: Request, api: ApiId, definition: Definition) -> Response:
        route = definition.route(request.method, request.path)
        if route is None:
            raise Refused(404, "Not Found")
        asked = event(request, api, route)
        if route.authorizer:
            self._authorize(api, route, asked)
        result = self._call(route.function, f"{api.arn}/$default/{route.key}", asked)
        if len(result) > LARGEST:
            raise Refused(500, "Internal Server Error")
        return response(result)

    def _authorize(self, api: ApiId, route: Route, asked: dict[str, Any]) -> None:
        source = f"{api.arn}/authorizers/{route.authorizer_id}"
        answer = json.loads(self._call(route.authorizer, source, authorizer_event(asked, api)))
        if not (isinstance(answer, dict) and answer.get("isAuthorized") is True):
            raise Refused(403, "Forbidden")
        asked["requestContext"]["authorizer"] = {"lambda": answer.get("context")}

    def _call(self, function: str, source: str, payload: dict[str, Any]) -> bytes:
        """The function's answer, where its policy lets the API invoke it. Raises Refused."""
        denial = self._authorizer.denial(PRINCIPAL, "lambda:InvokeFunction", function,
                                         {"aws:SourceArn": source})
        if denial:
            self._journal(Entry("failure", f"API Gateway may not invoke: {denial}",
                                target=function))
            raise Refused(500, "Internal Server Error")
        try:
            result = self._run(function_id(function, "", ""), json.dumps(payload).encode())
        except Throttled:
            raise Refused(503, "Service Unavailable") from None
        except LookupError:
            raise Refused(500, "Internal Server Error") from None
        if result.error:
            self._journal(Entry("failure", result.payload.decode(errors="replace"),
                                target=function))
            raise Refused(500, "Internal Server Error")
        return result.payload

    def _log(self, request: Request, api: ApiId, definition: Definition, answer: Response,
             seconds: float) -> None:
        """The variables of the format that stand for something here; others are a hyphen."""
        if not definition.log_group:
            return
        values = {"httpMethod": request.method, "path": request.path, "status": answer.status_code,
                  "identity.sourceIp": request.remote_addr, "apiId": api.name,
                  "requestTimeEpoch": int(time.time()), "responseLatency": round(seconds * 1000),
                  "responseLength": answer.calculate_content_length()}
        line = re.sub(r"\$context\.([\w.]+)", lambda found: str(values.get(found[1], "-")),
                      definition.log_format)
        group = definition.log_group.split(":log-group:")[1].removesuffix(":*")
        client = self._clients.client("logs", api.region, api.account)
        stream = f"{api.name}-{time.time_ns()}"
        client.create_log_stream(logGroupName=group, logStreamName=stream)
        client.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[
            {"timestamp": int(time.time() * 1000), "message": line}])


def _message(status: int, message: str) -> Response:
    return Response(json.dumps({"message": message}), status, mimetype="application/json")
