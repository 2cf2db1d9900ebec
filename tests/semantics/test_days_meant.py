"""A date in another form is refused, and the day that was meant is told where it can be known."""

import datetime

import pytest

from cpdrules.semantics.calendar import DateFault, days_meant, parse_date


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("31/12/2024", ["2024-12-31"]),
        ("12/31/2024", ["2024-12-31"]),
        ("01/02/2024", ["2024-02-01", "2024-01-02"]),
        ("2024-1-5", ["2024-01-05"]),
        ("2024.12.31", ["2024-12-31"]),
        ("2024-12-31T00:00:00Z", ["2024-12-31"]),
        ("31 December 2024", ["2024-12-31"]),
        ("1st Sept. 2024", ["2024-09-01"]),
        ("December 31, 2024", ["2024-12-31"]),
        ("31 Smarch 2024", []),
        ("31/02/2024", []),
        ("01/01/0024", []),
        ("99/99/9999", []),
        ("tomorrow", []),
        ("1" * 41, []),
    ],
)
def test_other_forms(text: str, meant: list[str]) -> None:
    assert [day.isoformat() for day in days_meant(text)] == meant
    with pytest.raises(DateFault) as caught:
        parse_date(text)
    assert all(day in caught.value.reason for day in meant)


def test_every_day_in_the_usual_form_is_found() -> None:
    day = datetime.date(2024, 1, 1)
    while day.year == 2024:
        assert day in days_meant(day.strftime("%d/%m/%Y"))
        day += datetime.timedelta(days=1)
