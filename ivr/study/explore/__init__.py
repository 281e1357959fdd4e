"""Every path of a line, walked on the real engine with actions that end as their contracts say."""

from ivr.study.explore.covering import Cover
from ivr.study.explore.exploring import Exploration, explore
from ivr.study.explore.reporting import report
from ivr.study.explore.scripts import script
from ivr.study.explore.stubbing import StubError, end_of

__all__ = ["Cover", "Exploration", "StubError", "end_of", "explore", "report", "script"]
