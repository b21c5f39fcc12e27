"""ctocdiff: compare United Nations conference documents across sessions."""

__version__ = "0.1.0"
