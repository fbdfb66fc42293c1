"""Who sits in the bodies: their members, and the substitutes asked to come to a meeting."""

from datetime import date

from workflows.engine.definition import Member
from workflows.engine.members import standing_in
from workflows.records.database import Transaction
from workflows.records.stand_ins import stand_ins_from
from workflows.services.installation import Installation


def seats(house: Installation, connection: Transaction, day: date) -> tuple[Member, ...]:
    """Every seat of the definitions, and one for each who stands in on the day or later.

    Whoever is no substitute there any more stands in for nobody.
    """
    members = house.definitions.members
    stand_ins = (
        standing_in(members, asked.body, asked.meets_on, asked.email)
        for asked in stand_ins_from(connection, day)
    )
    return (*members, *(one for one in stand_ins if one is not None))
