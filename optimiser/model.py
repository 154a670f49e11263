"""The model of CP-SAT as drafts use it: let go of as soon as nothing holds it.

The library gives every model its methods under their old names too, each bound to the model: a
cycle, so that a draft of many megabytes outside Python waits for the collector, which does not see
them. Nothing here uses those names.
"""

from __future__ import annotations

from ortools.sat.python import cp_model

FALSE_OR_TRUE = cp_model.Domain(0, 1)


class Model(cp_model.CpModel):
    """A `CpModel` without its old names."""

    def _add_pre_pep8_methods(self) -> None:
        """Leave them out."""

    def new_bool_var(self, name: str) -> cp_model.IntVar:
        """The same as the library's, with one domain for all."""
        return cp_model.IntVar(self.proto).with_name(name).with_domain(FALSE_OR_TRUE)

    def clone(self) -> Model:
        """The same model again, to be changed apart from this one."""
        copy = Model()
        copy.proto.copy_from(self.proto)
        copy.rebuild_constant_map()
        return copy
