"""The map of Europe: where the name or number of a country stands in `static/img/europe.svg` (ADR 16)."""

from typing import Final

#: Width and height of the map, in its own units.
SIZE: Final = (600, 530)

#: Country → the middle of it.
CENTRES: Final[dict[str, tuple[int, int]]] = {
    "AD": (157, 425),
    "AL": (344, 452),
    "AM": (592, 401),
    "AT": (283, 367),
    "BA": (319, 412),
    "BE": (202, 320),
    "BG": (394, 424),
    "BY": (395, 275),
    "CH": (228, 375),
    "CY": (496, 510),
    "CZ": (294, 338),
    "DE": (251, 319),
    "DK": (246, 250),
    "EE": (365, 209),
    "ES": (101, 443),
    "FI": (354, 134),
    "FR": (175, 369),
    "GB": (154, 285),
    "GE": (571, 382),
    "GR": (366, 472),
    "HR": (303, 394),
    "HU": (332, 371),
    "IE": (105, 263),
    "IS": (102, 87),
    "IT": (267, 430),
    "LI": (241, 372),
    "LT": (358, 256),
    "LU": (213, 334),
    "LV": (363, 234),
    "MC": (217, 416),
    "MD": (416, 359),
    "ME": (334, 430),
    "MK": (360, 444),
    "MT": (286, 525),
    "NL": (213, 299),
    "NO": (250, 181),
    "PL": (327, 304),
    "PT": (54, 441),
    "RO": (386, 383),
    "RS": (348, 410),
    "RU": (472, 210),
    "SE": (290, 198),
    "SI": (290, 387),
    "SK": (331, 350),
    "SM": (267, 416),
    "TR": (506, 450),
    "UA": (436, 329),
    "XK": (351, 432),
}

#: Too small to be pressed or seen: a dot stands for them.
SMALL: Final = frozenset({"AD", "LI", "LU", "MC", "MT", "SM"})
