"""The page for an organization: a function behind an HTTP API, for people who sign in.

    handler     what Lambda calls
    function    a request, or a question of the API's authorizer
    settings    the function's environment
    grants      who may see what
    provider    the OIDC provider's addresses, keys and tokens
    id_token    what a token must say
    sealing     cookies under a KMS key
    session     who is signed in, and for how long
    sign_in     the paths of signing in and out
    front       the layer between API and page: who asks, and what they may see
    arrivals    what is new, asked for again and again
"""
