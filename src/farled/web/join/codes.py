"""Join codes as people type, paste and read them."""

import re

PASTED = re.compile(r"/j/([^/?#]+)/?(?:[?#].*)?$")


def code_in(typed: str) -> str:
    """The code in what was typed: on its own or in a whole pasted address."""
    pasted = PASTED.search(typed.strip()[:500])
    return pasted[1] if pasted else typed[:100]


def grouped(code: str) -> str:
    """'ABCD2345' as it is read out: 'ABCD-2345'."""
    return f"{code[:4]}-{code[4:]}" if len(code) == 8 else code
