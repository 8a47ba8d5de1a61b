"""The recorder: an event comes in, a record is in the table, or an error is raised.

    payload --messages--> Message --record--> Record --item--> Item --writer--> DynamoDB, S3

Each stage is a pure function in its own file; `handler` and `writer` are the edges. It imports
nothing that the Lambda runtime lacks, and little of that: importing an SDK costs more time than
recording a hundred events.
"""
