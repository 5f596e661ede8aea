"""The query service beside another: data, questions, clients, and a page of figures."""
