"""Which steps and ways of a line were gone, in calls that were made or explored."""

from ivr.study.coverage.following import Trace, followed
from ivr.study.coverage.tally import Tally
from ivr.study.coverage.ways import HUNG_UP, LINE, Way, declared, leads_to

__all__ = ["HUNG_UP", "LINE", "Tally", "Trace", "Way", "declared", "followed", "leads_to"]
