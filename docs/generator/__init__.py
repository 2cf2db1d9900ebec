"""Makes the pages of the reference from the types of the library; `python docs/generate.py` writes them."""
