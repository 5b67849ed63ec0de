"""One destination in words: standing, figures, pay, hours, strengths and what is not known.

>>> from kpo import Scenario, load
>>> from kpo.narrative.profile import profile
>>> profile(load(), Scenario(), "IND").name
'India'
"""

from kpo.narrative.profile.assembly import Profile, profile

__all__ = ["Profile", "profile"]
