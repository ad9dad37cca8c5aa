"""Summaries: what an inventory's would hold now, those that were shared, and those that came from other regions."""

from dataclasses import dataclass
from datetime import datetime

from farled.core.dialogue.sharing import is_disposed
from farled.core.dialogue.summarise import (
    ONE_BY_ONE,
    PARTS,
    Choice,
    Held,
    Material,
    Sources,
    chosen_sources,
    summarise,
)
from farled.core.dialogue.summary import Summary
from farled.core.dialogue.summary_checks import sharing_findings
from farled.core.dialogue.summary_json import parse_summary
from farled.core.finding import Finding
from farled.core.inventory.thread import need_of_groups
from farled.core.report.results import workshop_report
from farled.store.models import (
    Inventory,
    ReceivedSummary,
    Region,
    SharedSummary,
    SummaryDraft,
    Voice,
    Workshop,
)
from farled.store.models.workshop import BY_DAY
from farled.store.queries.needs import group_links, picture, what_needs_became
from farled.store.queries.workshop import workshop_states


@dataclass(frozen=True)
class Prepared:
    """A summary before it is shared: what could go along, what does, and what to look at first."""

    draft: SummaryDraft
    choice: Choice
    material: Material
    sources: Sources
    summary: Summary
    findings: tuple[Finding, ...]


def prepared(inventory: Inventory) -> Prepared:
    """The summary as it would be shared now. Nothing is written."""
    draft = summary_draft(inventory)
    choice, material = choice_of(draft), _material(inventory, draft)
    sources = chosen_sources(material, choice)
    summary = summarise(material, sources)
    findings = sharing_findings(summary, _said(inventory))
    return Prepared(draft, choice, material, sources, summary, findings)


def summary_now(inventory: Inventory) -> Summary:
    """What stands in the summary now, for the house's own use."""
    draft = summary_draft(inventory)
    material = _material(inventory, draft)
    return summarise(material, chosen_sources(material, choice_of(draft)))


def summary_draft(inventory: Inventory) -> SummaryDraft:
    """The draft; a new one that is not saved where nobody has begun."""
    found = SummaryDraft.objects.filter(inventory=inventory).first()
    return found or SummaryDraft(inventory=inventory)


def choice_of(draft: SummaryDraft) -> Choice:
    kept = draft.left_out
    single = {part: frozenset[int](kept.get(part, ())) for part in ONE_BY_ONE}
    return Choice(parts=frozenset(kept.get("parts", ())) & frozenset(PARTS), **single)


def shared_in(inventory: Inventory) -> list[SharedSummary]:
    """What was shared, newest first."""
    rows = SharedSummary.objects.filter(inventory=inventory).defer("content")
    return list(rows.select_related("entry__by", "inventory"))


def shared_of(inventory: Inventory, number: int) -> SharedSummary | None:
    rows = SharedSummary.objects.filter(inventory=inventory).select_related("entry__by")
    return rows.filter(pk=number).first() if number < 2**63 else None


def shared_from(region: Region) -> list[SharedSummary]:
    rows = SharedSummary.objects.filter(inventory__region=region).defer("content")
    return list(rows.select_related("entry__by", "inventory"))


def opens(shared: SharedSummary, now: datetime) -> bool:
    """Whether the link still leads to the summary: in time, not closed, and nothing disposed of."""
    if shared.withdrawn_at is not None or is_disposed(shared.inventory.records_status):
        return False
    return shared.expires_at is not None and now < shared.expires_at


def received_in(region: Region) -> list[ReceivedSummary]:
    rows = ReceivedSummary.objects.filter(region=region, removed_at=None)
    return list(rows.select_related("received_by"))


def content_of(kept: SharedSummary | ReceivedSummary) -> Summary:
    """What was shared or received, as it was then."""
    return parse_summary(kept.content)


def _material(inventory: Inventory, draft: SummaryDraft) -> Material:
    rows = Workshop.objects.filter(inventory=inventory, archived_at=None).exclude(state="planned")
    listed = list(rows.order_by(*BY_DAY))
    states = workshop_states(listed)
    held = tuple(
        Held(row.held_on, workshop_report(state)) for row, state in zip(listed, states, strict=True)
    )
    results = (result for one in held for result in one.report.results)
    return Material(
        frame=_frame(inventory, draft),
        picture=picture(inventory),
        held=held,
        conflicts=tuple(conflict for result in results for conflict in result.conflicts),
        need_of_group=need_of_groups(group_links(inventory)),
        became=what_needs_became(inventory),
    )


def _frame(inventory: Inventory, draft: SummaryDraft) -> Summary:
    return Summary(
        title=inventory.name,
        region=inventory.region.name,
        language=inventory.language,
        question=inventory.question,
        period_from=inventory.period_from,
        period_to=inventory.period_to,
        strategy=inventory.strategy.name if inventory.strategy else "",
        learned=draft.learned,
        asks=draft.asks,
    )


def _said(inventory: Inventory) -> list[str]:
    """Everything that somebody wrote, also what was hidden or never shown: none of it may slip out."""
    rows = Voice.objects.filter(step__workshop__inventory=inventory).exclude(state="withdrawn")
    return list(rows.order_by().values_list("text", flat=True))
