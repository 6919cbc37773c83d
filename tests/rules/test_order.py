"""Questions stand in an order in which paths can come to them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from widget.rules.paths.order import closure, in_order

QUESTIONS = "abcdefgh"
led_to = st.frozensets(st.sampled_from(QUESTIONS), max_size=2)


@settings(derandomize=True, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(QUESTIONS, led_to)))
def test_a_question_stands_before_those_that_it_leads_to_unless_on_a_circle_with_them(
    leads_to: dict[str, frozenset[str]],
) -> None:
    circles = in_order(leads_to)
    place = {key: number for number, circle in enumerate(circles) for key in circle}
    assert sorted(key for circle in circles for key in circle) == list(QUESTIONS)
    for key in QUESTIONS:
        for other in closure(leads_to, leads_to[key]):
            back = key in closure(leads_to, leads_to[other])
            assert place[key] == place[other] if back else place[key] < place[other]
