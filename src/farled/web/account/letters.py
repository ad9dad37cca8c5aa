"""Letters with a link, where a mail server is configured. Sent beside the request: mail may take its time."""

import logging
import threading

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from farled.store.models import Invitation, User

log = logging.getLogger("farled.mail")


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Whether a letter is on its way: there is an address and a mail server."""
    if not (settings.FARLED_MAIL and invitation.email):
        return False
    region = invitation.region
    with translation.override(region.language):
        subject = _("Inbjudan till %(region)s i Farled") % {"region": region.name}
        text = _(
            "Hej!\n\nDu är inbjuden till %(region)s i Farled. Öppna länken för att vara med:\n\n"
            "%(link)s\n\nLänken går att använda en gång och gäller i 14 dagar.\n"
        )
        body = text % {"region": region.name, "link": link}
    send(EmailMessage(subject, body, to=[invitation.email]))
    return True


def send_reset(person: User, link: str) -> None:
    with translation.override(person.language or settings.LANGUAGE_CODE):
        subject = _("Nytt lösenord i Farled")
        text = _(
            "Hej %(name)s!\n\nÖppna länken för att välja ett nytt lösenord:\n\n%(link)s\n\n"
            "Länken gäller i tre dagar. Har du inte bett om den behöver du inte göra något.\n"
        )
        body = text % {"name": person.name, "link": link}
    send(EmailMessage(subject, body, to=[person.email]))


def send(letter: EmailMessage) -> threading.Thread:
    """On a thread of its own, so that a slow mail server holds nobody up and tells nobody anything."""
    thread = threading.Thread(target=deliver, args=(letter,), name="letter")
    thread.start()
    return thread


def deliver(letter: EmailMessage) -> None:
    try:
        letter.send()
    except Exception:
        # neither address nor link belongs in the log
        log.exception("a letter could not be sent")
