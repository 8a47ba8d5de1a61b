"""Texts of spec files to one spec: YAML, schema, packs, model. The room's entry. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eventbridge_notifier.diagnostics.finding import Finding, SpecError
from eventbridge_notifier.spec import model, packs, schema, yaml
from eventbridge_notifier.spec.model import Spec
from eventbridge_notifier.spec.yaml import Tree


@dataclass(frozen=True)
class Loaded:
    """`spec` is without the watches whose shape is wrong; `findings` say what is wrong.

    `trees` are the files as written; `skipped` names those of a folder that are not specs.
    """

    spec: Spec
    trees: tuple[Tree, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[str, ...] = ()


def load(texts: Iterable[tuple[str, str]], *, is_folder: bool = False) -> Loaded:
    """The spec in `texts`, pairs of file name and YAML.

    In a folder, YAML files without any key of a spec (a price file, say) are skipped.
    """
    trees, findings = _parsed(texts)
    specs = [tree for tree in trees if not is_folder or schema.is_spec(tree)]
    findings += schema.shape(specs)
    packed, unknown = packs.expand(specs, findings)
    spec, between = model.build(specs, findings, packed)
    skipped = tuple(tree.file.name for tree in trees if not any(tree is one for one in specs))
    return Loaded(spec, tuple(specs), (*findings, *unknown, *between), skipped)


def _parsed(texts: Iterable[tuple[str, str]]) -> tuple[list[Tree], list[Finding]]:
    """The trees of `texts`, and what is wrong with those that are not YAML."""
    trees: list[Tree] = []
    findings: list[Finding] = []
    for file, text in texts:
        try:
            trees.append(yaml.parse(text, file))
        except SpecError as error:
            findings.extend(error.findings)
    return trees, findings
