"""Reads an agenda item's printed text (dagsordenspunkt) into what it says, with every doubt."""
