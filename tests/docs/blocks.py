"""The YAML blocks of the pages, for the tests of other rooms; the pages are made with the same."""

from generator.blocks import LANGUAGE, ROOT, Block, blocks_of, load_block, merged

EXAMPLES = "docs/examples"

__all__ = ["EXAMPLES", "LANGUAGE", "ROOT", "Block", "blocks_of", "load_block", "merged"]
