"""Whom to audit: a sample of a register that anybody can draw again, with a reason for everybody in it.

- `rate`: how many, exactly, and how a part of a person is rounded.
- `allocation`: how many of each stratum.
- `candidates`: who can be chosen, by the verdict of a rule set.
- `previous`: what happened at earlier audits.
- `draw`: the door, `audit_sample`.
- `sample`: what comes out; `words` say it.
"""
