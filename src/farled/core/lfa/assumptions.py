"""What must hold that others decide: keep it, change the plan, or stop (domain.md 2.6).

The test of assumptions in the logical framework approach (Norad 1990, The Logical Framework Approach: Handbook).
"""

import re
from dataclasses import dataclass
from typing import Literal

from farled.core.finding import Finding, Invalid, Say
from farled.core.lfa.logframe import LIKELIHOODS, Assumption

Action = Literal["leave_out", "keep", "redesign", "killer", "ask"]

# Not who does what, but how things are ruled: what a project cannot change alone.
_SYSTEM = re.compile(
    r"\b(?:norm(?:en|er|erna|s)?|budget\w*|regel\w*|regler\w*|rules?|regulations?|lag(?:en|ar|stiftning\w*)|laws?"
    r"|legislation|politisk\w*|political|vilja\w*|will(?:ing|ingness)|attityd\w*|attitudes?|kultur(?:en|er)?|culture"
    r"|incitament\w*|incentives?|styrsystem\w*|upphandlingsreg\w*|mandat\w*|mandates?)\b",
    re.IGNORECASE,
)
_UNLIKELY = re.compile(r"\b(?:osannolik\w*|unlikely|improbable)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Advice:
    """What to do with an assumption. `ask` says that one more answer is needed first, and `why` which."""

    action: Action
    why: Say


def advice(*, important: bool | None, likelihood: str = "", redesign: bool | None = None) -> Advice:
    """Importance first, then likelihood, then whether the plan can be changed.

    `likelihood` is one of LIKELIHOODS or "" for not judged. Raises Invalid (`assumption.likelihood`).

    >>> advice(important=True, likelihood="unlikely", redesign=False).action
    'killer'
    >>> advice(important=False).action
    'leave_out'
    """
    if likelihood not in ("", *LIKELIHOODS):
        raise Invalid("likelihood", Say("assumption.likelihood"))
    if important is None:
        return Advice("ask", Say("assumption.ask_important"))
    if not important:
        return Advice("leave_out", Say("assumption.not_important"))
    return _important(likelihood, redesign)


def _important(likelihood: str, redesign: bool | None) -> Advice:
    answers = {
        "": Advice("ask", Say("assumption.ask_likelihood")),
        "almost_certain": Advice("leave_out", Say("assumption.almost_certain")),
        "likely": Advice("keep", Say("assumption.keep")),
        "unlikely": {
            None: Advice("ask", Say("assumption.ask_redesign")),
            True: Advice("redesign", Say("assumption.redesign")),
            False: Advice("killer", Say("assumption.killer")),
        }[redesign],
    }
    return answers[likelihood]


def advice_on(assumption: Assumption) -> Advice:
    """For an assumption in a frame: it stands there because somebody found it important, unless they say otherwise.

    Where nobody has judged the likelihood but the text itself says unlikely, that counts.
    """
    return advice(
        important=assumption.important is not False,
        likelihood=assumption.likelihood
        or ("unlikely" if _UNLIKELY.search(assumption.text) else ""),
        redesign=assumption.redesign,
    )


def expedition_signs(assumption: Assumption) -> tuple[Finding, ...]:
    """An unlikely, vital assumption about the system itself: perhaps a question for an expedition.

    >>> signs = expedition_signs(Assumption("Budgetreglerna ändras", likelihood="unlikely"))
    >>> [one.why.key for one in signs]
    ['assumption.expedition']
    """
    vital = advice_on(assumption).action in ("redesign", "killer", "ask")
    unlikely = assumption.likelihood == "unlikely" or _UNLIKELY.search(assumption.text)
    if not (vital and unlikely and _SYSTEM.search(assumption.text)):
        return ()
    return (Finding("assumption.expedition", (), Say("assumption.expedition"), 0.6),)
