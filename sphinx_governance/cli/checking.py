"""What ``check`` is asked for, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_governance.cli.loading import Loaded, Request
    from sphinx_governance.model.baseline import Settled
    from sphinx_governance.report.summary import Outcome


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the options of ``check`` say; their help says what each means."""

    kind: str | None
    form: str
    outputs: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    against: str | None
    only_changed_since: str | None
    today: datetime | None
    fail_on: str
    strict: bool
    write_baseline: bool
    no_baseline: bool
    fix: bool
    diff: bool
    allow_dirty: bool
    force: bool
    external_links: bool
    no_conf: bool
    no_cache: bool

    @property
    def day(self) -> date:
        """The day that rules go by."""
        return (self.today or datetime.now().astimezone()).date()

    @property
    def request(self) -> Request:
        """How targets are loaded."""
        from sphinx_governance.cli.loading import Request

        return Request(self.kind or "adr", everything=True, cached=not self.no_cache, closely=True)


@dataclass(frozen=True)
class Checked:
    """One target after the check."""

    loaded: Loaded
    parted: Settled
    outcome: Outcome
