"""What runs inside the sandbox: it runs somebody's code against a question's checks and reports each result.

Nothing here defends the machine; that is the sandbox's part. It only sees to it that the code of a candidate
in good faith, however wrong, cannot spoil the tests.
"""
