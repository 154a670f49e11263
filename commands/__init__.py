"""The commands, one a module: how to ask and where the answer goes. `cli` names them all."""
