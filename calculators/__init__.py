"""HuiCe's sums: what a firm gets under a Chinese AI-support policy, and why.

The same code runs under CPython, on the command line and in the browser. It
knows nothing of YAML, Markdown, MkDocs or web pages: it loads the catalogue
that `publisher` compiles from `policies/`.

>>> import calculators
>>> law = calculators.load()
>>> case = law.estimate("siming-2025/compute-voucher", {"compute_spend": "100万元"}, on="2026-11-27")
>>> case.amount, case.missing
(Decimal('...'), ())
>>> law.plan("350203", {"compute_spend": "100万元"}, on="2026-11-27").total("cautious")
Decimal('...')
"""

from calculators.errors import Misuse, NoCatalogue, Problem, UnknownName, WrongAnswers
from calculators.law import Case, FirmPlan, Law, load

__all__ = ["Case", "FirmPlan", "Law", "Misuse", "NoCatalogue", "Problem", "UnknownName", "WrongAnswers", "load"]

__version__ = "1.1"
"""The version of the code; `Law.version` is that of the law, and a wheel has both in its own."""
