"""A region's people and places over time: forecasts, sweeps of what-ifs and who runs them."""
