"""Derives what each operation acts on: aws/resources/rules.json.gz.

    published    what AWS publishes: resource types, ARN formats, which action touches which
    names        CamelCase names as people compare them
    fields       the values of an operation's request and answer, as CloudTrail spells them
    candidates   the resource types that an operation may act on, the likeliest first
    templates    how the ARN, or the id, of one is made of the fields
    derive       the row of an operation

`python -m tools.resource_rules --help` says where the data comes from.
"""
