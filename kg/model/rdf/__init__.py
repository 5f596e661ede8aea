"""How facts are said in RDF: one module a kind of fact, all of them pure generators."""
