"""cpdrules: professional standards and CPD schemes as YAML rule sets, judged with every hour explained."""
