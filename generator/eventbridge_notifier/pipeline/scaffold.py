"""The files of a new stack. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable

from eventbridge_notifier.checks.stack import stack_files
from eventbridge_notifier.deploy import forwarders, placement, terraform
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec import schema

SPEC = "watches.yaml"
SCHEMA = "watches.schema.json"


TOPIC = "alerts"


def stack(region: str, source: str, packs: Iterable[str] = (), email: str = "") -> dict[str, str]:
    """Path to text, for a stack in `region` whose module is found at `source`.

    It has the watches of `packs`, or one of its own without any; `email` is told of matches.
    """
    topic = TOPIC if email else ""
    spec = terraform.template("watches.yaml.j2", region=region, packs=tuple(packs), topic=topic)
    compiled = compile_texts([(SPEC, spec)])
    where = placement.of(compiled.spec, compiled.rules)
    main = terraform.template("main.tf.j2", region=region, source=source, forward=where.forward,
                           topic=topic, email=email, terraform=stack_files.TERRAFORM,
                           provider=stack_files.AWS_PROVIDER)
    return {
        SPEC: spec,
        SCHEMA: json.dumps(schema.schema(), indent=2) + "\n",
        "main.tf": main,
        **forwarders.files([SPEC], where, forwarders.stack_of({"main.tf": main})),
    }
