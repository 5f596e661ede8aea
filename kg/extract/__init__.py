"""Reading: from a document to facts with evidence. Pure."""
