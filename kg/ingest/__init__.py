"""The hall where the graph is written: the pipeline, and the way of files into a store."""

from kg.ingest.bring import IngestReport, ingest
from kg.ingest.inputs import find_files
from kg.ingest.pipeline import STEPS, dataset_of, graph_of, read, read_all, reading_digest, run

__all__ = ["STEPS", "IngestReport", "dataset_of", "find_files", "graph_of", "ingest", "read", "read_all", "reading_digest", "run"]
