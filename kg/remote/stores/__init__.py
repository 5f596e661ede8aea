"""SPARQL services of others as stores: where they are asked, changed and filled.

Every service that speaks SPARQL 1.1 will do; `STORES` holds what differs between the programs.
"""

from kg.remote.stores.engines import STORES, Engine
from kg.remote.stores.place import Login, Place, is_address, login_of, place_of, split_kind
from kg.remote.stores.service import Service, recognised

__all__ = [
    "STORES",
    "Engine",
    "Login",
    "Place",
    "Service",
    "is_address",
    "login_of",
    "place_of",
    "recognised",
    "split_kind",
]
