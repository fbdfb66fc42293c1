"""The Danish that pages and the API say beside their templates, by what it is about."""
