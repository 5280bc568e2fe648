"""From the files that staff edit to the ledger, or to problems; the only part that knows YAML."""

from service_promises.source.reading import Reading, read

__all__ = ["Reading", "read"]
