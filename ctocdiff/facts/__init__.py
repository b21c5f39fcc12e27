"""Facts that a document states: what it cites, what it asks for until when, what to check."""
