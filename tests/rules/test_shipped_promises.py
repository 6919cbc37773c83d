"""The shipped promises: for each there is a change of the rules that breaks it, and no other."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from tests.rules.generated import problems_of
from widget.files.toml import read_toml
from widget.rules.file import ruleset_of
from widget.settings import CONTENT

Table = dict[str, Any]


class Fault(NamedTuple):
    """A change of the rules, the promise that it breaks, and what is told.

    The promise is as in the file, without its reason. `at` has the answers of a row or, alone, of
    an option with a `goto`; the last one belongs to the question itself. `route` replaces the route
    there.
    """

    promise: Table
    at: dict[str, str]
    route: Table
    told: str


EXIT = {"goto": "exit", "clause": "EXT-1"}
FAULTS = {
    "people abroad are asked what they need, as if they were inside": Fault(
        {"if": {"location": "abroad"}, "never": ["exit"]},
        {"location": "abroad"},
        {"goto": "need"},
        "location=abroad&need=leave&departure=lost_document reaches exit",
    ),
    "tourists inside get the tourist visa too": Fault(
        {
            "if": {"location": "kazakhstan"},
            "never": ["tourist", "missionary", "work", "permanent_residence", "transit"],
        },
        {"location": "kazakhstan", "purpose": "tourism"},
        {"goto": "tourist", "clause": "TOU-1"},
        "location=kazakhstan&need=stay&passport=national&capacity=none&purpose=tourism "
        "reaches tourist",
    ),
    "people inside whom an embassy invites get the service visa": Fault(
        {"if": {"location": "kazakhstan", "capacity": "invited"}, "never": ["service"]},
        {"location": "kazakhstan", "capacity": "invited"},
        {"goto": "service", "clause": "SRV-3"},
        "location=kazakhstan&need=stay&passport=national&capacity=invited reaches service",
    ),
    "students inside get no visa": Fault(
        {
            "if": {
                "location": "kazakhstan",
                "purpose": ["business", "private", "study", "treatment"],
            },
            "never": ["ask_inside"],
        },
        {"purpose": "study"},
        {"goto": "ask_inside"},
        "location=kazakhstan&need=stay&passport=national&capacity=none&purpose=study "
        "reaches ask_inside",
    ),
    "nobody confirms that the visa is given inside": Fault(
        {"if": {"location": "kazakhstan"}, "confirm": ["inside"]},
        {"location": "kazakhstan"},
        {"goto": "need"},
        "location=kazakhstan&need=stay&passport=diplomatic reaches diplomatic "
        "without the point inside",
    ),
    "people with another reason to leave get a private visa": Fault(
        {"if": {"need": "leave"}, "only": ["exit", "ask_departure", "ask_permission"]},
        {"departure": "other"},
        {"goto": "private", "clause": "PRV-1"},
        "location=kazakhstan&need=leave&departure=other reaches private",
    ),
    "the expelled get advice": Fault(
        {"if": {"departure": ["lost_document", "expulsion"]}, "only": ["exit"]},
        {"departure": "expulsion"},
        {"goto": "ask_departure"},
        "location=kazakhstan&need=leave&departure=expulsion reaches ask_departure",
    ),
    "people with another reason to leave get the exit visa": Fault(
        {"if": {"departure": "other"}, "never": ["exit"]},
        {"departure": "other"},
        EXIT,
        "location=kazakhstan&need=leave&departure=other reaches exit",
    ),
    "residents need no permission to leave": Fault(
        {"if": {"permission": "no"}, "never": ["exit"]},
        {"permission": "no"},
        EXIT,
        "location=kazakhstan&need=leave&departure=resident&permission=no reaches exit",
    ),
    "the purpose decides for diplomatic passports": Fault(
        {"if": {"passport": "diplomatic"}, "only": ["diplomatic"]},
        {"passport": "diplomatic"},
        {"goto": "purpose"},
        "location=abroad&passport=diplomatic&purpose=business reaches business",
    ),
    "service passports count as diplomatic ones": Fault(
        {"if": {"passport": "service"}, "only": ["service"]},
        {"passport": "service"},
        {"goto": "diplomatic", "clause": "DIP-1"},
        "location=abroad&passport=service reaches diplomatic",
    ),
    "the passport of an organisation leaves nothing to confirm": Fault(
        {"if": {"passport": "organisation"}, "confirm": ["organisation_passport"]},
        {"passport": "organisation"},
        {"goto": "diplomatic", "clause": "DIP-2"},
        "location=abroad&passport=organisation reaches diplomatic "
        "without the point organisation_passport",
    ),
    "the document of a stateless person leaves nothing to confirm": Fault(
        {"if": {"passport": "stateless"}, "confirm": ["stateless"]},
        {"passport": "stateless"},
        {"goto": "capacity"},
        "location=abroad&passport=stateless&capacity=invited reaches service "
        "without the point stateless",
    ),
    "the purpose decides for people with another document": Fault(
        {"if": {"passport": "other"}, "only": ["ask_document"]},
        {"location": "abroad", "passport": "other"},
        {"goto": "purpose"},
        "location=abroad&passport=other&purpose=business reaches business",
    ),
    "people without a position are asked for their position": Fault(
        {"if": {"capacity": "none"}, "never": ["diplomatic", "service"]},
        {"capacity": "none"},
        {"goto": "position"},
        "location=abroad&passport=national&capacity=none&position=government reaches diplomatic",
    ),
    "who is not sure of a rank has none": Fault(
        {"if": {"rank": "unsure"}, "only": ["ask_rank"]},
        {"rank": "unsure"},
        {"goto": "service", "clause": "SRV-2"},
        "location=abroad&passport=national&capacity=own&position=mission&rank=unsure "
        "reaches service",
    ),
    "the family of all staff of an organisation gets the diplomatic visa": Fault(
        {"if": {"relative_rank": ["no", "unsure"]}, "never": ["diplomatic"]},
        {"relative_rank": "no"},
        {"goto": "diplomatic", "clause": "DIP-4"},
        "location=abroad&passport=national&capacity=family&relative=organisation&relative_rank=no "
        "reaches diplomatic",
    ),
    "the family of all diplomats gets the diplomatic visa": Fault(
        {"if": {"relative": "diplomat_visiting"}, "never": ["diplomatic"]},
        {"relative": "diplomat_visiting"},
        {"goto": "diplomatic", "clause": "DIP-5"},
        "location=abroad&passport=national&capacity=family&relative=diplomat_visiting "
        "reaches diplomatic",
    ),
    "the family of anybody gets the diplomatic visa": Fault(
        {"if": {"relative": "other"}, "never": ["diplomatic", "service"]},
        {"relative": "other"},
        {"goto": "diplomatic", "clause": "DIP-10"},
        "location=abroad&passport=national&capacity=family&relative=other reaches diplomatic",
    ),
    "work abroad is business": Fault(
        {"if": {"purpose": "work"}, "never": ["business"]},
        {"location": "abroad", "purpose": "work"},
        {"goto": "business", "clause": "BUS"},
        "location=abroad&passport=national&capacity=none&purpose=work reaches business",
    ),
    "who invests on their own account is an investor": Fault(
        {"if": {"investment_role": "other"}, "never": ["investor"]},
        {"investment_role": "other"},
        {"goto": "investor", "clause": "INV-1"},
        "location=abroad&passport=national&capacity=none&purpose=investment&investment_role=other "
        "reaches investor",
    ),
    "who is not sure has no right of visa-free transit": Fault(
        {"if": {"transit_right": ["yes", "unsure"]}, "never": ["transit"]},
        {"transit_right": "unsure"},
        {"goto": "transit", "clause": "TRN-1"},
        "location=abroad&passport=national&capacity=none&purpose=transit&transit_right=unsure "
        "reaches transit",
    ),
}


def shipped() -> Table:
    """The data of the shipped rules, which the test may change."""
    return read_toml(CONTENT / "rules.toml", "rules.toml")


def promise_in(table: Table) -> Table:
    """A promise without its reason."""
    return {key: value for key, value in table.items() if key != "because"}


def plant(rules: Table, at: dict[str, str], route: Table) -> None:
    """Replace the route of the row with these answers, or of the option."""
    question, option = [*at.items()][-1]
    table = rules["questions"][question]
    place: Table = table["options"][option]
    if "goto" not in place:
        (place,) = (row for row in table["next"] if at.items() <= row.items())
    for key in ("goto", "clause", "confirm", "closest"):
        place.pop(key, None)
    place |= route


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_change_breaks_one_promise_and_is_told_with_the_shortest_example(fault: Fault) -> None:
    rules = shipped()
    plant(rules, fault.at, fault.route)
    said = [str(each) for each in problems_of(ruleset_of(rules, "rules.toml"))]
    promises = [promise_in(each) for each in rules["always"]]
    number = promises.index(fault.promise)
    kind, names = [*fault.promise.items()][-1]
    assert [line for line in said if line.startswith("rules.toml: always")] == [
        f"rules.toml: always[{number + 1}]: Broken: {fault.told}. "
        f"Promised: {kind} {', '.join(names)}. Reason: {rules['always'][number]['because']}"
    ]


def test_each_promise_has_such_a_change() -> None:
    told = [fault.promise for fault in FAULTS.values()]
    assert [promise_in(each) for each in shipped()["always"]] == told
