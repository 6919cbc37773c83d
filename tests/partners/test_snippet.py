"""The snippet: the HTML that a webmaster pastes."""

from __future__ import annotations

import pytest

from widget.partners.snippet import snippet

ADDRESS = "https://visa.example/hotel/?location=abroad&purpose=tourism"
WRITTEN = "https://visa.example/hotel/?location=abroad&amp;purpose=tourism"


@pytest.mark.parametrize("height", [400, 560, 960])
def test_the_chosen_height_stands_in_the_attribute_and_in_the_style(height: int) -> None:
    assert snippet(ADDRESS, "Which visa?", height) == (
        f'<iframe src="{WRITTEN}" title="Which visa?" width="100%" height="{height}"'
        f' loading="eager" style="width:100%;block-size:auto;border:0;min-height:{height}px;'
        'max-width:880px;max-height:960px;frame-sizing:content-height"></iframe>\n'
        f'<p><a href="{WRITTEN}">Which visa?</a></p>'
    )


def test_a_title_cannot_leave_its_place() -> None:
    assert '"Which" <visa>?' not in snippet(ADDRESS, '"Which" <visa>?')
    assert "<visa>" not in snippet(ADDRESS, '"Which" <visa>?')
