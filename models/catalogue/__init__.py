"""Law and guides as dated, cited data: what is held, and what of it is in force for a case."""

from models.catalogue.catalogue import Catalogue, load
from models.catalogue.health import health
from models.catalogue.menu import menu

__all__ = ["Catalogue", "load", "menu", "health"]
