"""The room that deals with SPARQL servers elsewhere: asks them and publishes to them, by the standard protocols alone."""

from kg.remote.endpoint import Endpoint
from kg.remote.publish import Graphs, publish

__all__ = ["Endpoint", "Graphs", "publish"]
