"""What may go wrong with money."""

from reelwright.kit.problems import Problem


class BudgetExceeded(Problem):
    """402: a hold would pass a limit; nothing was ordered."""

    code = "budget_exceeded"
    status = 402
    title = "The budget does not allow this"
