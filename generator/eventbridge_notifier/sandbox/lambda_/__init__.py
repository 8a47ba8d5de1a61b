"""Lambda on this machine: deployed code, run by AWS's own runtime client, one stage a file.

    code       keeps what was deployed, unpacked
    runtime    one process under the Runtime API
    pool       the processes of one function
    queue      asynchronous invokes: retries, ages, destinations
    mappings   queues that feed a function, polled by the feeder
    service    all of it, for the rest of the sandbox
"""

from eventbridge_notifier.sandbox.lambda_.functions import Service

__all__ = ["Service"]
