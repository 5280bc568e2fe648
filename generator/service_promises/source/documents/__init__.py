"""The files that staff edit, a module for each kind, key by key as they write them.

These models know the shape of a file and its single values, and the JSON Schemas for editors are made of
them. What one key must have to do with another is in `service_promises.source.rules`.
"""
