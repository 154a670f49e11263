"""What no schedule of a structure can better, without a solver: streams bounded one by one.

Each stream is relaxed to a few of its own rules and solved exactly by a small dynamic programme;
the sum over streams bounds the structure. Every rule left out only lowers a bound. Costs are
lexicographic (work, travel, waiting) in one whole number, doubled so that a saving shared by two
streams can be split (`optimiser.bounds.scene`).
"""
