"""USECASES: each use case of the newsroom, from collecting the news to taking in bounces.

These modules open the store and call the stages. The stages never open the store.
"""
