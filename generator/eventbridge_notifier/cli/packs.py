"""Names of packs, as an option takes them and a shell completes them."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


class PackName(click.ParamType[str]):
    """The name of a pack of watches. The packs are read when one is named, not for --help."""

    name = "pack"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return known_pack(value)
        except ValueError as wrong:
            self.fail(str(wrong), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str
                       ) -> list[CompletionItem]:
        from eventbridge_notifier.spec.packs import PACKS
        return [CompletionItem(name) for name in PACKS if name.startswith(incomplete)]


def known_pack(name: str) -> str:
    """The name, if there is such a pack. Raises ValueError with those that there are."""
    from eventbridge_notifier.aws.suggest import meant
    from eventbridge_notifier.spec.packs import PACKS
    if name in PACKS:
        return name
    hint = meant(name, PACKS)
    raise ValueError(f"there is no pack {name}; there are {', '.join(PACKS)}"
                     + (f"; did you mean {hint}?" if hint else ""))
