"""What the law and the guides say: nouns, catalogue and rules. Never imports a solver.

A *case* is what is known when a pre-sentence report is written; an *order* is a community order or
suspended sentence order; a *requirement* one of the kinds an order may hold, its *terms* the hours,
days or months. A *programme* is delivered under a requirement, by a *group* whose dated sessions a
newcomer would attend are a *run*; an *appointment* is one-to-one. A *commitment* is a time already
taken. A *finding* says suitable, not suitable, refer or not known. A *package* is requirements with
terms and every session dated; an *option* is a package put before the officer with its measures.
*Facts* are the case, the menu of its dates and the timetable. A package that breaks a rule has
a *fault*; a should not kept is a *departure*. A *wish* is what an officer tries, no
fact of the case. A *region* is a timetable with *people*, who *want* programmes, its staff and
rooms; a *difference* is what-ifs that add; a *plan* is *placements*, and who waits and why.
"""
