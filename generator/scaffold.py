"""The files of a new stack. Pure."""

from __future__ import annotations

import json

from generator import plan, render, shape
from generator import stack as around
from generator.compile import compile_texts

SPEC = "watches.yaml"
SCHEMA = "watches.schema.json"


def stack(region: str, source: str) -> dict[str, str]:
    """Path to text, for a stack in `region` whose module is found at `source`."""
    spec = render.template("watches.yaml.j2", region=region)
    compiled = compile_texts([(SPEC, spec)])
    return {
        SPEC: spec,
        SCHEMA: json.dumps(shape.schema(), indent=2) + "\n",
        "main.tf": render.template("main.tf.j2", region=region, source=source,
                                   terraform=around.TERRAFORM, provider=around.AWS_PROVIDER),
        **render.stack(compiled.rules, [SPEC], plan.of(compiled.spec, compiled.rules)),
    }
