"""The rows that the page reads, as Django maps them; the product made the tables."""

from typing import ClassVar

from django.db import models


class Officer(models.Model):
    """A case officer."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    email = models.TextField()
    phone = models.TextField()

    class Meta:
        managed = False
        db_table = "officers"


class Case(models.Model):
    """A sag on its way."""

    id = models.UUIDField(primary_key=True)
    number = models.TextField()
    title = models.TextField()
    officer = models.ForeignKey(Officer, models.DO_NOTHING)

    class Meta:
        managed = False
        db_table = "cases"


class Hearing(models.Model):
    """One round of hearing."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING)
    round = models.IntegerField()
    phase = models.TextField()
    text = models.TextField()
    changes = models.TextField()

    class Meta:
        managed = False
        db_table = "hearings"


class Party(models.Model):
    """A body heard in one round."""

    id = models.UUIDField(primary_key=True)
    hearing = models.ForeignKey(Hearing, models.DO_NOTHING, related_name="parties")
    name = models.TextField()
    position = models.IntegerField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    answers = models.IntegerField()
    undone = models.IntegerField()
    inner_due_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "parties"
        ordering: ClassVar = ["position"]


class Contact(models.Model):
    """An address that a party is written to."""

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey(Party, models.DO_NOTHING, related_name="contacts")
    name = models.TextField()
    email = models.TextField()
    generation = models.IntegerField()

    class Meta:
        managed = False
        db_table = "contacts"
        ordering: ClassVar = ["id"]


class HearingDocument(models.Model):
    """A document that is heard about."""

    id = models.UUIDField(primary_key=True)
    hearing = models.ForeignKey(Hearing, models.DO_NOTHING, related_name="documents")
    position = models.IntegerField()
    name = models.TextField()
    size = models.IntegerField()
    status = models.TextField()
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "hearing_documents"
        ordering: ClassVar = ["position", "added_at", "id"]


class Response(models.Model):
    """One version of an answer."""

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey(Party, models.DO_NOTHING, related_name="responses")
    version = models.IntegerField()
    stance = models.TextField()
    text = models.TextField()
    received_at = models.DateTimeField()
    receipt = models.TextField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "responses"
        ordering: ClassVar = ["version"]


class ResponseFile(models.Model):
    """A file that came with an answer."""

    id = models.UUIDField(primary_key=True)
    response = models.ForeignKey(Response, models.DO_NOTHING, related_name="files")
    name = models.TextField()
    size = models.IntegerField()

    class Meta:
        managed = False
        db_table = "response_files"
        ordering: ClassVar = ["name", "id"]


class Draft(models.Model):
    """An answer begun, as one contact left it."""

    contact = models.OneToOneField(Contact, models.DO_NOTHING, primary_key=True)
    party = models.ForeignKey(Party, models.DO_NOTHING, related_name="drafts")
    stance = models.TextField(null=True)
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "drafts"
        ordering: ClassVar = ["-saved_at"]
