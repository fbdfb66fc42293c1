"""The changes to rows that a decision asks for; each field is a column of the table it goes to."""
