"""The keys of each file that staff edit: each is declared once, with its check, its Guard and its meaning.

These models know the shape of a file and its single values, and the JSON Schemas for editors are made of
them. What one key must have to do with another is in `service_promises.source.rules`.
"""
