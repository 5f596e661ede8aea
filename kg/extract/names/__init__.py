"""Who is named: organisations, persons and places, by form and by what the text says. Pure."""
