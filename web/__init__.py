"""HTTP: officers' pages, the answer page behind the mailed link, public pages and the REST API."""
