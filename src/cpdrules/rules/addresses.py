"""Addresses of requirements: the id, and in brackets the item or window that it is asked of."""


def base_id(address: str) -> str:
    """Return the requirement's id in an address: what stands before the first bracket."""
    return address.partition("[")[0]
