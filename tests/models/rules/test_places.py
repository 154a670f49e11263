"""Where, and with whom."""

import pytest

from models.case import Offence, OffenceKind, Person, Sex
from models.package import PlannedPart
from models.sources import Force
from models.timetable import Group, Intake, Project, Provider, Venue
from tests.models.rules.build import (
    FAR,
    OFFICE,
    START,
    case,
    contact,
    day,
    facts,
    found,
    package,
    planned,
    programme,
    row,
    sentences,
    session,
    timetable,
)


def group(**more: object) -> Group:
    held: dict[str, object] = {"places": 10, "taken": 9, **more}
    return Group("tue", "tsp", "office", (), START, day(900), Intake.ROLLING, **held)


def project(**more: object) -> Project:
    held: dict[str, object] = {"places": 10, "taken": 9, **more}
    return Project("garden", "Garden", "office", (), START, day(900), **held)


def region(group: Group | None = None, project: Project | None = None, *venues: Venue, **more):
    groups = (group,) if group is not None else ()
    projects = (project,) if project is not None else ()
    return timetable(*venues, groups=groups, projects=projects, **more)


TSP = programme("tsp")
HELD = package(planned("programme", PlannedPart("tsp", group="tue")))
WORK = package(planned("unpaid-work", project="garden"))
VIOLENT = case(offences=(Offence(OffenceKind.VIOLENCE),))
THIEF = case(offences=(Offence(OffenceKind.ACQUISITIVE),))


@pytest.mark.parametrize(("person", "faulty"), [(VIOLENT, 1), (THIEF, 0)])
def test_a_group_a_project_or_a_venue_may_bar_offences(person, faulty):
    bars = ("violence",)
    shut = Venue("office", "Office", bars=bars)
    for held, where in (
        (HELD, region(group(bars=bars))),
        (WORK, region(None, project(bars=bars))),
        (HELD, region(group(), None, shut)),
        (package(sessions=[contact(1)]), region(None, None, shut)),
    ):
        world = facts(entries=[TSP], case=person, timetable=where)
        assert faulty == len(found("places.barred", held, world))


def test_a_place_the_person_cannot_attend_is_named_by_id_or_area():
    for name, faulty in (("office", 1), ("town", 1), ("tue", 1), ("far", 0), ("county", 0)):
        person = case(person=Person(cannot_attend=(name,)))
        world = facts(entries=[TSP], case=person, timetable=region(group()))
        assert faulty == len(found("places.barred", HELD, world))


def test_people_to_be_kept_apart_share_no_group_and_no_project():
    person = case(person=Person(kept_apart_from=("smith",)))
    for attended_by, faulty in ((("smith", "jones"), 1), (("jones",), 0)):
        where = region(group(attended_by=attended_by), project(attended_by=attended_by))
        world = facts(entries=[TSP], case=person, timetable=where)
        assert faulty == len(found("places.apart", HELD, world))
        assert faulty == len(found("places.apart", WORK, world))


def test_nothing_lies_inside_the_package_s_own_excluded_area():
    for area, faulty in (("town", 1), ("county", 0)):
        held = package(planned("exclusion", areas=(area,)), sessions=[contact(1)])
        assert faulty == len(found("places.exclusion", held, facts()))


@pytest.mark.parametrize(("taken", "said"), [(9, []), (10, ["tsp in tue: 10 of 10 places are taken."])])  # fmt: skip  # noqa: E501
def test_a_group_has_a_place_left(taken, said):
    world = facts(entries=[TSP], timetable=region(group(taken=taken)))
    assert said == sentences("places.capacity", HELD, world)


@pytest.mark.parametrize(("taken", "faulty"), [(9, 0), (10, 1)])
def test_a_project_has_a_place_left(taken, faulty):
    world = facts(timetable=region(None, project(taken=taken)))
    assert faulty == len(found("places.capacity", WORK, world))


@pytest.mark.parametrize(
    ("sexes", "shut_out"),
    [("any", []), ("male", [Sex.FEMALE]), ("female", [Sex.MALE])],
)
def test_groups_for_one_sex_shut_out_the_other_and_nobody_else(sexes, shut_out):
    for sex in Sex:
        world = facts(
            entries=[TSP], case=case(person=Person(sex=sex)), timetable=region(group(sexes=sexes))
        )
        assert len(found("places.sexes", HELD, world)) == (sex in shut_out)


def test_an_entry_or_a_venue_may_be_for_women_only():
    centre = Venue("office", "Centre", women_only=True)
    for entries, venues in (
        ([programme("tsp", women_only=True)], (OFFICE, FAR)),
        ([TSP], (centre,)),
    ):
        for sex in Sex:
            world = facts(
                entries=entries,
                case=case(person=Person(sex=sex)),
                timetable=region(group(), None, *venues),
            )
            assert len(found("places.sexes", HELD, world)) == (sex is Sex.MALE)


@pytest.mark.parametrize(
    ("women", "sexes", "faulty"),
    [(0, "any", 1), (1, "any", 0), (None, "any", 0), (0, "female", 0)],
)
def test_a_lone_woman_in_a_mixed_group_is_a_departure(women, sexes, faulty):
    where = region(group(women=women, sexes=sexes))
    woman = facts(entries=[TSP], case=case(person=Person(sex=Sex.FEMALE)), timetable=where)
    man = facts(entries=[TSP], case=case(person=Person(sex=Sex.MALE)), timetable=where)
    forces = [fault.force for fault in found("places.lone-woman", HELD, woman)]
    assert [Force.SHOULD] * faulty == forces
    assert found("places.lone-woman", HELD, man) == []


def officer(id: str, sex: str) -> Provider:
    return Provider(id, id, "office", ("officer",), (), sex=sex)


def test_a_woman_sees_a_female_officer_where_there_is_one():
    ann, bob = officer("ann", "female"), officer("bob", "male")
    held = package(sessions=[contact(1, provider="bob"), contact(8, provider="ann")])
    for sex, officers, faulty in (
        (Sex.FEMALE, (ann, bob), 1),
        (Sex.FEMALE, (bob,), 0),
        (Sex.MALE, (ann, bob), 0),
        (Sex.UNKNOWN, (ann, bob), 0),
    ):
        where = timetable(providers=officers)
        world = facts(case=case(person=Person(sex=sex)), timetable=where)
        assert faulty == len(found("places.female-officer", held, world))
    kept = package(sessions=[contact(1, provider="ann"), session("tsp", 2, provider="bob")])
    woman = facts(
        case=case(person=Person(sex=Sex.FEMALE)), timetable=timetable(providers=(ann, bob))
    )
    assert found("places.female-officer", kept, woman) == []


def test_a_place_is_counted_once_whatever_is_attended_there():
    shut = Venue("office", "Office", bars=("violence",))
    held = package(
        planned("programme", PlannedPart("tsp", group="tue")),
        sessions=[session("tsp", one, requirement="programme") for one in (1, 8)],
    )
    world = facts(entries=[TSP], case=VIOLENT, timetable=region(group(), None, shut))
    (fault,) = found("places.barred", held, world)
    assert fault.occurrences == 1
    # A second place of the part is a second one.
    both = region(group(bars=("violence",)), None, shut, Venue("far", "Far", bars=("violence",)))
    elsewhere = package(
        *held.requirements,
        sessions=[session("tsp", 1, requirement="programme", venue="far")],
    )
    (fault,) = found("places.barred", elsewhere, facts(entries=[TSP], case=VIOLENT, timetable=both))
    assert fault.occurrences == 2


def test_what_is_nowhere_we_know_of_is_in_no_area_and_for_no_sex():
    held = package(planned("exclusion", areas=("town",)), sessions=[contact(1, venue="phone")])
    world = facts(case=case(person=Person(sex=Sex.MALE)))
    assert found("places.exclusion", held, world) == found("places.sexes", held, world) == []


def test_an_area_is_excluded_by_the_requirement_of_that_name_alone():
    held = package(planned("residence", areas=("town",)), sessions=[contact(1)])
    assert found("places.exclusion", held, facts()) == []


@pytest.mark.parametrize(
    ("sexes", "sex", "who"), [("male", Sex.FEMALE, "men"), ("female", Sex.MALE, "women")]
)
def test_it_is_said_for_whom_a_place_is(sexes, sex, who):
    where = region(group(sexes=sexes))
    world = facts(entries=[TSP], case=case(person=Person(sex=sex)), timetable=where)
    assert sentences("places.sexes", HELD, world) == [f"tsp at tue: for {who} only."]


def test_a_part_without_a_group_leaves_no_woman_alone():
    world = facts(entries=[TSP], case=case(person=Person(sex=Sex.FEMALE)), timetable=region())
    assert found("places.lone-woman", package(planned("programme", "tsp")), world) == []


def test_of_women_the_catalogue_is_cited_with_its_own_force():
    where = region(
        group(women=0), None, providers=(officer("ann", "female"), officer("bob", "male"))
    )
    held = package(*HELD.requirements, sessions=[contact(1, provider="bob")])
    for rule in ("places.lone-woman", "places.female-officer"):
        ruling = row("places", rule.removeprefix("places."), True)
        woman = case(person=Person(sex=Sex.FEMALE))
        (cited,) = found(rule, held, facts(ruling, entries=[TSP], case=woman, timetable=where))
        assert (cited.source, cited.force) == (ruling.source, Force.MUST)
        (by_itself,) = found(rule, held, facts(entries=[TSP], case=woman, timetable=where))
        assert by_itself.force is Force.SHOULD
        assert str(by_itself.source) in ("assumption places.lone-woman", "case person.sex")


def test_a_woman_of_another_service_is_no_female_officer_nor_is_nobody_a_man():
    nurse = Provider("ann", "ann", "office", ("atr",), (), sex="female")
    bob = officer("bob", "male")
    woman = case(person=Person(sex=Sex.FEMALE))
    held = package(sessions=[contact(1, provider="bob")])
    where = timetable(providers=(nurse, bob))
    assert found("places.female-officer", held, facts(case=woman, timetable=where)) == []
    where = timetable(providers=(officer("ann", "female"), bob))
    unknown = package(sessions=[contact(1, provider="carol"), contact(8)])
    assert found("places.female-officer", unknown, facts(case=woman, timetable=where)) == []


def test_it_is_said_at_what_venue_an_offence_is_barred():
    shut = Venue("office", "Office", bars=("violence",))
    held = package(sessions=[contact(1)])
    said = ["contact at office: violence offences are barred."]
    world = facts(case=VIOLENT, timetable=region(None, None, shut))
    assert sentences("places.barred", held, world) == said
