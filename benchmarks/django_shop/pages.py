"""The site's one page: the form behind a mailed link, for a party of an open hearing."""

import hmac
from secrets import token_urlsafe
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone

from benchmarks.django_shop.models import Contact, Party
from workflows.services.links import token

_STANCES = (
    ("no_remarks", "Ingen bemærkninger"),
    ("supports", "Støtter forslaget"),
    ("supports_with_remarks", "Støtter forslaget med bemærkninger"),
    ("opposes", "Støtter ikke forslaget"),
)
_ACCEPTED = ".pdf,.docx,.odt,.txt,.png,.jpg,.jpeg"


def answer(request: HttpRequest, party: UUID) -> HttpResponse:
    """Who is asked about what and until when, and the form."""
    asked = get_object_or_404(
        Party.objects.select_related("hearing__case__officer").exclude(hearing__phase="preparing"),
        pk=party,
    )
    given = request.COOKIES.get(f"svar-{party}", "")
    contacts = list(asked.contacts.all())
    contact = next((one for one in contacts if _opens(one, asked.hearing.round, given)), None)
    if contact is None:
        raise Http404
    versions = list(asked.responses.filter(undone_at=None).prefetch_related("files"))
    drafts = list(asked.drafts.all())
    others = list(asked.hearing.parties.exclude(pk=asked.pk))
    return render(
        request,
        "answer.html",
        {
            "asked": asked,
            "hearing": asked.hearing,
            "case": asked.hearing.case,
            "officer": asked.hearing.case.officer,
            "contact": contact,
            "documents": list(asked.hearing.documents.filter(replaced_at=None)),
            "latest": versions[-1] if versions else None,
            "earlier": versions[:-1],
            "drafts": drafts,
            "draft": drafts[0] if drafts else None,
            "joinable": [one for one in others if one.answers == one.undone],
            "is_late": timezone.now() >= asked.due_at,
            "stances": _STANCES,
            "accepted": _ACCEPTED,
            "key": token_urlsafe(18),
            "link_to_read": _reading_link(request, asked, contact),
        },
    )


def _opens(contact: Contact, hearing_round: int, given: str) -> bool:
    good = token(settings.LINK_KEY, str(contact.id), hearing_round, contact.generation)
    return hmac.compare_digest(good, given)


def _reading_link(request: HttpRequest, asked: Party, contact: Contact) -> str:
    secret = token(
        settings.LINK_KEY,
        str(contact.id),
        asked.hearing.round,
        contact.generation,
        reads_only=True,
    )
    return request.build_absolute_uri(f"/svar/{asked.id}/laes/{secret}")


urlpatterns = [path("svar/<uuid:party>", answer)]
