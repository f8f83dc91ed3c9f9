"""Finds things and statements of a release by words, parts of words and words spaced out: `search.sqlite`.

Only `mapper.search.finding` is needed to look something up, the other modules write.
"""
