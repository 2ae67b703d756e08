"""The closed lists: the words by which records, catalogue and code tell things apart, each written once.

A record writes the word, the catalogue and every JSON hold the word, and a
member is the word: it can be compared, hashed and printed as such.
"""

from __future__ import annotations

from enum import StrEnum

LANGUAGES = ("zh", "en")
"""What every sentence is said in; the first is the site's own."""

BETWEEN = " … "
"""What stands between two passages of a quote that are shown as one."""


type Provision = int | str
"""A part of a text that is referred to: the number of an article, or `preamble` or `closing`."""


class InputKind(StrEnum):
    """What an answer is."""

    MONEY = "money"
    COUNT = "count"
    MONTHS = "months"
    YEARS = "years"
    AREA = "area"
    YES_NO = "yes-no"
    CHOICE = "choice"

    @property
    def is_number(self) -> bool:
        """Whether it is typed in digits."""
        return self not in (InputKind.YES_NO, InputKind.CHOICE)

    @property
    def is_divisible(self) -> bool:
        """Whether it comes in hundredths: money to the fen, areas likewise."""
        return self in (InputKind.MONEY, InputKind.AREA)


class Unit(StrEnum):
    """What a figure of a law is in; a duration in years is held in months."""

    YUAN = "yuan"
    SHARE = "share"
    MONTHS = "months"
    AREA = "square-meters"
    DATE = "date"
    COUNT = "count"


class Certainty(StrEnum):
    """How sure it is that an amount is paid."""

    BY_RULE = "by-rule"
    UP_TO = "up-to"
    COMPETITIVE = "competitive"
    CASE_BY_CASE = "case-by-case"
    POOL = "pool"


class Medium(StrEnum):
    """What it is paid in."""

    CASH = "cash"
    VOUCHER = "voucher"
    IN_KIND = "in-kind"


class Recipient(StrEnum):
    """Who receives it; only a firm's is added up."""

    FIRM = "firm"
    PERSON = "person"
    OPERATOR = "operator"
    GOVERNMENT = "government"


class Role(StrEnum):
    """What an agency has to do with a benefit, the first to be asked first."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"


class Applicant(StrEnum):
    """Who may apply, where the words of a clause name somebody."""

    ENTERPRISE = "enterprise"
    UNIVERSITY = "university"
    RESEARCH_INSTITUTE = "research-institute"
    TEAM = "team"
    PERSON = "person"
    OPERATOR = "operator"
    GOVERNMENT = "government"
    BODY = "body"


class Period(StrEnum):
    """How often it is paid, or for what."""

    YEAR = "year"
    ONCE = "once"
    PROJECT = "project"
    PRODUCT = "product"
    PERSON = "person"
    MONTH = "month"
    STAGES = "stages"
    TERM = "term"
    EVENT = "event"
    UNSTATED = "unstated"


class Level(StrEnum):
    """What kind of place a text is of, the nearest first."""

    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"


class Partner(StrEnum):
    """Whose awards a text speaks of together with its own."""

    OWN_LEVEL = "own-level"
    TORCH_ZONE = "torch-zone"
    LOWER = "lower"
    HIGHER = "higher"
    SPECIAL_DEAL = "special-deal"


class CombiningRule(StrEnum):
    """What a text says of two awards; all but the first pay only one of them."""

    ADDS = "adds"
    HIGHER_OF = "higher-of"
    CHOOSE_ONE = "choose-one"
    EXCLUDES = "excludes"


class Reach(StrEnum):
    """Whether it is clear which awards a text speaks of."""

    CLEAR = "clear"
    UNCLEAR = "unclear"


class FundsKind(StrEnum):
    """What a text says of the money behind its sums."""

    YEARLY_CONTROL = "yearly-control"
    BUDGET = "budget"
    POOL = "pool"
    CLAWBACK = "clawback"
    RULES_TO_COME = "rules-to-come"

    @property
    def limits(self) -> bool:
        """Whether there may be less money than the sums come to."""
        return self in (FundsKind.YEARLY_CONTROL, FundsKind.BUDGET, FundsKind.POOL)
