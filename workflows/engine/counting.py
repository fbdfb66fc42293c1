"""Which answer counts for a party, among those that stand."""

from collections.abc import Sequence

from workflows.engine.commands.answers import StandingAnswer


def counts_for(standing: Sequence[StandingAnswer], party: str) -> str | None:
    """The id of the answer that counts for the party, of those given with the oldest first.

    Its own before a joint one, and of each kind the latest in time before what came too late.
    """
    own = [one for one in standing if one.party == party]
    joint = [one for one in standing if party in one.jointly_with]
    found = own or joint
    in_time = [one for one in found if not one.late]
    return next((one.id for one in reversed(in_time or found)), None)
