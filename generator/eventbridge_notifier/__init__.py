"""Watch specs in, event patterns and HCL out.

The stages, each a pure function in a file of its own:

    files.read -> tree.parse -> shape.check -> spec.build -> compile.compile_specs -> render
    (bytes)       (values and   (findings)     (Watch)       (pattern, state,        (HCL and
                   positions)                                 findings)               JSON)
"""

__version__ = "1.0.0"
