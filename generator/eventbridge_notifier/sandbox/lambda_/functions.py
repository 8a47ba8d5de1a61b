"""Lambda for the rest of the sandbox: what was deployed, and invokes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Authorizer, Clients, Identities, Journal
from eventbridge_notifier.sandbox.core.model import Call, Entry, Identity, Outcome
from eventbridge_notifier.sandbox.core.schedule import Clock
from eventbridge_notifier.sandbox.lambda_ import configuration, role_calls
from eventbridge_notifier.sandbox.lambda_.code import Code, Key, key_of
from eventbridge_notifier.sandbox.lambda_.destinations import Destinations
from eventbridge_notifier.sandbox.lambda_.invoke_queue import Config, Queue
from eventbridge_notifier.sandbox.lambda_.mappings import Mappings
from eventbridge_notifier.sandbox.lambda_.pool import Pool, Settings, Throttled, Unready
from eventbridge_notifier.sandbox.lambda_.runtime import Answer, Process, base_environ
from eventbridge_notifier.sandbox.sqs.event_source import Feeder

LARGEST_ASYNC, LARGEST = 1_048_576, 6_291_456  # bytes; Lambda developer guide, "quotas"

# Calls that change how a function runs: its processes are started anew.
_DEPLOYS = frozenset({"CreateFunction", "UpdateFunctionCode"})
_CHANGES = _DEPLOYS | {"UpdateFunctionConfiguration", "PutFunctionConcurrency",
                       "DeleteFunctionConcurrency", "DeleteFunction"}


class Service:
    """The functions of every account and region. `url` is where their code finds AWS.

    `mishap` may be replaced by a function that says what is to go wrong with the next invoke of a
    function: "" nothing, "crash", "timeout", "throttle". `key_trouble` says why a KMS key cannot
    be used; "" where it can.
    """

    def __init__(self, clients: Clients, identities: Identities, authorizer: Authorizer,
                 clock: Clock, journal: Journal, url: str) -> None:
        self._clients, self._identities, self._journal = clients, identities, journal
        self._url = url
        self._code = Code(clients)
        self._pools: dict[Key, Pool] = {}
        self._configs: dict[Key, Config] = {}
        self._roles: dict[Key, Identity] = {}
        self._dead_letters: dict[Key, str] = {}  # moto forgets it
        self._lock = threading.Lock()
        self.mishap: Callable[[Key], str] = lambda key: ""
        self.key_trouble: Callable[[str], str] = lambda arn: ""
        self._authorizer = authorizer
        destinations = Destinations(clients, authorizer, lambda event: self._role(event.key))
        self._queue = Queue(self.run, self._config, destinations, clock, journal)
        self.mappings = Mappings(
            Feeder(clients, self.run, clock, journal), authorizer, self._role)

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Keeps what a call deploys, and forgets what it changes."""
        if call.service != "lambda" or outcome.error_code:
            return
        name = call.params.get("FunctionName")
        if not isinstance(name, str):
            return
        key = key_of(name, call.account, call.region)
        if call.operation in _DEPLOYS:
            self._code.deploy(key, call)
        if call.operation == "DeleteFunction":
            self._code.forget(key)
        if told := call.params.get("DeadLetterConfig"):
            self._dead_letters[key] = str(told.get("TargetArn") or "")
        with self._lock:
            self._configs.pop(key, None)
            self._roles.pop(key, None)
            stale = self._pools.pop(key, None) if call.operation in _CHANGES else None
        if stale:
            stale.close()

    def invoke_async(self, function_arn: str, payload: bytes) -> None:
        """Queues the event. Raises LookupError where there is no such function."""
        key = key_of(function_arn, "", "")
        try:
            self._code.folder(key)
        except KeyError:
            raise LookupError(f"Function not found: {function_arn}") from None
        self._queue.put(key, payload)

    def invoke(self, call: Call) -> Outcome:
        """Answers lambda:Invoke, of any InvocationType."""
        kind = call.params.get("InvocationType") or "RequestResponse"
        payload = bytes(call.params.get("Payload") or b"{}")
        if len(payload) > (LARGEST_ASYNC if kind == "Event" else LARGEST):
            return Outcome(413, {}, "RequestTooLargeException", f"{len(payload)} bytes exceed it")
        key = key_of(str(call.params["FunctionName"]), call.account, call.region)
        try:
            self._code.folder(key)
            if kind == "DryRun":
                return Outcome(204, {"StatusCode": 204, "Payload": b""})
            if kind == "Event":
                self._queue.put(key, payload)
                return Outcome(202, {"StatusCode": 202, "Payload": b""})
            return _answered(self.run(key, payload))
        except LookupError:
            return Outcome(404, {}, "ResourceNotFoundException", f"Function not found: {key.arn}")
        except Throttled as error:
            return Outcome(error.status, {}, error.code, str(error))

    def operations(self) -> dict[tuple[str, str], Callable[[Call], Outcome | None]]:
        """The event source mappings, which are kept here."""
        kept = self.mappings
        return {
            ("lambda", "CreateEventSourceMapping"): kept.create,
            ("lambda", "GetEventSourceMapping"): kept.get,
            ("lambda", "UpdateEventSourceMapping"): kept.update,
            ("lambda", "DeleteEventSourceMapping"): kept.delete,
            ("lambda", "ListEventSourceMappings"): kept.list_all,
            ("lambda", "ListTags"): kept.tagging,
            ("lambda", "TagResource"): kept.tagging,
            ("lambda", "UntagResource"): kept.tagging,
        }

    def run(self, key: Key, payload: bytes) -> Answer:
        """The function's own answer. Raises LookupError and Throttled."""
        return self._pool(key).run(payload)

    def pending(self) -> int:
        return self._queue.pending() + self.mappings.pending()

    def close(self) -> None:
        self.mappings.close()
        self._queue.close()
        with self._lock:
            pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            pool.kill()
        self._code.close()

    def _pool(self, key: Key) -> Pool:
        with self._lock:
            if key not in self._pools:
                settings = configuration.settings(self._lambda(key), key)
                start = partial(self._start, key, settings)
                self._pools[key] = Pool(key, settings, start, lambda key: self.mishap(key))
            return self._pools[key]

    def _start(self, key: Key, settings: Settings) -> Process:
        """A new environment, for which Lambda decrypts the variables. Raises Unready."""
        if settings.encrypted_by and (trouble := self.key_trouble(settings.encrypted_by)):
            raise Unready(trouble)
        for call in role_calls.calls(key, self._role(key), settings.configuration):
            if reason := self._authorizer.check(call):
                self._journal(Entry("note", f"Lambda cannot do its part: {reason}",
                                    target=key.arn))
        folder = str(self._code.folder(key))
        environ = {**base_environ(), **settings.environ, **self._runtime(key, settings, folder)}
        return Process(folder, settings.handler, environ, partial(self._listen, key))

    def _runtime(self, key: Key, settings: Settings, folder: str) -> dict[str, str]:
        """Lambda developer guide, "Defined runtime environment variables"."""
        access_key, secret, token = self._identities.mint(settings.role, key.name)
        return {
            "AWS_ACCESS_KEY_ID": access_key, "AWS_SECRET_ACCESS_KEY": secret,
            "AWS_SESSION_TOKEN": token, "AWS_REGION": key.region,
            "AWS_DEFAULT_REGION": key.region, "AWS_ENDPOINT_URL": self._url,
            "AWS_LAMBDA_FUNCTION_NAME": key.name, "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(settings.memory),
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{key.name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": f"{datetime.now(UTC):%Y/%m/%d}/[$LATEST]sandbox",
            "LAMBDA_TASK_ROOT": folder, "_HANDLER": settings.handler,
            "PYTHONDONTWRITEBYTECODE": "1"}

    def _listen(self, key: Key, line: str) -> None:
        self._journal(Entry("note", line, target=key.arn))

    def _config(self, key: Key) -> Config:
        with self._lock:
            if key in self._configs:
                return self._configs[key]
        found = self._configs[key] = configuration.asynchronous(
            self._lambda(key), key, self._dead_letters.get(key, ""))
        return found

    def _lambda(self, key: Key) -> Any:
        return self._clients.client("lambda", key.region, key.account)

    def _role(self, key: Key) -> Identity:
        """The function's role, as a session of Lambda."""
        if key not in self._roles:
            role = configuration.settings(self._lambda(key), key).role
            access_key, _, token = self._identities.mint(role, key.name)
            self._roles[key] = self._identities.of(access_key, token)
        return self._roles[key]


def _answered(answer: Answer) -> Outcome:
    parsed = {"StatusCode": 200, "ExecutedVersion": "$LATEST", "Payload": answer.payload}
    return Outcome(200, parsed | ({"FunctionError": answer.error} if answer.error else {}))


