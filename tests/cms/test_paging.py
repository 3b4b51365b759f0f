import pytest
from django.core.exceptions import BadRequest
from django.http import Http404

from cms.filters import Filters
from cms.paging import address, paginate


@pytest.mark.parametrize("raw", ["0", "-1", "x", "1e3", "10000", "9" * 400, "１", "1.0", " 1"])
def test_absurd_page_numbers_are_bad_requests(rf, raw):
    with pytest.raises(BadRequest):
        paginate(rf.get("/en/news/", {"page": raw}), range(5))


def test_empty_page_number_is_dropped(rf):
    assert paginate(rf.get("/en/news/?page="), range(5))["page_obj"].number == 1
    response = Filters(rf.get("/en/news/?year=2024&page="), ["year"]).redirect()
    assert (response.status_code, response.url) == (302, "/en/news/?year=2024")


def test_page_past_the_last_is_not_found(rf):
    with pytest.raises(Http404):
        paginate(rf.get("/en/news/?page=2"), range(5))


def test_links_keep_the_filters_and_the_first_page_has_no_number(rf):
    paging = paginate(rf.get("/en/news/?year=2024&page=2"), range(30), keep={"year": "2024"})
    assert [(link["number"], link["url"], link["current"]) for link in paging["page_links"]] == [
        (1, "/en/news/?year=2024", False),
        (2, "/en/news/?year=2024&page=2", True),
        (3, "/en/news/?year=2024&page=3", False),
    ]
    assert (paging["prev_url"], paging["next_url"]) == ("/en/news/?year=2024", "/en/news/?year=2024&page=3")


def test_addresses_have_no_empty_parameters():
    assert address("/en/news/", {"year": "", "kind": "story"}) == "/en/news/?kind=story"
    assert address("/en/news/", {"year": ""}) == "/en/news/"


def test_form_with_empty_fields_is_sent_to_the_clean_address(rf):
    response = Filters(rf.get("/en/news/?year=&kind=story"), ["year", "kind"]).redirect()
    assert (response.status_code, response.url) == (302, "/en/news/?kind=story")
    assert Filters(rf.get("/en/news/?kind=story"), ["year", "kind"]).redirect() is None


@pytest.mark.parametrize("raw", ["1", "99999", "x", "-3"])
def test_numbers_out_of_bounds_are_bad_requests(rf, raw):
    with pytest.raises(BadRequest):
        Filters(rf.get("/", {"year": raw}), ["year"]).number("year", 1900, 2200)


def test_unknown_choices_are_bad_requests(rf):
    with pytest.raises(BadRequest):
        Filters(rf.get("/?kind=gossip"), ["kind"]).one_of("kind", ["news"])
