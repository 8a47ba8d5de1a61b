"""Lambda on this machine: deployed code, run by AWS's own runtime client, one stage a file.

    code          keeps what was deployed, unpacked
    runtime       one process under the Runtime API
    pool          the processes of one function
    deployments   all functions, and how each runs
    invoke_queue  asynchronous invokes: retries, ages
    destinations  where their results and failures go
    mappings      event sources that feed a function
    functions     the API's operations, for the rest of the sandbox
"""
