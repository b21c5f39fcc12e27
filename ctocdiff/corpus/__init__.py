"""The documents at hand: what is known of sessions and documents, and where the files are."""
